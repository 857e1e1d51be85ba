import { connections, controller, isStatusError } from 'rx-btmgmt';
import { HEADSET, SENSOR, ConnectionWorld } from './connection-world.js';
import { Said } from '../controllers/world.js';

describe('connections', () => {
  it('tells who is connected, since when, and who began it', () => {
    const world = new ConnectionWorld();
    world.connectHeadset();
    const said = new Said(connections(controller(world.mgmt, 0)));
    world.pass(100);
    expect(said.values).toEqual([
      [
        {
          ...HEADSET,
          since: undefined,
          initiated: undefined,
          name: undefined,
          rssi: undefined,
          txPower: undefined,
          maxTxPower: undefined,
          clock: undefined,
        },
      ],
    ]);
    world.connectSensor();
    const now = world.time.now();
    expect(said.values).toHaveLength(2);
    expect(said.last).toMatchObject([HEADSET, { ...SENSOR, initiated: true, name: undefined }]);
    expect(said.last?.[1]?.since).toBeGreaterThan(now - 6_000);
    expect(said.last?.[1]?.since).toBeLessThan(now);
    expect(said.last?.[0]).toBe(said.values[0]?.[0]);
    world.device(1).disconnect();
    world.pass(100);
    expect(said.last).toMatchObject([SENSOR]);
    world.power(false);
    expect(said.last).toEqual([]);
    said.subscription.unsubscribe();
  });

  it('tells that one connects again', () => {
    const world = new ConnectionWorld();
    const said = new Said(connections(controller(world.mgmt, 0)));
    world.connectHeadset();
    const before = said.last?.[0]?.since;
    world.device(1).disconnect();
    world.pass(100);
    world.connectHeadset();
    expect(said.values.map(({ length }) => length)).toEqual([0, 1, 0, 1]);
    expect(said.last?.[0]?.since).toBeGreaterThan(before!);
  });

  it('asks how well they are, as long as it is subscribed to', () => {
    const world = new ConnectionWorld();
    world.connectSensor();
    world.connectHeadset();
    const asked: string[] = [];
    world.mgmt.frames$.subscribe(({ direction, bytes }) => {
      if (direction === 'out' && (bytes[0] === 0x31 || bytes[0] === 0x32)) asked.push(String(bytes[0]));
    });
    const said = new Said(connections(controller(world.mgmt, 0), { interval: 500, clock: true }));
    world.pass(300);
    const [sensor, headset] = [SENSOR, HEADSET].map((peer) =>
      said.last?.find(({ address }) => address === peer.address),
    );
    expect(sensor).toMatchObject({ ...SENSOR, txPower: -1, maxTxPower: 4, clock: undefined });
    expect(headset).toMatchObject({ ...HEADSET, rssi: -60 });
    expect(headset?.clock?.accuracy).toEqual(expect.any(Number));
    expect(asked).toHaveLength(3);
    world.pass(500);
    expect(asked).toHaveLength(6);
    said.subscription.unsubscribe();
    world.pass(1_000);
    expect(asked).toHaveLength(6);
  });

  it('asks again soon while a new connection is being set up', () => {
    const world = new ConnectionWorld();
    const said = new Said(connections(controller(world.mgmt, 0), { interval: 60_000 }));
    world.connectSensor();
    world.pass(500);
    expect(said.last).toMatchObject([{ ...SENSOR, txPower: -1, maxTxPower: 4 }]);
  });

  it('goes on when a connection ends while it asks, and when the kernel does not know', () => {
    const world = new ConnectionWorld();
    world.connectHeadset();
    world.simulator.intercept.command('GetConnectionInformation', () => ({ status: 'UnknownCommand' }));
    const said = new Said(connections(controller(world.mgmt, 0), { interval: 300 }));
    world.pass(1_000);
    expect(said.last).toMatchObject([{ ...HEADSET, rssi: undefined }]);
    world.device(1).disconnect();
    world.pass(5_000);
    expect([said.last, said.error]).toEqual([[], undefined]);
  });

  it('waits for a controller that is not there', () => {
    const world = new ConnectionWorld();
    world.connectHeadset();
    const said = new Said(connections(controller(world.mgmt, '00:AA:01:00:00:00')));
    world.pass(100);
    world.simulator.controllers[0]?.remove();
    world.pass();
    expect(said.values.map(({ length }) => length)).toEqual([1, 0]);
    world.simulator.addController({ address: '00:AA:01:00:00:00' });
    world.do(world.other.command$('SetConnectable', 0, true));
    world.power(true);
    world.connectHeadset();
    expect(said.last).toMatchObject([HEADSET]);
  });

  it.each([0, 7])('fails at once for a program that is not told (controller %d)', (index) => {
    const world = new ConnectionWorld();
    const said = new Said(connections(controller(world.program({ trusted: false }), index)));
    world.pass();
    expect(isStatusError(said.error, 'PermissionDenied')).toBe(true);
  });

  it.each([{ interval: 0 }, { interval: '5s' }, { clock: 1 }, { intervall: 1 }, null])(
    'throws an OptionError for %j',
    (options) => {
      const world = new ConnectionWorld();
      expect(() => connections(controller(world.mgmt, 0), options as never)).toThrow(
        expect.objectContaining({ name: 'OptionError' }),
      );
    },
  );
});
