import type { Observable } from 'rxjs';
import { Mgmt, NON_CONTROLLER, StatusError, isCodecError, isStatusError } from '../../src/index.js';
import { record } from '../support/recorder.js';
import { ScriptedKernel } from '../support/scripted-kernel.js';

describe('a command', () => {
  let kernel: ScriptedKernel;
  let mgmt: Mgmt;

  /** As a caller without types. */
  const untyped = (...args: unknown[]): Observable<unknown> =>
    (mgmt.command$ as (...args: unknown[]) => Observable<unknown>).apply(mgmt, args);

  beforeEach(() => {
    kernel = new ScriptedKernel();
    mgmt = new Mgmt(kernel);
  });

  afterEach(() => kernel.complete());

  it('does nothing before it is subscribed to', () => {
    mgmt.command$('SetPowered', 0, true);
    expect(kernel.opened).toBe(0);
  });

  it('sends its frame, emits what the kernel returns, completes, and soon the transport is closed', () => {
    jest.useFakeTimers();
    const reply = record(mgmt.command$('SetPowered', 0, 1));
    expect(kernel.hex).toEqual(['050000000100' + '01']);
    expect(reply.completed).toBe(false);

    // As Linux 6.12 answered for a controller of btvirt.
    kernel.frame('0100 0000 0700 0500 00 81023c00');
    expect(reply.values).toHaveLength(1);
    expect(reply.values[0]!.currentSettings).toMatchObject({ Powered: true, LowEnergy: true, Connectable: false });
    expect(reply.completed).toBe(true);
    expect(kernel.isOpen).toBe(true);
    jest.advanceTimersByTime(1);
    expect(kernel.isOpen).toBe(false);
    jest.useRealTimers();
  });

  it('is sent again by each subscription', () => {
    const version$ = mgmt.command$('ReadManagementVersionInformation', null);
    const first = record(version$);
    kernel.frame('0100 ffff 0600 0100 00 01 1700');
    const second = record(version$);
    kernel.frame('0100 ffff 0600 0100 00 01 1700');
    expect([first.values, second.values]).toEqual([[{ version: 1, revision: 23 }], [{ version: 1, revision: 23 }]]);
    expect(kernel.hex).toEqual(['0100ffff0000', '0100ffff0000']);
  });

  it('takes null and NON_CONTROLLER for no controller', () => {
    record(mgmt.command$('ReadControllerIndexList', null)).subscription.unsubscribe();
    record(mgmt.command$('ReadControllerIndexList', NON_CONTROLLER)).subscription.unsubscribe();
    expect(kernel.hex).toEqual(['0300ffff0000', '0300ffff0000']);
  });

  it('takes parameters by name', () => {
    record(mgmt.commandWith$('SetDiscoverable', 2, { timeout: 180, discoverable: 'Limited' }));
    expect(kernel.hex).toEqual(['060002000300' + '02b400']);
  });

  it('fails with the status that the kernel gives, and what to do', () => {
    const reply = record(mgmt.command$('SetPowered', 0, 1));
    kernel.frame('0200 0000 0300 0500 14');
    const [error] = reply.errors;
    expect(error).toBeInstanceOf(StatusError);
    expect(error).toMatchObject({
      command: 'SetPowered',
      index: 0,
      status: 'PermissionDenied',
      code: 'PermissionDenied',
    });
    expect((error as Error).message).toMatch(
      /^SetPowered on controller 0: PermissionDenied \(0x14\)\. .*CAP_NET_ADMIN/,
    );
  });

  it('hands out what a failure carries', () => {
    const reply = record(mgmt.command$('StartDiscovery', 0, ['LEPublic', 'LERandom']));
    kernel.frame('0100 0000 0400 2300 0b 06');
    expect(reply.errors).toMatchObject([
      { status: 'Rejected', returnParameters: { addressType: ['LEPublic', 'LERandom'] } },
    ]);
  });

  it('keeps a status without a name as a number', () => {
    const reply = record(mgmt.command$('SetPowered', 0, 1));
    kernel.frame('0200 0000 0300 0500 83');
    expect(reply.errors).toMatchObject([{ status: 0x83, code: '131' }]);
    expect(isStatusError(reply.errors[0], 0x83)).toBe(true);
  });

  it('fails if a success lacks its return parameters', () => {
    const reply = record(mgmt.command$('SetPowered', 0, 1));
    kernel.frame('0100 0000 0500 0500 00 d10a');
    expect(isCodecError(reply.errors[0])).toBe(true);
    expect(String(reply.errors[0])).toContain('the reply to SetPowered');
  });

  it('keeps what a newer kernel appends to its reply', () => {
    const reply = record(mgmt.command$('ReadManagementVersionInformation', null));
    kernel.frame('0100 ffff 0800 0100 00 01 1700 abcd');
    expect(reply.values).toEqual([{ version: 1, revision: 23, trailing: Uint8Array.of(0xab, 0xcd) }]);
  });

  it.each([
    ['a value of the wrong type', () => untyped('SetPowered', 0, 'x'), /powered: 'x' .*0 to 255/],
    ['an index that is too large', () => mgmt.command$('SetPowered', 70_000, 1), /index: 70000 .*65534/],
    ['a missing parameter', () => untyped('SetDiscoverable', 0, 1), /timeout: is missing/],
    ['too many parameters', () => untyped('SetPowered', 0, 1, 2), /2 parameters given, there are 1: powered/],
    [
      'a misspelt parameter',
      () => mgmt.commandWith$('SetPowered', 0, { power: 1 } as never),
      /power: there is no such parameter; there are powered/,
    ],
    ['no parameters at all', () => mgmt.commandWith$('SetPowered', 0, undefined as never), /params: undefined/],
    ['a name of 300 bytes', () => mgmt.command$('SetLocalName', 0, 'n'.repeat(300), ''), /name: .* 300 bytes .*248/],
    ['a wrong address', () => mgmt.command$('SetStaticAddress', 0, '00:11'), /address: '00:11' is not an address/],
    ['an unknown command', () => untyped('SetPowerd', 0, 1), /no command 'SetPowerd'/],
    ['an opcode that is too large', () => mgmt.raw$(0x1_0000, 0, new Uint8Array()), /opcode: 65536 .*65535/],
  ])('refuses %s before anything is sent', (_, command, message) => {
    const reply = record<unknown>(command());
    expect(isCodecError(reply.errors[0])).toBe(true);
    expect(String(reply.errors[0])).toMatch(message);
    expect(kernel.opened).toBe(0);
  });

  it('can be given as bytes', () => {
    const known = record(mgmt.raw$(0x0005, 0, Uint8Array.of(1, 2)));
    const unknown = record(mgmt.raw$(0x00ff, 0, new Uint8Array()));
    kernel.frame('0200 0000 0300 0500 0d');
    kernel.frame('0100 0000 0500 ff00 00 abcd');
    expect(kernel.hex).toEqual(['0500000002000102', 'ff0000000000']);
    expect(known.errors).toMatchObject([{ command: 'SetPowered', status: 'InvalidParameters' }]);
    expect(unknown.values).toEqual([Uint8Array.of(0xab, 0xcd)]);
  });
});
