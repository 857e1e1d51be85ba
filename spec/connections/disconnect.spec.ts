import { controller, disconnect, isStatusError } from 'rx-btmgmt';
import { HEADSET, SENSOR, ConnectionWorld } from './connection-world.js';
import { Said } from '../controllers/world.js';

describe('disconnect', () => {
  it('ends a connection, and says why it ended', () => {
    const world = new ConnectionWorld();
    for (const peer of [HEADSET, SENSOR]) {
      if (peer === HEADSET) world.connectHeadset();
      else world.connectSensor();
      const gone = world.do(disconnect(controller(world.mgmt, 0), { ...peer }), 1_000);
      expect(gone).toEqual({ ...peer, wasConnected: true, reason: 'LocalHost' });
    }
    expect(world.device(1).isConnected).toBe(false);
  });

  it('says so if there was none, also while the controller is off', () => {
    const world = new ConnectionWorld();
    const gone = { ...HEADSET, wasConnected: false, reason: undefined };
    expect(world.do(disconnect(controller(world.mgmt, 0), HEADSET))).toEqual(gone);
    world.power(false);
    expect(world.do(disconnect(controller(world.mgmt, 0), HEADSET))).toEqual(gone);
  });

  it('says the same to all who end it at once', () => {
    const world = new ConnectionWorld();
    world.connectHeadset();
    const said = [world.mgmt, world.mgmt, world.other].map(
      (mgmt) => new Said(disconnect(controller(mgmt, 0), HEADSET)),
    );
    world.pass(10_000);
    for (const { values, error } of said) {
      expect(error).toBeUndefined();
      expect(values).toEqual([{ ...HEADSET, wasConnected: true, reason: 'LocalHost' }]);
    }
  });

  it('tells what came first', () => {
    const world = new ConnectionWorld();
    world.connectHeadset();
    world.simulator.intercept.command('Disconnect', () => ({ status: 'Busy' }));
    const said = new Said(disconnect(controller(world.mgmt, 0), HEADSET));
    world.pass(500);
    world.device(1).disconnect();
    world.pass();
    expect(said.values).toEqual([{ ...HEADSET, wasConnected: true, reason: 'Remote' }]);
  });

  it('fails without the controller, and gives up when it is busy for long', () => {
    const world = new ConnectionWorld();
    const absent = new Said(disconnect(controller(world.mgmt, 7), HEADSET));
    world.simulator.intercept.command('Disconnect', () => ({ status: 'Busy' }));
    const busy = new Said(disconnect(controller(world.mgmt, 0), HEADSET));
    world.pass(20_000);
    expect(isStatusError(absent.error, 'InvalidIndex')).toBe(true);
    expect(isStatusError(busy.error, 'Busy')).toBe(true);
  });

  it.each([null, {}, { address: '1', addressType: 'BREDR' }, { address: HEADSET.address, addressType: 'LE' }])(
    'throws an OptionError for %j',
    (peer) => {
      const world = new ConnectionWorld();
      expect(() => disconnect(controller(world.mgmt, 0), peer as never)).toThrow(
        expect.objectContaining({ name: 'OptionError' }),
      );
    },
  );

  it('does not keep one from connecting again: that takes a block', () => {
    const world = new ConnectionWorld();
    const adapter = controller(world.mgmt, 0);
    world.do(adapter.command$('BlockDevice', HEADSET.address, HEADSET.addressType));
    world.device(1).connect({ index: 0 });
    world.pass();
    expect(world.device(1).isConnected).toBe(false);
    world.do(adapter.command$('UnblockDevice', HEADSET.address, HEADSET.addressType));
    world.connectHeadset();
    expect(world.device(1).isConnected).toBe(true);
  });
});
