import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, writeSync } from 'node:fs';
import { takePacket, type HostPacket } from './packets.js';

/** The controller's side of /dev/vhci (drivers/bluetooth/hci_vhci.c): one open file is one controller. */
export interface VhciDevice {
  /** Gives the kernel a packet of the controller. False if it takes none, because the controller is off. */
  write(packet: Buffer): boolean;
  /** Takes the controller away, as if it were unplugged; resolves when it is gone. */
  close(): Promise<void>;
}

/** The first packet asks for a controller: a primary one, perhaps one that needs an external configuration. */
const CREATE = { type: 0xff, externalConfiguration: 0x40 };

/** Plugs a controller in. `onPacket` gets what the kernel writes to it. */
export function openVhci(onPacket: (packet: HostPacket) => void, { unconfigured = false } = {}): VhciDevice {
  const fd = openSync('/dev/vhci', 'r+');
  // At once: a second after opening the driver makes a controller by itself, and then refuses this (vhci_open_timeout).
  writeSync(fd, Buffer.from([CREATE.type, unconfigured ? CREATE.externalConfiguration : 0]));
  // Node can't wait for a device of this kind, and a read that blocks in one of its threads would keep the file, and so the
  // controller, after close(). A child that copies what comes to a pipe can be ended.
  const reader = spawn('cat', [], { stdio: [fd, 'pipe', 'inherit'] });
  let pending: Buffer = Buffer.alloc(0);
  reader.stdout?.on('data', (chunk: Buffer) => {
    pending = Buffer.concat([pending, chunk]);
    for (let taken = takePacket(pending); taken !== undefined; taken = takePacket(pending)) {
      pending = taken.rest;
      onPacket(taken.packet);
    }
  });
  return {
    write: (packet) => {
      try {
        writeSync(fd, packet);
        return true;
      } catch (error) {
        // As hci_recv_frame in net/bluetooth/hci_core.c says it.
        if (error instanceof Error && 'code' in error && error.code === 'ENXIO') return false;
        throw error;
      }
    },
    close: async () => {
      reader.stdout?.removeAllListeners('data');
      closeSync(fd);
      const gone = once(reader, 'exit');
      reader.kill('SIGKILL');
      await gone;
    },
  };
}
