import { readdirSync, readlinkSync } from 'node:fs';
import { describe, it } from 'node:test';
import { hciSocket } from 'rx-btmgmt/linux';
import { transportContract, type TransportBench, type TransportUnderTest } from 'rx-btmgmt/testing';

interface Opened extends TransportUnderTest {
  /** Sockets that this process had before. Some may be closed meanwhile: those of other specifications linger. */
  readonly before: ReadonlySet<string>;
}

/** The sockets that this process has open, of whatever kind, by their inodes. */
function openSockets(): Set<string> {
  const links = readdirSync('/proc/self/fd').map((name) => linkOf(name));
  return new Set(links.filter((link) => link.startsWith('socket:')));
}

/** Empty for the descriptor with which the list was read. */
function linkOf(name: string): string {
  try {
    return readlinkSync(`/proc/self/fd/${name}`);
  } catch {
    return '';
  }
}

const bench: TransportBench<Opened> = {
  setUp: () => ({ transport: hciSocket(), before: openSockets() }),
  otherEnd: 'kernel',
  has: ['drops$', 'isOpen', 'poll', 'another', 'bluetoothd'],
  held: ({ before }) => [...openSockets()].filter((socket) => !before.has(socket)).length,
  timeout: 30_000,
};

describe('The management socket of this kernel keeps what transports promise', { timeout: 180_000 }, () => {
  for (const { name, run } of transportContract(bench)) it(name, run);
});
