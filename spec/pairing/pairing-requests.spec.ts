import type { PairingRequest } from 'rx-btmgmt';
import {
  acceptConfirmations,
  controller,
  fixedPasskey,
  fixedPin,
  isNeighbourError,
  isPairingAnswerError,
  pair,
  pairingRequests,
} from 'rx-btmgmt';
import type { DeviceOptions } from 'rx-btmgmt/simulator';
import { Said } from '../controllers/world.js';
import {
  ADDRESS,
  CLASSIC,
  COMPARES,
  DISPLAY,
  DISPLAYS,
  PairingWorld,
  TYPES,
  classic,
  codeOf,
  course,
  first,
  messageOf,
} from './pairing-world.js';

describe('pairingRequests', () => {
  it('asks whether to pair at all', () => {
    const world = new PairingWorld([{}]);
    const asked = world.requests();
    const said = world.pair();
    world.pass();
    const request = first(asked, 'justWorks');
    expect(request).toMatchObject({ index: 0, address: ADDRESS, addressType: 'LEPublic', isOpen: true });
    // A user is there to be asked, so it is not accepted without asking.
    expect(course(said).at(-1)).toBe('asked justWorks');
    expect(request.accept()).toBe(true);
    expect(request.isOpen).toBe(false);
    world.pass();
    expect(request.said.values).toEqual([{ end: 'accepted' }]);
    expect(course(said).at(-1)).toBe('paired');
  });

  it('asks whether two numbers are the same', () => {
    const world = new PairingWorld([COMPARES]);
    const asked = world.requests();
    const said = world.pair();
    world.pass();
    const request = first(asked, 'confirm');
    expect(request.passkey).toMatch(/^\d{6}$/);
    request.accept();
    world.pass(5000);
    expect(said.last).toMatchObject({ step: 'paired', strength: { authenticated: true, secureConnections: true } });
  });

  it('asks for the passkey that the device shows', () => {
    const world = new PairingWorld([DISPLAY]);
    const asked = world.requests();
    const said = world.pair();
    world.pass();
    first(asked, 'passkey').accept(world.simulator.devices[0]?.shownPasskey ?? 0);
    world.pass(5000);
    expect(said.last).toMatchObject({ step: 'paired', strength: { authenticated: true } });
  });

  it('shows a passkey, with the number of digits that were typed, and says when it is over', () => {
    const world = new PairingWorld([TYPES]);
    const asked = world.requests();
    const said = world.pair();
    world.pass();
    const request = first(asked, 'display');
    expect(request.passkey).toMatch(/^\d{6}$/);
    const entered = new Said(request.entered$);
    const passkey = Number(request.passkey);
    for (const count of [1, 2]) {
      const event = { event: 'PasskeyNotify', index: 0, address: ADDRESS, addressType: 'LEPublic' } as const;
      world.simulator.faults.inject({ ...event, passkey, entered: count });
      world.pass(10);
    }
    expect(asked.values).toHaveLength(1);
    world.pass(5000);
    expect(entered.values).toEqual([0, 1, 2]);
    expect(entered.subscription.closed).toBe(true);
    expect(request.said.values).toEqual([{ end: 'paired' }]);
    expect(said.last).toMatchObject({ step: 'paired', strength: { authenticated: true } });
  });

  it('asks for the PIN of an old device', () => {
    const world = new PairingWorld([classic({ pairing: { simplePairing: false, pin: '1234' } })]);
    const asked = world.requests();
    const said = world.pair({}, CLASSIC);
    world.pass();
    const request = first(asked, 'pin');
    expect(request.secure).toBe(false);
    request.accept('1234');
    world.pass(5000);
    expect(said.last).toMatchObject({ step: 'paired', strength: { authenticated: false, secureConnections: false } });
  });

  it.each<[kind: PairingRequest['kind'], device: DeviceOptions, code: string]>([
    ['justWorks', {}, 'AuthenticationFailed'],
    ['confirm', COMPARES, 'AuthenticationFailed'],
    ['passkey', DISPLAY, 'AuthenticationFailed'],
    ['display', TYPES, 'Failed'],
  ])('says no to %s', (kind, device, code) => {
    const world = new PairingWorld([device]);
    const asked = world.requests();
    const said = world.pair();
    world.pass();
    const request = first(asked, kind);
    expect(request.reject()).toBe(true);
    world.pass(5000);
    expect(request.said.values).toEqual([{ end: 'rejected' }]);
    expect(codeOf(said)).toBe(code);
    expect(messageOf(said)).toMatch(/It was refused here\.$/);
  });

  it('takes one answer, and says so to who gives another one', () => {
    const world = new PairingWorld([COMPARES]);
    const [asked, others] = [world.requests(), world.requests()];
    world.pair();
    world.pass();
    const request = first(asked, 'confirm');
    expect(others.values[0]).toBe(asked.values[0]);
    request.accept();
    for (const again of [() => request.accept(), () => request.reject()]) {
      expect(again).toThrow(/answered already: the first answer counts/);
      expect(again).toThrow(expect.objectContaining({ name: 'PairingAnswerError', code: 'Answered' }));
    }
    try {
      request.accept();
    } catch (error) {
      expect(isPairingAnswerError(error)).toBe(true);
    }
    world.pass(5000);
    expect(() => request.accept()).toThrow(/answered already/);
  });

  it('tells who comes later of the questions that are open', () => {
    const world = new PairingWorld([COMPARES]);
    const asked = world.requests();
    world.pair();
    world.pass();
    const late = world.requests();
    expect(late.values).toEqual(asked.values);
    first(asked, 'confirm').accept();
    world.pass(5000);
    expect(world.requests().values).toEqual([]);
  });

  it('keeps several questions apart', () => {
    const second = '00:11:22:33:44:66';
    const world = new PairingWorld([COMPARES, { ...COMPARES, address: second }]);
    const asked = world.requests();
    const one = world.pair();
    const two = new Said(pair(controller(world.other, 0), { address: second, addressType: 'LEPublic' }, DISPLAYS));
    world.pass();
    expect(asked.values.map(({ address }) => address).sort()).toEqual([ADDRESS, second]);
    for (const request of asked.values) {
      if (request.address === second) request.reject();
      else acceptConfirmations(request);
    }
    world.pass(5000);
    expect([course(one).at(-1), codeOf(two)]).toEqual(['paired', 'AuthenticationFailed']);
  });

  it('can be answered after everybody has left', () => {
    const world = new PairingWorld([COMPARES]);
    const asked = world.requests();
    const said = world.pair();
    world.pass();
    asked.subscription.unsubscribe();
    const request = first(asked, 'confirm');
    request.accept();
    world.pass(5000);
    expect(request.said.values).toEqual([{ end: 'accepted' }]);
    expect(course(said).at(-1)).toBe('paired');
  });

  it('answers questions of pairings that others begin, with what it can show and enter', () => {
    const world = new PairingWorld([{ pairing: { ioCapability: 'DisplayYesNo' } }]);
    for (const command of ['SetSecureSimplePairing', 'SetBondable'] as const) {
      world.do(world.other.command$(command, 0, true));
    }
    world.do(world.other.command$('SetSecureConnections', 0, 'On'));
    world.do(world.other.command$('SetAdvertising', 0, 'OnConnectable'));
    const asked = new Said(pairingRequests(world.adapter, { ioCapability: 'DisplayYesNo' }));
    const keys = new Said(world.mgmt.event$('NewLongTermKey'));
    world.pass(500);
    world.simulator.devices[0]?.connect({ index: 0 });
    world.pass(500);
    world.simulator.devices[0]?.pair();
    world.pass(500);
    first(asked, 'confirm').accept();
    world.pass(3000);
    expect(keys.last?.keyType).toBe('AuthenticatedP256');
  });

  it('sets what it can show and enter while it is there, and again for a controller that returns', () => {
    const world = new PairingWorld([]);
    const set: unknown[] = [];
    world.simulator.intercept.command('SetIOCapability', ({ params }) => {
      set.push(params.ioCapability);
      return undefined;
    });
    const [one, two] = ['DisplayYesNo', 'DisplayYesNo'].map(
      () => new Said(pairingRequests(world.adapter, { ioCapability: 'DisplayYesNo' })),
    );
    world.pass();
    world.simulator.controllers[0]?.reset();
    world.pass(3000);
    expect(set.slice(-2)).toEqual(['DisplayYesNo', 'DisplayYesNo']);
    one?.subscription.unsubscribe();
    world.pass();
    expect(set.at(-1)).toBe('DisplayYesNo');
    two?.subscription.unsubscribe();
    world.pass();
    expect(set.at(-1)).toBe('NoInputNoOutput');
  });

  it('does not take the place of the agent of bluetoothd', () => {
    const world = new PairingWorld([]);
    world.simulator.startBluetoothd();
    const said = new Said(pairingRequests(world.adapter, { ioCapability: 'DisplayOnly' }));
    world.pass();
    expect(isNeighbourError(said.error)).toBe(true);
  });

  it('waits for a controller that is absent, and fails at once for a program that may not', () => {
    const world = new PairingWorld([]);
    const absent = new Said(pairingRequests(controller(world.mgmt, 7)));
    const untrusted = world.requests(world.program({ trusted: false }));
    world.pass();
    expect(absent.error).toBeUndefined();
    expect(codeOf(untrusted)).toBe('PermissionDenied');
  });

  it('refuses what makes no sense before it does anything', () => {
    const { adapter } = new PairingWorld([]);
    expect(() => pairingRequests(adapter, { ioCapability: 'Display' as never })).toThrow(/DisplayOnly/);
    expect(() => pairingRequests(adapter, { capability: 'DisplayOnly' } as never)).toThrow(/ioCapability/);
  });

  it('refuses answers that make none, without repeating them, and stays open', () => {
    const world = new PairingWorld([DISPLAY]);
    const asked = world.requests();
    world.pair();
    world.pass();
    const request = first(asked, 'passkey');
    for (const wrong of [1_000_000, -1, 1.5, '12345', '1234567', 'abcdef']) {
      expect(() => request.accept(wrong)).toThrow(/^passkey: '?.*'? is not a passkey: six digits/);
      expect(() => request.accept(wrong)).not.toThrow(String(wrong));
    }
    for (const wrong of ['', '12345678901234567', 7 as never]) {
      expect(() => fixedPin(wrong)).toThrow(/^pin: .* is not a PIN of 1 to 16 bytes/);
    }
    expect(() => fixedPasskey('12')).toThrow(/passkey/);
    expect(request.isOpen).toBe(true);
  });
});
