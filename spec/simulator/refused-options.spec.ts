import { OptionError, memoryTransport } from 'rx-btmgmt';
import type { DeviceOptions, Simulator, SimulatorOptions } from 'rx-btmgmt/simulator';
import { createSimulator } from 'rx-btmgmt/simulator';
import { HOSTILE } from './hostile-values.js';

/** As a program without types calls it. */
type Untyped = Readonly<Record<string, (...args: readonly unknown[]) => unknown>>;
const untyped = (value: unknown): Untyped => value as Untyped;
const create = (options: unknown): Simulator => createSimulator(options as SimulatorOptions);

const address = '00:11:22:33:44:55';

describe('A simulator refuses, when it is given', () => {
  it.each<[unknown, string]>([
    [
      { devices: [{}, {}, { address: 'AA-BB-CC-DD-EE-FF' }] },
      "devices[2].address: 'AA-BB-CC-DD-EE-FF' is not an address such as '00:AA:01:01:00:01'",
    ],
    [
      { devices: [{ rssi: { around: -60, period: 0 } }] },
      'devices[0].rssi.period: 0 is not a positive number of milliseconds, or Infinity',
    ],
    [{ devices: [{ rssi: { spread: 3 } }] }, 'devices[0].rssi.around: undefined is not a number from -127 to 20'],
    [
      { devices: [{ rssi: 21 }] },
      'devices[0].rssi: 21 is not a number from -127 to 20, or 127 or NaN if it is not known',
    ],
    [{ devices: [{ rssi: () => '-60' }] }, "devices[0].rssi(0): '-60' is not a number of dBm"],
    [
      { devices: [{ adress: address }] },
      `devices[0].adress: '${address}' is not an option here, did you mean 'address'?`,
    ],
    [{ devices: Array(1) }, 'devices[0]: undefined is not an object of options'],
    [{ devices: {} }, 'devices: an object is not an array'],
    [
      { devices: [{ advertising: { interval: 0.5 } }] },
      'devices[0].advertising.interval: 0.5 is not an integer from 1 to 10485759',
    ],
    [
      { devices: [{ advertising: [{}, { connectible: true }] }] },
      "devices[0].advertising[1].connectible: true is not an option here, did you mean 'connectable'?",
    ],
    [
      { devices: [{ advertising: { data: '00'.repeat(32) } }] },
      "devices[0].advertising.data: '0000000000000000000000000000000000000000…' is not what can be sent: 32 bytes, there can be 31",
    ],
    [
      { devices: [{ advertising: { extended: true, data: new Uint8Array(1651) } }] },
      'devices[0].advertising.data: a Uint8Array of 1651 bytes is not what can be sent: 1651 bytes, there can be 1650',
    ],
    [
      { devices: [{ advertising: { data: [{ type: 'ServiceUuids', bits: 16, complete: true, uuids: ['x'] }] } }] },
      "devices[0].advertising.data: an array of 1 is not what can be sent: fields[0].uuids[0]: 'x' is not a UUID",
    ],
    [
      { devices: [{ advertising: { data: () => null } }] },
      'devices[0].advertising.data(0): null is not what can be sent: null is not a Uint8Array',
    ],
    [{ devices: [{ inquiry: { eir: '00'.repeat(241) } }] }, '241 bytes, there can be 240'],
    [
      { devices: [{ inquiry: { classOfDevice: 0x1000000 } }] },
      'devices[0].inquiry.classOfDevice: 16777216 is not an integer from 0 to 16777215',
    ],
    [
      { devices: [{ present: [{ from: 5, to: 4 }] }] },
      'devices[0].present[0].to: 4 is not at or after 5, when it comes',
    ],
    [{ devices: [{ name: 'x'.repeat(249) }] }, 'is not text of 0 to 248 bytes as UTF-8'],
    [
      { devices: [{ connection: { answer: 'refuse' } }] },
      "devices[0].connection.answer: 'refuse' is not one of 'accept', 'ignore', 'LimitedResources'",
    ],
    [{ devices: [{ pairing: { iocapability: 'DisplayOnly' } }] }, "did you mean 'ioCapability'?"],
    [
      { controllers: [{ bluetoothVersion: -1 }] },
      'controllers[0].bluetoothVersion: -1 is not an integer from 0 to 255',
    ],
    [
      { controllers: [{ missing: ['PublicAdress'] }] },
      "controllers[0].missing[0]: 'PublicAdress' is not one of 'PublicAddress', 'ExternalConfiguration'",
    ],
    [
      { controllers: [{ advertisingInstances: 0 }] },
      'controllers[0].advertisingInstances: 0 is not an integer from 1 to 240',
    ],
    [{ kernel: 6.1 }, "kernel: 6.1 is not one of '6.1', '6.12', 'newest'"],
    [{ seed: NaN }, 'seed: NaN is not an integer from 0 on'],
    [{ latency: '1' }, "latency: '1' is not a number of milliseconds, at least 0, or Infinity"],
    [{ scheduler: 'virtual' }, "scheduler: 'virtual' is not a scheduler of RxJS, with schedule() and now()"],
    [{ controller: [{}] }, "controller: an array of 1 is not an option here, did you mean 'controllers'?"],
    [[], 'options: an array of 0 is not an object of options'],
    [null, 'options: null is not an object of options'],
  ])('%p', (options, message) => {
    expect(() => create(options)).toThrow(OptionError);
    expect(() => create(options)).toThrow(message);
  });

  it.each<[string, (simulator: Simulator) => unknown, string]>([
    ['a device', (simulator) => untyped(simulator)['addDevice']!(null), 'options: null is not an object of options'],
    [
      'a controller',
      (simulator) => untyped(simulator)['addController']!({ kind: 'LE' }),
      "kind: 'LE' is not one of 'dual', 'le', 'bredr'",
    ],
    [
      'a socket',
      (simulator) => untyped(simulator)['transport']!({ receiveBuffer: 0 }),
      'receiveBuffer: 0 is not an integer from 1 to 1073741823',
    ],
    [
      'what woke it',
      (simulator) => untyped(simulator)['resume']!('RemoteWake'),
      "wake: 'RemoteWake' is not an object of options",
    ],
    [
      'a reason',
      (simulator) => untyped(simulator)['resume']!({ reason: 'Alarm' }),
      "wake.reason: 'Alarm' is not one of 'NonBluetooth', 'UnexpectedEvent', 'RemoteWake'",
    ],
    ['no reason', (simulator) => untyped(simulator)['resume']!({}), 'wake.reason: undefined is not one of'],
    [
      'a wake without device',
      (simulator) => untyped(simulator)['resume']!({ reason: 'RemoteWake' }),
      'wake.address: undefined is not an address',
    ],
    [
      'a wake by a device of no kind',
      (simulator) => untyped(simulator)['resume']!({ reason: 'RemoteWake', address }),
      'wake.addressType: undefined is not one of',
    ],
    [
      'a wake by another',
      (simulator) => untyped(simulator)['resume']!({ reason: 'NonBluetooth', address }),
      'wake.address: ',
    ],
    [
      'sets',
      ({ devices }) => untyped(devices[0])['advertise']!({}, { intervall: 5 }),
      "sets[1].intervall: 5 is not an option here, did you mean 'interval'?",
    ],
    [
      'whom to connect to',
      ({ devices }) => untyped(devices[0])['connect']!(),
      'controller: undefined is not a controller, with its index',
    ],
    [
      'an index to connect to',
      ({ devices }) => untyped(devices[0])['connect']!(0),
      'controller: 0 is not a controller, with its index',
    ],
    [
      'a cure',
      ({ controllers }) => untyped(controllers[0]!.faults)['wedge']!('restart'),
      "until: 'restart' is not one of 'power-cycle', 'reset', 'never'",
    ],
    [
      'a cure of deafness',
      ({ controllers }) => untyped(controllers[0]!.faults)['deafen']!(null),
      'until: null is not one of',
    ],
    [
      'a cure of silence',
      ({ controllers }) => untyped(controllers[0]!.faults)['silence']!('power-cycle'),
      "until: 'power-cycle' is not one of 'reset', 'never'",
    ],
    [
      'an error number',
      ({ faults }) => untyped(faults)['failSending']!('ENETDWN'),
      "code: 'ENETDWN' is not the name of an error number of Linux, did you mean 'ENETDOWN'?",
    ],
    [
      'another one',
      ({ faults }) => untyped(faults)['failOpening']!(97),
      'code: 97 is not the name of an error number of Linux',
    ],
    [
      'a status',
      ({ faults }) => untyped(faults)['refuse']!('Bussy'),
      "status: 'Bussy' is not a known name or an integer from 0 to 255, did you mean 'Busy'?",
    ],
    [
      'a number of a status',
      ({ faults }) => untyped(faults)['refuse']!(256),
      'status: 256 is not a known name or an integer from 0 to 255',
    ],
    ['a delay', ({ faults }) => untyped(faults)['delayReplies']!('5'), "delay: '5' is not a number of milliseconds"],
    [
      'a command',
      ({ faults }) => untyped(faults)['dropReplies']!({ command: 'SetPower' }),
      "command: 'SetPower' is not the name of a command, did you mean 'SetPowered'?",
    ],
    [
      'a command of several',
      ({ faults }) => untyped(faults)['dropReplies']!({ command: ['SetPowered', 5] }),
      'command[1]: 5 is not the name of a command',
    ],
    [
      'an event',
      ({ faults }) => untyped(faults)['dropEvents']!({ event: 'DeviceFond' }),
      "event: 'DeviceFond' is not the name of an event, did you mean 'DeviceFound'?",
    ],
    [
      'an index',
      ({ faults }) => untyped(faults)['dropEvents']!({ index: 65_536 }),
      'index: 65536 is not a controller, an integer from 0 to 65534, or null for none',
    ],
    [
      'a filter for other faults',
      ({ faults }) => untyped(faults)['stopReading']!({ times: 1 }),
      'times: 1 is not an option here',
    ],
    ['no filter', ({ faults }) => untyped(faults)['unplugDuring']!(), 'options: undefined is not an object of options'],
    [
      'the transport of nobody',
      ({ faults }) => faults.stopReading({ transport: memoryTransport()[0] }),
      'transport: an object is not a transport that transport() of this simulator has returned',
    ],
    [
      'the transport of another simulator',
      ({ faults }) => faults.inject(new Uint8Array(6), { transport: createSimulator().transport() }),
      'transport: an object is not a transport that',
    ],
  ])('%s', (_, call, message) => {
    const simulator = create({ devices: [{}] });
    expect(() => call(simulator)).toThrow(OptionError);
    expect(() => call(simulator)).toThrow(message);
  });

  it('what is no frame, with the error of the codec', () => {
    const { faults } = createSimulator();
    for (const frame of HOSTILE.filter((value) => !(value instanceof Uint8Array))) {
      expect(() => untyped(faults)['inject']!(frame)).toThrow(expect.objectContaining({ name: 'CodecError' }));
    }
  });

  it.each<[string, DeviceOptions]>([
    ['a key', { privateAddress: { key: '0123456789abcdef' } }],
    ['a PIN', { pairing: { pin: '0123456789abcdefg' } }],
    ['a passkey', { pairing: { passkey: 1_234_567 } }],
  ])('%s without showing it', (_, options) => {
    let error: unknown;
    try {
      createSimulator({ devices: [options] });
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(OptionError);
    expect(JSON.stringify(error) + String(error)).not.toMatch(/0123456|1234567/);
  });

  it('before anything has changed', () => {
    const after = (refused: (simulator: Simulator) => void): unknown => {
      const simulator = createSimulator({ seed: 5 });
      expect(() => refused(simulator)).toThrow(OptionError);
      return simulator.addDevice().address;
    };
    expect(after((simulator) => simulator.addDevice({ pairing: { pin: '' } }))).toBe(
      createSimulator({ seed: 5 }).addDevice().address,
    );
    expect(after((simulator) => simulator.addDevice({ advertising: [{}, { interval: 0 }] }))).toBe(
      createSimulator({ seed: 5 }).addDevice().address,
    );
  });
});
