#!/bin/busybox sh
# The first program in the guest. It makes the host's files visible, with all changes in memory only, runs the command of
# the run's folder in them and switches the machine off. What it prints goes to the console.
B=/bin/busybox
$B mount -t proc proc /proc
$B mount -t sysfs sys /sys
$B mount -t devtmpfs dev /dev

# rx.run=PATH: the folder of this run, which is the only thing that the guest can write on the host.
# rx.network=ADDRESS: its address for connections from the host, if there are to be any.
network=
for word in $($B cat /proc/cmdline); do
  case $word in
    rx.run=*) run=${word#rx.run=} ;;
    rx.network=*) network=${word#rx.network=} ;;
  esac
done

failed=
while read -r module; do
  # jitterentropy_rng measures how much time varies, and may find too little of that where time is virtual: not each time.
  tries=1
  until $B insmod "/modules/$module.ko"; do
    [ "$tries" = 20 ] && failed="$failed $module" && break
    tries=$((tries + 1))
  done
done </modules/order
[ -e /dev/vhci ] || failed="$failed hci_vhci"
echo "bench: modules loaded, failed:$failed"

share() { $B mount -t 9p -o "trans=virtio,version=9p2000.L,msize=512000,$3" "$1" "$2"; }

share host /host ro,cache=loose || { echo 'bench: the host is not visible'; $B poweroff -f; }
$B mount -t tmpfs memory /memory
$B mkdir /memory/changes /memory/work
$B mount -t overlay -o lowerdir=/host,upperdir=/memory/changes,workdir=/memory/work overlay /root ||
  { echo 'bench: no overlay'; $B poweroff -f; }

# Files may lie in the host's /dev/shm; the guest has a /dev of its own.
$B mkdir -p /shm /root/dev/shm
$B mount -o bind /root/dev/shm /shm
$B mount -t proc proc /root/proc
$B mount -t sysfs sys /root/sys
$B mount -t devtmpfs dev /root/dev
$B mkdir -p /root/dev/pts /root/dev/shm "/root$run"
$B mount -t devpts devpts /root/dev/pts
$B mount -o bind /shm /root/dev/shm
# Uncached: what the guest has written is there when the host looks.
share run "/root$run" rw,cache=none || { echo 'bench: no place for results'; $B poweroff -f; }
$B ip link set lo up
if [ -n "$network" ]; then
  { $B ip addr add "$network" dev eth0 && $B ip link set eth0 up; } || echo 'bench: no network'
fi

echo "$failed" >"/root$run/failed-modules"
$B cat /proc/sys/kernel/osrelease >"/root$run/release"
echo 'bench: running the command'
$B chroot /root /bin/sh "$run/command.sh" >"/root$run/stdout" 2>"/root$run/stderr" </dev/null
echo $? >"/root$run/exit-code"
echo "bench: the command ended with $($B cat "/root$run/exit-code")"
$B poweroff -f
