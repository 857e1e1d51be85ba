import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { lastValueFrom } from 'rxjs';
import { controller, fixedPin, pair, pairingRequests } from 'rx-btmgmt';
import { FIRST, openDuringSuite, PAIR, ready, SECOND } from './support/controllers.js';

describe('pairing with a PIN on a kernel', { timeout: 60_000 }, () => {
  const mgmt = openDuringSuite();

  it('enters the PIN that an old device wants', async () => {
    // Old devices are those without Secure Simple Pairing, which is off on a new controller.
    for (const { index } of PAIR) {
      await ready(mgmt, index);
      await lastValueFrom(mgmt.command$('SetConnectable', index, true));
      await lastValueFrom(mgmt.command$('SetPowered', index, true));
    }
    await lastValueFrom(mgmt.command$('SetBondable', SECOND.index, true));
    const answering = pairingRequests(controller(mgmt, SECOND.index)).subscribe(fixedPin('0000'));
    const steps$ = pair(
      controller(mgmt, FIRST.index),
      { address: SECOND.address, addressType: 'BREDR' },
      { settings: ['Bondable'], policy: fixedPin('0000'), timeout: 20_000 },
    );
    const last = await lastValueFrom(steps$);
    answering.unsubscribe();
    assert.ok(last.step === 'paired');
    const { strength, bonded, keys } = last;
    assert.deepEqual(
      { strength, bonded, keys: keys.map(({ event }) => event) },
      { strength: { authenticated: false, secureConnections: false }, bonded: true, keys: ['NewLinkKey'] },
    );
  });
});
