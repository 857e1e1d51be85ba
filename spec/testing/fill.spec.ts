import type { CommandName, EventName } from '../../src/index.js';
import { commands, decodeEvent, encodeEvent, events, isCodecError } from '../../src/index.js';
import type { PartialEvent } from '../../src/testing/index.js';
import { eventWith, replyWith } from '../../src/testing/index.js';

const eventNames = Object.keys(events) as EventName[];
const commandNames = Object.keys(commands) as CommandName[];

const errorOf = (action: () => unknown): unknown => {
  try {
    action();
  } catch (error) {
    return error;
  }
  return undefined;
};

describe('eventWith', () => {
  it.each(eventNames)('completes %s, so that it arrives as it is', (event) => {
    const whole = eventWith({ event } as PartialEvent);
    expect(whole).toMatchObject({ event, index: 0 });
    expect(decodeEvent(encodeEvent(whole))).toEqual(whole);
  });

  it('fills in some device, and else zero, off and empty', () => {
    expect(eventWith({ event: 'DeviceFound' })).toEqual({
      event: 'DeviceFound',
      index: 0,
      address: '00:AA:01:01:00:01',
      addressType: 'LEPublic',
      rssi: -60,
      flags: expect.objectContaining({ ConfirmName: false }),
      eirData: new Uint8Array(0),
    });
    expect(eventWith({ event: 'Discovering' })).toMatchObject({
      addressType: ['LEPublic', 'LERandom'],
      discovering: false,
    });
    expect(eventWith({ event: 'ConnectFailed' }).status).toBe('ConnectFailed');
  });

  it('gives values as they arrive, not as they were written', () => {
    const event = eventWith({ event: 'DeviceFound', address: 'aa:bb:cc:dd:ee:ff', eirData: '0201', flags: 1 });
    expect(event.address).toBe('AA:BB:CC:DD:EE:FF');
    expect(event.eirData).toEqual(Uint8Array.of(2, 1));
    expect(event.flags.ConfirmName).toBe(true);
  });

  it('keeps what a newer kernel appends', () => {
    expect(eventWith({ event: 'IndexAdded', trailing: Uint8Array.of(7) }).trailing).toEqual(Uint8Array.of(7));
  });

  it('makes events that are unknown and malformed', () => {
    expect(eventWith({ event: 'Unknown' })).toMatchObject({ event: 'Unknown', code: 0xffff, index: 0 });
    expect(eventWith({ event: 'Unknown', code: 0x99, index: 3 })).toMatchObject({ code: 0x99, index: 3 });
    expect(eventWith({ event: 'Malformed' })).toMatchObject({ event: 'Malformed', code: 0x12 });
    expect(eventWith({ event: 'Malformed', bytes: Uint8Array.of(1) }).reason).toContain('1 bytes');
  });

  it.each([
    ['an RSSI that does not fit', () => eventWith({ event: 'DeviceFound', rssi: -300 }), /DeviceFound rssi: -300/],
    ['a wrong address', () => eventWith({ event: 'DeviceFound', address: '1' }), /DeviceFound address: '1'/],
    ['a field that is none', () => eventWith({ event: 'IndexAdded', rssi: 1 } as never), /IndexAdded rssi: .*no such/],
    ['an event that is none', () => eventWith({ event: 'DeviceLost' } as never), /no event 'DeviceLost'/],
    ['a known event as unknown', () => eventWith({ event: 'Unknown', code: 4 }), /Unknown: .*IndexAdded/],
    ['a good event as malformed', () => eventWith({ event: 'Malformed', code: 4 }), /Malformed: .*IndexAdded/],
  ])('refuses %s', (_, action, message) => {
    const error = errorOf(action);
    expect(isCodecError(error)).toBe(true);
    expect(String(error)).toMatch(message);
  });
});

describe('replyWith', () => {
  it.each(commandNames)('completes what %s returns', (name) => {
    expect(Object.keys(replyWith(name)).length).toBeLessThanOrEqual(commands[name].reply.length);
  });

  it('takes what is given, and gives it as it arrives', () => {
    expect(replyWith('SetPowered', { currentSettings: { Powered: true } }).currentSettings).toMatchObject({
      Powered: true,
      LowEnergy: false,
    });
    expect(replyWith('ReadControllerIndexList', { controllerIndexes: [0, 1] })).toEqual({ controllerIndexes: [0, 1] });
  });

  it('refuses what does not fit', () => {
    const error = errorOf(() => replyWith('ReadManagementVersionInformation', { version: 256 }));
    expect(isCodecError(error)).toBe(true);
    expect(String(error)).toContain('the reply to ReadManagementVersionInformation version: 256');
  });
});
