#!/usr/bin/env bash
# Set up this checkout: `setup.sh packages` makes .venv, `setup.sh browser` finds a Chromium for the tests.
# A second run finds everything in place and ends at once.
set -euo pipefail
cd "$(dirname "$0")/.."

readonly LOG=build/setup.log
readonly STAMP=.venv/.set-up

say() { printf '· %s\n' "$*"; }

die() {
    printf '%s\n' "$@" >&2
    exit 1
}

# quietly WHAT COMMAND…: say what is done; the command's own words go to the log, and are shown if it fails.
quietly() {
    say "$1 …"
    shift
    mkdir -p "$(dirname "$LOG")"
    if ! "$@" >>"$LOG" 2>&1 </dev/null; then
        tail -n 30 "$LOG" >&2
        die "" "This failed: $*" "All of it is in $LOG."
    fi
}

# with_apt WHAT PACKAGE…: install Debian packages, or say which command would.
with_apt() {
    local what=$1
    shift
    if ! command -v apt-get >/dev/null; then
        die "$what is missing, and this is not a Debian system: install what its packages $* hold."
    elif [ "$(id -u)" != 0 ]; then
        die "$what is missing. Run this once, then the same make command again:" \
            "    sudo apt-get update && sudo apt-get install $*"
    fi
    export DEBIAN_FRONTEND=noninteractive
    quietly "asking for the list of packages" apt-get -o DPkg::Lock::Timeout=600 update
    quietly "installing $*" \
        apt-get -o DPkg::Lock::Timeout=600 install --yes --no-install-recommends "$@"
}

# The first Python that is new enough; PYTHON=… names another.
find_python() {
    local each
    for each in "${PYTHON:-python3}" python3.11 python3.12 python3.13 python3.14; do
        if "$each" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$each"
            return
        fi
    done
    die "Python 3.11 or newer is missing: install it, or name it: make PYTHON=/path/to/python …"
}

# What .venv depends on: the pins, our own packaging, the interpreter, and where this checkout lies.
fingerprint() {
    { cat dev.lock pyproject.toml && pwd && "$1" -c 'import sys; print(sys.version)'; } | sha256sum
}

packages() {
    local python wanted
    python=$(find_python)
    wanted=$(fingerprint "$python")
    if [ -x .venv/bin/python ] && [ "$(cat "$STAMP" 2>/dev/null)" = "$wanted" ]; then
        touch "$STAMP"
        return
    fi
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        with_apt "Python's venv module" python3-venv
    fi
    quietly "making .venv" "$python" -m venv .venv
    quietly "installing the pinned packages into .venv (a minute or so, the first time)" \
        .venv/bin/python -m pip install --require-hashes --requirement dev.lock
    quietly "installing tsunagi itself" \
        .venv/bin/python -m pip install --no-deps --no-build-isolation --editable .
    printf '%s\n' "$wanted" >"$STAMP"
}

browser() {
    local missing=()
    command -v chromium >/dev/null || missing+=(chromium)
    ls /usr/share/fonts/opentype/noto/NotoSansCJK-*.ttc >/dev/null 2>&1 || missing+=(fonts-noto-cjk)
    [ ${#missing[@]} = 0 ] || with_apt "What the browser tests need" "${missing[@]}"
}

case ${1:-} in
    packages | browser) "$1" ;;
    *) die "usage: infra/setup.sh packages | browser" ;;
esac
