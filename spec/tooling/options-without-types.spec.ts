import { Mgmt, OptionError, explain, memoryTransport } from 'rx-btmgmt';
import { capture, replay } from 'rx-btmgmt/btsnoop';
import { saveCapture } from 'rx-btmgmt/btsnoop-node';
import { hciSocket } from 'rx-btmgmt/linux';
import { createSimulator } from 'rx-btmgmt/simulator';

/** As a program in JavaScript calls it. */
type Call = (...args: readonly unknown[]) => unknown;
const call = (value: unknown): Call => value as Call;

const [transport] = memoryTransport();
const mgmt = new Mgmt(transport);

/** Everything that takes options, with one that is wrong, and what a misspelt one was meant to be. */
const TAKERS: readonly [string, (options: unknown) => unknown, object, string][] = [
  ['hciSocket', (options) => call(hciSocket)(options), { fd: '3' }, 'maxFramesPerTurn'],
  ['capture', (options) => call(capture)(transport, options), { secrets: 'hide' }, 'snapLength'],
  ['replay', (options) => call(replay)(new Uint8Array(), options), { speed: 0 }, 'session'],
  ['explain', (options) => call(explain)(new Uint8Array(6), options), { direction: 'up' }, 'secrets'],
  ['saveCapture', (options) => call(saveCapture)('trace.btsnoop', options), { maxPending: -1 }, 'maxPending'],
  ['Mgmt', (options) => new Mgmt(transport, options as never), { timeout: 0 }, 'timeout'],
  [
    'commandWith$',
    (options) => mgmt.commandWith$('SetPowered', 0, { powered: true }, options as never),
    { timeout: NaN },
    'timeout',
  ],
  ['createSimulator', (options) => call(createSimulator)(options), { latency: -1 }, 'controllers'],
];

describe('Without types', () => {
  it.each(TAKERS)('%s refuses wrong options when they are given', (_, give, wrong, known) => {
    const [option] = Object.keys(wrong);
    expect(() => give(wrong)).toThrow(OptionError);
    expect(() => give(wrong)).toThrow(expect.objectContaining({ option, code: 'InvalidOption' }));
    expect(() => give({ [`${known}s`]: 1 })).toThrow(`did you mean '${known}'?`);
    for (const none of [null, 5, [], 'options']) expect(() => give(none)).toThrow(OptionError);
  });
});
