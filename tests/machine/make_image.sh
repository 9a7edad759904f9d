#!/usr/bin/env bash
# A whole machine as a volunteer installs it: Debian of this system's release without a desktop, and the package. As a disk
# for qemu, with the kernel beside it; no boot loader, and nothing of it is taken from this computer but the package.
#   tests/machine/make_image.sh PACKAGE.deb FOLDER [PROGRAM...]    needs root, debootstrap and the network
# FOLDER then has disk.img, vmlinuz, initrd.img. PROGRAMs lie in /opt/test of the machine. What debootstrap made is kept in
# FOLDER/debian for the next time. 77: no Debian can be made here; 1: the package cannot be installed.
set -euo pipefail
package=$(realpath "$1")
mkdir -p "$2"
folder=$(realpath "$2")
shift 2
programs=()
for program; do programs+=("$(realpath "$program")"); done
cd "$folder"

release=$(. /etc/os-release && echo "$VERSION_CODENAME")
mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Label: Debian' | sort -u | head -n 1)
if [ ! -e debian/made ]; then
  rm -rf debian
  mkdir -p debian/etc/dpkg/dpkg.cfg.d debian/etc/initramfs-tools/conf.d debian/usr/share/initramfs-tools/modules.d
  # What takes half of the time: every file written to the disk at once, and all drivers there are in initrd.img, twice.
  echo force-unsafe-io >debian/etc/dpkg/dpkg.cfg.d/quick
  echo MODULES=list >debian/etc/initramfs-tools/conf.d/quick
  printf '%s\n' virtio_pci virtio_blk ext4 >debian/usr/share/initramfs-tools/modules.d/qemu
  # What the standard system of Debian has, as far as it matters here; the rest the package asks for by itself.
  debootstrap --variant=minbase --include=systemd-sysv,udev,dbus,libpam-systemd,linux-image-amd64,systemd-resolved \
    "$release" debian "$mirror" >debootstrap.log 2>&1 || { tail -n 5 debootstrap.log >&2; exit 77; }
  touch debian/made
fi

root=$folder/root
# What an earlier run that was killed has left mounted there is not ours to erase.
umount "$root/proc" 2>/dev/null || true
rm -rf --one-file-system "$root"
cp -a --reflink=auto debian "$root"
trap 'umount "$root/proc" 2>/dev/null || true' EXIT
mount -t proc proc "$root/proc" || exit 77
cp "$package" "$root/tmp/porchlight.deb"
# Names are asked of whom this computer asks, until the machine itself runs.
mv "$root/etc/resolv.conf" "$root/etc/resolv.conf.own"
cp -L /etc/resolv.conf "$root/etc/resolv.conf"
# Services are not started in there.
printf '#!/bin/sh\nexit 101\n' >"$root/usr/sbin/policy-rc.d"
chmod 755 "$root/usr/sbin/policy-rc.d"
chroot "$root" apt-get update -q --error-on=any -o Acquire::Retries=3 >install.log 2>&1 || { tail -n 5 install.log >&2; exit 77; }
chroot "$root" env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends -o Acquire::Retries=3 \
  /tmp/porchlight.deb fonts-inter libgl1-mesa-dri speech-dispatcher speech-dispatcher-espeak-ng alsa-utils \
  >>install.log 2>&1 || { tail -n 20 install.log >&2; exit 1; }
rm "$root/usr/sbin/policy-rc.d" "$root/tmp/porchlight.deb"
mv "$root/etc/resolv.conf.own" "$root/etc/resolv.conf"
umount "$root/proc"

echo kiosk >"$root/etc/hostname"
echo '/dev/vda / ext4 errors=remount-ro 0 1' >"$root/etc/fstab"
printf '[Match]\nName=e*\n[Network]\nDHCP=yes\n' >"$root/etc/systemd/network/wired.network"
chroot "$root" systemctl enable systemd-networkd systemd-resolved >/dev/null 2>&1
mkdir -p "$root/opt/test"
[ ${#programs[@]} = 0 ] || cp "${programs[@]}" "$root/opt/test/"
cp "$root"/boot/vmlinuz-* vmlinuz
cp "$root"/boot/initrd.img-* initrd.img
