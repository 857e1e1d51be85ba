import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { filter, firstValueFrom, lastValueFrom, map, repeat, shareReplay, Subject, take, type Observable } from 'rxjs';
import type { AdvertiseOptions, AdvertisingContent, AdvertisingOn, AdvertisingState } from 'rx-btmgmt';
import { advertise, controller, isAdvertisingSizeError, Mgmt, toHex } from 'rx-btmgmt';
import { buildIBeacon } from 'rx-btmgmt/beacons';
import { hciSocket } from 'rx-btmgmt/linux';
import { FIRST, LOW_ENERGY, openDuringSuite, ready, SECOND } from './support/controllers.js';
import { errorOf } from './support/error-of.js';

const BEACON = buildIBeacon({ uuid: 'f7826da64fa24e988024bc5b71e0893e', major: 1, minor: 2, measuredPower: -59 });
/** General discoverable, as a controller with BR/EDR says it. */
const FLAGS = '020102';

describe('advertise on a kernel', { timeout: 60_000 }, () => {
  const mgmt = openDuringSuite();
  const other = new Mgmt(hciSocket());
  const adapter = controller(mgmt, SECOND.index);
  const instances$ = other.command$('ReadAdvertisingFeatures', SECOND.index).pipe(map(({ instances }) => instances));

  const isOn = (state: AdvertisingState): state is AdvertisingOn => state.state === 'On';

  /** Advertises, and keeps what becomes of it. */
  function watched(content: Parameters<typeof advertise>[1]) {
    const said: AdvertisingState[] = [];
    const on$ = new Subject<AdvertisingOn>();
    const subscription = advertise(adapter, content).subscribe((state) => {
      said.push(state);
      if (isOn(state)) on$.next(state);
    });
    return { said, on$, subscription };
  }

  /** Waits until the kernel has none any more. */
  const allRemoved = (): Promise<unknown> =>
    firstValueFrom(
      instances$.pipe(
        repeat({ delay: 20 }),
        filter((numbers) => numbers.length === 0),
      ),
    );

  /** Advertises until it has been heard that way; gives the state in which it was. */
  async function heard(
    content: AdvertisingContent | Observable<AdvertisingContent>,
    expected: string,
    options?: AdvertiseOptions,
  ): Promise<AdvertisingOn> {
    const found = firstValueFrom(
      mgmt.event$('DeviceFound', FIRST.index).pipe(filter(({ eirData }) => toHex(eirData) === expected)),
    );
    const states$ = advertise(adapter, content, options).pipe(shareReplay({ bufferSize: 1, refCount: true }));
    const subscription = states$.subscribe();
    const on = await firstValueFrom(states$.pipe(filter(isOn)));
    await found;
    subscription.unsubscribe();
    // It is removed in the background.
    await allRemoved();
    return on;
  }

  it('is heard by another controller with exactly its bytes', async () => {
    for (const { index } of [FIRST, SECOND]) {
      await ready(mgmt, index);
      await lastValueFrom(mgmt.command$('SetLowEnergy', index, true));
      await lastValueFrom(mgmt.command$('SetPowered', index, true));
    }
    await lastValueFrom(mgmt.command$('StartDiscovery', FIRST.index, LOW_ENERGY));
    const content = { name: 'Shed', services: ['180f'], manufacturerData: { company: 0x4c, data: '0102' } };
    const on = await heard(content, FLAGS + '03030f18' + '05ff4c000102' + '050953686564', { connectable: true });
    assert.deepEqual([on.instance, on.command, on.txPower], [1, 'AddExtendedAdvertisingData', 0]);
  });

  it('sends a beacon, and an empty advertisement with what the kernel adds', async () => {
    await heard({ beacon: BEACON }, FLAGS + toHex(BEACON));
    await heard({}, FLAGS);
  });

  it('replaces content in place', async () => {
    const content$ = new Subject<AdvertisingContent>();
    const removed: unknown[] = [];
    const watching = other.event$('AdvertisingRemoved', SECOND.index).subscribe((event) => removed.push(event));
    const { said: states, on$, subscription } = watched(content$);
    for (const name of ['one', 'two', 'three']) {
      const on = firstValueFrom(on$);
      content$.next({ name });
      await on;
    }
    assert.deepEqual(
      states.map((state) => isOn(state) && toHex(state.advData)),
      ['04096f6e65', '040974776f', '06097468726565'],
    );
    assert.deepEqual(removed, []);
    watching.unsubscribe();
    subscription.unsubscribe();
    await allRemoved();
  });

  it('says what does not fit', async () => {
    const error = await errorOf(advertise(adapter, { name: 'x'.repeat(30) }));
    assert.ok(isAdvertisingSizeError(error));
    assert.deepEqual([error.length, error.room, error.excess], [32, 28, 4]);
    assert.deepEqual(await lastValueFrom(instances$), []);
  });

  it('advertises again what another program has removed', async () => {
    const { said, on$, subscription } = watched({ name: 'Shed' });
    await firstValueFrom(on$);
    const again = firstValueFrom(on$);
    await lastValueFrom(other.command$('RemoveAdvertising', SECOND.index, 0));
    await again;
    assert.deepEqual(
      said.map((state) => (isOn(state) ? 'On' : state.reason)),
      ['On', 'Removed', 'On'],
    );
    subscription.unsubscribe();
    await allRemoved();
  });

  it('goes on after a power cycle, and leaves nothing behind when it ends while it is off', async () => {
    const { said, on$, subscription } = watched({ name: 'Shed' });
    await firstValueFrom(on$);
    const again = firstValueFrom(on$);
    await lastValueFrom(other.command$('SetPowered', SECOND.index, false));
    await lastValueFrom(other.command$('SetPowered', SECOND.index, true));
    await again;
    await lastValueFrom(other.command$('SetPowered', SECOND.index, false));
    await firstValueFrom(
      adapter.state$.pipe(
        filter((state) => state?.settings.Powered === false),
        take(1),
      ),
    );
    subscription.unsubscribe();
    await lastValueFrom(other.command$('SetPowered', SECOND.index, true));
    await allRemoved();
    assert.deepEqual(
      said.map((state) => (isOn(state) ? 'On' : state.reason)),
      ['On', 'Off', 'On', 'Off'],
    );
  });
});
