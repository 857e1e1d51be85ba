import { EMPTY, catchError, ignoreElements, map, retry, timeout } from 'rxjs';
import { Mgmt, commands as commandTable } from '../../src/index.js';
import { notTakenBack } from '../../src/protocol/rules/not-taken-back.js';
import { takeBacks } from '../../src/protocol/rules/take-backs.js';
import type { SimulatorOptions } from '../../src/simulator/index.js';
import type { KernelValue } from '../../src/testing/index.js';
import type { VirtualWorld } from '../simulator/bench.js';
import { inVirtualTime } from '../simulator/bench.js';
import { counted } from '../support/counted-transport.js';
import { marbles } from '../support/marbles.js';

const ABSENT = { address: '00:AA:01:01:00:99', addressType: 'BREDR' } as const;
const LOW_ENERGY = ['LEPublic', 'LERandom'] as const;

const world = (title: string, test: (world: VirtualWorld) => void, options: SimulatorOptions = {}): void =>
  it(title, () => inVirtualTime(options, test));

describe('A pairing that was given up', () => {
  it.each([
    ['its timeout', (mgmt: Mgmt) => mgmt.commandWith$('PairDevice', 0, PAIRING, { timeout: 3 })],
    ['unsubscribing', (mgmt: Mgmt) => mgmt.command$('PairDevice', 0, ABSENT.address, 'BREDR', 3).pipe(timeout(3))],
  ])('by %s is cancelled, also when nobody else is there', (_, pair) => {
    marbles(({ kernel, expectObservable, expectCommands, expectSubscriptions }) => {
      const { mgmt, subscriptions } = kernel('', {}, { answers: { CancelPairDevice: { delay: 2 } } });
      expectObservable(pair(mgmt)).toBe('---#', null, expect.objectContaining({ name: 'TimeoutError' }));
      expectCommands(mgmt).toBe('p--c', {
        p: 'PairDevice',
        c: { command: 'CancelPairDevice', index: 0, params: ABSENT },
      });
      expectSubscriptions(subscriptions).toBe('^----!');
    });
  });

  it('says what happened, and blames no controller', () => {
    marbles(({ kernel, expectObservable }) => {
      const { mgmt } = kernel('', {}, { answers: { CancelPairDevice: {} } });
      const message: unknown = expect.stringMatching(/did not answer.*out of range.*The pairing was cancelled\.$/);
      expectObservable(mgmt.commandWith$('PairDevice', 0, PAIRING, { timeout: 3 })).toBe(
        '---#',
        null,
        expect.objectContaining({ message }),
      );
    });
  });

  it('lets the next one wait until it is cancelled, but no longer than a second', () => {
    marbles(({ kernel, expectCommands, subscribe }) => {
      const { mgmt } = kernel(
        '',
        {},
        { answers: { CancelPairDevice: (_, nth) => (nth === 0 ? { delay: 5 } : undefined) } },
      );
      subscribe(mgmt.command$('PairDevice', 0, ABSENT.address, 'BREDR', 3), '^-!');
      subscribe(mgmt.command$('PairDevice', 0, ABSENT.address, 'BREDR', 3), '---^----------!');
      subscribe(mgmt.command$('PairDevice', 0, ABSENT.address, 'BREDR', 3), '------------- ^ 2s !');
      expectCommands(mgmt).toBe('p-c----p------c 999ms p 999ms c', { p: 'PairDevice', c: 'CancelPairDevice' });
    });
  });

  it.each([
    ['was answered', '-r'],
    ['lost its controller', '-x'],
    ['lost its transport', '-#'],
  ])('is not cancelled when it %s', (_, says) => {
    marbles(({ kernel, expectCommands, subscribe }) => {
      const kernelSays = { r: { replyTo: 'PairDevice' }, x: { event: 'IndexRemoved' } } as const;
      const { mgmt } = kernel(says, kernelSays);
      const pair$ = mgmt.command$('PairDevice', 0, ABSENT.address, 'BREDR', 3).pipe(catchError(() => EMPTY));
      subscribe(pair$, '^--!');
      expectCommands(mgmt).toBe('p', { p: 'PairDevice' });
    });
  });

  it('is not cancelled when it was never sent', () => {
    marbles(({ kernel, expectCommands, subscribe }) => {
      const { mgmt } = kernel('');
      subscribe(mgmt.command$('PairDevice', 0, ABSENT.address, 'BREDR', 3), '^----!');
      subscribe(mgmt.command$('PairDevice', 0, '00:AA:01:01:00:55', 'BREDR', 3), '-^-!');
      expectCommands(mgmt).toBe('p----c', { p: { command: 'PairDevice', params: ABSENT }, c: 'CancelPairDevice' });
    });
  });

  world('keeps nobody out of the kernel', ({ program, watch, at, run }) => {
    const [mgmt, others] = [program(), program()];
    mgmt.command$('SetPowered', 0, true).subscribe();
    const pair = (by: Mgmt) => by.commandWith$('PairDevice', 0, PAIRING, { timeout: 500 });
    at(100, () => watch('ours', pair(mgmt)));
    at(300, () => watch('theirs', pair(others)));
    at(700, () => watch('theirs again', pair(others)));
    expect(run()).toEqual(['300 theirs: error Busy', '600 ours: error Timeout', '1200 theirs again: error Timeout']);
  });
});

const PAIRING = { ...ABSENT, ioCapability: 'NoInputNoOutput' } as const;

const says = {
  d: { event: 'Discovering', discovering: true, addressType: LOW_ENERGY },
  e: { event: 'Discovering', discovering: false, addressType: LOW_ENERGY },
  S: { replyTo: 'StartDiscovery' },
  B: { replyTo: 'StartDiscovery', status: 'Busy' },
  T: { replyTo: 'StopDiscovery' },
} as const satisfies Record<string, KernelValue>;
const commands = {
  s: { command: 'StartDiscovery', params: { addressType: LOW_ENERGY } },
  t: { command: 'StopDiscovery', params: { addressType: LOW_ENERGY } },
} as const;

describe('A discovery that was given up', () => {
  it.each([
    ['whose answer comes late is stopped', '    ---S--T', '^-!', 's--t', '^-----!'],
    ['whose answer is lost is stopped', '       -d---T-', '^-!', 's-t-', '^----!'],
    ['that is heard of later is stopped', '     ---d--T', '^-!', 's--t', '^-----!'],
    ['that the kernel refuses is not', '        ---B---', '^-!', 's---', '^--!'],
    ['that ended before is not', '              -de--', '^--!', 's--', '^ 5s !'],
  ])('%s', (_, marks, until, expected, open) => {
    marbles(({ kernel, subscribe, expectCommands, expectSubscriptions }) => {
      const { mgmt, subscriptions } = kernel(marks, says);
      subscribe(mgmt.command$('StartDiscovery', 0, LOW_ENERGY), until);
      expectCommands(mgmt).toBe(expected, commands);
      if (open !== '^ 5s !') expectSubscriptions(subscriptions).toBe(open);
    });
  });

  it('over a connection beside the first is stopped, too, when its answer comes there', () => {
    marbles(({ kernel, subscribe, expectCommands, expectSubscriptions }) => {
      const answers = { StartDiscovery: (_: unknown, nth: number) => (nth === 0 ? undefined : { delay: 5 }) };
      const { mgmt, subscriptions } = kernel('---------T', says, { answers });
      subscribe(mgmt.command$('StartDiscovery', 0, LOW_ENERGY), '^!');
      subscribe(mgmt.command$('StartDiscovery', 0, LOW_ENERGY), '--^!');
      expectCommands(mgmt).toBe('s-s----t', commands);
      // For the first, which is never answered.
      expectSubscriptions(subscriptions).toBe('^ 5s !');
    });
  });

  it('keeps the connection of nobody else no longer than five seconds', () => {
    marbles(({ kernel, subscribe, expectSubscriptions }) => {
      const { mgmt, subscriptions } = kernel('');
      subscribe(mgmt.command$('StartDiscovery', 0, LOW_ENERGY), '^-!');
      expectSubscriptions(subscriptions).toBe('^- 5s !');
    });
  });

  it.each([
    ['the kernel has ended it before', '-de---S', 's', undefined],
    ['it was stopped by command', '     -d--T-S', 's--t', '---^'],
  ])('is left alone when its answer comes after %s', (_, marks, expected, stop) => {
    marbles(({ kernel, subscribe, expectCommands }) => {
      const { mgmt } = kernel(marks, says);
      subscribe(mgmt.events$);
      subscribe(mgmt.command$('StartDiscovery', 0, LOW_ENERGY), stop === undefined ? '^--!' : '^----!');
      if (stop !== undefined) subscribe(mgmt.command$('StopDiscovery', 0, LOW_ENERGY), stop);
      expectCommands(mgmt).toBe(expected, commands);
    });
  });

  it('is left alone when a later one of ours has succeeded', () => {
    marbles(({ kernel, subscribe, expectCommands }) => {
      const answers = { StartDiscovery: (_: unknown, nth: number) => ({ delay: nth === 0 ? 10 : 1 }) };
      const { mgmt } = kernel('----d', says, { answers });
      subscribe(mgmt.events$);
      subscribe(mgmt.command$('StartDiscovery', 0, LOW_ENERGY), '^-!');
      subscribe(mgmt.command$('StartDiscovery', 0, LOW_ENERGY), '---^');
      expectCommands(mgmt).toBe('s--s', commands);
    });
  });

  world('is tried again and succeeds, although its first answer was lost', ({ simulator, program, watch, at, run }) => {
    const mgmt = program();
    for (const on of ['SetPowered', 'SetLowEnergy'] as const) mgmt.command$(on, 0, true).subscribe();
    at(100, () => {
      simulator.faults.dropReplies({ command: 'StartDiscovery', times: 2 });
      watch('start', mgmt.command$('StartDiscovery', 0, LOW_ENERGY).pipe(timeout(500), retry(5)));
    });
    expect(run()).toEqual([expect.stringMatching(/^11\d\d start: \{/)]);
  });

  world('leaves no discovery behind, and no connection', ({ simulator, scheduler, program, watch, at, run }) => {
    const [transport, openings] = counted(simulator.transport());
    const mgmt = new Mgmt(transport, { scheduler });
    for (const on of ['SetPowered', 'SetLowEnergy'] as const) mgmt.command$(on, 0, true).subscribe();
    at(50, () =>
      watch(
        'others',
        program()
          .event$('Discovering')
          .pipe(map(({ discovering }) => discovering)),
      ),
    );
    at(100, () => {
      simulator.faults.delayReplies(300, { command: 'StartDiscovery' });
      mgmt.command$('StartDiscovery', 0, LOW_ENERGY).subscribe().unsubscribe();
    });
    at(2000, () => expect(openings.now).toBe(0));
    expect(run()).toEqual([
      expect.stringMatching(/^10\d others: true$/),
      expect.stringMatching(/^10\d others: false$/),
    ]);
  });
});

describe('Others that go on by themselves', () => {
  it.each([
    ['AddAdvertising', { instance: 2, flags: {}, duration: 0, timeout: 0, advData: '', scanRsp: '' }],
    ['AddExtendedAdvertisingData', { instance: 2, advData: '', scanRsp: '' }],
  ] as const)('%s: the instance is removed', (command, params) => {
    marbles(({ kernel, subscribe, expectCommands }) => {
      const { mgmt } = kernel('', {}, { answers: { RemoveAdvertising: {} } });
      subscribe(mgmt.commandWith$(command, 0, params), '^-!');
      expectCommands(mgmt).toBe('a-r', {
        a: command,
        r: { command: 'RemoveAdvertising', params: { instance: 2 } },
      });
    });
  });

  it('are left alone where taking one back would take back all', () => {
    marbles(({ kernel, subscribe, expectCommands }) => {
      const { mgmt } = kernel('---m', { m: { replyTo: 'TransmitMeshPacket', returnParameters: { handle: 0 } } });
      subscribe(mgmt.command$('AddExtendedAdvertisingData', 0, 0, '', ''), '^-!');
      subscribe(mgmt.command$('TransmitMeshPacket', 0, ABSENT.address, 'LERandom', 0n, 0, 1, '01'), '^-!');
      expectCommands(mgmt).toBe('(am)', { a: 'AddExtendedAdvertisingData', m: 'TransmitMeshPacket' });
    });
  });

  it('a monitor and a mesh packet are removed by the handles that they got', () => {
    marbles(({ kernel, subscribe, expectCommands }) => {
      const { mgmt } = kernel('-----(am)', {
        a: { replyTo: 'AddAdvertisementPatternsMonitor', returnParameters: { monitorHandle: 7 } },
        m: { replyTo: 'TransmitMeshPacket', returnParameters: { handle: 3 } },
      });
      const pattern = { adType: 'Flags', offset: 0, value: '06' } as const;
      subscribe(mgmt.command$('AddAdvertisementPatternsMonitor', 0, [pattern]), '^-!');
      subscribe(mgmt.command$('TransmitMeshPacket', 0, ABSENT.address, 'LERandom', 0n, 0, 1, '01'), '^-!');
      expectCommands(mgmt).toBe('(am)-(rc)', {
        a: 'AddAdvertisementPatternsMonitor',
        m: 'TransmitMeshPacket',
        r: { command: 'RemoveAdvertisementMonitor', params: { monitorHandle: 7 } },
        c: { command: 'CancelTransmitMeshPacket', params: { handle: 3 } },
      });
    });
  });

  it('are taken back by close(), too, which waits for it', () => {
    marbles(({ kernel, scheduler, expectObservable, expectCommands, expectSubscriptions }) => {
      const { mgmt, subscriptions } = kernel('-------S-T', says, { answers: { CancelPairDevice: { delay: 1 } } });
      const closed: unknown = expect.objectContaining({ code: 'CLOSED' });
      const pair$ = mgmt.command$('PairDevice', 0, ABSENT.address, 'BREDR', 3);
      expectObservable(pair$.pipe(retry(1))).toBe('----#', null, closed);
      expectObservable(mgmt.command$('StartDiscovery', 0, LOW_ENERGY)).toBe('----#', null, closed);
      expectObservable(mgmt.events$.pipe(ignoreElements())).toBe('----|');
      expectObservable(mgmt.connected$).toBe('t--------f', { t: true, f: false });
      scheduler.schedule(() => mgmt.close(), 4);
      expectCommands(mgmt).toBe('(ps)c--t', { p: 'PairDevice', c: 'CancelPairDevice', ...commands });
      expectSubscriptions(subscriptions).toBe('^--------!');
    });
  });
});

describe('Every command', () => {
  it('is taken back, or has a reason why not; none is taken back by what is', () => {
    expect(Object.keys({ ...takeBacks, ...notTakenBack }).sort()).toEqual(Object.keys(commandTable).sort());
    expect(Object.values(takeBacks).filter(({ by }) => by in takeBacks)).toEqual([]);
  });
});
