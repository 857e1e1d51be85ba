import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { from, lastValueFrom, map, merge, switchMap, takeWhile, type Subscription } from 'rxjs';
import { Mgmt } from 'rx-btmgmt';
import { hciSocket } from 'rx-btmgmt/linux';
import { newPairDuringSuite } from './pair.js';
import { faultOf } from './round-trip.js';

/** The two controllers of `newPairDuringSuite`: BR/EDR and LE, and in each other's range. */
export const FIRST = { index: 0, address: '00:AA:01:00:00:00' } as const;
export const SECOND = { index: 1, address: '00:AA:01:01:00:01' } as const;
export const PAIR = [FIRST, SECOND] as const;

export const LOW_ENERGY = ['LEPublic', 'LERandom'] as const;

/** Completes when the kernel lets a controller be used: it announces it when it has set it up. */
export function ready(mgmt: Mgmt, index: number): Promise<unknown> {
  const known$ = mgmt
    .command$('ReadControllerIndexList', null)
    .pipe(switchMap(({ controllerIndexes }) => from(controllerIndexes)));
  const added$ = mgmt.event$('IndexAdded').pipe(map(({ index: added }) => added));
  return lastValueFrom(merge(added$, known$).pipe(takeWhile((found) => found !== index, true)));
}

/** Brings a controller into a known state: off, with Low Energy on and nothing else that a test may have changed. */
export async function reset(mgmt: Mgmt, index: number): Promise<void> {
  await lastValueFrom(mgmt.command$('SetPowered', index, false));
  await lastValueFrom(mgmt.command$('SetLowEnergy', index, true));
  await lastValueFrom(mgmt.command$('SetAdvertising', index, 'Off'));
  await lastValueFrom(mgmt.command$('SetLocalName', index, '', ''));
}

/**
 * A client whose connection is open while the tests of the surrounding suite run, beside a new pair of controllers. Whatever
 * goes over it, either way, must be known to the library, and must encode to the bytes that it was decoded from.
 */
export function openDuringSuite(): Mgmt {
  newPairDuringSuite();
  const mgmt = new Mgmt(hciSocket());
  const faults: string[] = [];
  let frames = 0;
  let subscription: Subscription;
  before(() => {
    subscription = mgmt.frames$.subscribe((frame) => {
      frames += 1;
      const fault = faultOf(frame);
      if (fault !== undefined) faults.push(fault);
    });
  });
  after(() => {
    subscription.unsubscribe();
    assert.deepEqual(faults, []);
    assert.ok(frames > 0, 'no frame was seen');
  });
  return mgmt;
}
