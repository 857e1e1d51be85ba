import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Mgmt } from 'rx-btmgmt';
import { createSimulator, type DeviceOptions } from 'rx-btmgmt/simulator';
import { filter, merge, VirtualTimeScheduler } from 'rxjs';
import type { Measurement } from './measurement.js';
import { fastest } from './measurement.js';

const LE = ['LEPublic', 'LERandom'] as const;
const ROUNDS = 5;
const SECOND = 1000;
const HOUR = 3600 * SECOND;
/** A hundred thousand events a second. */
const BUDGET_NS = 10_000;

/** A program that looks for devices without end, in virtual time. */
function searching(devices: readonly DeviceOptions[]): {
  readonly pass: (milliseconds: number) => void;
  readonly heard: Heard;
} {
  const scheduler = new VirtualTimeScheduler(undefined, 0);
  const simulator = createSimulator({ scheduler, controllers: [{ kind: 'le' }], devices });
  const mgmt = new Mgmt(simulator.transport(), { scheduler });
  const heard = { events: 0, strongest: -128 };
  mgmt.event$('DeviceFound').subscribe(({ rssi }) => {
    heard.events++;
    heard.strongest = Math.max(heard.strongest, rssi);
  });
  const restart = (): unknown => mgmt.command$('StartDiscovery', 0, LE).subscribe();
  merge(
    mgmt.command$('SetPowered', 0, true),
    mgmt.event$('Discovering').pipe(filter(({ discovering }) => !discovering)),
  ).subscribe(restart);
  return {
    heard,
    pass: (milliseconds) => {
      scheduler.maxFrames += milliseconds;
      scheduler.flush();
    },
  };
}

interface Heard {
  readonly events: number;
}

/** Nanoseconds from one advertisement to a typed event, with a thousand devices whose strength changes all the time. */
function delivery(): number {
  const devices = Array.from({ length: 1000 }, (_, i) => ({
    name: `Device ${i}`,
    advertising: { interval: 10 },
    rssi: (time: number) => -40 - ((time / 10 + i) % 50),
  }));
  const { pass, heard } = searching(devices);
  pass(0.2 * SECOND);
  const before = heard.events;
  const start = process.hrtime.bigint();
  pass(SECOND);
  return Number(process.hrtime.bigint() - start) / (heard.events - before);
}

export async function simulatedEvents(): Promise<Measurement> {
  const [ours = NaN] = await fastest(ROUNDS, delivery);
  const rate = `${Math.round(1e9 / ours / 1000)} 000 a second`;
  return { what: 'simulated Device Found : 10 µs', ratio: ours / BUDGET_NS, budget: 1, detail: rate };
}

setFlagsFromString('--expose_gc');
const collectGarbage = runInNewContext('gc') as () => void;

function heapUsed(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

/** The heap after an hour with 500 devices that change their addresses, against the heap after its first minutes. */
export function simulatedHour(): Measurement {
  const devices = Array.from({ length: 500 }, (_, i) => ({
    advertising: { data: '020106', interval: 500 + (i % 50) },
    privateAddress: { period: 60 * SECOND },
    rssi: { around: -70 },
  }));
  const { pass, heard } = searching(devices);
  pass(HOUR / 20);
  const before = heapUsed();
  const start = process.hrtime.bigint();
  pass(HOUR);
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  const after = heapUsed();
  const mebibytes = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(2)} MiB`;
  return {
    what: 'heap after : before a simulated hour',
    ratio: after / before,
    budget: 1.05,
    detail: `${mebibytes(after)} : ${mebibytes(before)}, ${heard.events} events in ${seconds.toFixed(1)} s`,
  };
}
