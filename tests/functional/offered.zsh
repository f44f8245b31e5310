# zsh -f offered.zsh FOLDER TYPED: what zsh offers when the Tab key follows what was typed, one a line, in order. The folder
# has the completion, _tranche.
#
# A second zsh runs in a terminal of its own (zpty), since completion works in a line editor only. There, compadd is
# replaced by a function that prints the matches it is given. The shell ends as soon as the completion has.
zmodload zsh/zpty || exit 3
zpty shell zsh -f -i
text=
await() {
    local piece
    while zpty -r shell piece "*$1*"; do
        text+=$piece
        [[ $text == *$1* ]] && return
    done
    exit 3
}
# The words to wait for are written in two parts: the terminal echoes what is typed into it.
zpty -w shell "PROMPT=
fpath=(${(q)1} \$fpath)
autoload -U compinit
compinit -u -D
bindkey '^I' complete-word
unset zle_bracketed_paste
compadd() {
    local -a hits
    if [[ \${@[1,(i)(-|--)]} == *-(O|A|D)\\ * ]]; then
        builtin compadd \"\$@\"
        return
    fi
    builtin compadd -A hits \"\$@\"
    ((\$#hits)) && print -rl -- offered:\$^hits
    builtin compadd \"\$@\"
}
finish() {
    print -r -- completion-''ended
    exit
}
comppostfuncs=(finish)
print -r -- shell-''ready"
await shell-ready
text=
zpty -n -w shell "$2"$'\t'
await completion-ended
print -r -- "${text//$'\r'/}" | sed -n 's/^.*offered://p' | sort -u
