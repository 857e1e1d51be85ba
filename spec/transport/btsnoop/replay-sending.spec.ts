import { concatMap, ignoreElements, map, merge, of, tap } from 'rxjs';
import { Mgmt, encodeCommand, frameOf, isTransportError } from '../../../src/index.js';
import type { ReplayOptions } from '../../../src/transport/btsnoop/index.js';
import { encodeControl, replay, writeRecords } from '../../../src/transport/btsnoop/index.js';
import { record } from '../../support/recorder.js';
import { bytesOf, captureOf, command, frame, inVirtualTime, none, shown, thrownBy } from './marble-captures.js';
import { discoveryCapture } from './vectors.js';

describe('sending to a replay', () => {
  it('is refused while it does not run', () => {
    const transport = replay(bytesOf('(a)'), { speed: Infinity });
    expect(
      isTransportError(
        thrownBy(() => transport.send(command('A'))),
        'CLOSED',
      ),
    ).toBe(true);
    record(transport.frames$);
    expect(
      isTransportError(
        thrownBy(() => transport.send(command('A'))),
        'CLOSED',
      ),
    ).toBe(true);
  });

  it('does nothing by default', () => {
    inVirtualTime(({ expectObservable, cold }) => {
      const transport = replay(bytesOf('(Aa-b)'));
      expectObservable(transport.frames$.pipe(shown)).toBe('--a-b|');
      expectObservable(cold('(x|)').pipe(tap(() => transport.send(none))));
    });
  });

  /** What comes when the program sends these commands at these times. */
  function program(marbles: string, options: ReplayOptions = {}): (sends: string, expected: string) => void {
    return (sends, expected) =>
      inVirtualTime(({ expectObservable, cold }) => {
        const transport = replay(bytesOf(marbles), { mode: 'match', ...options });
        expectObservable(transport.frames$.pipe(shown)).toBe(expected);
        expectObservable(cold(sends).pipe(tap((char) => transport.send(command(char)))));
      });
  }

  it.each([
    ['waits at each command', '(Aa--bBc-)', '--A-------B-', '---a--b----c-|'],
    ['waits for ever', '(aA-b)', '-', '-a'],
    ['waits for the program, not as it waited', '(-----Aa----B-b)', 'A-B-----', '-a--b|'],
    ['takes commands that come early', '(aA-bBc-)', '(BA)', '-a-bc-|'],
    ['takes commands in another order', '(AB--ab)', '-B---A', '--------ab|'],
  ])('runs a program again: %s', (_, marbles, sends, expected) => {
    program(marbles)(sends, expected);
  });

  it('runs a program again: at once', () => {
    program('(---Aa--bBc-)', { speed: Infinity })('--A-----B-', '--(ab)--(c|)');
  });

  it('takes the command with the same parameters first', () => {
    const [opening, ...rest] = captureOf('(AaAb)');
    rest[2] = { ...rest[2]!, ...encodeControl({ kind: 'command', cookie: 1, frame: command('A', 7) }) };
    const transport = replay(writeRecords([opening!, ...rest]), { mode: 'match', speed: Infinity });
    const frames = record(transport.frames$.pipe(shown));
    transport.send(command('A', 7));
    expect(frames.values).toEqual([]);
    transport.send(command('A', 8));
    expect(frames.values).toEqual(['a', 'b']);
  });

  it('takes a command whose keys were redacted', () => {
    const privacy = (key: number): Uint8Array =>
      encodeCommand('SetPrivacy', 0, { privacy: 1, identityResolvingKey: new Uint8Array(16).fill(key) });
    const [opening, end] = captureOf('()');
    const sent = { ...end!, ...encodeControl({ kind: 'command', cookie: 1, frame: privacy(0) }) };
    const transport = replay(writeRecords([opening!, sent, end!]), { mode: 'match', speed: Infinity });
    const frames = record(transport.frames$);
    transport.send(privacy(5));
    expect(frames.completed).toBe(true);
  });

  it.each([
    ['a command that the capture has not', frame(5), 'NOT_IN_CAPTURE', 'The capture has no SetPowered'],
    ['one for another controller', frameOf(10, 1, none), 'NOT_IN_CAPTURE', 'controller 1 that was not sent already'],
    ['one that no kernel has', frame(0xfff0), 'NOT_IN_CAPTURE', 'no command 0xfff0 for controller 0'],
    ['what is no frame', Uint8Array.of(5, 0), 'EINVAL', '2 bytes are no frame: its header takes 6'],
  ] as const)('that has to match refuses %s', (_, bytes, code, message) => {
    const transport = replay(bytesOf('(Aa)'), { mode: 'match' });
    const frames = record(transport.frames$);
    const error = thrownBy(() => transport.send(bytes));
    frames.subscription.unsubscribe();
    expect(isTransportError(error, code)).toBe(true);
    expect((error as Error).message).toContain(message);
  });

  it('that has to match refuses a command that was sent as often as in the capture', () => {
    const transport = replay(bytesOf('(AaB)'), { mode: 'match', speed: Infinity });
    record(transport.frames$);
    transport.send(command('A'));
    expect(
      isTransportError(
        thrownBy(() => transport.send(command('A'))),
        'NOT_IN_CAPTURE',
      ),
    ).toBe(true);
  });

  it('from within an event needs no stack', () => {
    const transport = replay(bytesOf(`(${'Aa'.repeat(20_000)})`), { mode: 'match', speed: Infinity });
    let left = 20_000;
    const frames = record(transport.frames$.pipe(tap(() => --left > 0 && transport.send(command('A')))));
    transport.send(command('A'));
    expect([frames.values.length, frames.completed]).toEqual([20_000, true]);
  });

  it('runs a program of Mgmt on the answers of a kernel', () => {
    const mgmt = new Mgmt(replay(discoveryCapture, { mode: 'match', speed: Infinity }));
    const program$ = of(
      mgmt.command$('ReadManagementVersionInformation', null).pipe(map(({ revision }) => revision)),
      mgmt.command$('ReadControllerIndexList', null).pipe(map(({ controllerIndexes }) => controllerIndexes)),
      mgmt.command$('ReadControllerInformation', 0).pipe(map(({ address }) => address)),
      mgmt.command$('SetLowEnergy', 0, true).pipe(map(({ currentSettings }) => currentSettings.LowEnergy)),
    ).pipe(concatMap((command$) => command$));
    const kept$ = mgmt.events$.pipe(ignoreElements());
    const told = record(merge(kept$, program$));
    expect(told.values).toEqual([23, [1, 0], '00:AA:01:00:00:00', true]);
    told.subscription.unsubscribe();
  });
});
