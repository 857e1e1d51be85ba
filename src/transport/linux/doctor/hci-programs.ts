import type { HciProgram } from './diagnosis.js';
import type { Surroundings } from './surroundings.js';

/** The sockets of HCI, of all channels, by their inodes (`bt_seq_show` in net/bluetooth/af_bluetooth.c: the sixth column). */
function hciInodes(table: string): Set<string> {
  const lines = table.split('\n').slice(1);
  return new Set(lines.map((line) => line.trim().split(/\s+/)[5]).filter((inode) => inode !== undefined));
}

/** The other programs that have HCI sockets. Only root sees those of others. */
export function hciPrograms({ read, list, link, pid: own }: Surroundings): HciProgram[] {
  const inodes = hciInodes(read('/proc/net/hci') ?? '');
  const hasOne = (pid: string) =>
    list(`/proc/${pid}/fd`).some((fd) => {
      const inode = /^socket:\[(\d+)\]$/.exec(link(`/proc/${pid}/fd/${fd}`) ?? '')?.[1];
      return inode !== undefined && inodes.has(inode);
    });
  return list('/proc')
    .filter((pid) => /^\d+$/.test(pid) && Number(pid) !== own && hasOne(pid))
    .map((pid) => ({ pid: Number(pid), name: (read(`/proc/${pid}/comm`) ?? '').trim() }));
}
