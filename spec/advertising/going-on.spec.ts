import { advertise, controller, isStatusError } from 'rx-btmgmt';
import { AdvertisingWorld, KINDS, brief, lastOn } from './advertising-world.js';
import { Said } from '../controllers/world.js';

const SHED = { name: 'Shed' };
const HEARD = '050953686564';

describe.each(KINDS)('advertise on a controller with %s goes on', (kind, options) => {
  const flags = kind === 'several sets' ? '020102' : '020106';
  const HERE = [flags + HEARD];

  it('when it is switched on again, and is not twice there', () => {
    const world = new AdvertisingWorld(options, false);
    const said = world.advertise(SHED);
    world.power(true);
    expect(world.heard()).toEqual(HERE);
    world.power(false);
    expect(world.heard()).toEqual([]);
    world.power(true);
    expect(world.heard()).toEqual(HERE);
    expect(world.instances).toEqual([1]);
    expect(brief(said)).toEqual(['Off', 'On 1', 'Off', 'On 1']);
  });

  it('with the same bytes, whatever a subscriber did to those that it was told', () => {
    const world = new AdvertisingWorld(options);
    const said = world.advertise({ ...SHED, scanResponse: SHED });
    const before = world.heard({ mode: 'active' });
    lastOn(said)?.advData.fill(0xff, 2);
    lastOn(said)?.scanRsp.fill(0xff, 2);
    world.power(false);
    world.power(true);
    expect(world.heard({ mode: 'active' })).toEqual(before);
  });

  it('when LE is switched on again', () => {
    const world = new AdvertisingWorld({ ...options, kind: 'dual' });
    const said = world.advertise(SHED);
    world.do(world.other.command$('SetLowEnergy', 0, false));
    world.do(world.other.command$('SetLowEnergy', 0, true));
    expect(world.heard()).toEqual([`020102${HEARD}`]);
    expect(brief(said)).toEqual(['On 1', 'LowEnergyOff', 'On 1']);
  });

  it('when it is plugged in again, wherever', () => {
    const world = new AdvertisingWorld(options);
    const said = new Said(advertise(controller(world.mgmt, '00:AA:01:00:00:00'), SHED));
    world.pass();
    world.simulator.controllers[0]?.remove();
    world.pass();
    world.simulator.addController({ ...options, address: '00:AA:01:00:00:77' });
    world.simulator.addController({ ...options, address: '00:AA:01:00:00:00' });
    world.pass();
    world.do(world.other.command$('SetLowEnergy', 2, true));
    world.do(world.other.command$('SetPowered', 2, true));
    expect(lastOn(said)).toMatchObject({ index: 2, instance: 1 });
    expect(world.heard()).toEqual(HERE);
    expect(said.error).toBeUndefined();
  });

  it.each([1, 0])('when another program removes %d', (instance) => {
    const world = new AdvertisingWorld(options);
    const said = world.advertise(SHED);
    world.do(world.other.command$('RemoveAdvertising', 0, instance));
    expect(world.heard()).toEqual(HERE);
    expect(brief(said)).toEqual(['On 1', 'Removed', 'On 1']);
  });

  it('after the system was asleep', () => {
    const world = new AdvertisingWorld(options);
    const said = world.advertise(SHED);
    world.simulator.suspend();
    world.pass();
    world.simulator.resume();
    world.pass();
    expect(world.heard()).toEqual(HERE);
    expect(said.error).toBeUndefined();
  });

  it('when the setting Advertising is off again', () => {
    // The setting takes a set, too.
    const world = new AdvertisingWorld(kind === 'one set' ? options : { ...options, advertisingInstances: 4 });
    const said = world.advertise(SHED);
    world.advertise({ name: 'A' });
    world.do(world.other.command$('SetAdvertising', 0, 'On'));
    const later = world.advertise({ name: 'B' });
    world.do(world.other.command$('SetAdvertising', 0, 'Off'));
    expect(world.heard()).toEqual([`${flags}020941`, `${flags}020942`, ...HERE]);
    expect(brief(said)).toEqual(kind === 'one set' ? ['On 1', 'SetAdvertising', 'On 1'] : ['On 1', 'On 1']);
    expect(brief(later)).toEqual(['SetAdvertising', 'On 3']);
  });

  it('after a refusal that passes', () => {
    const world = new AdvertisingWorld(options);
    world.simulator.intercept.command('AddExtendedAdvertisingParameters', () => ({ status: 'Busy' }), { times: 3 });
    const said = world.advertise(SHED);
    world.pass(10_000);
    expect(brief(said)).toEqual(['Refused', 'On 1']);
    expect(said.values[0]).toMatchObject({ error: { code: 'Busy' } });
  });

  it.each(['AddExtendedAdvertisingParameters', 'AddExtendedAdvertisingData'] as const)(
    'when the answer to %s was lost',
    (command) => {
      const world = new AdvertisingWorld(options);
      world.simulator.faults.dropReplies({ command, times: 1 });
      const said = world.advertise(SHED);
      world.pass(15_000);
      expect(brief(said)).toEqual(['Refused', 'On 1']);
      expect(said.values[0]).toMatchObject({ error: { code: 'Timeout' } });
      expect(world.heard()).toEqual(HERE);
      said.subscription.unsubscribe();
      world.pass(1_000);
      expect(world.instances).toEqual([]);
    },
  );

  it('when the answer to what removes it was lost', () => {
    const world = new AdvertisingWorld(options);
    const said = world.advertise(SHED);
    const lost = world.simulator.faults.dropReplies({ command: 'AddExtendedAdvertisingData' });
    world.power(false);
    world.pass(10_000);
    lost.end();
    world.power(true);
    world.pass(15_000);
    expect(brief(said)).toEqual(['On 1', 'Off', 'On 1']);
    expect(world.heard()).toEqual(HERE);
  });

  it('with another number when another program chose the same one at the same time', () => {
    const world = new AdvertisingWorld(options);
    const one = new Said(advertise(controller(world.mgmt, 0), { name: 'one' }));
    const two = new Said(advertise(controller(world.other, 0), { name: 'two' }));
    world.pass(10_000);
    expect(world.heard()).toEqual([`${flags}04096f6e65`, `${flags}040974776f`]);
    expect([lastOn(one)?.instance, lastOn(two)?.instance].sort()).toEqual([1, 2]);
  });
});

describe.each(KINDS)('advertise on a controller with %s leaves nothing behind', (_, options) => {
  it.each([0, 1, 2, 3, 4, 5, 6, 8, 10])('when it is unsubscribed from after %d ms', (delay) => {
    const world = new AdvertisingWorld(options);
    const said = new Said(advertise(controller(world.mgmt, 0), SHED, { interval: 100 }));
    world.pass(delay);
    said.subscription.unsubscribe();
    world.pass();
    expect(world.instances).toEqual([]);
    expect(world.heard()).toEqual([]);
  });

  it('when it is unsubscribed from while the controller is off', () => {
    const world = new AdvertisingWorld(options);
    const said = world.advertise(SHED);
    world.power(false);
    said.subscription.unsubscribe();
    world.pass();
    expect(world.instances).toEqual([]);
    world.power(true);
    expect(world.heard()).toEqual([]);
  });

  it.each([0, 1, 2, 3, 5])('when the controller is switched off %d ms before', (delay) => {
    const world = new AdvertisingWorld(options);
    const said = world.advertise(SHED);
    new Said(world.other.command$('SetPowered', 0, false));
    world.pass(delay);
    said.subscription.unsubscribe();
    world.pass();
    world.power(true);
    expect(world.heard()).toEqual([]);
    expect(world.instances).toEqual([]);
  });

  it('and closes its connection', () => {
    const world = new AdvertisingWorld(options);
    const connected: boolean[] = [];
    const mgmt = world.program();
    mgmt.connected$.subscribe((is) => connected.push(is));
    const said = new Said(advertise(controller(mgmt, 0), SHED));
    world.pass();
    said.subscription.unsubscribe();
    world.pass();
    expect(connected.at(-1)).toBe(false);
  });
});

describe.each(KINDS)('advertise on a controller with %s takes the older command', (_, options) => {
  it.each([
    ['AddExtendedAdvertisingParameters', 'UnknownCommand'],
    ['AddExtendedAdvertisingParameters', 'Rejected'],
    ['AddExtendedAdvertisingData', 'InvalidParameters'],
    ['AddExtendedAdvertisingData', 'Failed'],
  ] as const)('if %s is refused: %s', (command, status) => {
    const world = new AdvertisingWorld(options);
    world.simulator.intercept.command(command, () => ({ status }));
    const said = world.advertise(SHED, { interval: 100, txPower: 0 });
    expect(said.values).toMatchObject([{ state: 'On', command: 'AddAdvertising', ignored: ['interval', 'txPower'] }]);
    expect(world.heard()).toHaveLength(1);
    said.subscription.unsubscribe();
    expect(world.heard()).toEqual([]);
  });

  it('and fails if that is refused, too', () => {
    const world = new AdvertisingWorld(options);
    world.simulator.intercept.command('AddExtendedAdvertisingData', () => ({ status: 'InvalidParameters' }));
    world.simulator.intercept.command('AddAdvertising', () => ({ status: 'InvalidParameters' }));
    const said = world.advertise(SHED);
    expect(isStatusError(said.error, 'InvalidParameters')).toBe(true);
    expect(world.instances).toEqual([]);
  });

  it('and fails at once on kernels that have no advertisements', () => {
    const world = new AdvertisingWorld(options);
    world.simulator.intercept.command('ReadAdvertisingFeatures', () => ({ status: 'UnknownCommand' }));
    expect(isStatusError(world.advertise(SHED).error, 'UnknownCommand')).toBe(true);
  });
});
