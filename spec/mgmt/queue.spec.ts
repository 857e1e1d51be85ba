import { Mgmt, OptionError, TransportError, isStatusError, isTimeoutError, isTransportError } from '../../src/index.js';
import { record } from '../support/recorder.js';
import { ScriptedKernel } from '../support/scripted-kernel.js';

const SETTINGS = { currentSettings: {} };
const OTHER = { currentSettings: { Powered: true } };

/** On a transport that has one connection: see giving-up.spec.ts for the others. */
describe('commands that wait', () => {
  let kernel: ScriptedKernel;
  let mgmt: Mgmt;

  beforeEach(() => {
    jest.useFakeTimers();
    kernel = new ScriptedKernel();
    mgmt = new Mgmt(kernel);
    // Keeps the transport open, as an application that listens to events does.
    record(mgmt.events$);
  });

  afterEach(() => {
    kernel.complete();
    // No path leaves a timer behind, which would keep a process alive.
    expect(jest.getTimerCount()).toBe(0);
    jest.useRealTimers();
  });

  it('go out one at a time for one opcode and controller, in order', () => {
    const replies = [1, 0, 1].map((on) => record(mgmt.command$('SetPowered', 0, on)));
    expect(kernel.hex).toEqual(['05000000010001']);
    kernel.reply('SetPowered', 0, SETTINGS);
    expect(kernel.hex).toEqual(['05000000010001', '05000000010000']);
    expect(replies.map(({ completed }) => completed)).toEqual([true, false, false]);
    kernel.refuse('SetPowered', 0, 'Busy');
    kernel.reply('SetPowered', 0, OTHER);
    expect(kernel.sent).toHaveLength(3);
    expect(replies[1]!.errors).toMatchObject([{ status: 'Busy' }]);
    expect(replies[2]!.values[0]!.currentSettings.Powered).toBe(true);
  });

  it('do not wait for other opcodes and other controllers', () => {
    record(mgmt.command$('SetPowered', 0, 1));
    record(mgmt.command$('SetPowered', 1, 1));
    record(mgmt.command$('SetBondable', 0, 1));
    expect(kernel.commands).toEqual(['SetPowered 0', 'SetPowered 1', 'SetBondable 0']);
  });

  it('each get their own answer, whatever the order of the answers', () => {
    const first = record(mgmt.command$('SetPowered', 0, 1));
    const second = record(mgmt.command$('SetPowered', 1, 1));
    kernel.reply('SetPowered', 1, OTHER);
    kernel.reply('SetPowered', 0, SETTINGS);
    expect(second.values[0]!.currentSettings.Powered).toBe(true);
    expect(first.values[0]!.currentSettings.Powered).toBe(false);
  });

  it('are taken back if nobody waits any more before they went out', () => {
    record(mgmt.command$('SetPowered', 0, 1));
    const second = record(mgmt.command$('SetPowered', 0, 0));
    const third = record(mgmt.command$('SetPowered', 0, 1));
    second.subscription.unsubscribe();
    kernel.reply('SetPowered', 0, SETTINGS);
    kernel.reply('SetPowered', 0, SETTINGS);
    expect(kernel.hex).toEqual(['05000000010001', '05000000010001']);
    expect(third.completed).toBe(true);
  });

  it('keep their slot after unsubscribing until the late reply came, which is swallowed', () => {
    record(mgmt.command$('SetPowered', 0, 1)).subscription.unsubscribe();
    const next = record(mgmt.command$('SetPowered', 0, 0));
    expect(kernel.sent).toHaveLength(1);
    kernel.reply('SetPowered', 0, OTHER);
    expect(kernel.sent).toHaveLength(2);
    expect(next.values).toEqual([]);
    kernel.reply('SetPowered', 0, SETTINGS);
    expect(next.values[0]!.currentSettings.Powered).toBe(false);
  });

  it('keep their slot no longer than they would have waited', () => {
    record(mgmt.commandWith$('SetPowered', 0, { powered: 1 }, { timeout: 500 })).subscription.unsubscribe();
    record(mgmt.command$('SetPowered', 0, 0));
    jest.advanceTimersByTime(499);
    expect(kernel.sent).toHaveLength(1);
    jest.advanceTimersByTime(1);
    expect(kernel.sent).toHaveLength(2);
  });

  it('fail after their timeout, and the late reply does not go to the next', () => {
    const first = record(mgmt.commandWith$('SetPowered', 0, { powered: 1 }, { timeout: 500 }));
    const second = record(mgmt.command$('SetPowered', 0, 0));
    jest.advanceTimersByTime(500);
    expect(isTimeoutError(first.errors[0])).toBe(true);
    expect(String(first.errors[0])).toMatch(/SetPowered on controller 0: no answer within 500 ms/);
    expect(kernel.sent).toHaveLength(1);
    kernel.reply('SetPowered', 0, OTHER);
    expect(kernel.sent).toHaveLength(2);
    expect(second.values).toEqual([]);
  });

  it('have a default timeout that starts when the frame goes out', () => {
    const first = record(mgmt.command$('SetBondable', 0, 1));
    const second = record(mgmt.command$('SetBondable', 0, 0));
    jest.advanceTimersByTime(9_999);
    expect(first.errors).toEqual([]);
    kernel.reply('SetBondable', 0, SETTINGS);
    jest.advanceTimersByTime(9_999);
    expect(second.errors).toEqual([]);
    jest.advanceTimersByTime(1);
    expect(isTimeoutError(second.errors[0])).toBe(true);
    kernel.reply('SetBondable', 0, SETTINGS);
  });

  it('wait for ever if they are told to', () => {
    const reply = record(mgmt.commandWith$('SetPowered', 0, { powered: 1 }, { timeout: Infinity }));
    expect(jest.getTimerCount()).toBe(0);
    expect(reply.errors).toEqual([]);
  });

  it.each([0, -1, NaN])('refuse %d as a timeout', (timeout) => {
    expect(() => mgmt.commandWith$('SetPowered', 0, { powered: 1 }, { timeout })).toThrow(OptionError);
    expect(() => mgmt.raw$(5, 0, Uint8Array.of(1), { timeout })).toThrow(OptionError);
    expect(() => new Mgmt(kernel, { timeout })).toThrow(OptionError);
    expect(kernel.sent).toEqual([]);
  });

  it('refuse options that there are none of', () => {
    const options = { timeOut: 500 } as object;
    expect(() => mgmt.commandWith$('SetPowered', 0, { powered: 1 }, options)).toThrow(/did you mean 'timeout'/i);
    expect(() => new Mgmt(kernel, { timeout: 5, shedule: 1 } as object)).toThrow(OptionError);
  });

  it('end at once when their controller goes away; other controllers go on', () => {
    const sent = record(mgmt.command$('SetPowered', 0, 1));
    const waiting = record(mgmt.command$('SetPowered', 0, 0));
    const other = record(mgmt.command$('SetPowered', 1, 1));
    kernel.emit({ event: 'IndexRemoved', index: 0 });
    expect(isStatusError(sent.errors[0], 'InvalidIndex')).toBe(true);
    expect(isStatusError(waiting.errors[0], 'InvalidIndex')).toBe(true);
    expect(other.errors).toEqual([]);
    // The index belongs to the next controller at once.
    record(mgmt.command$('SetPowered', 0, 1));
    expect(kernel.commands).toEqual(['SetPowered 0', 'SetPowered 1', 'SetPowered 0']);
  });

  it.each(['ExtendedIndexRemoved', 'UnconfiguredIndexRemoved'] as const)('end with %s, too', (event) => {
    const reply = record(mgmt.command$('SetPowered', 3, 1));
    kernel.emit(
      event === 'ExtendedIndexRemoved'
        ? { event, index: 3, controllerType: 'Primary', controllerBus: 'USB' }
        : { event, index: 3 },
    );
    expect(isStatusError(reply.errors[0], 'InvalidIndex')).toBe(true);
  });

  it('fail if they cannot be sent, and swallow the reply that some kernels send all the same', () => {
    kernel.onSend = () => {
      throw new TransportError('ENETDOWN', 'send', 100, 'down');
    };
    const failed = record(mgmt.command$('SetPowered', 0, 1));
    // Never inside of the call that subscribed: who tries again would never come out of it.
    expect(failed.errors).toEqual([]);
    jest.advanceTimersByTime(1);
    expect(isTransportError(failed.errors[0], 'ENETDOWN')).toBe(true);

    kernel.onSend = () => undefined;
    const next = record(mgmt.command$('SetPowered', 0, 0));
    kernel.refuse('SetPowered', 0, 'Failed');
    expect(next.errors).toEqual([]);
    kernel.reply('SetPowered', 0, SETTINGS);
    expect(next.completed).toBe(true);
  });

  it('go on one second after one that could not be sent', () => {
    kernel.onSend = () => {
      throw new TransportError('ENETDOWN', 'send', 100, 'down');
    };
    record(mgmt.command$('SetPowered', 0, 1));
    kernel.onSend = () => undefined;
    record(mgmt.command$('SetPowered', 0, 0));
    jest.advanceTimersByTime(999);
    expect(kernel.sent).toHaveLength(1);
    jest.advanceTimersByTime(1);
    expect(kernel.sent).toHaveLength(2);
  });

  it('do not pile up the stack when every answer comes while sending', () => {
    const replies = Array.from({ length: 5_000 }, () => record(mgmt.command$('SetBondable', 0, 1)));
    kernel.answerAllWith(Uint8Array.of(0, 0, 0, 0));
    kernel.reply('SetBondable', 0, SETTINGS);
    expect(replies.filter(({ completed }) => completed)).toHaveLength(5_000);
  });

  it('may be started from the answer to another one', () => {
    const order: string[] = [];
    mgmt.command$('SetPowered', 0, 1).subscribe(() => {
      order.push('first');
      mgmt.command$('SetPowered', 0, 0).subscribe(() => order.push('second'));
    });
    kernel.reply('SetPowered', 0, SETTINGS);
    kernel.reply('SetPowered', 0, SETTINGS);
    expect(order).toEqual(['first', 'second']);
  });

  it('match a reply to Set Default Runtime Configuration that comes with the opcode of its sibling', () => {
    const runtime = record(mgmt.raw$(0x004e, 0, new Uint8Array()));
    const system = record(mgmt.raw$(0x004c, 0, new Uint8Array()));
    expect(kernel.hex).toEqual(['4e0000000000']);
    kernel.frame('0200 0000 0300 4c00 0d');
    expect(runtime.errors).toMatchObject([{ status: 'InvalidParameters' }]);
    expect(kernel.hex).toEqual(['4e0000000000', '4c0000000000']);
    kernel.frame('0200 0000 0300 4c00 0d');
    expect(system.errors).toHaveLength(1);
  });
});
