import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Mgmt, collectDevices, controller, encodeEvent, resolveAddresses, scan, trackDevices } from 'rx-btmgmt';
import type { Sighting } from 'rx-btmgmt';
import { createSimulator } from 'rx-btmgmt/simulator';
import { Subject, VirtualTimeScheduler, from, lastValueFrom, merge, share } from 'rxjs';
import type { Measurement } from './measurement.js';

const ADVERTISEMENTS = 10_000_000;
const ROTATING = 1_000_000;
/** With this in the environment the heap is printed after each million. */
const SHOWS_HEAP = process.env['RX_BTMGMT_BENCH_HEAP'] !== undefined;
const WARM = 300_000;
/** So many devices are near, and each takes a new address after ten advertisements. */
const NEAR = 1_000;
const HEARD_OF_EACH = ADVERTISEMENTS / ROTATING;
/** Ten thousand advertisements in a second of virtual time. */
const IN_A_TURN = 1_000;
const TURN = 100;
/** On top of the typed event, in nanoseconds. */
const BUDGET = 3_000;
/** If no two devices say the same: each is read, and remembered, for itself. */
const DIFFERENT = 1_000_000;
const BUDGET_DIFFERENT = 2 * BUDGET;
const KEYS = 1_000;
const ADDRESSES = 10_000;
/** Where the address stands in a frame of Device Found. */
const ADDRESS_AT = 6;

setFlagsFromString('--expose_gc');
const collectGarbage = runInNewContext('gc') as () => void;

function heapUsed(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

/** Flags, a service, its data, a name. */
const frame = encodeEvent({
  event: 'DeviceFound',
  index: 0,
  address: '00:00:00:00:00:00',
  addressType: 'LERandom',
  rssi: -60,
  flags: {},
  eirData: '0201060303d2fc0916d2fc4002c40903bf050941424344',
});

/** Where the last four bytes of the service's data stand: before the name. */
const DATA_AT = frame.length - 10;

const addressOf = (i: number): number => Math.floor(i / (NEAR * HEARD_OF_EACH)) * NEAR + (i % NEAR);

/** A simulated controller that is on, into whose socket advertisements are put, which all say the same or are different. */
function radio(areDifferent = false) {
  const scheduler = new VirtualTimeScheduler(undefined, 0);
  const simulator = createSimulator({ scheduler });
  const received$ = new Subject<Uint8Array>();
  const inner = simulator.transport();
  const mgmt = new Mgmt({ ...inner, frames$: merge(inner.frames$, received$) }, { scheduler });
  const pass = (milliseconds: number): void => {
    scheduler.maxFrames += milliseconds;
    scheduler.flush();
  };
  for (const name of ['SetLowEnergy', 'SetPowered'] as const) mgmt.command$(name, 0, true).subscribe();
  pass(1000);
  const view = new DataView(frame.buffer, frame.byteOffset);
  /** Nanoseconds of the processor that each of so many advertisements takes, from a million addresses. */
  const hear = (count: number, each: (heard: number) => void = () => undefined): number => {
    const start = process.cpuUsage();
    for (let i = 0; i < count; i++) {
      view.setUint32(ADDRESS_AT, addressOf(i), true);
      view.setUint32(DATA_AT, areDifferent ? addressOf(i) : 0, true);
      // Each frame has memory of its own, as from a socket.
      received$.next(frame.slice());
      if (i % IN_A_TURN === 0) pass(TURN);
      if (i % ROTATING === 0) each(i);
    }
    const { user, system } = process.cpuUsage(start);
    return ((user + system) * 1000) / count;
  };
  return { mgmt, scheduler, pass, hear };
}

/** Nanoseconds for each advertisement of a typed event alone. */
function typedEvents(count: number): number {
  const { mgmt, hear } = radio();
  let seen = 0;
  // Fields are read when they are asked for: all that a sighting has are part of the typed event.
  mgmt.event$('DeviceFound', 0).subscribe(({ address, addressType, rssi, flags, eirData }) => {
    if (address !== '' && addressType === 'LERandom' && rssi < 0 && !flags.ScanResponse && eirData.length > 0) seen++;
  });
  hear(WARM);
  const nanoseconds = hear(count);
  if (seen < count) throw new Error('Not all advertisements were heard');
  return nanoseconds;
}

const mebibytes = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(2)} MiB`;

/** The same with scanning, tracking and collecting, and the heap before and after. */
function scans(count: number, areDifferent: boolean) {
  const { mgmt, scheduler, pass, hear } = radio(areDifferent);
  const sighting$ = scan(controller(mgmt, 0)).pipe(share());
  let changes = 0;
  let listed = 0;
  const subscriptions = [
    sighting$.pipe(trackDevices({ scheduler })).subscribe(() => changes++),
    sighting$.pipe(collectDevices({ scheduler })).subscribe(({ length }) => (listed = Math.max(listed, length))),
  ];
  pass(1000);
  hear(WARM);
  const before = heapUsed();
  const nanoseconds = hear(count, (heard) => {
    if (SHOWS_HEAP) console.log(`${heard} advertisements: ${mebibytes(heapUsed())}`);
  });
  const after = heapUsed();
  if (changes < count || listed === 0) throw new Error('Not all advertisements were heard');
  subscriptions.forEach((subscription) => subscription.unsubscribe());
  return { nanoseconds, before, after };
}

/** What scanning, tracking and collecting cost on top of the typed event, and whether anything of a million addresses is left. */
function advertisements(): Measurement[] {
  const typed = typedEvents(ROTATING);
  const alike = scans(ADVERTISEMENTS, false);
  const different = scans(DIFFERENT, true);
  return [
    {
      what: 'scan, track, collect on top of an event : 3 µs',
      ratio: (alike.nanoseconds - typed) / BUDGET,
      budget: 1,
      detail: `${alike.nanoseconds.toFixed(0)} - ${typed.toFixed(0)} ns`,
    },
    {
      what: 'the same, no two devices alike : 6 µs',
      ratio: (different.nanoseconds - typed) / BUDGET_DIFFERENT,
      budget: 1,
      detail: `${different.nanoseconds.toFixed(0)} - ${typed.toFixed(0)} ns`,
    },
    {
      what: 'heap after : before, a million addresses',
      ratio: alike.after / alike.before,
      budget: 1.05,
      detail: `${mebibytes(alike.after)} : ${mebibytes(alike.before)}`,
    },
  ];
}

type Heard = Pick<Sighting, 'address' | 'addressType' | 'time'>;

/** A thousand keys that are tried on ten thousand addresses of nobody, each twice, against the same once. */
async function resolving(): Promise<Measurement> {
  const keys = Array.from({ length: KEYS }, (_, i) => ({
    address: '00:00:00:00:00:01',
    addressType: 'LEPublic' as const,
    value: Uint8Array.from({ length: 16 }, (__, at) => (i * 7 + at * 13 + 1) & 0xff),
  }));
  const heard = Array.from({ length: ADDRESSES }, (_, i): Heard => {
    const digits = i.toString(16).padStart(4, '0').toUpperCase();
    const address = `4${digits[0]}:${digits[1]}${digits[2]}:${digits[3]}0:0A:0B:0C`;
    return { address, addressType: 'LERandom', time: 0 };
  });
  const took = async (list: typeof heard): Promise<number> => {
    const start = process.hrtime.bigint();
    await lastValueFrom(from(list).pipe(resolveAddresses(keys)));
    return Number(process.hrtime.bigint() - start) / 1e6;
  };
  const once = await took(heard);
  const twice = await took([...heard, ...heard]);
  return {
    what: '10 000 private addresses twice : once',
    ratio: twice / once,
    budget: 1.2,
    detail: `${twice.toFixed(0)} : ${once.toFixed(0)} ms with ${KEYS} keys`,
  };
}

export async function scanning(): Promise<Measurement[]> {
  return [...advertisements(), await resolving()];
}
