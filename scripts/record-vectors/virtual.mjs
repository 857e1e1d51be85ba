import { setTimeout as sleep } from 'node:timers/promises';
import { EXTERNAL_CONFIGURATION, plugIn } from './controller.mjs';
import { btmgmt, raw } from './programs.mjs';
import { openListener } from './sockets.mjs';

/** An address as on the wire: C0:00:00:00:00:07. */
const DEVICE = '0700000000c0';
/** Features of LE: connection subrating, of controller and host (bits 37 and 38). */
const SUBRATING = [0, 0, 0, 0, 0x60, 0, 0, 0];
/** The experimental feature Mesh, 2ce463d7-7a03-4d8d-bf05-5f24e8f36e76. */
const MESH = '766ef3e8245f05bf8d4d037ad763e42c';

/** A controller that waits for its configuration, gets it and loses it. */
async function unconfigured() {
  const controller = await plugIn({ quirks: EXTERNAL_CONFIGURATION });
  await sleep(1500);
  const { index } = controller;
  await btmgmt('config', { index: 'none' });
  for (const line of ['config', 'ext-config on', 'config', 'ext-config off', 'public-addr 00:11:22:33:44:55']) {
    await btmgmt(line, { index });
    // It is set up anew.
    await sleep(3000);
  }
  await raw('3600 ffff 0000\n3c00 ffff 0000\n0300 ffff 0000');
  await controller.close();
}

/** A controller that hears what it is told to hear. @param {{ newest: boolean }} kernel */
async function scripted({ newest }) {
  const controller = await plugIn(newest ? { features: SUBRATING } : {});
  await sleep(3500);
  const { index } = controller;
  const i = `${index.toString(16).padStart(2, '0')}00`;
  await btmgmt('power on', { index });
  const stop = openListener([`3c00ffff0000`, `4900${i}0000`]);

  /** An advertisement: random address, data, -60 dBm. @param {string} data @param {string} [type] 03: not connectable */
  const report = (data, type = '03') =>
    controller.event(`3e 02 01 ${type} 01 ${DEVICE} ${(data.length / 2).toString(16).padStart(2, '0')}${data} c4`);

  // It connects when it hears the device: type 00, connectable.
  await btmgmt('add-device -a 2 -t 2 C0:00:00:00:00:07', { index });
  await sleep(500);
  report('020106', '00');
  await sleep(500);
  // LE Remote Connection Parameter Request: handle, min, max, latency, timeout.
  controller.event('3e 06 4000 1800 2800 0100 c800');
  // Get Connections; Get Connection Information: address, type
  await raw(`1500 ${i} 0000
    3100 ${i} 0700 ${DEVICE} 02`);
  await sleep(500);
  await btmgmt('del-device -t 2 C0:00:00:00:00:07', { index });
  // Disconnection Complete: remote user.
  controller.event('05 00 4000 13');
  await sleep(300);
  // User Passkey Reply: address, type, passkey. Nobody is connected.
  await raw(`1e00 ${i} 0b00 01000101aa00 01 40e20100`);
  // Nobody is there.
  await Promise.all([
    btmgmt('pair -c DisplayYesNo -t 2 C0:00:00:00:00:09', { index }),
    sleep(2000).then(() => btmgmt('cancelpair -t 2 C0:00:00:00:00:09', { index })),
  ]);

  await btmgmt('monitor.features', { index });
  await raw(`5200 ${i} 2300 01 09 00 04 70656572 ${'00'.repeat(27)}
    5600 ${i} 2a00 c4 0500 b0 0a00 0a 01 09 00 04 70656572 ${'00'.repeat(27)}
    5100 ${i} 0000`);
  await sleep(500);
  report('020106050970656572');
  await sleep(300);
  report('020106050970656572');
  await sleep(300);
  await raw(`5300 ${i} 0200 0000`);
  await sleep(500);

  await raw(`4a00 ${i} 1100 ${MESH} 01
    5700 ${i} 0800 01 6000 6000 02 2a 2b`);
  await sleep(700);
  report('042a010203');
  await sleep(500);
  await raw(`5900 ${i} 1800 000000000000 02 0000000000000000 0000 01 05 042a010203
    5900 ${i} 1800 000000000000 02 0000000000000000 0000 01 05 042a010203
    5800 ${i} 0000
    5a00 ${i} 0100 02`);
  await sleep(1500);
  await raw(`4a00 ${i} 1100 ${MESH} 00`);
  if (newest) {
    await raw(`5b00 ${i} 0600 0110 00 02 0000
      5c00 ${i} 1700 0100 ${DEVICE} 02 1800 2800 0100 0200 0000 0000 2a00`);
    await sleep(500);
  }
  stop();
  await controller.close();
}

/** A question of pairing that needs a connection over BR/EDR. */
async function passkey() {
  const controller = await plugIn({ bredr: true });
  await sleep(3500);
  const { index } = controller;
  await btmgmt('power on', { index });
  await btmgmt('add-device -a 1 00:AA:01:01:00:01', { index });
  // Connection Complete: status, handle, address, ACL, not encrypted.
  controller.event('03 00 4000 01000101aa00 01 00');
  await sleep(500);
  // User Passkey Notification: address, passkey. Keypress Notification: address, a digit was entered.
  controller.event('3b 01000101aa00 40e20100');
  await sleep(300);
  controller.event('3c 01000101aa00 01');
  await sleep(500);
  await controller.close();
}

/** @param {string} name */
export function virtual(name) {
  if (name === 'unconfigured') return unconfigured();
  return name === 'passkey' ? passkey() : scripted({ newest: name === 'newest' });
}
