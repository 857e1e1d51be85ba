import type { Bench } from './harness/bench.js';
import type { BenchSocket } from './harness/socket.js';
import { scenario } from './harness/scenario.js';

const ANY = '00:00:00:00:00:00';

async function on(bench: Bench): Promise<void> {
  await bench.command('SetLowEnergy', 0, true);
  await bench.command('SetPowered', 0, true);
  await bench.command('SetExperimentalFeature', 0, 'Mesh', true);
  await bench.command('ReadMeshFeatures', 0);
}

const transmit = (socket: BenchSocket, data = '042a112233', count = 1) =>
  socket.command('TransmitMeshPacket', 0, ANY, 'LERandom', 0, 0, count, data);

export const mesh = (['dual', 'le'] as const).flatMap((kind) => [
  scenario(`does no mesh unless it is tried (${kind})`, { on: kind }, async (bench) => {
    await bench.command('SetPowered', 0, true);
    await bench.command('ReadMeshFeatures', 0);
    await bench.command('SetMeshReceiver', 0, true, 0x30, 0x60, []);
    await transmit(bench.actor);
    await bench.command('CancelTransmitMeshPacket', 0, 0);
    await bench.command('SetExperimentalFeature', 0, 'Mesh', true);
    await bench.command('ReadMeshFeatures', 0);
    await transmit(bench.actor);
    await bench.command('CancelTransmitMeshPacket', 0, 0);
  }),

  scenario(`switches the mesh receiver (${kind})`, { on: kind }, async (bench) => {
    await on(bench);
    await bench.command('SetMeshReceiver', 0, true, 0x30, 0x60, []);
    await bench.command('SetMeshReceiver', 0, true, 0x60, 0x60, [0x2a, 0x2b]);
    await bench.command('SetMeshReceiver', 0, true, 0x61, 0x60, []);
    await bench.command('SetMeshReceiver', 0, true, 3, 0x60, []);
    await bench.command('SetMeshReceiver', 0, true, 4, 0x4001, []);
    await bench.command('SetMeshReceiver', 0, 2, 0x30, 0x60, []);
    await bench.actor.raw(0x0057, 0, Uint8Array.of(1, 0x30, 0, 0x60, 0, 7, 0x2a));
    await bench.actor.raw(0x0057, 0, Uint8Array.of(1, 0x30, 0, 0x60, 0, 0, 0x2a));
    await bench.command('SetAdvertising', 0, 'On');
    await bench.command('SetAdvertising', 0, 'Off');
    await bench.command('SetMeshReceiver', 0, false, 0x30, 0x60, []);
    await bench.command('SetPowered', 0, false);
    await bench.command('SetMeshReceiver', 0, true, 0x30, 0x60, []);
  }),

  scenario(`sends mesh packets one after the other (${kind})`, { on: kind }, async (bench) => {
    await on(bench);
    await transmit(bench.actor);
    await bench.until('MeshPacketTransmitComplete', { handle: 1 });
    await transmit(bench.actor);
    await transmit(bench.watcher);
    await bench.until('MeshPacketTransmitComplete', { handle: 2 });
    await bench.until('MeshPacketTransmitComplete', { handle: 3 });
    await bench.command('ReadMeshFeatures', 0);
    await bench.command('ReadAdvertisingFeatures', 0);
  }),

  scenario(`refuses mesh packets (${kind})`, { on: kind }, async (bench) => {
    await on(bench);
    await transmit(bench.actor, '');
    await transmit(bench.actor, '00'.repeat(32));
    await bench.actor.raw(0x0059, 0, Uint8Array.of(...new Uint8Array(17), 1, 2, 0));
    await bench.actor.raw(0x0059, 0, Uint8Array.of(...new Uint8Array(17), 1, 0, 0));
    await bench.command('SetPowered', 0, false);
    await transmit(bench.actor);
    await transmit(bench.actor);
    await bench.command('ReadMeshFeatures', 0);
    await bench.watcher.command('ReadMeshFeatures', 0);
    await transmit(bench.actor);
    await transmit(bench.actor);
    await bench.command('CancelTransmitMeshPacket', 0, 0);
  }),

  scenario(`keeps three mesh packets for each socket (${kind})`, { on: kind }, async (bench) => {
    await on(bench);
    await transmit(bench.actor, '042a112233', 255);
    await transmit(bench.actor);
    await transmit(bench.actor);
    await transmit(bench.actor);
    await transmit(bench.watcher);
    await bench.command('ReadMeshFeatures', 0);
    await bench.watcher.command('ReadMeshFeatures', 0);
    await bench.watcher.command('CancelTransmitMeshPacket', 0, 2);
    await bench.command('CancelTransmitMeshPacket', 0, 2);
    await bench.until('MeshPacketTransmitComplete', { handle: 2 });
    await bench.command('CancelTransmitMeshPacket', 0, 99);
    await bench.command('CancelTransmitMeshPacket', 0, 0);
    await bench.until('MeshPacketTransmitComplete', { handle: 3 });
    await bench.command('ReadMeshFeatures', 0);
    await bench.until('MeshPacketTransmitComplete', { handle: 4 });
  }),

  scenario(`sends the packets of a socket that is closed (${kind})`, { on: kind }, async (bench) => {
    await on(bench);
    const guest = bench.socket('guest');
    await transmit(bench.actor, '042a112233', 60);
    await transmit(guest);
    guest.close();
    await bench.until('MeshPacketTransmitComplete', { handle: 1 });
    await transmit(bench.actor);
    await bench.until('MeshPacketTransmitComplete', { handle: 3 });
  }),
]);
