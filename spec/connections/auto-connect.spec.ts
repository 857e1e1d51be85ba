import type { AutoConnectDevice, AutoConnectOptions, Peer } from 'rx-btmgmt';
import { autoConnect, controller, isStatusError, pair } from 'rx-btmgmt';
import { HEADSET, SENSOR, ConnectionWorld } from './connection-world.js';
import { Said, World } from '../controllers/world.js';

const brief = ({ values }: Said<readonly AutoConnectDevice[]>): string[] =>
  values.map((devices) => devices.map(({ listed, connected }) => `${Number(listed)}${Number(connected)}`).join());

class AutoConnectWorld extends ConnectionWorld {
  auto(peers: readonly Peer[] = [SENSOR], options?: AutoConnectOptions): Said<readonly AutoConnectDevice[]> {
    return new Said(autoConnect(controller(this.mgmt, 0), peers, options));
  }
}

describe('autoConnect', () => {
  it('lets the kernel connect for as long as it is subscribed to', () => {
    const world = new AutoConnectWorld();
    const said = world.auto();
    world.until(() => world.device(0).isConnected);
    expect(brief(said)).toEqual(['00', '10', '11']);
    expect(said.last).toEqual([{ ...SENSOR, listed: true, connected: true }]);
    world.device(0).disconnect();
    world.pass(50);
    world.until(() => world.device(0).isConnected);
    expect(brief(said).slice(3)).toEqual(['10', '11']);
    said.subscription.unsubscribe();
    world.pass();
    expect(world.isListed()).toBe(false);
  });

  it('takes several, of both kinds, with flags', () => {
    const world = new AutoConnectWorld();
    const said = world.auto([HEADSET, SENSOR], { action: 'AllowIncomingOrDirect', flags: { RemoteWakeup: true } });
    world.pass();
    expect(said.last).toMatchObject([{ listed: true }, { listed: true }]);
    for (const { address, addressType } of [HEADSET, SENSOR]) {
      const { currentFlags } = world.do(world.other.command$('GetDeviceFlags', 0, address, addressType));
      expect(currentFlags.RemoteWakeup).toBe(true);
    }
  });

  it('keeps the flags that it was given at first, whatever becomes of those', () => {
    const world = new AutoConnectWorld();
    const flags = { RemoteWakeup: true };
    world.auto([SENSOR], { flags });
    world.pass();
    flags.RemoteWakeup = false;
    world.power(false);
    world.power(true);
    world.pass();
    const { currentFlags } = world.do(world.other.command$('GetDeviceFlags', 0, SENSOR.address, SENSOR.addressType));
    expect(currentFlags.RemoteWakeup).toBe(true);
  });

  it('goes on after power cycles and replugging', () => {
    const world = new AutoConnectWorld();
    const said = new Said(autoConnect(controller(world.mgmt, '00:AA:01:00:00:00'), [SENSOR]));
    world.pass(5_000);
    world.power(false);
    expect(said.last).toMatchObject([{ listed: false, connected: false }]);
    expect(world.isListed()).toBe(false);
    world.do(world.other.command$('SetPowered', 0, true), 100);
    world.until(() => world.device(0).isConnected);
    expect(said.last).toMatchObject([{ listed: true, connected: true }]);
    world.simulator.controllers[0]?.remove();
    world.pass();
    world.simulator.addController({ address: '00:AA:01:00:00:00' });
    world.do(world.other.command$('SetLowEnergy', 0, true));
    expect(said.last).toMatchObject([{ listed: false, connected: false }]);
    world.do(world.other.command$('SetPowered', 0, true), 100);
    world.until(() => world.device(0).isConnected);
    expect(said.last).toMatchObject([{ listed: true, connected: true }]);
    expect(said.error).toBeUndefined();
  });

  it.each([SENSOR, { address: '00:00:00:00:00:00', addressType: 'BREDR' } as const])(
    'puts it there again when another program removes %j',
    ({ address, addressType }) => {
      const world = new AutoConnectWorld();
      world.device(0).leave();
      const said = world.auto([SENSOR, HEADSET]);
      world.pass();
      world.do(world.other.command$('RemoveDevice', 0, address, addressType));
      expect(world.isListed()).toBe(true);
      expect(brief(said).slice(3)).toContain(addressType === 'BREDR' ? '00,00' : '00,10');
      expect(said.last).toMatchObject([{ listed: true }, { listed: true }]);
    },
  );

  describe.each(['connected', 'away'] as const)('when the device, which is %s, is unpaired', (place) => {
    it.each(['mgmt', 'other'] as const)('puts it there again, since the kernel has dropped it unsaid: by %s', (who) => {
      const world = new AutoConnectWorld();
      const said = world.auto();
      world.until(() => world.device(0).isConnected);
      world.do(pair(controller(world.other, 0), SENSOR));
      if (place === 'away') {
        world.device(0).leave();
        world.pass(30_000);
      }
      const { address, addressType } = SENSOR;
      world.do(world[who].command$('UnpairDevice', 0, address, addressType, false), 10);
      world.device(0).disconnect();
      world.device(0).return();
      world.pass(50);
      world.until(() => world.device(0).isConnected);
      expect(world.device(0).isConnected).toBe(true);
      expect(said.last).toEqual([{ ...SENSOR, listed: true, connected: true }]);
      said.subscription.unsubscribe();
      world.pass();
      expect(world.isListed()).toBe(false);
    });
  });

  it('removes it when the last one leaves', () => {
    const world = new AutoConnectWorld();
    const [one, two] = [world.auto(), world.auto([SENSOR, HEADSET])];
    world.pass();
    one.subscription.unsubscribe();
    world.pass();
    expect(world.isListed()).toBe(true);
    two.subscription.unsubscribe();
    const three = world.auto();
    world.pass();
    expect(world.isListed()).toBe(true);
    three.subscription.unsubscribe();
    world.pass();
    expect(world.isListed()).toBe(false);
  });

  it.each([0, 1, 2, 3, 5])('leaves nothing behind when it is unsubscribed from after %d ms', (delay) => {
    const world = new AutoConnectWorld();
    const said = world.auto([SENSOR], { flags: { RemoteWakeup: true } });
    world.pass(delay);
    said.subscription.unsubscribe();
    world.pass();
    expect(world.isListed()).toBe(false);
  });

  it('leaves nothing behind when it ends while the controller is off', () => {
    const world = new AutoConnectWorld();
    const said = world.auto();
    world.pass();
    world.power(false);
    said.subscription.unsubscribe();
    world.power(true);
    expect(world.isListed()).toBe(false);
  });

  it('tries again what was refused for now', () => {
    const world = new AutoConnectWorld();
    world.simulator.intercept.command('AddDevice', () => ({ status: 'Failed' }), { times: 2 });
    const said = world.auto();
    world.pass(10_000);
    expect([said.last?.[0]?.listed, said.error]).toEqual([true, undefined]);
  });

  it('shares the list with another program that has a BR/EDR device there', () => {
    const world = new AutoConnectWorld();
    world.do(world.other.command$('AddDevice', 0, HEADSET.address, 'BREDR', 'AllowIncomingOrDirect'));
    const said = world.auto([HEADSET]);
    world.pass();
    expect(said.last).toMatchObject([{ listed: true }]);
  });

  it('fails at once for what never works', () => {
    const world = new AutoConnectWorld();
    const hidden = world.auto([{ address: '40:00:00:00:00:01', addressType: 'LERandom' }]);
    const flagged = world.auto([SENSOR], { flags: { PAST: true } });
    const untrusted = new Said(autoConnect(controller(world.program({ trusted: false }), 0), [SENSOR]));
    const classic = new World({ controllers: [{ kind: 'bredr' }] });
    const lacking = new Said(autoConnect(controller(classic.program(), 0), [SENSOR]));
    world.pass();
    classic.pass();
    expect(isStatusError(hidden.error, 'InvalidParameters')).toBe(true);
    expect(isStatusError(flagged.error, 'InvalidParameters')).toBe(true);
    expect(isStatusError(untrusted.error, 'PermissionDenied')).toBe(true);
    expect(isStatusError(lacking.error, 'NotSupported')).toBe(true);
    expect(world.isListed()).toBe(false);
  });

  it.each([
    [{ whenOff: 'error' }, 0, 'NotPowered'],
    [{ whenAbsent: 'error' }, 7, 'InvalidIndex'],
  ] as const)('fails with %j', (options, index, code) => {
    const world = new AutoConnectWorld();
    world.power(false);
    const said = new Said(autoConnect(controller(world.mgmt, index), [SENSOR], options));
    world.pass();
    expect(isStatusError(said.error, code)).toBe(true);
  });

  it.each([
    ['peers', SENSOR, {}],
    ['peers[1].address', [SENSOR, { address: '', addressType: 'BREDR' }], {}],
    ['action', [SENSOR], { action: 'Connect' }],
    ['action', [HEADSET], { action: 'AutoConnect' }],
    ['flags.Wake', [SENSOR], { flags: { Wake: true } }],
    ['flags.RemoteWakeup', [SENSOR], { flags: { RemoteWakeup: 1 } }],
    ['whenOff', [SENSOR], { whenOff: 'wait' }],
    ['actions', [SENSOR], { actions: [] }],
  ])('throws an OptionError for %s', (option, peers, options) => {
    const world = new AutoConnectWorld();
    expect(() => autoConnect(controller(world.mgmt, 0), peers as never, options as never)).toThrow(
      expect.objectContaining({ name: 'OptionError', option }),
    );
  });
});
