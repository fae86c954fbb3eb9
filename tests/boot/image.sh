#!/usr/bin/env bash
# image.sh SUITE: makes $RIG_DIR/boot/disk.img, a Debian on which install.sh has been run, its kernel beside it.
set -Eeuo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
suite=$1 arch=$(dpkg --print-architecture)
: "${RIG_DIR:?name a folder outside the repository for images and logs, with some GB free}"
root=$RIG_DIR/boot/root boot=$RIG_DIR/boot

"$here/../install/root.sh" "$suite" "$arch"
mkdir -p "$boot"
[ -d "$boot/pins" ] || "$here/pins.sh" "$suite"
"$here/../install/checkout.sh" "$suite" "$arch" "$root"

# A shell for the test, on a line of its own beside the screen.
cat >"$root/etc/systemd/system/agent.service" <<'END'
[Unit]
Requires=dev-hvc0.device
After=dev-hvc0.device
[Service]
ExecStart=/bin/bash /root/agent.sh
StandardInput=tty
StandardOutput=tty
TTYPath=/dev/hvc0
Restart=always
[Install]
WantedBy=sysinit.target
END
sed -i 's/^\[Unit\]$/[Unit]\nDefaultDependencies=no/' "$root/etc/systemd/system/agent.service"
cat >"$root/root/agent.sh" <<'END'
stty raw -echo
while read -r line; do
    eval "$line" 2>&1
    printf '\n#%s#\n' $?
done
END

# A header of pins as a Raspberry Pi has one: its label, its group, and whose the chip is.
cp "$boot"/pins/* "$root/root/"
cat >"$root/etc/udev/rules.d/60-gpio.rules" <<'END'
SUBSYSTEM=="gpio", KERNEL=="gpiochip*", GROUP="gpio", MODE="0660"
END
cat >"$root/root/pins.sh" <<'END'
#!/bin/sh -e
{ cat /proc/cpuinfo; printf 'Revision\t: c03111\n'; } >/run/pi-cpuinfo
modprobe configfs
mountpoint -q /sys/kernel/config || mount -t configfs configfs /sys/kernel/config
insmod /root/pins.ko
mkdir -p /sys/kernel/config/gpio-sim/header/bank/line17
cd /sys/kernel/config/gpio-sim/header
echo 54 >bank/num_lines
echo pinctrl-bcm2711 >bank/label
echo GPIO17 >bank/line17/name
echo 1 >live
END
chmod +x "$root/root/pins.sh"
cat >"$root/etc/systemd/system/pins.service" <<'END'
[Unit]
Before=pi-pose.service
[Service]
Type=oneshot
ExecStart=/root/pins.sh
[Install]
WantedBy=multi-user.target
END

# gpiozero asks which Raspberry Pi it is; the answer is a Pi 4.
mkdir -p "$root/etc/systemd/system/pi-pose.service.d"
cat >"$root/etc/systemd/system/pi-pose.service.d/revision.conf" <<'END'
[Service]
BindReadOnlyPaths=/run/pi-cpuinfo:/proc/cpuinfo
END

cat >"$root/root/start.sh" <<'END'
#!/bin/sh -e
cd /root/pi_pose
export HOME=/root PI_POSE_MODEL_MIRROR=/root/models PIP_CERT=/etc/ssl/certs/ca-certificates.crt
groupadd --system gpio
./install.sh </dev/null
/opt/pi-pose/venv/bin/python -m pip install gpiozero==2.0.1.post3 /root/lgpio-*.whl
cp /var/lib/pi-pose/models/*.tflite /var/lib/pi-pose/spare.tflite
systemctl enable agent.service pins.service
systemctl mask serial-getty@hvc0.service
# An emulated processor unpacks a whole initrd for half a minute.
sed -i 's/^MODULES=.*/MODULES=list/' /etc/initramfs-tools/initramfs.conf
printf '%s\n' virtio_pci virtio_blk ext4 virtio_gpu virtio_console >>/etc/initramfs-tools/modules
update-initramfs -u
END
chmod +x "$root/root/start.sh"
# The inner shell expands it.
# shellcheck disable=SC2016
unshare -m --propagation private bash -c 'mount -t proc proc "$0/proc" && mount --rbind /dev "$0/dev" && exec chroot "$0" /root/start.sh' "$root"
sed -i 's/^  source: auto/  source: synthetic/' "$root/etc/pi-pose/config.yaml"
# Small pictures, few of them, each judged by itself, and not the chores of a first start: all of this is emulated.
sed -i 's/^  width: 640/  width: 320/; s/^  height: 480/  height: 240/; s/^  fps: 30/  fps: 2/; s/^  hold_seconds: .*/  hold_seconds: 0/' \
    "$root/etc/pi-pose/config.yaml"
# A second model to change to, and something to write while the power goes.
sed -i 's/^  keep: camera/  keep: all/; s|^  cycle: .*|&\n  spare: {path: /var/lib/pi-pose/spare.tflite, kind: movenet}|' "$root/etc/pi-pose/config.yaml"
cp "$root/etc/pi-pose/config.yaml" "$root/root/good.yaml"
echo mirror >"$root/etc/hostname"
systemd-machine-id-setup --root="$root"
touch "$root/etc/.updated" "$root/var/.updated"

cp "$root"/boot/vmlinuz-* "$boot/vmlinuz"
cp "$root"/boot/initrd.img-* "$boot/initrd"
rm -rf "$root/root/pi_pose" "$root/root/models" "$boot/disk.img"
truncate -s 6G "$boot/disk.img"
mke2fs -q -t ext4 -L root -d "$root" "$boot/disk.img"
rm -rf "$root"
