import { firstValueFrom } from 'rxjs';
import type { Mgmt } from 'rx-btmgmt';
import { encodeEvent } from 'rx-btmgmt';
import { advertise } from './advertise.js';
import { HandKernel } from './hand-kernel.js';
import { World, soon } from './world.js';

describe('Two clients that advertise under one number', () => {
  let world: World;
  afterEach(() => world.end());

  /** Two clients, and what the second one hears of instances that go. */
  async function two() {
    world = await World.create({ allow: 'owning' });
    const [first, second] = [world.mgmt({ reconnect: false }), world.mgmt()];
    // Who listens to nothing has no connection.
    first.events$.subscribe();
    await firstValueFrom(second.command$('SetLowEnergy', 0, true));
    await firstValueFrom(second.command$('SetPowered', 0, true));
    const removed: number[] = [];
    second.event$('AdvertisingRemoved').subscribe(({ instance }) => removed.push(instance));
    const instances = async () => (await firstValueFrom(second.command$('ReadAdvertisingFeatures', 0))).instances;
    return { first, second, removed, instances };
  }

  /** It goes, and has undone what is its own when its second instance has gone. */
  async function leave(first: Mgmt, removed: readonly number[]): Promise<void> {
    const left = soon(world.bridge.events$, ({ event }) => event === 'disconnected');
    first.close();
    await left;
    await world.until(() => removed.includes(2));
  }

  it('leave alone what the other client has put in the place of theirs', async () => {
    const { first, second, removed, instances } = await two();
    await firstValueFrom(advertise(first, 1));
    await firstValueFrom(advertise(first, 2));
    await firstValueFrom(advertise(second, 1));
    await leave(first, removed);
    expect([removed, await instances()]).toEqual([[2], [1]]);
    // And who has taken it over leaves nothing.
    const third = world.mgmt();
    const gone = soon(third.event$('AdvertisingRemoved'));
    await firstValueFrom(third.command$('ReadControllerIndexList', null));
    second.close();
    expect((await gone).instance).toBe(1);
  });

  it('take back their own when the other client was refused', async () => {
    const { first, second, removed, instances } = await two();
    await firstValueFrom(advertise(first, 1));
    await firstValueFrom(advertise(first, 2));
    const refused = firstValueFrom(
      second.commandWith$('AddAdvertising', 0, {
        instance: 1,
        flags: {},
        duration: 0,
        timeout: 0,
        // Flags are the kernel's to add.
        advData: Uint8Array.of(2, 1, 6, 2, 1, 6),
        scanRsp: new Uint8Array(32),
      }),
    );
    await expect(refused).rejects.toMatchObject({ name: 'StatusError' });
    await leave(first, removed);
    await world.until(() => removed.includes(1));
    expect(await instances()).toEqual([]);
  });

  it('leave it to the other client that is about to', async () => {
    const kernel = new HandKernel();
    world = await World.create({ allow: () => true }, () => kernel.transport());
    const clients = [world.mgmt({ reconnect: false }), world.mgmt({ reconnect: false })] as const;
    for (const client of clients) client.events$.subscribe();
    await world.until(() => world.bridge.clients.length === 2);
    const opcodes = () => kernel.sockets.map(({ received }) => received.map(([low]) => low));
    const [add, remove] = [0x3e, 0x3f];
    const adding = firstValueFrom(advertise(clients[0], 1));
    await world.until(() => opcodes().flat().includes(add));
    const at = opcodes().findIndex((sent) => sent.includes(add));
    const answer = (socket: number, commandOpcode: number) =>
      kernel.sockets[socket]?.send(
        encodeEvent({
          event: 'CommandComplete',
          index: 0,
          commandOpcode,
          status: 'Success',
          returnParameters: Uint8Array.of(1),
        }),
      );
    answer(at, add);
    await adding;
    advertise(clients[1], 1).subscribe({ error: () => undefined });
    await world.until(
      () =>
        opcodes()
          .flat()
          .filter((opcode) => opcode === add).length === 2,
    );
    const gone = soon(world.bridge.events$, (happened) => happened.event === 'disconnected');
    clients[0].close();
    await gone;
    expect(opcodes().flat()).not.toContain(remove);
    clients[1].close();
    await world.until(() => opcodes().flat().includes(remove));
    expect(opcodes()[at]).not.toContain(remove);
    // Otherwise the bridge would wait for the answers.
    const other = opcodes().findIndex((sent) => sent.includes(remove));
    answer(other, add);
    answer(other, remove);
  });
});
