# shellcheck shell=bash disable=SC2154  # `root` is of tools/lib.sh
# The benchmark `build`: CPU seconds, user and system, of a clean release build of the command, against commit e1f026c.
# Sourced by tools/bench, which has sourced tools/lib.sh. build.sh [--repeats N]; one pair of builds where N is not given.
#
# Each tree is configured as `./tools/run` does it, in a folder of its own that is removed afterwards, without ccache. The
# figure is of `ninja tranche` and leaves the configuration out. Before anything counts, both commands must give the same
# JSON of a forecast and an appraisal. Builds alternate, and which tree goes first alternates too. The ratio is the median
# of the pairs, the spread the least and the greatest of them: with one pair they are the same figure, and say nothing of
# how far figures scatter. CPU seconds rise while other programs run, so the machine should be idle.

# Full, so that no later commit can take the name.
build_before=e1f026c92873e6e198291c5498071006f42566d9

build_usage() { say "usage: ./tools/bench build [--repeats N]"; }

# cpu_of_build FOLDER: builds the command there and prints the CPU seconds that took. Fails as the build does.
cpu_of_build() {
    local TIMEFORMAT='%U %S' spent
    spent=$({ time ninja -C "$1" tranche >"$1.log" 2>&1 </dev/null; } 2>&1) || {
        tail -n 40 "$1.log" >&2
        return 1
    }
    awk '{ printf "%.1f\n", $1 + $2 }' <<<"$spent"
}

# clean_build NAME TREE: configures TREE from nothing in $work/NAME, then builds.
clean_build() {
    rm -rf "${work:?}/$1"
    (cd "$2" && cmake --preset release -B "$work/$1" -DCMAKE_CXX_COMPILER_LAUNCHER=) >"$work/$1.log" 2>&1 </dev/null || {
        cat "$work/$1.log" >&2
        return 1
    }
    cpu_of_build "$work/$1"
}

# same_answers: both builds must agree on what e1f026c said; keys may have been added since, and the manifest names the
# version.
same_answers() {
    local job name
    for job in forecast appraise; do
        for name in before now; do
            (cd "$root" && "$work/$name/tools/cli/tranche" "$job" programmes/cheshire-community-safety --quiet --format json) \
                >"$work/$name.$job.json" || return
        done
        python3 - "$work/before.$job.json" "$work/now.$job.json" <<'PYTHON' || return
import json, sys

def differs(before, now, place):
    if type(before) is not type(now):
        return f"{place}: {before!r} became {now!r}"
    if isinstance(before, dict):
        pairs = [(key, before[key], now.get(key)) for key in before if key != "manifest"]
    elif isinstance(before, list):
        if len(before) != len(now):
            return f"{place}: {len(before)} became {len(now)} entries"
        pairs = [(at, *both) for at, both in enumerate(zip(before, now))]
    else:
        return None if before == now else f"{place}: {before!r} became {now!r}"
    return next(filter(None, (differs(a, b, f"{place}/{key}") for key, a, b in pairs)), None)

found = differs(*(json.load(open(path, encoding="utf-8")) for path in sys.argv[1:]), "")
sys.exit(found)
PYTHON
    done
}

bench_build() {
    local repeats=1
    while [ $# -gt 0 ]; do
        case $1 in
            --repeats)
                [[ ${2:-} =~ ^[1-9][0-9]*$ ]] || { build_usage; exit 2; }
                repeats=$2
                shift 2
                ;;
            *) build_usage; exit 2 ;;
        esac
    done
    git -C "$root" cat-file -e "$build_before^{commit}" 2>/dev/null ||
        give_up "the history has no commit $build_before; a full clone has it"

    work=$(mktemp -d "${TMPDIR:-/tmp}/tranche-build.XXXXXX")
    trap 'rm -rf "$work"' EXIT
    mkdir "$work/tree"
    git -C "$root" archive "$build_before" | tar -x -C "$work/tree"

    local i name tree spent
    for ((i = 1; i <= repeats; ++i)); do
        local order="before now"
        [ $((i % 2)) -eq 1 ] || order="now before"
        for name in $order; do
            tree=$root
            [ "$name" = now ] || tree=$work/tree
            say "pair $i of $repeats: building $name from nothing ($(nproc) at a time)"
            spent=$(clean_build "$name" "$tree") || give_up "the build of $name failed; its log is above"
            say "pair $i of $repeats: $name took $spent CPU seconds"
            printf '%s\n' "$spent" >>"$work/$name.seconds"
        done
        if [ "$i" -eq 1 ] && ! same_answers; then
            say "build: wrong answer: the two builds disagree, as said above"
            exit 1
        fi
    done
    paste "$work/before.seconds" "$work/now.seconds" | awk -v commit="${build_before:0:7}" '
        { before[NR] = $1; now[NR] = $2; ratio[NR] = $1 / $2 }
        function median(of,    i, j, kept) {
            for (i = 2; i <= NR; ++i)
                for (j = i; j > 1 && of[j] < of[j - 1]; --j) { kept = of[j]; of[j] = of[j - 1]; of[j - 1] = kept }
            return of[int(NR / 2) + 1]
        }
        END {
            middle = median(ratio)
            printf "{\"name\":\"build\",\"ratio\":%.3f,\"against\":\"commit %s, CPU seconds of a clean release build\",", middle, commit
            printf "\"spread\":[%.3f,%.3f],\"target\":%.3f,", ratio[1], ratio[NR], 1 / 0.65
            printf "\"cpu_s\":%.1f,\"cpu_s_before\":%.1f,\"part_of_before\":%.3f,\"pairs\":%d}\n", median(now), median(before), 1 / middle, NR
        }'
}
