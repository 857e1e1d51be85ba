import { concat, ignoreElements, map, merge, retry, tap, timeout } from 'rxjs';
import { Mgmt, decodeCommand, decodeEvent } from '../../src/index.js';
import type { VirtualWorld } from '../simulator/bench.js';
import { inVirtualTime } from '../simulator/bench.js';
import { alone, counted } from '../support/counted-transport.js';
import { marbles } from '../support/marbles.js';

const CONTROLLERS = { controllers: [{}, {}] };

/** A test on a simulator, in virtual time. */
const world = (title: string, test: (world: VirtualWorld) => void): void =>
  it(title, () => inVirtualTime(CONTROLLERS, test));

/** When commands went out, with the controller. */
function sent(mgmt: Mgmt): string[] {
  const lines: string[] = [];
  mgmt.frames$.subscribe(({ direction, bytes, time }) => {
    if (direction === 'in') return;
    const { command, index } = decodeCommand(bytes);
    lines.push(`${time} ${command} ${index}`);
  });
  return lines;
}

describe('A command that was given up', () => {
  world('is out of the way: the next attempt goes out at once, and succeeds', ({ simulator, program, watch, run }) => {
    simulator.faults.dropReplies({ command: 'SetPowered', times: 1 });
    const mgmt = program();
    const commands = sent(mgmt);
    watch('power', mgmt.command$('SetPowered', 0, true).pipe(timeout(500), retry(5)));
    expect(run()).toEqual(['500 power: on']);
    expect(commands).toEqual(['0 SetPowered 0', '500 SetPowered 0']);
  });

  world('may be the first of several, on several controllers, with timeouts of RxJS and of our own', (world) => {
    const { simulator, program, watch } = world;
    simulator.faults.dropReplies({ command: ['SetConnectable', 'SetBondable'], times: 12 });
    const mgmt = program();
    const commands = sent(mgmt);
    for (const index of [0, 1]) {
      const own$ = mgmt.commandWith$('SetConnectable', index, { connectable: true }, { timeout: 300 });
      watch(`own ${index}`, own$.pipe(retry(3), ignoreElements()));
      watch(`theirs ${index}`, mgmt.command$('SetBondable', index, true).pipe(timeout(300), retry(3)));
    }
    expect(world.run()).toEqual(['900 theirs 0: off', '900 theirs 1: off']);
    expect(commands).toHaveLength(16);
    expect(commands.filter((line) => line.endsWith('SetBondable 1'))).toEqual(
      [0, 300, 600, 900].map((time) => `${time} SetBondable 1`),
    );
  });

  world('does not feed the next one, however late its answer comes', ({ simulator, program, watch, at, run }) => {
    // Later than any grace: the name itself is given up after 100 ms.
    simulator.faults.delayReplies(100_000, { command: 'SetLocalName', times: 3 });
    const mgmt = program();
    mgmt.events$.subscribe();
    const nameOf = map(({ name }: { name: string }) => name);
    const set = (name: string) => mgmt.commandWith$('SetLocalName', 0, { name, shortName: '' }, { timeout: 100 });
    watch('a', set('a').pipe(nameOf));
    watch('b', set('b').pipe(nameOf));
    at(150, () => watch('c', set('c').pipe(nameOf)));
    at(99_999, () => watch('d', set('d').pipe(nameOf)));
    at(100_300, () => watch('e', set('e').pipe(nameOf)));
    expect(run()).toEqual([
      '100 a: error Timeout',
      '200 b: error Timeout',
      '300 c: error Timeout',
      '99999 d: d',
      '100300 e: e',
    ]);
  });

  world('by unsubscribing is out of the way, too, with those that waited behind it in order', (world) => {
    const { simulator, program, watch } = world;
    simulator.faults.dropReplies({ command: 'SetBondable', times: 1 });
    const mgmt = program();
    const commands = sent(mgmt);
    const first = mgmt.command$('SetBondable', 0, true).subscribe();
    for (const name of ['second', 'third', 'fourth']) watch(name, mgmt.command$('SetBondable', 0, true));
    world.at(700, () => first.unsubscribe());
    expect(world.run()).toEqual(['700 second: off', '700 third: off', '700 fourth: off']);
    expect(commands).toHaveLength(4);
  });

  world('leaves neither a connection nor events that come twice', ({ simulator, scheduler, watch, at, run }) => {
    simulator.faults.dropReplies({ command: 'SetBondable', index: 0, times: 3 });
    const [transport, openings] = counted(simulator.transport());
    const mgmt = new Mgmt(transport, { scheduler });
    let added = 0;
    let shown = 0;
    const counting = mgmt.event$('IndexAdded').subscribe(() => added++);
    counting.add(mgmt.frames$.subscribe(({ bytes }) => (shown += decodeEvent(bytes).event === 'IndexAdded' ? 1 : 0)));
    watch('bondable', mgmt.command$('SetBondable', 0, true).pipe(timeout(100), retry(5)));
    at(250, () => simulator.addController());
    at(1000, () => {
      expect(openings).toEqual({ now: 1, most: 2, all: 4 });
      counting.unsubscribe();
    });
    expect(run()).toEqual(['300 bondable: off']);
    expect([added, shown]).toEqual([1, 1]);
    expect(openings.now).toBe(0);
  });

  world('ends with its controller, and does not feed the next one at this index', (world) => {
    const { simulator, program, watch, at } = world;
    simulator.faults.delayReplies(1000, { command: 'SetLocalName', times: 1 });
    const mgmt = program();
    mgmt.events$.subscribe();
    const set = (name: string) => mgmt.command$('SetLocalName', 0, name, '').pipe(map((reply) => reply.name));
    watch('a', set('a'));
    at(100, () => simulator.controllers[0]?.reset());
    at(200, () => {
      const slow = simulator.faults.delayReplies(2000, { command: 'SetLocalName', times: 1 });
      watch('b', set('b'));
      slow.end();
    });
    expect(world.run()).toEqual(['100 a: error InvalidIndex', '2200 b: b']);
  });

  world('shows all frames, those of the other connections, too', ({ simulator, program, watch, run }) => {
    simulator.faults.dropReplies({ command: 'SetBondable', times: 1 });
    const mgmt = program();
    const seen = mgmt.frames$.pipe(
      map(({ direction, bytes }) => (direction === 'in' ? decodeEvent(bytes).event : decodeCommand(bytes).command)),
    );
    watch('frame', seen);
    watch('bondable', mgmt.command$('SetBondable', 0, true).pipe(timeout(100), retry(1)));
    expect(run()).toEqual([
      '0 frame: SetBondable',
      '100 frame: SetBondable',
      '100 frame: CommandComplete',
      '100 bondable: off',
    ]);
  });

  world('whose successor finds no way tells why', ({ simulator, program, watch, at, run }) => {
    simulator.faults.dropReplies({ command: 'SetBondable', times: 1 });
    const mgmt = program();
    mgmt.events$.subscribe();
    mgmt.command$('SetBondable', 0, true).subscribe().unsubscribe();
    const broken = simulator.faults.failOpening('EMFILE');
    watch('bondable', mgmt.command$('SetBondable', 0, true));
    watch('connectable', mgmt.command$('SetConnectable', 0, true));
    at(1, () => broken.end());
    at(2, () => watch('again', mgmt.command$('SetBondable', 0, true)));
    expect(run()).toEqual(['0 bondable: error EMFILE', '0 connectable: off', '2 again: off']);
  });

  world('after a failed send is out of the way at once', ({ simulator, program, watch, run }) => {
    simulator.faults.failSending('ENETDOWN', { command: 'SetBondable', times: 2 });
    const mgmt = program();
    watch('bondable', mgmt.command$('SetBondable', 0, true).pipe(retry(2)));
    expect(run()).toEqual(['0 bondable: off']);
  });

  describe('on a transport that has one connection only', () => {
    world('lets the same command through at once: either answer is one to both', (world) => {
      const { simulator, scheduler, watch } = world;
      simulator.faults.dropReplies({ command: 'SetBondable', times: 3 });
      const mgmt = new Mgmt(alone(simulator.transport()), { scheduler });
      const commands = sent(mgmt);
      watch('bondable', mgmt.command$('SetBondable', 0, true).pipe(timeout(500), retry(5)));
      expect(world.run()).toEqual(['1500 bondable: off']);
      expect(commands).toHaveLength(4);
    });

    world(
      'keeps others waiting for its answer, as long again as it waited itself',
      ({ simulator, scheduler, ...world }) => {
        simulator.faults.delayReplies(250, { command: 'SetLocalName', times: 1 });
        const mgmt = new Mgmt(alone(simulator.transport()), { scheduler });
        mgmt.events$.subscribe();
        const set = (name: string) => mgmt.commandWith$('SetLocalName', 0, { name, shortName: '' }, { timeout: 200 });
        world.watch('a', set('a'));
        world.watch('b', set('b').pipe(map(({ name }) => name)));
        expect(world.run()).toEqual(['200 a: error Timeout', '250 b: b']);
      },
    );
  });

  it('is tried again with a kernel of marbles, which answers the socket that asked', () => {
    marbles(({ kernel, expectObservable, expectCommands, expectSubscriptions }) => {
      const answers = { SetBondable: (_: unknown, nth: number) => (nth < 2 ? undefined : { delay: 1 }) };
      const { mgmt, subscriptions } = kernel('', {}, { answers });
      const set$ = mgmt.command$('SetBondable', 0, 1).pipe(timeout(3), retry(5), ignoreElements());
      expectObservable(set$).toBe('-------|');
      expectCommands(mgmt).toBe('b--b--b', { b: 'SetBondable' });
      expectSubscriptions(subscriptions).toBe('^------!');
    });
  });

  it('gets its late answer from a diagram, which the next one does not', () => {
    marbles(({ kernel, expectObservable }) => {
      const says = {
        a: { replyTo: 'SetLocalName', returnParameters: { name: 'a' } },
        b: { replyTo: 'SetLocalName', returnParameters: { name: 'b' } },
      } as const;
      const { mgmt } = kernel('---a-b', says);
      mgmt.events$.subscribe();
      const set = (name: string) => mgmt.commandWith$('SetLocalName', 0, { name, shortName: '' }, { timeout: 2 });
      const second$ = mgmt.command$('SetLocalName', 0, 'b', '').pipe(map(({ name }) => name));
      expectObservable(set('a')).toBe('--#', null, expect.objectContaining({ code: 'Timeout' }));
      expectObservable(second$, '--^').toBe('-----(b|)', { b: 'b' });
    });
  });

  world('can be one of many at once, lost and late at random', ({ simulator, program, watch, run }) => {
    simulator.faults.dropReplies({ command: 'SetConnectable', times: 7 });
    simulator.faults.delayReplies(777, { command: 'SetLocalName', times: 9 });
    const mgmt = program();
    const names = Array.from({ length: 20 }, (_, n) => String(n));
    const answers: string[] = [];
    const all$ = names.map((name) =>
      concat(
        mgmt.command$('SetConnectable', Number(name) % 2, true).pipe(timeout(50), retry(10), ignoreElements()),
        mgmt.command$('SetLocalName', Number(name) % 2, name, '').pipe(timeout(50), retry(10)),
      ).pipe(tap((reply) => answers.push(`${name} ${(reply as { name: string }).name}`))),
    );
    watch('all', merge(...all$).pipe(ignoreElements()));
    expect(run()).toEqual([]);
    expect(answers.sort()).toEqual(names.map((name) => `${name} ${name}`).sort());
  });
});
