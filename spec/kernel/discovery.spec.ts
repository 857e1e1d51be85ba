import assert from 'node:assert/strict';
import { before, beforeEach, describe, it } from 'node:test';
import { filter, firstValueFrom, lastValueFrom, take, toArray } from 'rxjs';
import { decodeCommand, discover, isStatusError, type FoundDevice } from 'rx-btmgmt';
import { advertiseAgain, advertiseWhenScanned } from './support/advertise.js';
import { FIRST, LOW_ENERGY, openDuringSuite, PAIR, ready, reset, SECOND } from './support/controllers.js';
import { errorOf } from './support/error-of.js';

/** Short, so that the kernel puts all of it into the scan response (HCI_MAX_SHORT_NAME_LENGTH is 10). */
const NAME = 'neighbour';
const COMPLETE_LOCAL_NAME = 0x09;

/** The structure of advertising data that holds the name. */
const nameInData = Buffer.from([NAME.length + 1, COMPLETE_LOCAL_NAME, ...Buffer.from(NAME)]);
const FOUND = { index: FIRST.index, address: SECOND.address, addressType: 'LEPublic' };
const isSecond = (device: FoundDevice) => device.address === SECOND.address;
const hasName = (device: FoundDevice) => Buffer.from(device.eirData).includes(nameInData);

describe('Discovery of one controller by the other', { timeout: 90_000 }, () => {
  const mgmt = openDuringSuite();
  /** Another program, as far as the kernel is concerned. */
  const bystander = openDuringSuite();
  const advertise$ = advertiseAgain(mgmt);
  const heard$ = advertiseWhenScanned(mgmt);

  before(async () => {
    for (const { index } of PAIR) {
      await ready(mgmt, index);
      await reset(mgmt, index);
    }
    await firstValueFrom(mgmt.command$('SetPowered', FIRST.index, true));
  });
  beforeEach(async () => {
    // Nobody scans.
    const error = await errorOf(mgmt.command$('StopDiscovery', FIRST.index, LOW_ENERGY));
    assert.ok(isStatusError(error, 'Rejected'), String(error));
  });

  /**
   * Does something and waits until a discovery has begun and ended; both are told to everybody. Tells what came out of it, and
   * which commands went to the controller.
   */
  async function duringDiscovery<T>(scan: () => Promise<T>): Promise<{ result: T; sent: string[] }> {
    const sent: string[] = [];
    const subscription = heard$.subscribe();
    subscription.add(
      mgmt.frames$.pipe(filter(({ direction }) => direction === 'out')).subscribe(({ bytes }) => {
        const { command, index } = decodeCommand(bytes);
        if (index === FIRST.index) sent.push(command);
      }),
    );
    try {
      const seen = [mgmt, bystander].map((client) =>
        firstValueFrom(client.event$('Discovering', FIRST.index).pipe(take(2), toArray())),
      );
      const result = await scan();
      const on = { event: 'Discovering', index: FIRST.index, addressType: LOW_ENERGY, discovering: true };
      for (const events of seen) assert.deepEqual(await events, [on, { ...on, discovering: false }]);
      return { result, sent };
    } finally {
      subscription.unsubscribe();
    }
  }

  it('switches the other controller on and lets it advertise', async () => {
    const { index } = SECOND;
    assert.equal((await firstValueFrom(mgmt.command$('SetLowEnergy', index, true))).currentSettings.LowEnergy, true);
    assert.equal((await firstValueFrom(mgmt.command$('SetPowered', index, true))).currentSettings.Powered, true);
    assert.equal((await firstValueFrom(mgmt.command$('SetLocalName', index, NAME, ''))).name, NAME);
    // Connectable, because otherwise it would hide its address (hci_enable_advertising_sync in net/bluetooth/hci_sync.c).
    const { currentSettings } = await firstValueFrom(mgmt.command$('SetAdvertising', index, 'OnConnectable'));
    assert.equal(currentSettings.Advertising, true);
  });

  it('finds it, with address, type, name and signal strength, and stops', async () => {
    const { result: device, sent } = await duringDiscovery(() =>
      firstValueFrom(discover(mgmt, FIRST.index).pipe(filter((found) => isSecond(found) && hasName(found)))),
    );
    assert.deepEqual(sent, ['StartDiscovery', 'StopDiscovery']);
    const { index, address, addressType, rssi } = device;
    // btvirt does not know how strong it is heard: 127 (Core Specification, LE Extended Advertising Report).
    assert.deepEqual({ index, address, addressType, rssi }, { ...FOUND, rssi: NaN });
    assert.equal(device.rssi > -60, false);
  });

  it('finds it again after that', async () => {
    await duringDiscovery(() => firstValueFrom(discover(mgmt, FIRST.index).pipe(filter(isSecond))));
  });

  it('listens along while another program scans, and does not stop it', async () => {
    await duringDiscovery(async () => {
      await firstValueFrom(bystander.command$('StartDiscovery', FIRST.index, LOW_ENERGY));
      const error = await errorOf(mgmt.command$('StartDiscovery', FIRST.index, LOW_ENERGY));
      assert.ok(isStatusError(error, 'Busy'), String(error));

      const all = firstValueFrom(discover(mgmt, FIRST.index).pipe(toArray()));
      const leaves = firstValueFrom(discover(mgmt, FIRST.index).pipe(filter(isSecond)));
      await lastValueFrom(advertise$);
      await leaves;
      // Would be refused if it had been stopped.
      await firstValueFrom(bystander.command$('StopDiscovery', FIRST.index, LOW_ENERGY));
      // It goes on with a discovery of its own, for the rest of its time.
      assert.ok((await all).some(isSecond));
    });
  });

  it('gives each what it asked for, and its own time, when the one that began first leaves', async () => {
    const strong: FoundDevice[] = [];
    const subscription = heard$.subscribe();
    try {
      // btvirt does not know how strong it is heard.
      const first = discover(mgmt, FIRST.index, { rssiThreshold: -127 }).subscribe((device) => strong.push(device));
      const begun = performance.now();
      const all = firstValueFrom(discover(mgmt, FIRST.index).pipe(toArray()));
      setTimeout(() => first.unsubscribe(), 500);
      assert.ok((await all).some(isSecond));
      assert.deepEqual(strong, []);
      assert.ok(performance.now() - begun > 9_000);
    } finally {
      subscription.unsubscribe();
    }
  });

  it('fails when another program switches the controller off, continuous or not', async () => {
    const begins = firstValueFrom(mgmt.event$('Discovering', FIRST.index));
    const errors = [false, true].map((continuous) => errorOf(discover(mgmt, FIRST.index, { continuous })));
    await begins;
    await firstValueFrom(bystander.command$('SetPowered', FIRST.index, false));
    for (const error of await Promise.all(errors)) assert.ok(isStatusError(error, 'NotPowered'), String(error));
    await firstValueFrom(bystander.command$('SetPowered', FIRST.index, true));
  });

  it('completes when the kernel ends the discovery, after ten seconds', async () => {
    const { result: found, sent } = await duringDiscovery(() =>
      firstValueFrom(discover(mgmt, FIRST.index).pipe(toArray())),
    );
    assert.ok(found.some(isSecond));
    assert.deepEqual(sent, ['StartDiscovery']);
  });
});
