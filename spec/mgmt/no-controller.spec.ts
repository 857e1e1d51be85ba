import { firstValueFrom, from, toArray } from 'rxjs';
import {
  Mgmt,
  NON_CONTROLLER,
  StatusError,
  TimeoutError,
  commands,
  decodeCommand,
  decodeEvent,
  encodeEvent,
  forController,
  isCodecError,
  isStatusError,
  readHeader,
  toBytes,
} from '../../src/index.js';
import { createSimulator } from '../../src/simulator/index.js';
import { eventWith } from '../../src/testing/index.js';
import { record } from '../support/recorder.js';
import { ScriptedKernel } from '../support/scripted-kernel.js';

/** What both kinds of index mean: null comes out, whichever went in. */
const NONE = [null, NON_CONTROLLER] as const;
const FEATURE = { event: 'ExperimentalFeatureChanged', uuid: 'Debug', flags: {} } as const;

describe('no controller', () => {
  it('is null in what is decoded', () => {
    // As Linux 6.12 answers Read Controller Index List: no controllers.
    expect(decodeEvent(toBytes('0100ffff050003000000' + '00'))).toMatchObject({ index: null, commandOpcode: 3 });
    expect(decodeCommand(toBytes('0300ffff0000'))).toMatchObject({ command: 'ReadControllerIndexList', index: null });
    expect(decodeEvent(toBytes('f0ffffff0000'))).toMatchObject({ event: 'Unknown', index: null });
    expect(decodeCommand(toBytes('f0ffffff0000'))).toMatchObject({ command: 'Unknown', index: null });
    expect(decodeEvent(toBytes('0100ffff0000'))).toMatchObject({ event: 'Malformed', index: null });
    expect(decodeEvent(toBytes('0100'))).toMatchObject({ event: 'Malformed', index: null });
    expect(readHeader(toBytes('0300ffff0000'))).toEqual({ code: 3, index: null, length: 0 });
    // No kernel sends it; it arrives all the same.
    expect(decodeEvent(toBytes('0400ffff0000'))).toEqual({ event: 'IndexAdded', index: null });
  });

  it.each(NONE)('goes in as %p', async (index) => {
    const frame = encodeEvent({ ...FEATURE, index });
    expect(frame.slice(2, 4)).toEqual(Uint8Array.of(0xff, 0xff));
    const events = [eventWith({ ...FEATURE, index: 0 }), eventWith({ ...FEATURE, index })];
    expect(await firstValueFrom(from(events).pipe(forController(index), toArray()))).toEqual([events[1]]);
    expect(events[1]!.index).toBeNull();

    const kernel = new ScriptedKernel();
    const mgmt = new Mgmt(kernel);
    const found = record(mgmt.event$('ExperimentalFeatureChanged', index));
    kernel.emit({ ...FEATURE, index: 0 });
    kernel.emit({ ...FEATURE, index: null });
    expect(found.values).toEqual([events[1]]);
    record(mgmt.command$('ReadControllerIndexList', index));
    record(mgmt.raw$(3, index, new Uint8Array()));
    expect(kernel.commands).toEqual(['ReadControllerIndexList null']);
    kernel.complete();
  });

  it.each(NONE)('is null in errors about %p', (index) => {
    const refused = new StatusError({ command: 'ReadControllerIndexList', index }, 'Busy');
    const late = new TimeoutError({ command: 'ReadControllerIndexList', index }, 10);
    expect([refused.index, late.index]).toEqual([null, null]);
    expect([refused.message, late.message].join()).not.toMatch(/65535|controller null/);
  });

  it('is null in the faults of the simulator', async () => {
    for (const index of NONE) {
      const simulator = createSimulator();
      const mgmt = new Mgmt(simulator.transport());
      simulator.faults.refuse('Busy', { index });
      await firstValueFrom(mgmt.command$('ReadControllerInformation', 0));
      const error: unknown = await firstValueFrom(mgmt.command$('ReadControllerIndexList', null)).catch(
        (error: unknown) => error,
      );
      expect(isStatusError(error, 'Busy') && error.index).toBeNull();
    }
  });
});

describe('an index that does not go with its command', () => {
  const { SetPowered, ReadControllerIndexList } = commands;
  /** As a caller without types. */
  const send = (mgmt: Mgmt, name: string, index: unknown, ...args: unknown[]): { readonly errors: unknown[] } =>
    record(mgmt.command$(name as never, index as never, ...(args as never)));

  it.each([
    ['SetPowered', null, [true], /^SetPowered index: null is not a controller.* 0 is the first one, hci0$/],
    ['SetPowered', NON_CONTROLLER, [true], /^SetPowered index: 65535 is not a controller/],
    [
      'ReadControllerIndexList',
      0,
      [],
      /^ReadControllerIndexList index: 0 is not null: the command is about no controller$/,
    ],
    ['SetPowered', undefined, [true], /^SetPowered index: undefined is not/],
    ['SetPowered', 'hci0', [true], /^SetPowered index: 'hci0' is not/],
    ['SetPowered', -1, [true], /^SetPowered index: -1 is not/],
    ['SetPowered', 0.5, [true], /^SetPowered index: 0.5 is not/],
  ] as const)('fails before anything is sent: %s to %p', (name, index, args, message) => {
    const kernel = new ScriptedKernel();
    const { errors } = send(new Mgmt(kernel), name, index, ...args);
    expect(errors).toHaveLength(1);
    expect(isCodecError(errors[0]) && errors[0]).toMatchObject({ code: 'InvalidValue', path: 'index' });
    expect((errors[0] as Error).message).toMatch(message);
    expect([kernel.opened, kernel.sent]).toEqual([0, []]);
  });

  it('goes to the kernel as bytes, which refuses it', async () => {
    const mgmt = new Mgmt(createSimulator().transport());
    for (const [opcode, index, text] of [
      [ReadControllerIndexList.opcode, 0, /about no controller: give null/],
      [SetPowered.opcode, null, /needs the index of a controller/],
    ] as const) {
      const error: unknown = await firstValueFrom(mgmt.raw$(opcode, index, new Uint8Array())).catch((e: unknown) => e);
      expect(isStatusError(error, 'InvalidIndex') && error.source).toBe('kernel');
      expect((error as Error).message).toMatch(text);
    }
  });
});
