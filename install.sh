#!/usr/bin/env bash
# Sets up pi_pose, step by step. Safe to run twice, and to interrupt: a second run carries on.
set -Eeuo pipefail

HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
VENV=$HERE/.venv
PYTHON=${PYTHON:-python3}

usage() {
    cat <<'END'
./install.sh demo    set up what is needed, and show the mirror on a drawn athlete: no camera, no display needed
./install.sh test    set up what the tests need, and run them; what follows goes to pytest

Settings of the shell that it honours:
  PYTHON=python3.13               which Python to use
  PI_POSE_MODEL_MIRROR=/folder    where to look for models before the internet: a folder or a web address
END
}

say() { printf '\n\033[1m[%s] %s\033[0m\n' "$1" "$2"; }

# One sentence that says what is wrong and what to do.
fail() {
    printf '\ninstall.sh: %s\n' "$*" >&2
    exit 1
}

need_python() {
    command -v "$PYTHON" >/dev/null || install_packages python3 python3-venv
    "$PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
        fail "$PYTHON is $("$PYTHON" -V 2>&1), but Python 3.11 or newer is needed; name another one with PYTHON=python3.13 ./install.sh"
    "$PYTHON" -c 'import ensurepip, venv' 2>/dev/null || install_packages python3-venv
}

# Installs Debian packages where that is allowed, and says which command does it where it is not.
install_packages() {
    local install=(apt-get install -y --no-install-recommends "$@") sudo=()
    [ "$(id -u)" = 0 ] || sudo=(sudo -n)
    if ! command -v apt-get >/dev/null; then
        fail "these are missing: $*; install them with this system's package manager, then run this again"
    elif [ "$(id -u)" != 0 ] && ! sudo -n true 2>/dev/null; then
        fail "these packages are missing; install them with: sudo ${install[*]}; then run this again"
    fi
    "${sudo[@]}" apt-get update -q || fail "apt could not fetch its lists; check the network, then run this again"
    "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive "${install[@]}" ||
        fail "apt could not install $*; read what it says above, then run this again"
}

# Makes the virtual environment. The stamp is written last, so that a half-made one is made again.
make_venv() {
    local stamp=$VENV/complete wanted
    wanted=$("$PYTHON" -V; cat "$HERE"/requirements.txt "$@" | sha256sum)
    if [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ]; then
        echo "nothing to do: $VENV is up to date"
        return
    fi
    rm -f "$stamp"
    if ! "$VENV/bin/python" -c 'import sys, pip' 2>/dev/null || [ "$("$VENV/bin/python" -V)" != "$("$PYTHON" -V)" ]; then
        rm -rf "$VENV"
        "$PYTHON" -m venv "$VENV"
    fi
    local files=(-r "$HERE/requirements.txt") file
    for file in "$@"; do files+=(-r "$file"); done
    "$VENV/bin/python" -m pip install --disable-pip-version-check --no-input --only-binary=:all: "${files[@]}" ||
        fail "the Python packages could not be installed; check the network, then run this again"
    printf '%s\n' "$wanted" >"$stamp"
}

demo() {
    say 1/3 "Python"
    need_python
    echo "$("$PYTHON" -V) at $(command -v "$PYTHON")"
    say 2/3 "Python packages, in $VENV (about 400 MB; some minutes the first time)"
    make_venv
    say 3/3 "The mirror"
    cd "$HERE"
    exec "$VENV/bin/python" -m pi_pose demo "$@"
}

check() {
    say 1/4 "Python"
    need_python
    say 2/4 "Python packages, in $VENV (about 600 MB; some minutes the first time)"
    make_venv "$HERE/requirements-dev.txt"
    cd "$HERE"
    if [ -z "${PI_POSE_MODEL_MIRROR:-}" ] && [ -d ../shared/models ]; then
        PI_POSE_MODEL_MIRROR=$(cd ../shared/models && pwd)
        export PI_POSE_MODEL_MIRROR
    fi
    say 3/4 "Style and types"
    "$VENV/bin/ruff" check .
    "$VENV/bin/ruff" format --check --quiet .
    "$VENV/bin/mypy"
    "$VENV/bin/shellcheck" install.sh
    say 4/4 "Tests"
    exec "$VENV/bin/python" -m pytest "$@"
}

main() {
    local command=${1:-}
    [ $# = 0 ] || shift
    case $command in
        demo) demo "$@" ;;
        test) check "$@" ;;
        -h | --help | "") usage ;;
        *) usage >&2; fail "there is no '$command'; see above" ;;
    esac
}

main "$@"
