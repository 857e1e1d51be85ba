import { Mgmt, OptionError } from 'rx-btmgmt';
import type {
  CommandFilter,
  ControllerOptions,
  DeviceAdvertising,
  DeviceConnection,
  DeviceInquiry,
  DeviceOptions,
  DevicePairing,
  EventFilter,
  Presence,
  PrivateAddress,
  Simulator,
  SocketOptions,
  TimesFilter,
  WanderingSignal,
} from 'rx-btmgmt/simulator';
import { createSimulator } from 'rx-btmgmt/simulator';
import type { Observable } from 'rxjs';
import { VirtualAction, VirtualTimeScheduler, concat, timer } from 'rxjs';
import { HOSTILE } from './hostile-values.js';

/** A value that is right for each option: none of them can be forgotten here. */
type Samples<T> = { readonly [K in keyof T]-?: Exclude<T[K], undefined> };

/** Lets a world go on for a minute, in which everything is used. Whatever a timer throws comes out here. */
function live(simulator: Simulator, scheduler: VirtualTimeScheduler, socket: SocketOptions = {}): void {
  const mgmt = new Mgmt(simulator.transport(socket), { scheduler });
  const ignore = { error: () => undefined };
  mgmt.events$.subscribe(ignore);
  const commands: Observable<unknown>[] = [
    mgmt.command$('SetPowered', 0, true),
    mgmt.command$('SetLowEnergy', 0, true),
    mgmt.command$('SetConnectable', 0, true),
    mgmt.command$('SetDiscoverable', 0, 'General', 0),
    mgmt.command$('StartDiscovery', 0, ['BREDR', 'LEPublic', 'LERandom']),
  ];
  concat(...commands).subscribe(ignore);
  timer(15_000, scheduler).subscribe(() => {
    for (const device of simulator.devices) {
      device.connect({ index: 0 });
      device.pair();
      const { address } = device;
      for (const type of ['LERandom', 'BREDR'] as const) {
        mgmt.command$('PairDevice', 0, address, type, 'DisplayYesNo').subscribe(ignore);
      }
    }
    simulator.suspend();
    simulator.resume();
  });
  scheduler.maxFrames = scheduler.now() + 60_000;
  scheduler.flush();
}

interface Place<T> {
  /** Where the options are, as an error names them. */
  readonly path: string;
  readonly samples: Samples<T>;
  /** Gives options to something. */
  readonly give: (options: T, simulator: Simulator) => unknown;
  /** Options that can't be left out. */
  readonly needed?: readonly (keyof T)[];
}

const place = <T>(...all: [Place<T>['path'], Samples<T>, Place<T>['give'], ...(keyof T)[]]): Place<object> => {
  const [path, samples, give, ...needed] = all;
  // The samples keep what belongs together; from here on it is any object.
  return { path, samples, give, needed } as unknown as Place<object>;
};

const ADVERTISING: Samples<DeviceAdvertising> = {
  data: [{ type: 'Flags', flags: { GeneralDiscoverable: true } }],
  scanResponse: (time) => [{ type: 'LocalName', name: `at ${time}` }],
  connectable: true,
  scannable: true,
  extended: true,
  interval: 10_485_759,
};
const INQUIRY: Samples<DeviceInquiry> = {
  address: '00:11:22:33:44:55',
  classOfDevice: 0xffffff,
  eir: '0209 41'.replace(' ', ''),
  limited: true,
  tellsName: false,
};
const PRIVATE: Samples<PrivateAddress> = { kind: 'nonResolvable', period: 0.5, key: '00'.repeat(16) };
const SIGNAL: Samples<WanderingSignal> = { around: -60, spread: 147, period: 0.1 };
const PRESENCE: Samples<Presence> = { from: 3, to: 20_000 };
const CONNECTION: Samples<DeviceConnection> = { answer: 'LimitedResources', duration: 0 };
const PAIRING: Samples<DevicePairing> = {
  ioCapability: 'KeyboardDisplay',
  bonding: false,
  secureConnections: false,
  simplePairing: false,
  answer: 'reject',
  delay: 0,
  passkey: 999_999,
  pin: '1234567890123456',
};
const DEVICE: Samples<DeviceOptions> = {
  address: 'c0:11:22:33:44:55',
  addressType: 'LERandom',
  privateAddress: PRIVATE,
  name: 'A name that takes more bytes than an advertisement or an inquiry response can hold'.repeat(3).slice(0, 248),
  appearance: 0xffff,
  advertising: [ADVERTISING, {}],
  inquiry: INQUIRY,
  rssi: SIGNAL,
  present: [PRESENCE, { from: 30_000 }],
  connection: CONNECTION,
  pairing: PAIRING,
};
const CONTROLLER: Samples<ControllerOptions> = {
  kind: 'dual',
  address: '00:aa:01:00:00:00',
  bluetoothVersion: 255,
  manufacturer: 65_535,
  bus: 'UART',
  missing: ['ExternalConfiguration'],
  publicAddressConfigurable: true,
  extendedAdvertising: true,
  advertisingInstances: 240,
  fastAndLongRange: false,
  enhancedDataRate: false,
  addressResolution: true,
  wakesHost: true,
  isochronous: true,
  duplicateFilter: 'virtual',
  inquiryMode: 'plain',
  quirks: ['StrictDuplicateFilter', 'SimultaneousDiscovery'],
  widebandSpeech: true,
};
const SOCKET: Samples<SocketOptions> = { trusted: false, receiveBuffer: 1 };
const TIMES: Samples<TimesFilter> = { times: 1 };
const COMMAND = { ...TIMES, command: ['SetPowered', 'StartDiscovery'], index: null } as const;
const EVENT = { ...TIMES, event: 'DeviceFound', index: 0 } as const;
type Filter<T> = Omit<T, 'transport'>;

const device = (options: DeviceOptions, simulator: Simulator): unknown => simulator.addDevice(options);
const PLACES: readonly Place<object>[] = [
  place<ControllerOptions>('', CONTROLLER, (options, simulator) => simulator.addController(options)),
  place<DeviceOptions>('', DEVICE, device),
  place<DeviceAdvertising>('advertising', ADVERTISING, (advertising, simulator) => device({ advertising }, simulator)),
  place<DeviceAdvertising>('advertising[1]', ADVERTISING, (set, world) => device({ advertising: [{}, set] }, world)),
  place<DeviceAdvertising>('sets[1]', ADVERTISING, (set, simulator) => simulator.devices[0]?.advertise({}, set)),
  place<DeviceInquiry>('inquiry', INQUIRY, (inquiry, simulator) => device({ inquiry, name: 'Headset' }, simulator)),
  place<PrivateAddress>('privateAddress', PRIVATE, (privateAddress, world) => device({ privateAddress }, world)),
  place<WanderingSignal>('rssi', SIGNAL, (rssi, simulator) => device({ rssi, inquiry: {} }, simulator), 'around'),
  place<Presence>('present[0]', PRESENCE, (span, simulator) => device({ present: [span] }, simulator)),
  place<DeviceConnection>('connection', CONNECTION, (connection, simulator) => device({ connection }, simulator)),
  place<DevicePairing>('pairing', PAIRING, (pairing, simulator) => device({ pairing, inquiry: {} }, simulator)),
  place<SocketOptions>('', SOCKET, (options, simulator) => simulator.transport(options)),
  place<Filter<CommandFilter>>('', COMMAND, (filter, { faults }) => faults.dropReplies(filter)),
  place<Filter<CommandFilter>>('', COMMAND, (filter, { faults }) => faults.delayReplies(Infinity, filter)),
  place<Filter<CommandFilter>>('', COMMAND, (filter, { faults }) => faults.refuse(0x13, filter)),
  place<Filter<CommandFilter>>('', COMMAND, (filter, { faults }) => faults.failSending('ENETDOWN', filter)),
  place<Filter<CommandFilter>>('', COMMAND, (filter, { faults }) => faults.unplugDuring(filter)),
  place<Filter<EventFilter>>('', EVENT, (filter, { faults }) => faults.dropEvents(filter)),
  place<TimesFilter>('', TIMES, (filter, { faults }) => faults.failOpening('EPERM', filter)),
];

/** What was thrown, if anything was. */
function thrownBy(action: () => unknown): unknown {
  try {
    action();
  } catch (error) {
    return error;
  }
  return undefined;
}

/** Gives one value, and then either it is refused as it should be, or the world lives with it. */
function check({ path, give }: Place<object>, options: object, option?: string): void {
  const scheduler = new VirtualTimeScheduler(VirtualAction, 0);
  const simulator = createSimulator({ scheduler, devices: [{}] });
  const before = [simulator.devices.length, simulator.controllers.length];
  const error = thrownBy(() => give(options, simulator));
  if (error === undefined) return live(simulator, scheduler);
  expect(error).toBeInstanceOf(OptionError);
  if (option !== undefined) {
    const at = path === '' ? option : `${path}.${option}`;
    expect((error as OptionError).option.slice(0, at.length)).toBe(at);
  }
  expect([simulator.devices.length, simulator.controllers.length]).toEqual(before);
}

describe('Each option of the simulator', () => {
  const options = PLACES.flatMap((each) => Object.keys(each.samples).map((name) => [each.path, name, each] as const));

  it.each(options)('%s %s takes what is right', (_, name, { samples, give, needed = [] }) => {
    const scheduler = new VirtualTimeScheduler(VirtualAction, 0);
    const simulator = createSimulator({ scheduler, devices: [{}] });
    const given = Object.entries(samples).filter(
      ([key]) => key === name || (needed as readonly string[]).includes(key),
    );
    give(Object.fromEntries(given), simulator);
    live(simulator, scheduler);
  });

  it.each(options)('%s %s is refused when it is given, or the world lives with it', (_, name, each) => {
    for (const value of HOSTILE) {
      const needed = (each.needed as readonly string[]).map((key) => [key, each.samples[key as never]]);
      check(each, { ...Object.fromEntries(needed), [name]: value }, name);
    }
  });

  it.each(PLACES.map((each) => [each.path, each] as const))(
    '%s is refused as a whole, or the world lives',
    (_, each) => {
      for (const value of HOSTILE) check(each, value as object);
    },
  );
});
