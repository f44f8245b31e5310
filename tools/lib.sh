# shellcheck shell=bash
# Shared by run, test and bench: where the project is, installing packages, building a preset.
# Sourced, never run. Everything here talks on standard error: standard output belongs to the results.

root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)

# shellcheck disable=SC2034  # read by those who source this
build_packages=(g++ cmake ninja-build libboost-dev libcli11-dev libfmt-dev libhowardhinnant-date-dev
    libsqlite3-dev libsqlitecpp-dev libutf8proc-dev libyaml-cpp-dev nlohmann-json3-dev)
# shellcheck disable=SC2034
test_packages=(clang clang-format clang-tidy libclang-rt-14-dev libgtest-dev libgmock-dev libssl-dev ccache mold
    python3-jsonschema python3-yaml libreoffice-calc groff-base zsh)

# shellcheck disable=SC2034
wasm_packages=(emscripten node-acorn nodejs dpkg-dev)

# A cache of compilations serves every checkout of the tree, wherever it lies. It learns from the compiler what a source
# includes (CCACHE_DEPEND) rather than preprocess every source before compiling it, which is the greater part of its cost
# where nothing is in the cache yet.
export CCACHE_BASEDIR="$root" CCACHE_NOHASHDIR=1 CCACHE_DEPEND=1

say() { printf 'tranche: %s\n' "$*" >&2; }

# Exit code 3: the world is broken, not the input.
give_up() {
    say "$@"
    exit 3
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        say "not root, and there is no sudo"
        return 1
    fi
}

# missing_packages NAME...: those that are not installed.
missing_packages() {
    local installed name
    installed=" $(dpkg-query -W -f='${Package}=${db:Status-Status} ' "$@" 2>/dev/null || true)"
    for name in "$@"; do
        [[ $installed == *" $name=installed "* ]] || printf '%s\n' "$name"
    done
}

# install_missing NAME...: does nothing where nothing is missing. On a system without dpkg the packages are taken to be
# there; the build says what it cannot find.
install_missing() {
    command -v dpkg-query >/dev/null || return 0
    local missing
    mapfile -t missing < <(missing_packages "$@")
    [ ${#missing[@]} -gt 0 ] || return 0
    say "installing ${missing[*]}"
    # Standard input may be a programme on its way to the command. An index that cannot be refreshed may still serve.
    {
        as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq || say "apt-get update failed; trying to install anyway"
        as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
            -o DPkg::Lock::Timeout=300 "${missing[@]}"
    } </dev/null >&2 || give_up "cannot install ${missing[*]}"
}

# build_preset PRESET [TARGET...]: configures where that was never done, then builds. Returns ninja's or cmake's failure.
# All that they say goes into build/PRESET.log, and standard error shows how far the build is. Ninja reconfigures by
# itself when a list of sources changes. A build folder that came here with a copy of the tree still names the old
# place, and is started again.
build_preset() {
    local preset=$1 folder="$root/build/$1" log="$root/build/$1.log"
    shift
    if [ -f "$folder/CMakeCache.txt" ] && ! grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$root" "$folder/CMakeCache.txt"; then
        rm -rf "$folder"
    fi
    : >"$log" || return
    if [ ! -f "$folder/build.ninja" ]; then
        (cd "$root" && cmake --preset "$preset") </dev/null >>"$log" 2>&1 || return
    fi
    (set -o pipefail && NINJA_STATUS='[%f/%t] ' ninja -C "$folder" "$@" </dev/null 2>&1 | show_progress "$preset" "$log")
}

# show_progress PRESET LOG: standard input, which is what ninja says, goes into the log. A terminal shows one line that
# counts; where standard error goes elsewhere, there is a line every twenty seconds.
show_progress() {
    local preset=$1 line counting='' next=$((SECONDS + 20))
    while IFS= read -r line; do
        printf '%s\n' "$line" >&3
        [[ $line =~ ^\[([0-9]+)/([0-9]+)\]\  ]] || continue
        if [ -t 2 ]; then
            counting=yes
            printf '\rtranche: building %s, %s of %s steps' "$preset" "${BASH_REMATCH[1]}" "${BASH_REMATCH[2]}" >&2
        elif ((SECONDS >= next)); then
            say "building $preset, ${BASH_REMATCH[1]} of ${BASH_REMATCH[2]} steps"
            next=$((SECONDS + 20))
        fi
    done 3>>"$2"
    [ -z "$counting" ] || printf '\r\033[K' >&2   # the line makes room for what comes next
}

# show_log PRESET: what the log of a build says beside the steps that went well.
show_log() { grep -v '^\[[0-9]*/[0-9]*\] ' "$root/build/$1.log" >&2 || true; }
