// `tranche completion`: what a shell needs to complete commands, options and their words, written from the tables.
//
// The scripts hold everything as data and start no process, so completion answers at once.
#include <algorithm>  // find

#include "commands.hpp"

namespace tranche::cli {

namespace {

std::string joined(const std::vector<std::string>& words, std::string_view between) {
    std::string result;
    for (const std::string& word : words) {
        result += (result.empty() ? "" : std::string(between)) + word;
    }
    return result;
}

// Words that may stand first, and members of a group.
std::vector<std::string> first_words() {
    std::vector<std::string> words;
    for (const Command* each : commands()) {
        const std::string word(each->name.substr(0, each->name.find(' ')));
        if (std::find(words.begin(), words.end(), word) == words.end()) {
            words.push_back(word);
        }
    }
    return words;
}

std::vector<std::string> members_of(const CommandGroup& group) {
    std::vector<std::string> words;
    for (const Command* each : commands()) {
        if (each->name.starts_with(std::string(group.name) + " ")) {
            words.emplace_back(each->name.substr(group.name.size() + 1));
        }
    }
    return words;
}

std::vector<std::string> option_words(const Command& command) {
    std::vector<std::string> words;
    for (const std::span<const OptionRow> rows : command.options) {
        for (const OptionRow& row : rows) {
            words.emplace_back(row.name);
        }
    }
    words.insert(words.end(), {"--help", "--version"});
    return words;
}

// Within single quotes, for both shells.
std::string quoted(std::string_view text) {
    std::string result = "'";
    for (const char c : text) {
        result += c == '\'' ? "'\\''" : std::string(1, c);
    }
    return result + "'";
}

std::string bash_script() {
    std::string groups;
    std::string members;
    for (const CommandGroup& group : command_groups()) {
        members += "        ((COMP_CWORD == 3)) && [[ ${COMP_WORDS[2]} == " + std::string(group.name) +
                   " ]] && words=" + quoted(joined(members_of(group), " ")) + "\n";
        groups += "        " + std::string(group.name) + ")\n            if ((COMP_CWORD == 2)); then\n" +
                  "                COMPREPLY=($(compgen -W " + quoted(joined(members_of(group), " ")) +
                  " -- \"$current\"))\n                return\n            fi\n" +
                  "            command+=\" ${COMP_WORDS[2]}\" ;;\n";
    }
    std::string values;
    std::string options;
    for (const Command* each : commands()) {
        options += "        " + quoted(each->name) + ") words=" + quoted(joined(option_words(*each), " ")) + " ;;\n";
        for (const std::span<const OptionRow> rows : each->options) {
            for (const OptionRow& row : rows) {
                if (!row.choices.empty()) {
                    values += "        " + quoted(std::string(each->name) + " " + std::string(row.name)) +
                              ") words=" + quoted(joined(row.choices, " ")) + " ;;\n";
                }
            }
        }
    }
    return "# Completion of tranche for bash, made by `tranche completion bash`.\n"
           "_tranche() {\n"
           "    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]}\n"
           "    local command=${COMP_WORDS[1]} words=\n"
           "    COMPREPLY=()\n"
           "    if ((COMP_CWORD == 1)); then\n"
           "        COMPREPLY=($(compgen -W " +
           quoted(joined(first_words(), " ") + " help") +
           " -- \"$current\"))\n"
           "        return\n"
           "    fi\n"
           "    if [[ $command == help ]]; then\n"
           "        ((COMP_CWORD == 2)) && words=" +
           quoted(joined(first_words(), " ")) + "\n" + members +
           "        COMPREPLY=($(compgen -W \"$words\" -- \"$current\"))\n"
           "        return\n"
           "    fi\n"
           "    case $command in\n" +
           groups +
           "    esac\n"
           "    # bash takes the sign of --option=word for a word of its own\n"
           "    if [[ $current == = ]]; then\n"
           "        current=\n"
           "    elif [[ $previous == = ]]; then\n"
           "        previous=${COMP_WORDS[COMP_CWORD - 2]}\n"
           "    fi\n"
           "    case \"$command $previous\" in\n" +
           values +
           "    esac\n"
           "    if [[ -z $words && $current == -* ]]; then\n"
           "        case $command in\n" +
           options +
           "        esac\n"
           "    fi\n"
           "    # without words of ours, bash completes names of files\n"
           "    [[ -n $words ]] && COMPREPLY=($(compgen -W \"$words\" -- \"$current\"))\n"
           "}\n"
           "complete -o default -F _tranche tranche\n";
}

// What _arguments wants: brackets and colons of a help text stand for themselves.
std::string described(std::string_view text) {
    std::string result;
    for (const char c : text) {
        result += (c == '[' || c == ']' || c == ':' || c == '\\') ? "\\" + std::string(1, c) : std::string(1, c);
    }
    return result;
}

std::string zsh_option(const OptionRow& row) {
    // zsh offers an option once, unless it begins with a star.
    std::string spec = (row.repeatable ? "*" : "") + std::string(row.name) + (row.placeholder.empty() ? "[" : "=[") +
                       described(row.help) + "]";
    if (!row.placeholder.empty()) {
        spec += ":" + std::string(row.placeholder) + ":";
        spec += row.choices.empty() ? "_files"
                : row.list          ? "_sequence compadd - " + joined(row.choices, " ")
                                    : "(" + joined(row.choices, " ") + ")";
    }
    return "            " + quoted(spec) + " \\\n";
}

std::string zsh_commands(std::string_view prefix) {
    std::string result;
    std::string last;
    for (const Command* each : commands()) {
        if (!each->name.starts_with(prefix)) {
            continue;
        }
        const std::string_view rest = each->name.substr(prefix.size());
        const std::string word(rest.substr(0, rest.find(' ')));
        if (word == last) {
            continue;
        }
        last = word;
        std::string_view help = each->help;
        for (const CommandGroup& group : command_groups()) {
            help = word.size() < rest.size() && group.name == word ? group.help : help;
        }
        result += "            " + quoted(word + ":" + described(help)) + "\n";
    }
    return result;
}

std::string zsh_groups() {
    std::string result;
    for (const CommandGroup& group : command_groups()) {
        result += (result.empty() ? "" : " ") + std::string(group.name) + " 1";
    }
    return result;
}

std::string zsh_script() {
    std::string result =
        "#compdef tranche\n"
        "# Completion of tranche for zsh, made by `tranche completion zsh`.\n"
        "_tranche() {\n"
        "    local -a words_here\n"
        "    local -A word_groups=(" +
        zsh_groups() +
        ")\n"
        "    # `help` takes what may stand first, and then what may stand second\n"
        "    if ((CURRENT > 2)) && [[ $words[2] == help ]]; then\n"
        "        ((CURRENT > 4)) && return\n"
        "        shift words\n"
        "        ((CURRENT--))\n"
        "        ((CURRENT == 2)) || (($+word_groups[$words[2]])) || return\n"
        "    fi\n"
        "    local command=$words[2]\n"
        "    if ((CURRENT == 2)); then\n"
        "        words_here=(\n" +
        zsh_commands("") + "            'help:show how a command is used'\n        )\n" +
        "        _describe command words_here\n        return\n    fi\n    case $command in\n";
    for (const CommandGroup& group : command_groups()) {
        result += "        " + std::string(group.name) +
                  ")\n            if ((CURRENT == 3)); then\n                words_here=(\n" +
                  zsh_commands(std::string(group.name) + " ") +
                  "                )\n                _describe command words_here\n                return\n"
                  "            fi\n            command+=\" $words[3]\"\n            shift words\n"
                  "            ((CURRENT--)) ;;\n";
    }
    result += "    esac\n    shift words\n    ((CURRENT--))\n    case $command in\n";
    for (const Command* each : commands()) {
        result += "        " + quoted(each->name) + ") _arguments -s \\\n";
        for (const std::span<const OptionRow> rows : each->options) {
            for (const OptionRow& row : rows) {
                result += zsh_option(row);
            }
        }
        result += "            '--help[print this]' '--version[print the version]' '*:file:_files' ;;\n";
    }
    return result + "    esac\n}\n_tranche \"$@\"\n";
}

int completion(const Options& options, Outcome& outcome) {
    const std::string& shell = options.arguments.front();
    if (shell != "bash" && shell != "zsh") {
        return misused(options, "there is no completion for '" + shell + "'; it takes bash and zsh", outcome);
    }
    outcome.out = shell == "bash" ? bash_script() : zsh_script();
    return 0;
}

}  // namespace

const Command& completion_command() {
    static const Command command{.name = "completion",
                                 .help = "print what a shell needs to complete commands and options",
                                 .arguments = {{"SHELL", "bash or zsh"}},
                                 .options = {writing_options()},
                                 .run = completion,
                                 .examples = {"completion bash"}};
    return command;
}

}  // namespace tranche::cli
