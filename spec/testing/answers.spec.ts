import { concat, filter, ignoreElements, map, merge, mergeMap, repeat, retry, takeUntil, timer } from 'rxjs';
import { TransportError } from '../../src/index.js';
import type { Answers, KernelOptions } from '../../src/testing/index.js';
import { eventWith } from '../../src/testing/index.js';
import { marbles } from '../support/marbles.js';

const address = '00:00:00:00:00:0F';
const failure = (status: string): unknown => expect.objectContaining({ name: 'StatusError', status });
/** The replies to three commands in turn. */
const powered = (answers: Answers): KernelOptions => ({ answers });

describe('answers by table', () => {
  it('come in the same frame, but not before the command has been sent', () => {
    marbles(({ kernel, expectObservable }) => {
      const { mgmt } = kernel('', {}, { answers: { SetBondable: {} } });
      const order: string[] = [];
      mgmt.command$('SetBondable', 0, 1).subscribe(() => order.push('answered'));
      order.push('sent');
      expectObservable(timer(1).pipe(map(() => order.join()))).toBe('-(o|)', { o: 'sent,answered' });
      expectObservable(mgmt.command$('SetBondable', 1, 1).pipe(ignoreElements())).toBe('|');
    });
  });

  it('come after a delay', () => {
    marbles(({ kernel, expectObservable }) => {
      const { mgmt } = kernel('', {}, powered({ SetPowered: { delay: 3 } }));
      expectObservable(mgmt.command$('SetPowered', 0, 1).pipe(ignoreElements())).toBe('---|');
    });
  });

  it('carry a status and return parameters', () => {
    marbles(({ kernel, expectObservable }) => {
      const { mgmt } = kernel(
        '',
        {},
        {
          answers: {
            SetPowered: { returnParameters: { currentSettings: { Powered: true } } },
            StartDiscovery: { status: 'Busy' },
          },
        },
      );
      const powered$ = mgmt.command$('SetPowered', 0, 1).pipe(map(({ currentSettings }) => currentSettings.Powered));
      expectObservable(powered$).toBe('(p|)', { p: true });
      expectObservable(mgmt.command$('StartDiscovery', 0, 6)).toBe('#', null, failure('Busy'));
    });
  });

  it('take from the command what is left out', () => {
    marbles(({ kernel, expectObservable }) => {
      const { mgmt } = kernel(
        '',
        {},
        { answers: { AddDevice: {}, SetLocalName: { returnParameters: { name: 'cut' } } } },
      );
      const add$ = mgmt.command$('AddDevice', 0, address, 'LERandom', 'BackgroundScan');
      expectObservable(add$).toBe('(r|)', { r: { address, addressType: 'LERandom' } });
      const name$ = mgmt.command$('SetLocalName', 0, 'too long', 'short');
      expectObservable(name$).toBe('(r|)', { r: { name: 'cut', shortName: 'short' } });
    });
  });

  it('are for every controller', () => {
    marbles(({ kernel, expectObservable }) => {
      const { mgmt } = kernel('', {}, { answers: { SetBondable: { delay: 1 } } });
      expectObservable(mgmt.command$('SetBondable', 5, 1).pipe(ignoreElements())).toBe('-|');
    });
  });

  it('can be diagrams that start with the command, with the values of the kernel', () => {
    const says = {
      s: { replyTo: 'StartDiscovery' },
      d: { event: 'Discovering', discovering: true },
      e: { event: 'Discovering', discovering: false },
      a: { event: 'DeviceFound', address },
    } as const;
    marbles(({ kernel, expectObservable, expectCommands }) => {
      const { mgmt } = kernel('a', says, { answers: { StartDiscovery: '-dsa--a-e' } });
      const ended$ = mgmt.event$('Discovering', 0).pipe(filter(({ discovering }) => discovering === false));
      const started$ = mgmt.command$('StartDiscovery', 0, ['LEPublic', 'LERandom']).pipe(ignoreElements());
      const once$ = merge(mgmt.event$('DeviceFound', 0), started$).pipe(takeUntil(ended$));
      const found$ = concat(timer(2).pipe(ignoreElements()), once$.pipe(repeat(2)));
      const a = eventWith(says.a);
      expectObservable(found$).toBe('-----a--a----a--a-|', { a });
      expectCommands(mgmt).toBe('--s-------s', { s: 'StartDiscovery' });
    });
  });

  it('can make sending fail', () => {
    const down = new TransportError('ENETDOWN', 'send', 100, 'down');
    marbles(({ kernel, expectObservable, expectCommands }) => {
      const { mgmt } = kernel('', {}, { answers: { SetBondable: { throws: down } } });
      expectObservable(mgmt.command$('SetBondable', 0, 1)).toBe('#', null, down);
      expectCommands(mgmt).toBe('s', { s: 'SetBondable' });
    });
  });

  it('are refused at once if no kernel can send them', () => {
    marbles(({ kernel }) => {
      const answers: Answers = { ReadManagementVersionInformation: { returnParameters: { version: 999 } } };
      expect(() => kernel('', {}, { answers })).toThrow(/ReadManagementVersionInformation version: 999 is not/);
    });
  });

  it('are lost with the connection that they were for', () => {
    marbles(({ kernel, expectObservable, expectCommands }) => {
      const { mgmt } = kernel('--#', {}, { answers: { SetBondable: { delay: 4 } } });
      expectObservable(mgmt.command$('SetBondable', 0, 1).pipe(ignoreElements(), retry(1))).toBe('------|');
      expectCommands(mgmt).toBe('s-s', { s: 'SetBondable' });
    });
  });
});

describe('answers by function', () => {
  it('decide on one command, and know how many came before', () => {
    marbles(({ kernel, expectObservable }) => {
      const answers: Answers = {
        StartDiscovery: ({ params }, nth) =>
          nth < 2 ? { status: 'Busy', delay: nth + 1 } : { returnParameters: params },
      };
      const { mgmt } = kernel('', {}, { answers });
      const start$ = mgmt.command$('StartDiscovery', 0, ['LERandom']);
      expectObservable(start$.pipe(retry(2))).toBe('---(r|)', { r: { addressType: ['LERandom'] } });
    });
  });

  it('may keep silent', () => {
    marbles(({ kernel, expectObservable }) => {
      const answers: Answers = { SetBondable: ({ index }) => (index === 0 ? {} : undefined) };
      const { mgmt } = kernel('', {}, { answers, timeout: 5 });
      expectObservable(mgmt.command$('SetBondable', 0, 1).pipe(ignoreElements())).toBe('|');
      expectObservable(mgmt.command$('SetBondable', 1, 1)).toBe(
        '-----#',
        null,
        expect.objectContaining({ code: 'Timeout' }),
      );
    });
  });

  it('can be one for all commands, also for those without a name', () => {
    marbles(({ kernel, expectObservable }) => {
      const { mgmt } = kernel(
        '',
        {},
        {
          answers: ({ command }, nth) => {
            if (command === 'Unknown') return nth === 0 ? { returnParameters: 'abcd' } : { status: 'UnknownCommand' };
            return { status: 'NotSupported' };
          },
        },
      );
      const raw$ = mgmt.raw$(0x00ff, 0, new Uint8Array());
      expectObservable(raw$.pipe(mergeMap((bytes) => bytes))).toBe('(ab|)', { a: 0xab, b: 0xcd });
      expectObservable(raw$).toBe('#', null, failure('UnknownCommand'));
      expectObservable(mgmt.command$('SetBondable', 0, 1)).toBe('#', null, failure('NotSupported'));
    });
  });

  it('must answer a command without a declaration with bytes', () => {
    const failing = () =>
      marbles(({ kernel, subscribe }) => {
        const { mgmt } = kernel('', {}, { answers: () => ({ returnParameters: {} }) });
        subscribe(mgmt.raw$(0x00ff, 0, new Uint8Array()));
      });
    expect(failing).toThrow('0xff must be bytes');
  });
});
