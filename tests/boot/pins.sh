#!/usr/bin/env bash
# pins.sh SUITE: makes, in $RIG_DIR/boot/pins, what a Raspberry Pi's pins need and Debian has not: the kernel's
# pretended chip, gpio-sim, as a module for the kernel of root.sh, and a wheel of lgpio.
set -Eeuo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
suite=$1 arch=$(dpkg --print-architecture)
: "${RIG_DIR:?name a folder outside the repository for images and logs, with some GB free}"
root=$RIG_DIR/boot/workshop

"$here/../install/root.sh" "$suite" "$arch"
"$here/../install/checkout.sh" "$suite" "$arch" "$root"

cat >"$root/root/build.sh" <<'END_BUILD'
#!/bin/bash
set -Eeuo pipefail
export HOME=/root DEBIAN_FRONTEND=noninteractive PIP_CERT=/etc/ssl/certs/ca-certificates.crt
kernel=$(basename /lib/modules/*)
apt-get update -q
apt-get install -y --no-install-recommends gcc libc6-dev make swig xz-utils python3-dev python3-pip \
    "linux-headers-$kernel" "linux-source-${kernel%.*}"
mkdir /root/pins && cd /root/pins
# With its C library inside, as PyPI has it for some computers.
PYPI=1 pip wheel --no-deps --wheel-dir . lgpio==0.2.2.0
tar -xf /usr/src/linux-source-*.tar.xz --strip-components=3 --wildcards '*/drivers/gpio/gpio-sim.c' '*/kernel/irq/irq_sim.c'
# A module may not ask for the descriptor; this function finds it by itself, and does the same with it.
sed -i 's/handle_simple_irq(irq_to_desc(\(.*\)));/generic_handle_irq(\1);/' irq_sim.c
printf '%s\n' 'obj-m := pins.o' 'pins-y := gpio-sim.o irq_sim.o' >Makefile
make -C "/usr/src/linux-headers-$kernel" M=/root/pins modules
END_BUILD
chmod +x "$root/root/build.sh"
# The inner shell expands it.
# shellcheck disable=SC2016
unshare -m --propagation private bash -c 'mount -t proc proc "$0/proc" && mount --rbind /dev "$0/dev" && exec chroot "$0" /root/build.sh' "$root"
mkdir -p "$RIG_DIR/boot/pins.part"
cp "$root"/root/pins/{pins.ko,*.whl} "$RIG_DIR/boot/pins.part/"
mv "$RIG_DIR/boot/pins.part" "$RIG_DIR/boot/pins"
rm -rf "$root"
