import { setTimeout as sleep } from 'node:timers/promises';
import { btmgmt, each, raw } from './programs.mjs';
import { openListener } from './sockets.mjs';

const KEY = '00112233445566778899aabbccddeeff';
/** The controllers of btvirt, as on the wire and as text. */
const PEER = '01000101aa00';
const PEERS = ['00:AA:01:00:00:00', '00:AA:01:01:00:01'];

/** What btmgmt can send, and what stands around it; then what it can't. */
async function withBtmgmt() {
  await each('revision\ncommands\ninfo\nconfig\nextinfo', { index: 'none' });
  // Things that need a controller that is off.
  await each(`
    info
    extinfo
    config
    ext-config on
    public-addr 00:11:22:33:44:55
    static-addr C1:22:33:44:55:66
    static-addr 00:00:00:00:00:00
    privacy on ${KEY}
    privacy off
    wbs on
    le on
    bredr on
    sc on
    debug-keys on
    irks
    keys
    ltks
    local-oob
    power on
    info`);
  await each(`
    connectable on
    fast-conn on
    discov yes 30
    discov no
    bondable on
    linksec on
    linksec off
    ssp on
    hs on
    sc on
    debug-keys off
    name peer px
    class 1 4
    add-uuid 180f 0
    add-uuid 0000110b-0000-1000-8000-00805f9b34fb 4
    rm-uuid 180f
    clr-uuids
    did usb:1d6b:0246:0542
    scan-params 96 48
    io-cap NoInputNoOutput
    appearance 193
    phy
    phy BR1M1SLOT BR1M3SLOT BR1M5SLOT LE1MTX LE1MRX
    phy BR1M1SLOT BR1M3SLOT BR1M5SLOT EDR2M1SLOT EDR2M3SLOT EDR2M5SLOT EDR3M1SLOT EDR3M3SLOT EDR3M5SLOT LE1MTX LE1MRX
    secinfo
    expinfo
    exp-privacy on
    read-sysconfig
    set-sysconfig -v 000b:2:0008
    local-oob
    bredr-oob
    le-oob
    remote-oob -t 1 -r ${KEY} -h ${KEY} -R ${KEY} -H ${KEY} ${PEERS[1]}
    remote-oob -r ${KEY} -h ${KEY} ${PEERS[1]}
    con
    conn-info -t 1 ${PEERS[1]}
    get-clock
    add-device -a 1 -t 1 ${PEERS[1]}
    get-flags -t 1 ${PEERS[1]}
    set-flags -f 1 -t 1 ${PEERS[1]}
    set-flags -f 2 -t 1 ${PEERS[1]}
    del-device -t 1 ${PEERS[1]}
    add-device -a 1 ${PEERS[1]}
    clr-devices
    block -t 1 ${PEERS[1]}
    unblock -t 1 ${PEERS[1]}
    unpair -t 1 ${PEERS[1]}
    disconnect -t 1 ${PEERS[1]}
    cancelpair -t 1 ${PEERS[1]}
    advertising on
    advertising off
    advinfo
    advsize -c 1
    add-adv -c -g -u 180f -d 0aff0102030405060708ff 1
    advinfo
    add-adv -c -t 1 -D 1 2
    rm-adv 1
    clr-adv
    add-ext-adv-params -c -g -r 160 -x 320 3
    add-ext-adv-data -u 180f 3
    clr-adv`);
  await each(
    `
    expinfo
    exp-debug on
    exp-iso on`,
    { index: 'none' },
  );
  await each(
    'features\nadd-pattern 9:0:70656572\nfeatures\nadd-pattern-rssi -R -60 -r -80 -T 1 -t 5 -s 10 9:0:70656572\nremove 1'
      .split('\n')
      .map((line) => `monitor.${line}`)
      .join('\n'),
  );
  await each('irks -l 1\nirks');
  // Experimental features, mesh, parameters: by hand from the protocol document's field lists.
  await raw(`
    3500 0000 1100 0100  ${PEER} 01 1800 2800 0000 2a00     # Load Connection Parameters: count; address, type, min, max, latency, timeout
    4600 0000 1300 0100  00 ${KEY}                          # Load Blocked Keys: count; key type, value
    1200 0000 1c00 00 0100  ${PEER} 00 04 ${KEY} 00         # Load Link Keys: debug keys, count; address, type, key type, value, PIN length
    1300 0000 2600 0100  ${PEER} 01 00 01 10 3412 efcdab8967452301 ${KEY}  # Load Long Term Keys: count; address, type, key type, central, size, ediv, rand, value
    3000 0000 1900 0100  ${PEER} 01 ${KEY}                  # Load Identity Resolving Keys: count; address, type, value
    4d00 0000 0000                                          # Read Default Runtime Configuration
    4e00 0000 0500 0000 02 0100                             # Set Default Runtime Configuration: type, length, value`);
  await raw(`
    2100 0000 2700 ${PEER} 00 ${KEY} ${KEY}                 # Add Remote Out Of Band Data: address, type, hash, randomizer of P-192
    2200 0000 0700 ${PEER} 00                               # Remove Remote Out Of Band Data: address, type
    2500 0000 0800 ${PEER} 01 01                            # Confirm Name: address, type, name known
    5b00 0000 0600 0110 00 02 0000                          # Send HCI Command: opcode 0x1001, event, timeout, length
    5b00 0000 0700 1c20 00 00 0100 00                       # ... with a parameter
    5c00 0000 1700 0100  ${PEER} 01 1800 2800 0100 0200 0000 0000 2a00  # Load Connection Subrate: count; address, type, 7 numbers
    4a00 0000 1100 766ef3e8245f05bf8d4d037ad763e42c 01      # Set Experimental Feature: UUID of Mesh, on
    5700 0000 0800 01 a000 4001 02 2a 2b                    # Set Mesh Receiver: enable, window, period, count, types
    5800 0000 0000                                          # Read Mesh Features
    5900 0000 1700 000000000000 00 0000000000000000 0000 01 04 032a0102  # Transmit: address, type, instant, delay, count, length, data
    5800 0000 0000
    5a00 0000 0100 00                                       # Cancel Transmit Mesh Packet: handle`);
  await sleep(1500);
  await raw(`
    5900 0000 1700 000000000000 02 0000000000000000 0000 01 04 032a0102
    5900 0000 1700 000000000000 02 0000000000000000 0000 03 04 032a0102
    5800 0000 0000
    5a00 0000 0100 02
    5700 0000 0600 00 a000 4001 00
    4a00 0000 1100 766ef3e8245f05bf8d4d037ad763e42c 00`);
  await each('power off');
}

/** Read Local Out Of Band Extended Data of BR/EDR, by hand. */
const LOCAL_OOB = '3b000000010001';

/** Two controllers that find each other. */
async function discovery() {
  for (const index of [0, 1]) {
    await each('le on\nssp on\nsc on\nbondable on\nconnectable on\npower on', { index });
  }
  await each('name peer px\ndiscov yes\nadvertising on', { index: 1 });
  await btmgmt('find', { ms: 14000 });
  await Promise.all([btmgmt('find -l', { ms: 14000 }), sleep(4000).then(() => btmgmt('stop-find -l'))]);
  await Promise.all([btmgmt('find -b -L', { ms: 8000 }), sleep(4000).then(() => btmgmt('stop-find -b'))]);
  await Promise.all([btmgmt('find-service -l -u 180f', { ms: 8000 }), sleep(4000).then(() => btmgmt('stop-find -l'))]);
  // Each gets the event about what the other has read.
  const stopReading = [openListener([LOCAL_OOB])];
  await sleep(500);
  stopReading.push(openListener([LOCAL_OOB]));
  await sleep(500);
  for (const end of stopReading) end();
  // Without Secure Simple Pairing there is no name in what the inquiry brings: btmgmt answers with Confirm Name.
  for (const index of [0, 1]) await each('power off\nssp off\npower on', { index });
  await btmgmt('discov yes', { index: 1 });
  await btmgmt('find -b', { ms: 14_000 });
}

/** Needs what run.mjs compiles for --controllers only. @param {string} name */
async function virtual(name) {
  const scenes = await import('./virtual.mjs');
  return scenes.virtual(name);
}

/** @type {Record<string, () => Promise<void>>} */
const SCENES = {
  btmgmt: withBtmgmt,
  discovery,
  unconfigured: () => virtual('unconfigured'),
  scripted: () => virtual('scripted'),
  newest: () => virtual('newest'),
  passkey: () => virtual('passkey'),
};

/** @param {string} name */
export async function play(name) {
  const scene = SCENES[name];
  if (scene === undefined) throw new Error(`There is no scene ${name}: ${Object.keys(SCENES).join(', ')}`);
  // Events that the sender does not get, and those of the extended kind.
  const stop = [openListener(), openListener(['3c00ffff0000', '420000000000', '4900ffff0000', '3b0000000100' + '06'])];
  await sleep(500);
  await scene();
  await sleep(1000);
  for (const end of stop) end();
}
