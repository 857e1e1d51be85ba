import { controller, isStatusError, isTimeoutError, pair } from 'rx-btmgmt';
import { Said } from '../controllers/world.js';
import { ADDRESS, CLASSIC, PEER, PairingWorld, classic, codeOf, course, messageOf, paired } from './pairing-world.js';

describe('pair', () => {
  it.each([
    ['is paired already', {}, /UnpairDevice.*'00:11:22:33:44:55', 'LEPublic', true/, 'AlreadyPaired'],
    [
      'refuses',
      { pairing: { ioCapability: 'KeyboardOnly', answer: 'reject' } },
      /passkey was wrong/,
      'AuthenticationFailed',
    ],
    ['does not answer', { pairing: { ioCapability: 'KeyboardOnly', answer: 'ignore' } }, /half a minute/, 'Failed'],
  ] as const)('says why if a device %s', (what, device, advice, code) => {
    const world = new PairingWorld([device]);
    if (what === 'is paired already') world.do(pair(world.adapter, PEER), 5000);
    const said = world.pair({ ioCapability: 'DisplayOnly' });
    world.pass(40_000);
    expect(codeOf(said)).toBe(code);
    expect(messageOf(said)).toMatch(advice);
    expect(isStatusError(said.error) && said.error.command).toBe('PairDevice');
  });

  it('says what to do if a device insists on a passkey', () => {
    const world = new PairingWorld([{ pairing: { ioCapability: 'DisplayOnly', passkey: 7 } }]);
    world.simulator.intercept.command('PairDevice', () => ({ status: 'AuthenticationFailed', delay: 50 }));
    const said = world.pair();
    world.pass();
    expect(messageOf(said)).toMatch(/fixedPasskey\(\).*pairingRequests\(\)/);
  });

  it.each([
    ['is not there', 'LEPublic', 'Timeout'],
    ['does not answer', 'BREDR', 'ConnectFailed'],
  ] as const)('says that a device %s', (_, addressType, code) => {
    const world = new PairingWorld([classic({ connection: { answer: 'ignore' } })]);
    const said = world.pair({ timeout: 20_000 }, { address: ADDRESS, addressType });
    world.pass(30_000);
    expect(codeOf(said)).toBe(code);
    expect(messageOf(said)).toMatch(/not reached: it is off, out of range/);
  });

  it('cancels in the kernel after its timeout, and when it is unsubscribed from in the middle', () => {
    for (const isAbandoned of [false, true]) {
      const world = new PairingWorld([{ pairing: { ioCapability: 'KeyboardOnly', answer: 'ignore' } }]);
      const failed = new Said(world.other.event$('AuthenticationFailed'));
      const said = world.pair({ ioCapability: 'DisplayOnly', timeout: 10_000 });
      world.pass(2000);
      expect(course(said).at(-1)).toBe('asked display');
      if (isAbandoned) said.subscription.unsubscribe();
      else world.pass(9000);
      world.pass(500);
      expect(isTimeoutError(said.error)).toBe(!isAbandoned);
      expect(failed.last?.address).toBe(ADDRESS);
      expect(world.settings().Bondable).toBe(false);
      expect(world.do(world.other.command$('GetConnections', 0)).connections).toEqual([]);
    }
  });

  it('undoes what it has begun to prepare when it is unsubscribed from', () => {
    const world = new PairingWorld([{}]);
    const sent: unknown[] = [];
    world.mgmt.frames$.subscribe(({ direction, bytes }) => direction === 'out' && sent.push(bytes[0]));
    const said = world.pair();
    world.pass(0);
    said.subscription.unsubscribe();
    world.pass(5000);
    expect(said.values).toEqual([]);
    expect(world.settings().Bondable).toBe(false);
    // Pair Device is 0x19.
    expect(sent).not.toContain(0x19);
  });

  it.each([
    ['off', 0, false, {}, 'NotPowered'],
    ['absent', 7, true, {}, 'InvalidIndex'],
  ] as const)(
    'fails at once while the controller is %s, or waits if it is asked to',
    (_, index, isOn, options, code) => {
      const world = new PairingWorld([{}], { isOn });
      const adapter = controller(world.mgmt, index);
      const said = new Said(pair(adapter, PEER, options));
      const waiting = new Said(pair(adapter, PEER, { whenOff: 'pause', whenAbsent: 'pause' }));
      world.pass();
      expect(codeOf(said)).toBe(code);
      expect(messageOf(said)).toMatch(/'pause' the pairing waits/);
      expect(waiting.error).toBeUndefined();
      if (index === 7) return;
      world.do(world.other.command$('SetPowered', 0, true));
      world.pass(5000);
      expect(paired(waiting).peer).toEqual(PEER);
    },
  );

  it.each([
    ['switched off', {}, 'NotPowered'],
    // Before the kernel says that a controller has gone, it says that it is off.
    ['unplugged', {}, 'NotPowered'],
    ['unplugged', { whenOff: 'pause' }, 'InvalidIndex'],
  ] as const)('fails when the controller is %s in the middle: %j', (how, options, code) => {
    const world = new PairingWorld([{ pairing: { ioCapability: 'KeyboardOnly', delay: 3000 } }]);
    const said = world.pair({ ioCapability: 'DisplayOnly', ...options });
    world.pass();
    expect(course(said).at(-1)).toBe('asked display');
    if (how === 'unplugged') world.simulator.controllers[0]?.remove();
    else world.do(world.other.command$('SetPowered', 0, false));
    world.pass();
    expect(codeOf(said)).toBe(code);
  });

  it('begins anew after a power cycle if it is asked to', () => {
    const world = new PairingWorld([{ pairing: { ioCapability: 'KeyboardOnly', delay: 3000 } }]);
    const said = world.pair({ ioCapability: 'DisplayOnly', whenOff: 'pause' });
    world.pass();
    world.do(world.other.command$('SetPowered', 0, false));
    world.do(world.other.command$('SetPowered', 0, true));
    world.pass(20_000);
    expect(course(said).filter((step) => step === 'pairing')).toHaveLength(2);
    expect(paired(said).strength?.authenticated).toBe(true);
  });

  it.each([
    ['lacks LE', [{ kind: 'bredr' }], PEER, 'NotSupported'],
    ['lacks BR/EDR', [{ kind: 'le' }], CLASSIC, 'NotSupported'],
  ] as const)('fails at once on a controller that %s', (_, controllers, peer, code) => {
    const world = new PairingWorld([{}], { isOn: false, controllers: [...controllers, {}] });
    const said = world.pair({ whenOff: 'pause' }, peer);
    world.pass();
    expect(codeOf(said)).toBe(code);
  });

  it('fails at once for a program that may not', () => {
    const world = new PairingWorld([{}]);
    for (const whenOff of ['error', 'pause'] as const) {
      const said = new Said(pair(controller(world.program({ trusted: false }), 0), PEER, { whenOff }));
      world.pass();
      expect(codeOf(said)).toBe('PermissionDenied');
    }
  });

  it('says when a kernel never answers', () => {
    const world = new PairingWorld([{}]);
    world.simulator.faults.dropReplies({ command: 'PairDevice' });
    const said = world.pair({ timeout: 5000 });
    world.pass(10_000);
    expect(isTimeoutError(said.error)).toBe(true);
    expect(messageOf(said)).toMatch(/connected, but does not go on\. The pairing was cancelled/);
  });

  it('says that it is being paired already, and that a program has cancelled it', () => {
    const world = new PairingWorld([{ pairing: { ioCapability: 'KeyboardOnly', delay: 9000 } }]);
    const first = world.pair({ ioCapability: 'DisplayOnly' });
    world.pass();
    const second = new Said(pair(controller(world.other, 0), PEER));
    world.pass();
    expect(messageOf(second)).toMatch(/Busy.*going on already/);
    world.do(world.other.command$('CancelPairDevice', 0, ADDRESS, 'LEPublic'));
    expect(messageOf(first)).toMatch(/Cancelled.*another one/);
  });

  it('fails with what a policy throws, and cancels', () => {
    const world = new PairingWorld([{}]);
    const mistake = new Error('mistake');
    const policy = () => {
      throw mistake;
    };
    const said = world.pair({ policy });
    world.pass(5000);
    expect(said.error).toBe(mistake);
    expect(world.do(world.other.command$('GetConnections', 0)).connections).toEqual([]);
  });
});
