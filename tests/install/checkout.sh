#!/usr/bin/env bash
# checkout.sh SUITE ARCH ROOT: unpacks a clean Debian into ROOT, with this checkout and the model in /root.
set -Eeuo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
suite=$1 arch=$2 root=$3

rm -rf "$root"
mkdir -p "$root"
tar -C "$root" -xf "$RIG_DIR/$suite-$arch.tar"
mkdir -p "$root/root/pi_pose" "$root/root/models"
git -C "$here/../.." archive HEAD | tar -C "$root/root/pi_pose" -xf -
[ -z "${PI_POSE_MODEL_MIRROR:-}" ] || cp "$PI_POSE_MODEL_MIRROR"/movenet_single_pose_lightning_ptq.tflite "$root/root/models/"
# Package traffic may go through a proxy with a certificate of its own.
cp /etc/ssl/certs/ca-certificates.crt "$root/etc/ssl/certs/"
cp --remove-destination /etc/resolv.conf "$root/etc/resolv.conf"
