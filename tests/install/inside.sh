#!/usr/bin/env bash
# Runs in a clean system, as root, in a checkout of pi_pose: installs, installs again, edits, uninstalls, and
# prints a line for each fact that holds. Anything else ends it.
set -Eeuo pipefail
trap 'echo "FAILED: $BASH_COMMAND (line $LINENO)"' ERR

log=/root/log
mkdir -p "$log"
export LANG=C.UTF-8

fact() { printf 'ok    %6d s  %s\n' "$SECONDS" "$1"; }

# Everything on the disk but what packages and the system itself keep for themselves.
snapshot() {
    find / -xdev \( -path /proc -o -path /sys -o -path /dev -o -path /run -o -path /tmp -o -path /root \
        -o -path /var/tmp -o -path /var/cache -o -path /var/log/apt -o -path /var/log/journal \
        -o -path /var/log/dpkg.log -o -path /var/log/alternatives.log -o -path /var/lib/apt -o -path /var/lib/dpkg \
        -o -path /var/lib/systemd -o -name __pycache__ \) -prune -o -print | sort
    getent passwd
    getent group
    dpkg-query -W -f '${db:Status-Status} ${Package}\n' | grep ^installed
}

unchanged() { diff "$1" "$2" >"$log/difference" || { cat "$log/difference"; return 1; }; }

# What apt keeps of a fetched list, and what comes of the first start of a package, is no part of the mirror.
apt-get update -q >"$log/apt" 2>&1
ldconfig
snapshot >"$log/before"

./install.sh --dry-run >"$log/dry-run"
snapshot >"$log/after-dry-run"
unchanged "$log/before" "$log/after-dry-run"
fact "a dry run lists $(grep -c '^would' "$log/dry-run") changes and makes none"

started=$SECONDS
./install.sh --watchdog --quiet-boot </dev/null >"$log/first" 2>&1 || { tail -30 "$log/first"; false; }
fact "installed in $((SECONDS - started)) s; $(du -sm /opt/pi-pose | cut -f1) MB in /opt/pi-pose"

systemctl is-enabled -q pi-pose.service pi-pose-power-off.path pi-pose-update.timer
id -nG pi-pose | tr ' ' '\n' | grep -qx video
[ "$(stat -c %U /var/lib/pi-pose)" = pi-pose ]
grep -q '^imported together' "$log/first"
grep -q '^ok *runtime' "$log/first"
grep -q '^ok *model' "$log/first"
fact "the units are enabled, the user is in: $(id -nG pi-pose)"

pi-pose doctor >"$log/doctor" 2>/dev/null || true
grep -q '^ok *runtime' "$log/doctor"
grep -q '^ok *model' "$log/doctor"
fact "$(sed -n 's/^ok *packages *//p' "$log/doctor")"
fact "$(sed -n 's/^ok *stages *//p' "$log/doctor")"

cd /root
runuser -u pi-pose -- env SDL_VIDEODRIVER=dummy PI_POSE_CONFIG=/etc/pi-pose/config.yaml XDG_DATA_HOME=/var/lib \
    HOME=/var/lib/pi-pose sh -c 'cd /var/lib/pi-pose && pi-pose demo --offscreen --seconds 4 --out shown' >"$log/demo" 2>&1
[ -s /var/lib/pi-pose/shown/demo.png ]
rm -r /var/lib/pi-pose/shown
cd - >/dev/null
fact "the installed mirror, as its user, draws the athlete into files"

started=$SECONDS
snapshot >"$log/installed"
./install.sh </dev/null >"$log/second" 2>&1
snapshot >"$log/installed-again"
unchanged "$log/installed" "$log/installed-again"
fact "a second run took $((SECONDS - started)) s, had nothing to do in $(grep -c '^nothing to do' "$log/second") places, and changed nothing"

sed -i 's/fps: 30/fps: 25/' /etc/pi-pose/config.yaml
./install.sh </dev/null >"$log/third" 2>&1
grep -q 'fps: 25' /etc/pi-pose/config.yaml
grep -q 'fps: 30' /etc/pi-pose/config.yaml.new
grep -q '^< *fps: 25' "$log/third"
fact "the owner's settings stay, and the difference is named"

/opt/pi-pose/program/install.sh --uninstall </dev/null >"$log/uninstall" 2>&1 || { tail -30 "$log/uninstall"; false; }
grep -q 'fps: 25' /root/pi-pose-kept/config.yaml
snapshot >"$log/after"
unchanged "$log/before" "$log/after"
fact "uninstalled: nothing left, and the edited settings kept in the owner's home"
echo DONE
