import type { CommandIndex, CommandName, Params } from 'rx-btmgmt';
import { commands, encodeCommand } from 'rx-btmgmt';
import { harmOf, owning } from '../../src/protocol/rules/owning.js';

const names = Object.keys(commands) as CommandName[];
const ofClass = (kind: string) => names.filter((name) => commands[name].class === kind);
const ANY = '00:00:00:00:00:00';
const SOME = '00:AA:01:99:00:99';

describe('the class of a command', () => {
  it('is observing for those that read', () => {
    // These two make new data, so that what others have read is worth nothing.
    const making = ['ReadLocalOutOfBandData', 'ReadLocalOutOfBandExtendedData'];
    const reading = names.filter((name) => /^(Read|Get)[A-Z]/.test(name) && !making.includes(name));
    expect(ofClass('observing')).toEqual(reading);
  });

  it('is owning for those that have a rule, with what they do in words', () => {
    expect(ofClass('owning').sort()).toEqual(Object.keys(owning).sort());
    for (const name of ofClass('owning')) expect(commands[name].beside).toMatch(/^(Only with .*: )?It .*\.$/);
    expect(commands.SetLowEnergy.beside).toMatch(/^Only with off: It /);
  });

  it('is shared for all others', () => {
    const counts = ['observing', 'shared', 'owning'].map((kind) => ofClass(kind).length);
    expect(counts).toEqual([21, 43, 28]);
  });
});

describe('owning parameters', () => {
  const given = <N extends CommandName>(name: N, breaking: Params<N>, harmless: Params<N>) =>
    [
      name,
      encodeCommand(name, 0 as CommandIndex<N>, breaking),
      encodeCommand(name, 0 as CommandIndex<N>, harmless),
    ] as const;
  const isOwning = (name: CommandName, frame: Uint8Array) => harmOf(name, frame) !== undefined;

  const uuid = '0000180f-0000-1000-8000-00805f9b34fb';
  const to = (address: string) => ({ address, addressType: 'BREDR' }) as const;

  it.each([
    given('SetLowEnergy', { lowEnergy: false }, { lowEnergy: true }),
    given('SetBREDR', { bredr: false }, { bredr: true }),
    given('SetSecureSimplePairing', { secureSimplePairing: 0 }, { secureSimplePairing: 1 }),
    given('SetSecureConnections', { secureConnections: 'Only' }, { secureConnections: 'On' }),
    given('SetWidebandSpeech', { widebandSpeech: false }, { widebandSpeech: true }),
    given('SetAdvertising', { advertising: 'OnConnectable' }, { advertising: 'Off' }),
    given('SetExternalConfiguration', { configuration: false }, { configuration: true }),
    given('RemoveUUID', { uuid: '00000000-0000-0000-0000-000000000000' }, { uuid }),
    given('RemoveDevice', to(ANY), to(SOME)),
    given('UnblockDevice', to(ANY), to(SOME)),
    given('RemoveRemoteOutOfBandData', to(ANY), to(SOME)),
    given('RemoveAdvertising', { instance: 0 }, { instance: 1 }),
    given('RemoveAdvertisementMonitor', { monitorHandle: 0 }, { monitorHandle: 1 }),
  ])('of %s', (name, breaking, harmless) => {
    expect(isOwning(name, breaking)).toBe(true);
    expect(isOwning(name, harmless)).toBe(false);
  });

  it('are all that have a rule about them', () => {
    const conditional = Object.values(owning).filter((rule) => 'only' in rule);
    expect(conditional).toHaveLength(13);
  });
});
