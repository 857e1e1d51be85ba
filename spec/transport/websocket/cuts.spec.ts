import { firstValueFrom, take, toArray } from 'rxjs';
import type { Mgmt } from 'rx-btmgmt';
import { controller, controllers, encodeCommand, isTransportError, scan } from 'rx-btmgmt';
import { ManualTime } from '../../simulator/manual-time.js';
import { advertise } from './advertise.js';
import { HandKernel } from './hand-kernel.js';
import { World, soon } from './world.js';

const failureOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    (value) => ({ value }),
    (error: unknown) => error,
  );
const connected = (mgmt: Mgmt, expected = true) => soon(mgmt.connected$, (is) => is === expected);

describe('When a bridge is killed and comes back', () => {
  let world: World;
  afterEach(() => world.end());

  it('streams go on, and controllers are read again', async () => {
    world = await World.create({ allow: 'shared' });
    const mgmt = world.mgmt({ reconnect: { delay: 10 } });
    const lists: (readonly (readonly [number, boolean])[])[] = [];
    const errors: unknown[] = [];
    const watching = controllers(mgmt).subscribe({
      next: (list) => lists.push(list.map(({ index, settings }) => [index, settings.Powered] as const)),
      error: (error: unknown) => errors.push(error),
    });
    await soon(controllers(mgmt), (list) => list.length === 1);
    const cut = firstValueFrom(mgmt.cuts$);
    await world.kill();
    expect((await cut).code).toBe('DISCONNECTED');
    await connected(mgmt, false);
    // Nobody tells us of that.
    const { simulator } = world;
    simulator.addController();
    await world.again({ allow: 'shared' });
    await soon(controllers(mgmt), (list) => list.length === 2);
    await firstValueFrom(mgmt.command$('SetPowered', 1, true));
    await soon(controllers(mgmt), (list) => list[1]?.settings.Powered === true);
    expect(errors).toEqual([]);
    expect(lists.slice(0, 3)).toEqual([[[0, false]], [], expect.anything()]);
    watching.unsubscribe();
  });

  it('commands that wait fail, are not sent again, and others work', async () => {
    const kernel = new HandKernel();
    world = await World.create({ allow: () => true }, () => kernel.transport());
    const mgmt = world.mgmt({ reconnect: { delay: 10 } });
    const frames = mgmt.frames$.subscribe();
    const pending = ['SetPowered', 'SetBondable', 'SetPowered'] as const;
    const failures = pending.map((name) => failureOf(firstValueFrom(mgmt.command$(name, 0, true))));
    const arrived = () => kernel.sockets.flatMap(({ received }) => received).length;
    await world.until(() => arrived() === 2);
    const open = soon(mgmt.cuts$);
    world.cut();
    for (const error of await Promise.all(failures)) {
      expect(isTransportError(error, 'DISCONNECTED')).toBe(true);
      expect(String(error)).toContain('Whether commands that waited for an answer were carried out is not known');
    }
    await open;
    await connected(mgmt);
    const again = failureOf(firstValueFrom(mgmt.command$('SetConnectable', 0, true)));
    await world.until(() => arrived() === 3);
    frames.unsubscribe();
    mgmt.close();
    await again;
  });

  it('commands that are sent meanwhile fail at once, and are not kept for later', async () => {
    const scheduler = new ManualTime();
    world = await World.create();
    const transport = world.transport({ scheduler });
    const frames = transport.frames$.subscribe();
    await soon(transport.connection$);
    const cut = soon(transport.connection$);
    world.cut();
    await cut;
    const send = () => transport.send(encodeCommand('ReadControllerIndexList', null, {}));
    expect(send).toThrow(expect.objectContaining({ code: 'DISCONNECTED' }));
    expect(transport.isOpen).toBe(false);
    frames.unsubscribe();
  });

  it('a scan pauses, and goes on', async () => {
    world = await World.create({ allow: 'owning' });
    const { simulator } = world;
    const boss = world.mgmt();
    await firstValueFrom(boss.command$('SetLowEnergy', 0, true));
    await firstValueFrom(boss.command$('SetPowered', 0, true));
    simulator.addDevice({ name: 'Thermometer' });
    const mgmt = world.mgmt({ reconnect: { delay: 10 } });
    const sightings$ = scan(controller(mgmt, 0));
    const seen: unknown[] = [];
    const scanning = sightings$.subscribe({ next: ({ name }) => seen.push(name), error: (error) => seen.push(error) });
    await world.until(() => seen.length > 0);
    const cut = firstValueFrom(mgmt.cuts$);
    world.cut();
    await cut;
    seen.length = 0;
    await connected(mgmt);
    await soon(sightings$);
    await world.until(() => seen.length > 0);
    expect(new Set(seen)).toEqual(new Set(['Thermometer']));
    scanning.unsubscribe();
  });

  it('tells of a loss, because it is unknown what was missed', async () => {
    world = await World.create();
    const mgmt = world.mgmt({ reconnect: { delay: 10 } });
    const events = mgmt.events$.subscribe();
    await connected(mgmt);
    const drops = firstValueFrom(mgmt.drops$.pipe(take(2), toArray()));
    for (let cuts = 0; cuts < 2; cuts++) {
      const lost = soon(mgmt.drops$);
      world.cut();
      await lost;
    }
    expect(await drops).toEqual([
      { dropped: 1, total: 1 },
      { dropped: 1, total: 2 },
    ]);
    events.unsubscribe();
  });

  it('attempts come less and less often, and end when there were enough', async () => {
    const scheduler = new ManualTime();
    world = await World.create();
    const transport = world.transport({ scheduler, reconnect: { delay: 100, maxDelay: 400, attempts: 4 } });
    const opened = soon(transport.connection$);
    const failure = failureOf(firstValueFrom(transport.frames$));
    await opened;
    const cut = soon(transport.connection$);
    await world.kill();
    await cut;
    const waits = scheduler.actions.length;
    expect(waits).toBe(1);
    const began = scheduler.now();
    const ended = failure.then(() => true);
    let isOver = false;
    void ended.then(() => (isOver = true));
    await world.until(() => {
      if (scheduler.actions.length > 0 && !isOver) scheduler.pass(10);
      return isOver;
    });
    expect(isTransportError(await failure, 'UNREACHABLE')).toBe(true);
    // Between half and all of 100, 200, 400 and 400, and the steps of this clock.
    expect(scheduler.now() - began).toBeGreaterThan(550);
  });

  it('fails if it is not to be made again', async () => {
    world = await World.create();
    const mgmt = world.mgmt({ reconnect: false });
    const failure = failureOf(firstValueFrom(mgmt.events$));
    await connected(mgmt);
    world.cut();
    expect(isTransportError(await failure, 'DISCONNECTED')).toBe(true);
  });

  it('fails if it does not take this client any more', async () => {
    world = await World.create();
    const mgmt = world.mgmt({ reconnect: { delay: 10 } });
    const failure = failureOf(firstValueFrom(mgmt.events$));
    await connected(mgmt);
    const cut = firstValueFrom(mgmt.cuts$);
    await world.kill();
    await cut;
    await world.again({ token: 'another token than before' });
    expect(isTransportError(await failure, 'REFUSED')).toBe(true);
  });

  it('notices one that says nothing any more', async () => {
    const scheduler = new ManualTime();
    const forBridge = new ManualTime();
    world = await World.create({ scheduler: forBridge, pingInterval: 1000 });
    const transport = world.transport({ scheduler });
    const frames = transport.frames$.subscribe();
    await soon(transport.connection$);
    const cut = soon(transport.connection$);
    scheduler.pass(3000);
    expect(transport.isOpen).toBe(true);
    scheduler.pass(1000);
    expect(await cut).toMatchObject({ state: 'cut', error: { code: 'DISCONNECTED' } });
    frames.unsubscribe();
  });
});

describe('What a client leaves behind', () => {
  let world: World;
  afterEach(() => world.end());

  it('is undone by the bridge: its discovery and its advertising, not that of others', async () => {
    world = await World.create({ allow: 'owning' });
    const witness = world.mgmt();
    const events: string[] = [];
    witness.events$.subscribe((event) => {
      if (event.event === 'Discovering') events.push(`discovering ${String(event.discovering)}`);
      if (event.event === 'AdvertisingRemoved') events.push(`removed ${event.instance}`);
    });
    await firstValueFrom(witness.command$('SetLowEnergy', 0, true));
    await firstValueFrom(witness.command$('SetPowered', 0, true));
    await firstValueFrom(advertise(witness, 1));
    const client = world.mgmt({ reconnect: false });
    const staying = client.events$.subscribe({ error: () => undefined });
    await firstValueFrom(advertise(client, 2));
    await firstValueFrom(client.command$('StartDiscovery', 0, ['LEPublic', 'LERandom']));
    await world.until(() => events.includes('discovering true'));
    const left = soon(world.bridge.events$, ({ event }) => event === 'disconnected');
    client.close();
    staying.unsubscribe();
    await left;
    await world.until(() => events.length >= 3);
    expect(new Set(events)).toEqual(new Set(['discovering true', 'discovering false', 'removed 2']));
  });
});
