import fc from 'fast-check';
import { encodeCommand, explain, toBytes } from '../../src/index.js';

describe('explain', () => {
  it('shows an event field by field', () => {
    // As Linux 6.12 sent it for a controller of btvirt.
    const text = explain(toBytes('12000000170001000101aa00017f000000000900020a00050970656572'));
    expect(text.split('\n')).toEqual([
      '< DeviceFound (0x0012), controller 0',
      '  0000  12 00                                            code                   DeviceFound',
      '  0002  00 00                                            index                  0',
      '  0004  17 00                                            length                 23',
      '  0006  01 00 01 01 aa 00                                address                00:AA:01:01:00:01',
      '  000c  01                                               addressType            LEPublic',
      '  000d  7f                                               rssi                   unknown',
      '  000e  00 00 00 00                                      flags                  none',
      '  0012  09 00 02 0a 00 05 09 70 65 65 72                 eirData                9 bytes',
    ]);
  });

  it('shows the return parameters of a command, and flags by their names', () => {
    const text = explain(toBytes('0100000007000d00000b023c00'.replace('0b02', '8002')));
    expect(text).toContain('commandOpcode          SetLowEnergy');
    expect(text).toContain('status                 Success');
    expect(text).toMatch(
      /80 02 3c 00 +currentSettings +BREDR, LowEnergy, CISCentral, CISPeripheral, ISOBroadcaster, ISOSyncReceiver/,
    );
  });

  it('shows a failure without return parameters', () => {
    expect(explain(toBytes('020007000300050011')).split('\n').at(-1)).toMatch(/11 +status +InvalidIndex/);
    expect(explain(toBytes('010007000300050011')).split('\n').at(-1)).toMatch(/11 +status +InvalidIndex/);
  });

  it('names the command that is answered in the first line, known or not', () => {
    const titleOf = (bytes: string): string | undefined => explain(toBytes(bytes)).split('\n')[0];
    // As Linux 6.12 sent it: SetLowEnergy.
    expect(titleOf('0100000007000d000080023c00')).toBe('< CommandComplete (0x0001) of SetLowEnergy, controller 0');
    expect(titleOf('020007000300050011')).toBe('< CommandStatus (0x0002) of SetPowered, controller 7');
    expect(titleOf('020007000300ffee01')).toBe('< CommandStatus (0x0002) of 0xeeff, controller 7');
    expect(titleOf('0100ffff0300010000')).toBe(
      '< CommandComplete (0x0001) of ReadManagementVersionInformation, no controller',
    );
    // Cut off.
    expect(titleOf('01000000010005')).toBe('< CommandComplete (0x0001), controller 0');
    expect(titleOf('02000000010005')).toBe('< CommandStatus (0x0002), controller 0');
    expect(explain(toBytes('020007000300050011'))).toMatch(/05 00 +commandOpcode +SetPowered\n/);
  });

  it('shows lists item by item, and redacts keys unless it is told otherwise', () => {
    const key = { address: '00:AA:01:01:00:01', addressType: 'LEPublic', value: '0123456789abcdef'.repeat(2) } as const;
    const frame = encodeCommand('LoadIdentityResolvingKeys', 0, { keys: [key, key] });
    const hidden = explain(frame, { direction: 'out' });
    expect(hidden).toMatch(/^> LoadIdentityResolvingKeys \(0x0030\), controller 0\n/);
    expect(hidden).toMatch(/02 00 +keys\.length +2\n/);
    expect(hidden).toMatch(/keys\[1\]\.address +00:AA:01:01:00:01/);
    expect(hidden).toMatch(/00 00 00 .* keys\[1\]\.value +hidden/);
    expect(hidden).not.toContain('01 23 45');
    expect(explain(frame, { direction: 'out', secrets: 'keep' })).toMatch(/01 23 45 67 .* keys\[1\]\.value +16 bytes/);
  });

  it('says where a frame ends too early, and shows what is left over', () => {
    expect(explain(toBytes('1300000001000'.padEnd(14, '6')))).toMatch(/discovering +the frame ends after 7 bytes/);
    expect(explain(toBytes('13000000040006010a0b'))).toMatch(/0a 0b +trailing/);
    expect(explain(toBytes('130000000900'))).toContain('9, which is wrong');
    expect(explain(toBytes('1300'))).toMatch(/^< no frame\n.*13 00 .*shorter than a header/);
    expect(explain(toBytes('ff7fffff0100aa'))).toMatch(
      /^< unknown event \(0x7fff\), no controller\n(.*\n)*.*aa +trailing/,
    );
  });

  it('goes on over several lines', () => {
    const lines = explain(toBytes(`1200000024000000000000000000000000001600${'ab'.repeat(22)}`)).split('\n');
    expect(lines.slice(-2)).toEqual([
      `  0012  16 00 ${'ab '.repeat(14)} eirData                22 bytes`,
      `  0022  ${'ab '.repeat(8).trimEnd()}`,
    ]);
  });

  it('never throws', () => {
    const frames = fc.uint8Array({ maxLength: 400 });
    fc.assert(
      fc.property(frames, fc.constantFrom('in', 'out'), (frame, direction) => explain(frame, { direction }).length > 0),
    );
  });
});
