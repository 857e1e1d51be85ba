import type { MgmtNotification } from 'rx-btmgmt';
import { Mgmt, parseAdvertisingData } from 'rx-btmgmt';
import type { ControllerOptions } from 'rx-btmgmt/simulator';
import { createSimulator } from 'rx-btmgmt/simulator';
import type { Observable } from 'rxjs';
import { concat, defer, ignoreElements, timer } from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import { isMadeWith } from '../../src/simulator/ground/private-address.js';

type Found = MgmtNotification<'DeviceFound'>;
type Step = (mgmt: Mgmt, index: number) => Observable<unknown>;

const KINDS: readonly (readonly [string, ControllerOptions])[] = [
  ['one set', { kind: 'le', address: '00:AA:01:01:00:01' }],
  ['several sets', { extendedAdvertising: true, advertisingInstances: 3, address: '00:AA:01:01:00:01' }],
];
const EMPTY = new Uint8Array();
const KEY = new Uint8Array(16).fill(7);
const instance = (flags: object, advData = '03030d18', scanRsp: string | Uint8Array = EMPTY): Step => {
  return (mgmt, index) => mgmt.command$('AddAdvertising', index, 1, flags, 0, 0, advData, scanRsp);
};
/** What another controller finds when this one has taken the steps: before it is switched on, and after. */
function found(controller: ControllerOptions, before: readonly Step[], after: readonly Step[]): readonly Found[] {
  const scheduler = new TestScheduler((actual, expected) => expect(actual).toEqual(expected));
  const devices: Found[] = [];
  scheduler.run(() => {
    const simulator = createSimulator({ scheduler, controllers: [{ kind: 'le' }, controller] });
    const mgmt = new Mgmt(simulator.transport(), { scheduler });
    mgmt.event$('DeviceFound').subscribe((device) => devices.push(device));
    const steps = (list: readonly Step[]) => concat(...list.map((step) => step(mgmt, 1)));
    concat(
      mgmt.command$('SetLowEnergy', 1, true),
      steps(before),
      mgmt.command$('SetPowered', 1, true),
      mgmt.command$('SetPowered', 0, true),
      steps(after),
      mgmt.command$('StartDiscovery', 0, ['LEPublic', 'LERandom']),
      defer(() => timer(3000)).pipe(ignoreElements()),
      mgmt.command$('StopDiscovery', 0, ['LEPublic', 'LERandom']),
    ).subscribe({ error: (error: unknown) => expect(error).toBeUndefined() });
    scheduler.flush();
  });
  return devices;
}

describe.each(KINDS)('A simulated controller with %s', (_, controller) => {
  it('is heard with what the kernel adds to its data', () => {
    const naming: Step = (mgmt, index) => mgmt.command$('SetLocalName', index, 'bench', '');
    const looking: Step = (mgmt, index) => mgmt.command$('SetAppearance', index, 0x0340);
    const flags = {
      Connectable: true,
      GeneralDiscoverable: true,
      AddTxPower: true,
      AddAppearance: true,
      AddLocalName: true,
    };
    const [first] = found(controller, [naming, looking], [instance(flags)]);
    expect(first).toMatchObject({ index: 0, address: '00:AA:01:01:00:01', addressType: 'LEPublic' });
    const { fields } = parseAdvertisingData(first!.eirData);
    expect(fields.map(({ type }) => type)).toEqual(['Flags', 'ServiceUuids', 'TxPower', 'Appearance', 'LocalName']);
  });

  it('hides its address if nobody can connect to it', () => {
    const [first] = found(controller, [], [instance({})]);
    expect(first?.addressType).toBe('LERandom');
    expect(parseInt(first!.address.slice(0, 2), 16)).toBeLessThan(0x40);
  });

  it('uses private addresses that can be resolved if it shall', () => {
    const privacy: Step = (mgmt, index) => mgmt.command$('SetPrivacy', index, 'On', KEY);
    const [first] = found(controller, [privacy], [instance({ Connectable: true })]);
    expect(first?.addressType).toBe('LERandom');
    expect(isMadeWith(KEY, first!.address)).toBe(true);
  });

  it('uses its static address if it shall, for its only identity', () => {
    const fixed: Step = (mgmt, index) => mgmt.command$('SetStaticAddress', index, 'C0:00:00:00:00:01');
    const devices = found({ ...controller, kind: 'le' }, [fixed], [instance({ Connectable: true })]);
    expect(devices[0]).toMatchObject({ address: 'C0:00:00:00:00:01', addressType: 'LERandom' });
  });

  it('is heard no more when it is switched off', () => {
    const off: Step = (mgmt, index) => mgmt.command$('SetPowered', index, false);
    expect(found(controller, [], [instance({ Connectable: true }), off])).toEqual([]);
  });
});
