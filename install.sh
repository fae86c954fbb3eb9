#!/usr/bin/env bash
# Sets up pi_pose, step by step. Safe to run twice, and to interrupt: a second run carries on.
set -Eeuo pipefail

HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
VENV=$HERE/.venv
PYTHON=${PYTHON:-python3}

# What the installer makes. MADE remembers what has to be taken back besides these.
PREFIX=/opt/pi-pose
PROGRAM=$PREFIX/program
MADE=$PREFIX/made
SETTINGS=/etc/pi-pose
STATE=/var/lib/pi-pose
COMMAND=/usr/local/bin/pi-pose
UNITS=/etc/systemd/system
RULES=/etc/udev/rules.d/70-pi-pose.rules
WATCHDOG=/etc/systemd/system.conf.d/pi-pose-watchdog.conf
GRUB=/etc/default/grub.d/pi-pose.cfg
LOG=/var/log/pi-pose-install.log
MIRROR_USER=pi-pose

# From Debian, because only these builds know the display, the camera and the pins. The rest is in requirements.lock: every
# package with its hashes, so that neither a mirror nor a second index (Raspberry Pi OS names one) can slip in another.
PACKAGES=(python3 python3-venv python3-numpy python3-yaml python3-pygame libegl1 libgles2 libgl1-mesa-dri libgbm1)
PI_PACKAGES=(python3-picamera2 python3-gpiozero python3-lgpio)
FROM_DEBIAN='^(numpy|pyyaml|pygame)=='

QUIET_WORDS=(quiet loglevel=3 logo.nologo vt.global_cursor_default=0 consoleblank=0)

# Google's own library of 2021 crashes this runtime. This build fits it; its hashes stand here because it comes from a person.
EDGETPU=https://github.com/feranick/libedgetpu/releases/download/16.0TF2.19.1-1/libedgetpu1-std_16.0tf2.19.1-1
declare -A EDGETPU_SHA256=(
    [bookworm_arm64]=46ab47310d6de120bda4678febe5eb6143f5c7d7dd17c0d017ae5f6cd67dfec5
    [bookworm_amd64]=23be53c72eff4d44afc2f727700da185791d3ca0867bd0b5e082ec3a0de21925
    [trixie_arm64]=df9e9b16c802f4e4ad6fd8d9d0866d25eff8ddef989813f398794546d267bd11
)

DRY_RUN='' CORAL='' QUIET_BOOT='' HARDWARE_WATCHDOG=''

usage() {
    cat <<'END'
sudo ./install.sh              turn this computer into a mirror that starts with it
sudo ./install.sh --uninstall  take all of that back
./install.sh demo              set up what is needed, and show the mirror on a drawn athlete: no camera, no display needed
./install.sh test              set up what the tests need, and run them; what follows goes to pytest

Options of the first two:
  --dry-run                    change nothing, list every change
  --coral                      also what a Coral USB Accelerator needs; by itself when one is plugged in
  --quiet-boot                 no text and no cursor while the computer starts    (--no-quiet-boot takes it back)
  --watchdog                   the hardware restarts a computer that hangs        (--no-watchdog takes it back)

Settings of the shell that it honours:
  PI_POSE_MODEL_MIRROR=/folder    where to look for models before the internet: a folder or a web address
  PYTHON=python3.13               which Python `demo` and `test` use
END
}

say() { printf '\n\033[1m[%s] %s\033[0m\n' "$1" "$2"; }

# One sentence that says what is wrong and what to do.
fail() {
    printf '\ninstall.sh: %s\n' "$*" >&2
    exit 1
}

# ---- demo and test: everything stays in this folder

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

# make_venv LOCK: makes the virtual environment. The stamp is written last, so that a half-made one is made again.
make_venv() {
    local lock=$HERE/$1 stamp=$VENV/complete wanted
    wanted=$("$PYTHON" -V; sha256sum <"$lock")
    if [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ]; then
        echo "nothing to do: $VENV is up to date"
        return
    fi
    rm -f "$stamp"
    if ! "$VENV/bin/python" -c 'import sys, pip' 2>/dev/null || [ "$("$VENV/bin/python" -V)" != "$("$PYTHON" -V)" ]; then
        rm -rf "$VENV"
        "$PYTHON" -m venv "$VENV"
    fi
    "$VENV/bin/python" -m pip install --disable-pip-version-check --no-input --only-binary=:all: --require-hashes -r "$lock" ||
        fail "the Python packages could not be installed; check the network, then run this again"
    printf '%s\n' "$wanted" >"$stamp"
}

demo() {
    say 1/3 "Python"
    need_python
    echo "$("$PYTHON" -V) at $(command -v "$PYTHON")"
    say 2/3 "Python packages, in $VENV (about 400 MB; some minutes the first time)"
    make_venv requirements.lock
    say 3/3 "The mirror"
    cd "$HERE"
    exec "$VENV/bin/python" -m pi_pose demo "$@"
}

check() {
    say 1/4 "Python"
    need_python
    say 2/4 "Python packages, in $VENV (about 600 MB; some minutes the first time)"
    make_venv requirements-dev.lock
    [ -x "$VENV/bin/shellcheck" ] || command -v shellcheck >/dev/null || install_packages shellcheck
    cd "$HERE"
    if [ -z "${PI_POSE_MODEL_MIRROR:-}" ] && [ -d ../shared/models ]; then
        PI_POSE_MODEL_MIRROR=$(cd ../shared/models && pwd)
        export PI_POSE_MODEL_MIRROR
    fi
    say 3/4 "Style and types"
    "$VENV/bin/ruff" check .
    "$VENV/bin/ruff" format --check --quiet .
    "$VENV/bin/mypy"
    PATH=$VENV/bin:$PATH shellcheck install.sh tests/install/*.sh tests/boot/*.sh
    say 4/4 "Tests"
    exec "$VENV/bin/python" -m pytest "$@"
}

# ---- install and uninstall: the whole computer

# Changes the system, or says that it would.
change() {
    if [ -n "$DRY_RUN" ]; then echo "would run: $*"; else "$@"; fi
}

# put MODE FILE: writes what it is given to FILE, whole or not at all.
put() {
    local mode=$1 file=$2 text
    text=$(cat; echo .)
    text=${text%.}
    if [ -e "$file" ] && [ "$(cat "$file"; echo .)" = "$text." ]; then
        echo "nothing to do: $file is up to date"
    elif [ -n "$DRY_RUN" ]; then
        echo "would write: $file"
    else
        mkdir -p "$(dirname "$file")"
        printf '%s' "$text" >"$file.part"
        chmod "$mode" "$file.part"
        mv "$file.part" "$file"
        echo "written: $file"
    fi
}

# Removes files of ours, and the folders that are then empty.
remove() {
    local file
    for file in "$@"; do
        if [ -e "$file" ] || [ -L "$file" ]; then change rm -rf "$file"; fi
    done
}

booted() { [ -d /run/systemd/system ]; }

reload_rules() {
    [ -S /run/udev/control ] || return 0
    change udevadm control --reload
    change udevadm trigger --subsystem-match=drm --subsystem-match=usb
}

has_package() { [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }

can_have() { apt-cache policy "$1" 2>/dev/null | grep -q 'Candidate: [^(]'; }

on_usb() { grep -qsixF "$1" /sys/bus/usb/devices/*/idVendor && grep -qsixF "$2" /sys/bus/usb/devices/*/idProduct; }

coral_seen() { on_usb 1a6e 089a || on_usb 18d1 9302; }

is_raspberry() { grep -qs 'Raspberry Pi' /proc/device-tree/model; }

names() { # names GLOB...: the last part of each path that exists
    local path found=()
    for path in "$@"; do [ -e "$path" ] && found+=("${path##*/}"); done
    echo "${found[*]:-none}"
}

os_release() { sed -n "s/^$1=\"\{0,1\}\([^\"]*\).*/\1/p" /etc/os-release; }

survey() {
    ARCH=$(dpkg --print-architecture 2>/dev/null) || fail "this is not Debian; pi_pose installs on Raspberry Pi OS (64-bit) and Debian 12 or 13"
    CODENAME=$(os_release VERSION_CODENAME)
    local system model display=() status free
    system=$(os_release PRETTY_NAME)
    model=$(tr -d '\0' 2>/dev/null </proc/device-tree/model || uname -m)
    for status in /sys/class/drm/card*-*/status; do
        if grep -qsx connected "$status"; then display+=("$(basename "$(dirname "$status")")"); fi
    done
    free=$(df --output=avail -BM /opt | tail -1 | tr -dc 0-9)
    cat <<END
system    $system, $ARCH
computer  $model
python    $(python3 -V 2>/dev/null || echo "none yet")
free      $free MB in /opt
cameras   $(names /sys/class/video4linux/video*)
display   ${display[*]:-none connected}
coral     $(if coral_seen; then echo "plugged in"; else echo none; fi)
END
    case $ARCH in
        arm64 | amd64) ;;
        *) fail "this system is for $ARCH; write the 64-bit Raspberry Pi OS Lite to the card, then run this again" ;;
    esac
    case $CODENAME in
        bookworm | trixie) ;;
        *) fail "this is $system; pi_pose needs Raspberry Pi OS or Debian of the releases bookworm or trixie" ;;
    esac
    if [ ! -e "$PREFIX/venv/complete" ] && [ "$free" -lt 1500 ]; then
        fail "1500 MB must be free in /opt, but there are $free MB; use a bigger card, or: sudo apt clean"
    fi
}

# Asks on a terminal; elsewhere the answer is no.
wanted() {
    local answer
    [ -z "$DRY_RUN" ] && [ -t 0 ] || return 1
    read -r -p "$1 [y/N] " answer
    [[ $answer = [yY]* ]]
}

packages() {
    local want=("${PACKAGES[@]}") missing=() package
    if is_raspberry; then
        can_have python3-picamera2 || apt_update
        can_have python3-picamera2 || [ -n "$DRY_RUN" ] ||
            fail "this Raspberry Pi does not run Raspberry Pi OS: it has no package python3-picamera2; write the 64-bit Raspberry Pi OS Lite to the card"
        want+=("${PI_PACKAGES[@]}")
    fi
    for package in "${want[@]}"; do has_package "$package" || missing+=("$package"); done
    if [ ${#missing[@]} = 0 ]; then
        echo "nothing to do: all are installed"
        return
    fi
    install_and_remember "${missing[@]}"
}

apt_update() {
    change apt-get update -q || fail "apt could not fetch its lists; check the network, then run this again"
}

installed_packages() { dpkg-query -W -f '${db:Status-Status} ${Package}\n' | sed -n 's/^installed //p' | sort -u; }

# Remembers which packages were not there before, so that they can be taken back.
install_and_remember() {
    apt_update
    if [ -n "$DRY_RUN" ]; then
        change apt-get install -y --no-install-recommends "$@"
        return
    fi
    mkdir -p "$MADE"
    [ -e "$MADE/packages.before" ] || installed_packages >"$MADE/packages.before"
    dpkg --configure -a # what an interrupted run left half done
    DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@" ||
        fail "apt could not install $*; read what it says above, then run this again"
    installed_packages | comm -13 "$MADE/packages.before" - >>"$MADE/packages"
    rm "$MADE/packages.before"
}

# The system's packages are seen from inside, so that NumPy is the one picamera2 was built with; pip must leave it alone, and
# therefore installs what the lock names and nothing that those would ask for.
python_packages() {
    local python=$PREFIX/venv/bin/python stamp=$PREFIX/venv/complete needed=$PREFIX/requirements.lock wanted
    put 644 "$needed" < <(awk -v theirs="$FROM_DEBIAN" '/^[^ ]/ { ours = $0 !~ theirs } ours' "$HERE/requirements.lock")
    wanted=$(/usr/bin/python3 -V; sha256sum "$needed" 2>/dev/null || true)
    if [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ]; then
        echo "nothing to do: $PREFIX/venv is up to date"
        return
    fi
    change rm -rf "$PREFIX/venv"
    change /usr/bin/python3 -m venv --system-site-packages "$PREFIX/venv"
    # /tmp may be memory, of which a small Pi has little.
    TMPDIR=/var/tmp change "$python" -m pip install --disable-pip-version-check --no-input --no-cache-dir \
        --only-binary=:all: --no-deps --require-hashes -r "$needed" ||
        fail "the Python packages could not be installed; check the network, then run this again"
    [ -n "$DRY_RUN" ] || printf '%s\n' "$wanted" >"$stamp"
}

# A wrong build fails when it is imported beside the others, or loads a module of pip's where Debian's is needed.
proof() {
    local hardware=()
    if is_raspberry; then hardware=(picamera2 gpiozero lgpio); fi
    change env PYGAME_HIDE_SUPPORT_PROMPT=1 "$PREFIX/venv/bin/python" -W ignore - "${hardware[@]}" <<'END' ||
import importlib, sys
names = ["numpy", "cv2", "pygame", "yaml", "msgspec", "tqdm", "ai_edge_litert.interpreter", *sys.argv[1:]]
modules = {name: importlib.import_module(name) for name in names}
for name in ("numpy", "pygame", *sys.argv[1:]):
    if not modules[name].__file__.startswith("/usr/lib/"):
        sys.exit(f"{name} is {modules[name].__file__}, not Debian's")
print("imported together:", ", ".join(names))
END
        fail "the packages do not go together; run: sudo rm -r $PREFIX/venv; then this again"
}

account() {
    local group
    if getent passwd "$MIRROR_USER" >/dev/null; then
        echo "nothing to do: there is a user $MIRROR_USER"
    else
        [ -n "$DRY_RUN" ] || { mkdir -p "$MADE" && touch "$MADE/account"; }
        change useradd --system --user-group --home-dir "$STATE" --no-create-home --shell /usr/sbin/nologin "$MIRROR_USER"
    fi
    # The display, what draws, the keyboard, the loudspeaker, the pins, the Coral. Not every computer has them all.
    for group in video render input audio gpio plugdev; do
        if getent group "$group" >/dev/null; then change usermod -aG "$group" "$MIRROR_USER"; fi
    done
    change install -d -m 755 -o "$MIRROR_USER" -g "$MIRROR_USER" "$STATE" "$STATE/models"
}

# Copied, not used in place: a service cannot see into /home, and the checkout may be edited, or deleted.
program() {
    if [ "$HERE" != "$PROGRAM" ]; then
        change rm -rf "$PROGRAM.new"
        change mkdir -p "$PROGRAM.new"
        if [ -z "$DRY_RUN" ]; then
            tar -C "$HERE" --exclude=__pycache__ -cf - pi_pose systemd config.yaml requirements.lock install.sh LICENSE |
                tar -C "$PROGRAM.new" --no-same-owner -xf -
        fi
        change chmod -R a+rX,go-w "$PROGRAM.new"
        change "$PREFIX/venv/bin/python" -m compileall -q "$PROGRAM.new/pi_pose"
        change rm -rf "$PROGRAM"
        change mv "$PROGRAM.new" "$PROGRAM"
    fi
    local site
    site=$PREFIX/venv/lib/python$(/usr/bin/python3 -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null || echo 3)/site-packages
    put 644 "$site/pi-pose.pth" <<<"$PROGRAM"
    put 755 "$COMMAND" <<END
#!/bin/sh
# pi-pose, with the settings and models of the mirror that starts with this computer.
export PI_POSE_CONFIG="\${PI_POSE_CONFIG:-$SETTINGS/config.yaml}" XDG_DATA_HOME="\${XDG_DATA_HOME:-${STATE%/*}}"
export STATE_DIRECTORY="\${STATE_DIRECTORY:-$STATE}"
exec $PREFIX/venv/bin/python -m pi_pose "\$@"
END
}

# The owner's file is never written over. Where this version's differs, it lies beside, and the differences are named.
settings() {
    local theirs=$SETTINGS/config.yaml ours=$HERE/config.yaml
    if [ ! -e "$theirs" ]; then
        put 644 "$theirs" <"$ours"
    elif cmp -s "$theirs" "$ours"; then
        remove "$theirs.new"
        echo "nothing to do: $theirs is as it was made"
    else
        put 644 "$theirs.new" <"$ours"
        echo "your $theirs stays as it is; < is yours, > is this version's:"
        diff <(significant "$theirs") <(significant "$ours") || true
    fi
}

significant() { grep -vE '^[[:space:]]*(#|$)' "$1"; }

models() {
    local name
    if [ -n "$DRY_RUN" ]; then
        echo "would run: pi-pose models fetch"
    else
        name=$("$PREFIX/venv/bin/python" -c 'import sys, pathlib, pi_pose.settings as s; print(s.load(pathlib.Path(sys.argv[1])).model.name)' \
            "$SETTINGS/config.yaml") || fail "$SETTINGS/config.yaml is wrong, see above; correct it, then run this again"
        "$COMMAND" models fetch "$name" ||
            echo "the starter model begins; the mirror fetches $name by itself as soon as it can"
    fi
    change chown -R "$MIRROR_USER:$MIRROR_USER" "$STATE"
}

coral() {
    if [ -z "$CORAL" ] && ! coral_seen; then
        echo "nothing to do: there is none (--coral prepares for one)"
        return
    fi
    if dpkg-query -W -f '${Version}' libedgetpu1-std 2>/dev/null | grep -q tf2.19.1; then
        echo "nothing to do: libedgetpu1-std is installed"
        return
    fi
    local build=${CODENAME}_$ARCH deb=/var/tmp/libedgetpu1-std.deb
    [ -n "${EDGETPU_SHA256[$build]:-}" ] || fail "there is no library for the Coral on $CODENAME $ARCH whose bytes are known to be good; run this again without --coral"
    change /usr/bin/python3 -c 'import shutil, sys, urllib.request as r; shutil.copyfileobj(r.urlopen(sys.argv[1], timeout=60), open(sys.argv[2], "wb"))' \
        "$EDGETPU.$build.deb" "$deb" || fail "the library for the Coral could not be fetched; check the network, then run this again"
    change sha256sum --check --quiet <<<"${EDGETPU_SHA256[$build]}  $deb" ||
        fail "the library for the Coral is not the one that was promised; nothing of it was installed"
    install_and_remember "$deb"
    change rm -f "$deb"
    echo "unplug the Coral, and plug it in again"
}

services() {
    local unit
    for unit in "$HERE"/systemd/*.service "$HERE"/systemd/*.path "$HERE"/systemd/*.timer; do
        put 644 "$UNITS/${unit##*/}" <"$unit"
    done
    put 644 "$RULES" <"$HERE/systemd/70-pi-pose.rules"
    if booted; then change systemctl daemon-reload; fi
    reload_rules
    # The login prompt would come back to the screen whenever the mirror is started again.
    if [ -e "$UNITS/getty.target.wants/getty@tty1.service" ]; then
        [ -n "$DRY_RUN" ] || touch "$MADE/getty"
        change systemctl disable getty@tty1.service
    fi
    change systemctl enable pi-pose.service pi-pose-power-off.path pi-pose-update.timer
    if booted; then
        change systemctl start pi-pose-power-off.path pi-pose-update.timer
        change systemctl try-restart --no-block pi-pose.service
    fi
    if [ "$(readlink -f "$UNITS/default.target" 2>/dev/null)" = /usr/lib/systemd/system/graphical.target ] && [ -e "$UNITS/display-manager.service" ]; then
        echo "a desktop has the display; to start with the mirror instead: sudo systemctl set-default multi-user.target"
    fi
}

boot_options() {
    case ${HARDWARE_WATCHDOG:-$([ -e "$WATCHDOG" ] || ! wanted "Shall the hardware restart this computer when it hangs?" || echo yes)} in
        yes) watchdog ;;
        no) remove "$WATCHDOG" ;;
    esac
    case ${QUIET_BOOT:-$([ -e "$MADE/quiet" ] || ! wanted "Shall it start without text and cursor on the screen?" || echo yes)} in
        yes) quiet_boot ;;
        no) loud_boot ;;
    esac
}

watchdog() {
    # The Pi's timer counts to 15 seconds; with more than that systemd would not set it at all.
    put 644 "$WATCHDOG" <<'END'
# Made by pi_pose's install.sh. The hardware restarts a computer whose systemd does not stir for so long.
[Manager]
RuntimeWatchdogSec=14
RebootWatchdogSec=2min
END
}

cmdline() { # the file with the kernel's command line, where the firmware reads one
    local file
    for file in /boot/firmware/cmdline.txt /boot/cmdline.txt; do
        if [ -f "$file" ]; then echo "$file" && return; fi
    done
}

quiet_boot() {
    local file word added=() line
    file=$(cmdline)
    if [ -n "$file" ]; then
        line=$(head -1 "$file")
        for word in "${QUIET_WORDS[@]}"; do
            [[ " $line " = *" $word "* ]] || added+=("$word")
        done
        if [ ${#added[@]} != 0 ]; then
            [ -n "$DRY_RUN" ] || printf '%s\n' "${added[@]}" >>"$MADE/quiet"
            put 755 "$file" <<<"$line ${added[*]}"
        fi
        if [ -f "${file%/*}/config.txt" ] && ! grep -q '^disable_splash=' "${file%/*}/config.txt"; then
            [ -n "$DRY_RUN" ] || touch "$MADE/splash"
            put 755 "${file%/*}/config.txt" < <(cat "${file%/*}/config.txt"; printf '[all]\ndisable_splash=1\n')
        fi
    elif [ -f /etc/default/grub ]; then
        put 644 "$GRUB" <<<"GRUB_CMDLINE_LINUX_DEFAULT=\"\$GRUB_CMDLINE_LINUX_DEFAULT ${QUIET_WORDS[*]}\""
        change update-grub
    else
        echo "this computer's boot loader is not known here; give its kernel these words: ${QUIET_WORDS[*]}"
    fi
}

loud_boot() {
    local file word line
    file=$(cmdline)
    if [ -n "$file" ] && [ -e "$MADE/quiet" ]; then
        line=" $(head -1 "$file") "
        while read -r word; do line=${line/" $word "/" "}; done <"$MADE/quiet"
        line=${line# }
        put 755 "$file" <<<"${line% }"
        remove "$MADE/quiet"
    fi
    if [ -n "$file" ] && [ -e "$MADE/splash" ]; then
        put 755 "${file%/*}/config.txt" < <(sed -z 's/\[all\]\ndisable_splash=1\n//' "${file%/*}/config.txt")
        remove "$MADE/splash"
    fi
    if [ -e "$GRUB" ]; then
        remove "$GRUB"
        change update-grub
    fi
}

doctor() {
    if [ -n "$DRY_RUN" ]; then
        echo "would run: pi-pose doctor"
    # Not from here: the mirror's user may not look into the folder that this is run in.
    elif ! runuser -u "$MIRROR_USER" -- env --chdir="$STATE" "$COMMAND" doctor 2>/dev/null; then
        printf '\nThe mirror cannot run before the lines marked "failed" are mended; then: pi-pose doctor\n'
    fi
}

as_root() {
    [ "$(id -u)" = 0 ] || [ -n "$DRY_RUN" ] || exec sudo --preserve-env=PI_POSE_MODEL_MIRROR "$HERE/install.sh" "$@"
}

# Everything that is said goes to the log as well.
keep_log() {
    [ -z "$DRY_RUN" ] || return 0
    exec > >(tee -a "$LOG") 2>&1
    echo "--- $(date '+%F %T') install.sh $*"
}

install_mirror() {
    as_root "$@"
    say 1/11 "What this is"
    survey
    keep_log "$@"
    say 2/11 "Debian packages (about 600 MB; some minutes the first time)"
    packages
    say 3/11 "Python packages, in $PREFIX/venv (about 250 MB)"
    python_packages
    proof
    say 4/11 "The user $MIRROR_USER"
    account
    say 5/11 "The program, in $PROGRAM"
    program
    say 6/11 "The settings, in $SETTINGS"
    settings
    say 7/11 "The model, in $STATE/models"
    models
    say 8/11 "Coral"
    coral
    say 9/11 "Services"
    services
    say 10/11 "Start of the computer"
    boot_options
    say 11/11 "Examination"
    doctor
    [ -n "$DRY_RUN" ] || printf '\nDone. Start the mirror with: sudo reboot\nSettings: %s   Log: %s\n' "$SETTINGS/config.yaml" "$LOG"
}

# What the owner changed, or the mirror learned, is not thrown away: it moves to their home.
keep_theirs() {
    local home kept=() path
    if [ -f "$SETTINGS/config.yaml" ] && ! cmp -s "$SETTINGS/config.yaml" "$PROGRAM/config.yaml"; then kept+=("$SETTINGS/config.yaml"); fi
    for path in "$STATE"/*; do
        if [ -e "$path" ] && [ "$path" != "$STATE/models" ]; then kept+=("$path"); fi
    done
    if [ ${#kept[@]} = 0 ]; then return; fi
    home=$(getent passwd "${SUDO_USER:-root}" | cut -d: -f6)
    change mkdir -p "$home/pi-pose-kept"
    change mv -f "${kept[@]}" "$home/pi-pose-kept/"
    change chown -R "${SUDO_USER:-root}:" "$home/pi-pose-kept"
    echo "kept for you, in $home/pi-pose-kept: ${kept[*]##*/}"
}

# Only packages that nothing else has come to need go away again.
remove_packages() {
    local ours others
    [ -s "$MADE/packages" ] || return 0
    mapfile -t ours < <(sort -u "$MADE/packages" | while read -r package; do if has_package "$package"; then echo "$package"; fi; done)
    if [ ${#ours[@]} = 0 ]; then return; fi
    others=$(apt-get -s purge "${ours[@]}" | sed -n 's/^Purg \([^ ]*\).*/\1/p' | sort -u | comm -13 <(printf '%s\n' "${ours[@]}" | sort -u) -)
    if [ -n "$others" ]; then
        echo "other packages need them now, so these stay: ${ours[*]}"
        return
    fi
    change env DEBIAN_FRONTEND=noninteractive apt-get purge -y "${ours[@]}"
}

uninstall() {
    as_root --uninstall "$@"
    say 1/5 "Services"
    if booted; then change systemctl stop pi-pose-update.timer pi-pose-power-off.path pi-pose.service pi-pose-recovery.service || true; fi
    change systemctl disable pi-pose.service pi-pose-power-off.path pi-pose-update.timer || true
    local unit
    for unit in "$HERE"/systemd/*.service "$HERE"/systemd/*.path "$HERE"/systemd/*.timer; do remove "$UNITS/${unit##*/}"; done
    remove "$RULES"
    if [ -e "$MADE/getty" ]; then change systemctl enable getty@tty1.service; fi
    if booted; then
        change systemctl daemon-reload
        reload_rules
        if [ -e "$MADE/getty" ]; then change systemctl start --no-block getty@tty1.service; fi
    fi
    say 2/5 "Start of the computer"
    remove "$WATCHDOG"
    loud_boot
    say 3/5 "Settings and what was learned"
    keep_theirs
    say 4/5 "Debian packages"
    remove_packages
    say 5/5 "Program, models and user"
    if [ -e "$MADE/account" ]; then change userdel "$MIRROR_USER"; fi
    remove "$COMMAND" "$SETTINGS" "$STATE" "$PREFIX" "$LOG"
    if [ -z "$DRY_RUN" ]; then
        rmdir --ignore-fail-on-non-empty "${WATCHDOG%/*}" "${GRUB%/*}" 2>/dev/null || true
        printf '\nDone. What install.sh made is gone.\n'
    fi
}

main() {
    local command=install given=("$@")
    case ${1:-} in
        demo | test)
            command=$1
            shift
            "${command/test/check}" "$@"
            ;;
    esac
    while [ $# != 0 ]; do
        case $1 in
            --uninstall) command=uninstall ;;
            --dry-run) DRY_RUN=yes ;;
            --coral) CORAL=yes ;;
            --quiet-boot) QUIET_BOOT=yes ;;
            --no-quiet-boot) QUIET_BOOT=no ;;
            --watchdog) HARDWARE_WATCHDOG=yes ;;
            --no-watchdog) HARDWARE_WATCHDOG=no ;;
            -h | --help) usage && exit ;;
            *) usage >&2; fail "there is no '$1'; see above" ;;
        esac
        shift
    done
    case $command in
        install) install_mirror "${given[@]}" ;;
        uninstall) uninstall "${given[@]}" ;;
    esac
}

main "$@"
