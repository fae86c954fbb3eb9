#!/usr/bin/env bash
# run.sh SUITE [ARCH]: tries install.sh in a clean Debian, and prints what it found. Needs root, and RIG_DIR.
# This computer's architecture is booted in a container; another one runs in a chroot under qemu-user.
set -Eeuo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
suite=$1 native=$(dpkg --print-architecture)
arch=${2:-$native}
: "${RIG_DIR:?name a folder outside the repository for images and logs, with some GB free}"
root=$RIG_DIR/install-$suite-$arch

"$here/root.sh" "$suite" "$arch"
"$here/checkout.sh" "$suite" "$arch" "$root"

cat >"$root/root/start.sh" <<'END'
#!/bin/sh
cd /root/pi_pose
export HOME=/root PI_POSE_MODEL_MIRROR=/root/models PIP_CERT=/etc/ssl/certs/ca-certificates.crt
tests/install/inside.sh >/root/report 2>&1
END
chmod +x "$root/root/start.sh"

booted() {
    cat >"$root/etc/systemd/system/try.service" <<'END'
[Unit]
After=multi-user.target
[Service]
Type=oneshot
ExecStart=/root/start.sh
ExecStopPost=/bin/systemctl --no-block poweroff
[Install]
WantedBy=default.target
END
    systemctl --root="$root" enable -q try.service
    # systemd wants a cgroup tree of the second kind to itself; where process 1 is not systemd there is none.
    # The inner shell expands it.
    # shellcheck disable=SC2016
    unshare -m --propagation private bash -c '
        umount -R /sys/fs/cgroup 2>/dev/null || umount -l /sys/fs/cgroup
        mount -t cgroup2 none /sys/fs/cgroup
        SYSTEMD_NSPAWN_UNIFIED_HIERARCHY=1 exec systemd-nspawn --quiet --register=no --keep-unit --resolv-conf=off --directory="$1" --boot' \
        _ "$root" </dev/null >"$root/root/console" 2>&1
}

emulated() {
    # LiteRT asks the processor what it can; qemu-user shows it this computer's answer, in which it finds nothing of ARM.
    printf 'processor\t: 0\nFeatures\t: fp asimd evtstrm crc32 cpuid\nCPU implementer\t: 0x41\nCPU architecture: 8\nCPU part\t: 0xd08\n' >"$root/root/cpuinfo"
    # The inner shell expands it.
    # shellcheck disable=SC2016
    unshare -m --propagation private bash -c '
        mount -t proc proc "$1/proc" && mount --bind "$1/root/cpuinfo" "$1/proc/cpuinfo"
        mount --rbind /dev "$1/dev"
        exec chroot "$1" /root/start.sh' _ "$root"
}

if [ "$arch" = "$native" ]; then booted || true; else emulated || true; fi
echo "== $suite $arch"
cat "$root/root/report"
grep -qx DONE "$root/root/report"
