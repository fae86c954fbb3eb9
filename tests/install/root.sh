#!/usr/bin/env bash
# root.sh SUITE ARCH: makes $RIG_DIR/SUITE-ARCH.tar, a clean Debian with systemd and Python, and a kernel to boot here.
# Another architecture than this computer's needs qemu-user-static and its binfmt entry.
set -Eeuo pipefail

suite=$1 arch=$2
: "${RIG_DIR:?name a folder outside the repository for images and logs, with some GB free}"

packages=systemd,systemd-sysv,udev,dbus,kmod,procps,sudo,git,python3,ca-certificates,iproute2
[ "$arch" != "$(dpkg --print-architecture)" ] || packages+=,linux-image-$arch,initramfs-tools

mkdir -p "$RIG_DIR"
if [ -f "$RIG_DIR/$suite-$arch.tar" ]; then exit; fi
mmdebstrap --mode=root --arch="$arch" --variant=minbase --include="$packages" \
    --aptopt='Apt::Install-Recommends "false"' --aptopt='Acquire::Languages "none"' \
    --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/locale/*' \
    "$suite" "$RIG_DIR/$suite-$arch.part.tar"
mv "$RIG_DIR/$suite-$arch.part.tar" "$RIG_DIR/$suite-$arch.tar"
