import { exhaustMap, merge, takeUntil, timer } from 'rxjs';
import { Mgmt, isCodecError, memoryTransport } from '../../src/index.js';
import type { ExpectedCommand } from '../../src/testing/index.js';
import { MgmtTestScheduler } from '../../src/testing/index.js';
import { marbles } from '../support/marbles.js';

/** Sends three commands, two at once, and compares them. */
function sending(diagram: string, values: Readonly<Record<string, ExpectedCommand>>): () => void {
  return () =>
    new MgmtTestScheduler().run(({ kernel, expectCommands }) => {
      const { mgmt } = kernel('', {}, { answers: () => ({}) });
      merge(
        mgmt.command$('SetPowered', 0, true),
        mgmt.command$('SetDiscoverable', 1, 'Limited', 30),
        timer(4).pipe(exhaustMap(() => mgmt.command$('AddDevice', 0, '00:00:00:00:00:0a', 'LERandom', 'AutoConnect'))),
      ).subscribe();
      expectCommands(mgmt).toBe(diagram, values);
    });
}
const names = { p: 'SetPowered', d: 'SetDiscoverable', a: 'AddDevice' } as const;

describe('expectCommands', () => {
  it.each<[string, Readonly<Record<string, ExpectedCommand>>]>([
    ['names', names],
    ['controllers', { ...names, d: { command: 'SetDiscoverable', index: 1 } }],
    ['some parameters', { ...names, d: { command: 'SetDiscoverable', params: { timeout: 30 } } }],
    [
      'values in any form that encodes to the same bytes',
      {
        p: { command: 'SetPowered', index: 0, params: { powered: 1 } },
        d: { command: 'SetDiscoverable', index: 1, params: { discoverable: 2, timeout: 30 } },
        a: { command: 'AddDevice', params: { address: '00:00:00:00:00:0A', action: 2 } },
      },
    ],
  ])('compares %s', (_, values) => {
    expect(sending('(pd)a', values)).not.toThrow();
  });

  it.each<[string, string, Readonly<Record<string, ExpectedCommand>>, RegExp]>([
    ['too early', '(pd)', names, /\+ +command: "AddDevice"/],
    ['a wrong time', '(pd)-a', names, /- +frame: 5,\n\+ +frame: 4,/],
    ['a wrong name', '(pd)p', names, /- +command: "SetPowered",\n\+ +command: "AddDevice"/],
    ['one too many', '(pd)a-p', names, /- +frame: 6/],
    [
      'a wrong controller',
      '(pd)a',
      { ...names, d: { command: 'SetDiscoverable', index: 0 } },
      /- +index: 0,\n\+ +index: 1,/,
    ],
    [
      'a wrong parameter',
      '(pd)a',
      { ...names, p: { command: 'SetPowered', params: { powered: false } } },
      /- +powered: false,\n\+ +powered: true,/,
    ],
    [
      'one parameter of several',
      '(pd)a',
      { ...names, d: { command: 'SetDiscoverable', params: { discoverable: 'Limited', timeout: 31 } } },
      /discoverable: "Limited",\n- +timeout: 31,\n\+ +timeout: 30,/,
    ],
  ])('notices %s', (_, diagram, values, message) => {
    expect(sending(diagram, values)).toThrow(message);
  });

  it('notices a command where none is expected', () => {
    expect(sending('', {})).toThrow(/\+ +command: "SetPowered"/);
  });

  it('shows what was sent when another command was expected', () => {
    expect(sending('(dd)a', names)).toThrow(
      /\+ +command: "SetPowered",\n\+ +index: 0,\n\+ +params: \{\n\+ +powered: true,/,
    );
  });

  it('sees commands without a declaration, and those that are malformed', () => {
    marbles(({ kernel, expectCommands }) => {
      const { mgmt } = kernel('');
      merge(mgmt.raw$(0x00ff, 2, Uint8Array.of(1)), mgmt.raw$(0x0005, 2, new Uint8Array()))
        .pipe(takeUntil(timer(1)))
        .subscribe();
      expectCommands(mgmt).toBe('(um)', {
        u: { command: 'Unknown', opcode: 0xff, index: 2, bytes: Uint8Array.of(0xff, 0, 2, 0, 1, 0, 1) },
        m: { command: 'Malformed', opcode: 5 },
      });
    });
  });

  it('compares commands with the frames at which they were sent, also after an early flush', () => {
    marbles(({ kernel, expectCommands, flush }) => {
      const { mgmt } = kernel('', {}, { answers: () => ({}) });
      timer(2)
        .pipe(exhaustMap(() => mgmt.command$('SetPowered', 0, 1)))
        .subscribe();
      expectCommands(mgmt).toBe('--p', names);
      flush();
      timer(2)
        .pipe(exhaustMap(() => mgmt.command$('SetPowered', 0, 1)))
        .subscribe();
      expectCommands(mgmt).toBe('--p-p', names);
    });
  });

  it.each<[string, string, Readonly<Record<string, ExpectedCommand>>, RegExp]>([
    ['a marble without a value', 'px', names, /marble 'x' has no value: there are p, d, a/],
    ['an end', 'p|', names, /neither fail nor complete/],
    ['a failure', 'p#', names, /neither fail nor complete/],
  ])('refuses %s', (_, diagram, values, message) => {
    expect(sending(diagram, values)).toThrow(message);
  });

  it.each<[string, ExpectedCommand]>([
    ['a value that no command can have', { command: 'SetDiscoverable', params: { timeout: 70_000 } }],
    ['a parameter that there is not', { command: 'SetPowered', params: { power: 1 } } as never],
    ['a command that there is not', { command: 'SetPowerful' } as never],
    ['a name that there is not', 'SetPowerful' as never],
  ])('refuses %s, which would never be sent', (_, value) => {
    let error: unknown;
    try {
      sending('p', { p: value })();
    } catch (caught) {
      error = caught;
    }
    expect(isCodecError(error)).toBe(true);
  });

  it('refuses a client that it does not watch', () => {
    marbles(({ expectCommands }) => {
      expect(() => expectCommands(new Mgmt(memoryTransport()[0])).toBe('')).toThrow(/kernel\(\) and mgmtOn\(\)/);
    });
  });
});
