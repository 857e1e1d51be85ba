import { EMPTY, NEVER, firstValueFrom } from 'rxjs';
import * as library from 'rx-btmgmt';
import { eddystoneFields } from 'rx-btmgmt/beacons';

/** As a program in JavaScript sees it: nothing tells it that a name is wrong but the library. */
const untyped = library as unknown as Record<string, (...args: readonly unknown[]) => unknown>;
const { encodeCommand, encodeEvent, encodeReply, decodeReply, buildAdvertisingData, ofEvent, isStatusError } = untyped;
const sendNothing = (): never => {
  throw new Error('Something was sent');
};
const mgmt = new library.Mgmt({ frames$: NEVER, send: sendNothing }) as unknown as Record<
  'command$' | 'commandWith$' | 'event$',
  (...args: readonly unknown[]) => never
>;
const refused = new library.StatusError({ command: 'SetPowered', index: 0 }, 'Failed');

const call = (work: () => unknown) => {
  try {
    return { value: work() };
  } catch (error) {
    return { error };
  }
};

describe('A misspelt name of', () => {
  it.each<[string, () => unknown, string]>([
    [
      'a command',
      () => encodeCommand?.('SetPower', 0, {}),
      "there is no command 'SetPower', did you mean 'SetPowered'?",
    ],
    ['a command, by case', () => encodeCommand?.('setPowered', 0, {}), "did you mean 'SetPowered'?"],
    ['the command of a reply', () => encodeReply?.('StrtDiscovery', 0, {}), "did you mean 'StartDiscovery'?"],
    ['a command to decode', () => decodeReply?.('ReadLocalOOBdata', new Uint8Array()), 'there is no command'],
    ['an event', () => encodeEvent?.({ event: 'DeviceFoud', index: 0 }), "did you mean 'DeviceFound'?"],
    [
      'a parameter',
      () => encodeCommand?.('SetDiscoverable', 0, { discoverable: 'General', timout: 60 }),
      "SetDiscoverable timout: there is no such parameter; there are discoverable, timeout, did you mean 'timeout'?",
    ],
    [
      'a value of an enumeration',
      () => encodeCommand?.('UnpairDevice', 0, { address: '00:00:00:00:00:01', addressType: 'LEPubic', disconnect: 1 }),
      "UnpairDevice addressType: 'LEPubic' is not one of BREDR, LEPublic, LERandom or a number, did you mean 'LEPublic'?",
    ],
    [
      'a value of a set',
      () => encodeCommand?.('StartDiscovery', 0, { addressType: ['LEPublic', 'LERandm'] }),
      "StartDiscovery addressType: 'LERandm' is not one of BREDR, LEPublic, LERandom, did you mean 'LERandom'?",
    ],
    [
      'a setting',
      () => encodeEvent?.({ event: 'NewSettings', index: 0, currentSettings: { Discoverabel: true } }),
      "did you mean 'Discoverable'?",
    ],
    [
      'a parameter of the system',
      () =>
        encodeCommand?.('SetDefaultSystemConfiguration', 0, { parameters: [{ type: 'BredrPageScanTyp', value: 1 }] }),
      "did you mean 'BredrPageScanType'?",
    ],
    ['a kind of advertising data', () => buildAdvertisingData?.([{ type: 'LocalNam' }]), "did you mean 'LocalName'?"],
    [
      'a frame of a beacon',
      () => eddystoneFields({ frame: 'UIDs' } as never),
      "Eddystone frame: 'UIDs' is not one of UID, URL, TLM, EncryptedTLM, EID, did you mean 'UID'?",
    ],
  ])('%s is refused with a suggestion', (_, work, message) => {
    const { error } = call(work);
    expect(library.isCodecError(error)).toBe(true);
    expect((error as Error).message).toContain(message);
  });

  it.each([
    ['command$', () => mgmt.command$('SetPower', 0, true)],
    ['commandWith$', () => mgmt.commandWith$('SetPower', 0, { powered: true })],
  ])('a command of %s is an error notification, and nothing is sent', async (_, send) => {
    await expect(firstValueFrom(send())).rejects.toMatchObject({
      name: 'CodecError',
      message: "name: there is no command 'SetPower', did you mean 'SetPowered'?",
    });
  });

  it.each<[string, () => unknown, string]>([
    [
      'event$',
      () => mgmt.event$('DeviceFoud'),
      "name: 'DeviceFoud' is not the name of an event, did you mean 'DeviceFound'?",
    ],
    ['event$, that is a reply', () => mgmt.event$('CommandComplete', 0), "'CommandComplete' is not among the events"],
    ['event$, that is none', () => mgmt.event$(undefined), 'name: undefined is not the name of an event'],
    ['ofEvent', () => ofEvent?.('IndexAdded', 'IndexRemove'), "did you mean 'IndexRemoved'?"],
    [
      'isStatusError',
      () => isStatusError?.(refused, 'Busy', 'Filed'),
      "status: 'Filed' is not the name of a status, did you mean 'Failed'?",
    ],
    [
      'isStatusError, for another error',
      () => isStatusError?.(new Error('mine'), 'RFKiled'),
      "did you mean 'RFKilled'?",
    ],
  ])('what is looked for with %s is refused at once', (_, work, message) => {
    const { error } = call(work);
    expect(library.isOptionError(error)).toBe(true);
    expect((error as Error).message).toContain(message);
  });

  it('nothing that is known gets no suggestion, and takes no time', () => {
    expect(() => encodeCommand?.('Frobnicate', 0, {})).toThrow(/^name: there is no command 'Frobnicate'$/);
    expect(() => encodeCommand?.('x'.repeat(10_000_000), 0, {})).toThrow(/there is no command 'x+…'$/);
    expect(() => encodeCommand?.(undefined, 0, {})).toThrow(/^name: there is no command undefined$/);
  });

  it('what can be looked for is not refused', () => {
    const names = [...Object.keys(library.events), 'Unknown', 'Malformed'];
    for (const name of names) expect(() => ofEvent?.(name)).not.toThrow();
    const notifications = names.filter((name) => !['CommandComplete', 'CommandStatus'].includes(name));
    for (const name of notifications) expect(() => mgmt.event$(name)).not.toThrow();
    for (const status of Object.keys(library.Status))
      expect(isStatusError?.(refused, status)).toBe(status === 'Failed');
    expect(isStatusError?.(refused, 3)).toBe(false);
    expect(EMPTY.pipe(library.ofEvent())).toBeDefined();
  });
});
