import { inspect } from 'node:util';
import { concat } from 'rxjs';
import { Mgmt } from 'rx-btmgmt';
import type { DeviceOptions } from 'rx-btmgmt/simulator';
import { createSimulator } from 'rx-btmgmt/simulator';
import { iBeaconFields } from 'rx-btmgmt/beacons';
import type { Snippet } from './markdown.js';
import { loadWith, runSnippet } from './run-snippet.js';

const MINUTE = 60_000;

/** What the examples of the page of operators look for, and some that they don't. */
const DEVICES: readonly DeviceOptions[] = [
  { address: '00:00:00:00:00:01', rssi: -50, advertising: { interval: 1000, data: '02010603030f18' } },
  { address: '00:00:00:00:00:02', rssi: -60, advertising: { interval: 1000, data: '05ff990405aa' } },
  {
    address: '00:00:00:00:00:03',
    rssi: -80,
    name: 'Door 7',
    advertising: {
      interval: 1000,
      // BTHome: a door, closed and open by turns.
      data: (time) => (time % 20_000 < 10_000 ? '0201060616d2fc401a00' : '0201060616d2fc401a01'),
      scanResponse: '0709446f6f722037',
    },
  },
  {
    address: '00:00:00:00:00:04',
    rssi: -55,
    advertising: {
      interval: 1000,
      connectable: false,
      data: iBeaconFields({ uuid: '2f234454-cf6d-4a0f-adf2-f4911ba9ffa6', major: 1, minor: 7, measuredPower: -59 }),
    },
  },
  { address: '70:81:94:0D:FB:AA', addressType: 'LERandom', rssi: -75, advertising: { interval: 1000, data: '020106' } },
];

/** Runs an example with two controllers that are on for a minute; gives what it printed. */
export async function runInWorld(snippet: Snippet, devices: readonly DeviceOptions[] = DEVICES): Promise<string[]> {
  jest.useFakeTimers();
  try {
    const simulator = createSimulator({ controllers: [{}, {}], devices });
    const mgmt = new Mgmt(simulator.transport());
    for (const index of [0, 1]) {
      concat(mgmt.command$('SetLowEnergy', index, true), mgmt.command$('SetPowered', index, true)).subscribe();
    }
    const printed: string[] = [];
    const print = (...values: unknown[]): void =>
      void printed.push(
        values
          .map((value) =>
            typeof value === 'string' ? value : inspect(value, { compact: true, breakLength: Infinity }),
          )
          .join(' '),
      );
    await jest.advanceTimersByTimeAsync(1_000);
    runSnippet(snippet, loadWith({}), { mgmt, console: { log: print, table: print, error: print } });
    await jest.advanceTimersByTimeAsync(MINUTE);
    return printed;
  } finally {
    jest.useRealTimers();
  }
}
