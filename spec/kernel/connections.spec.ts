import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { filter, firstValueFrom, lastValueFrom, map, merge, repeat, takeUntil, type Observable } from 'rxjs';
import { advertise, autoConnect, connections, controller, disconnect } from 'rx-btmgmt';
import { FIRST, openDuringSuite, ready, SECOND } from './support/controllers.js';

const PEER = { address: SECOND.address, addressType: 'LEPublic' } as const;

describe('connections on a kernel', { timeout: 60_000 }, () => {
  const mgmt = openDuringSuite();
  const adapter = controller(mgmt, FIRST.index);
  const connected$ = connections(adapter, { interval: 200 });
  /** One that can be connected to. */
  const peer$ = advertise(controller(mgmt, SECOND.index), { name: 'peer' }, { connectable: true });
  const listed$: Observable<boolean> = autoConnect(adapter, [PEER]).pipe(map(([device]) => device?.listed === true));

  it('connects by itself, and tells who is connected and how well', async () => {
    for (const { index } of [FIRST, SECOND]) {
      await ready(mgmt, index);
      await lastValueFrom(mgmt.command$('SetLowEnergy', index, true));
      await lastValueFrom(mgmt.command$('SetPowered', index, true));
    }
    assert.deepEqual(await firstValueFrom(connected$), []);
    const known$ = connected$.pipe(filter(([first]) => first?.rssi !== undefined));
    const [first] = await firstValueFrom(known$.pipe(takeUntil(merge(peer$, listed$).pipe(filter(() => false)))));
    assert.equal(first?.address, PEER.address);
    assert.equal(first.addressType, PEER.addressType);
    assert.equal(first.initiated, true);
    assert.ok(first.since !== undefined && first.since <= Date.now());
  });

  it('ends it, and says why; and says so if there is none', async () => {
    // btvirt gives the local side the reason that it was given for the remote (cmd_disconnect in emulator/btdev.c). Either side ends what nobody uses after two seconds; so this takes a new one.
    await firstValueFrom(connected$.pipe(filter(({ length }) => length === 0)));
    const begun = firstValueFrom(mgmt.event$('DeviceConnected', FIRST.index));
    const subscription = merge(peer$, listed$).subscribe();
    try {
      await begun;
      const gone = await lastValueFrom(disconnect(adapter, PEER));
      assert.deepEqual(gone, { ...PEER, wasConnected: true, reason: 'Remote' });
    } finally {
      subscription.unsubscribe();
    }
    const none$ = disconnect(adapter, PEER).pipe(
      repeat({ delay: 20 }),
      filter(({ wasConnected }) => !wasConnected),
    );
    assert.equal((await firstValueFrom(none$)).reason, undefined);
  });
});
