import { Mgmt, toHex } from 'rx-btmgmt';
import type { Simulator } from 'rx-btmgmt/simulator';
import { createSimulator } from 'rx-btmgmt/simulator';
import { firstValueFrom, take } from 'rxjs';
import { randomCommands } from '../contract/harness/random-commands.js';
import { record } from '../support/recorder.js';
import { inVirtualTime } from './bench.js';
import { ManualTime } from './manual-time.js';

/** All frames of a run of random commands among devices, with their times. */
function frames(seed: number): string[] {
  const time = new ManualTime();
  const simulator = createSimulator({ seed, scheduler: time, controllers: [{}, { kind: 'le' }] });
  simulator.addDevice({ name: 'phone', privateAddress: { period: 500 }, advertising: { interval: 50 } });
  simulator.addDevice({ rssi: { around: -70 }, inquiry: {} });
  const [first, second] = [simulator.transport(), simulator.transport({ trusted: false })];
  const log: string[] = [];
  first.frames$.subscribe((frame) => log.push(`${time.now()} first ${toHex(frame)}`));
  second.frames$.subscribe((frame) => log.push(`${time.now()} second ${toHex(frame)}`));
  const commands = randomCommands({ seed: 7, controllers: 2 });
  for (let n = 0; n < 2000; n++) {
    try {
      (n % 5 === 0 ? second : first).send(commands.next().value.frame);
    } catch (error) {
      log.push(String(error));
    }
    time.pass(n % 7 === 0 ? 100 : n % 3);
  }
  return log;
}

const powered = (simulator: Simulator, scheduler: ManualTime) => {
  const mgmt = new Mgmt(simulator.transport(), { scheduler });
  return { mgmt, power: record(mgmt.command$('SetPowered', 0, true)), events: record(mgmt.events$) };
};

describe('A simulated kernel', () => {
  it('says the same bytes at the same times in each run with one seed', () => {
    const log = frames(1);
    expect(log.length).toBeGreaterThan(2000);
    expect(frames(1)).toEqual(log);
  });

  it('does not see the others, also if they share a scheduler', () => {
    const scheduler = new ManualTime();
    const [one, other] = [createSimulator({ scheduler }), createSimulator({ scheduler })];
    one.faults.refuse('Busy');
    const [busy, well] = [powered(one, scheduler), powered(other, scheduler)];
    one.controllers[0]?.remove();
    one.addController();
    one.addController();
    scheduler.pass(10);
    expect(busy.power.errors).toEqual([expect.objectContaining({ code: 'Busy' })]);
    expect(well.power.values).toHaveLength(1);
    expect(busy.events.values.map(({ event }) => event)).toEqual(['IndexRemoved', 'IndexAdded', 'IndexAdded']);
    expect(well.events.values).toEqual([]);
    expect([one.controllers.length, other.controllers.length]).toEqual([2, 1]);
  });

  it('serves several programs, each with answers of its own', () => {
    inVirtualTime({}, ({ program, watch, run }) => {
      const [first, second] = [program(), program()];
      watch('first hears', first.event$('NewSettings'));
      watch('second hears', second.event$('NewSettings'));
      watch('first', first.command$('SetPowered', 0, true));
      watch('second', second.command$('SetPowered', 0, true));
      expect(run()).toEqual(['0 second: error Busy', '1 first: on', '1 second hears: NewSettings']);
    });
  });

  it('goes on when a program leaves in the middle of its command', () => {
    inVirtualTime({ latency: 10 }, ({ program, watch, at, run }) => {
      const leaving = record(program().command$('SetPowered', 0, true));
      watch('other hears', program().event$('NewSettings'));
      at(5, () => leaving.subscription.unsubscribe());
      expect(run()).toEqual(['10 other hears: NewSettings']);
      expect(leaving.values).toEqual([]);
    });
  });

  it('makes up for the time without a scanner when one comes', () => {
    const scheduler = new ManualTime();
    const simulator = createSimulator({ scheduler });
    const { power } = powered(simulator, scheduler);
    power.subscription.unsubscribe();
    scheduler.pass(1000);
    const mgmt = new Mgmt(simulator.transport(), { scheduler });
    const again = record(mgmt.command$('SetPowered', 0, true));
    scheduler.pass(0);
    // Were it still pending, it would be Busy; were it not done, it would take its time.
    expect(again.values).toEqual([expect.objectContaining({ currentSettings: expect.anything() })]);
  });

  it('opens a new socket for each subscriber after the last has left, and none for those who only send', async () => {
    const transport = createSimulator().transport();
    expect(() => transport.send(Uint8Array.of(1, 0, 255, 255, 0, 0))).toThrow(
      expect.objectContaining({ code: 'CLOSED' }),
    );
    for (let n = 0; n < 2; n++) {
      const answer = firstValueFrom(transport.frames$.pipe(take(1)));
      transport.send(Uint8Array.of(1, 0, 255, 255, 0, 0));
      expect(toHex(await answer)).toBe('0100ffff0600010000011700');
    }
  });
});
