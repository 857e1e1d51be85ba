import type { PairingSetting } from 'rx-btmgmt';
import { fixedPasskey, fixedPin, pair, toJson } from 'rx-btmgmt';
import { Said } from '../controllers/world.js';
import { ADDRESS, CLASSIC, PEER, PairingWorld, classic, course, paired } from './pairing-world.js';

describe('pair', () => {
  it('switches on what good keys need, says what it does, and gives all keys', () => {
    const world = new PairingWorld([{}]);
    const said = world.pair();
    world.pass(5000);
    expect(course(said)).toEqual([
      'prepared',
      'pairing',
      'connected',
      'asked justWorks',
      'NewSignatureResolvingKey',
      'NewSignatureResolvingKey',
      'NewLongTermKey',
      'paired',
    ]);
    expect(said.values[0]).toEqual({
      step: 'prepared',
      settings: ['Bondable', 'SecureSimplePairing', 'SecureConnections'],
    });
    const { peer, strength, bonded, keys } = paired(said);
    expect({ peer, strength, bonded, keys: keys.length }).toEqual({
      peer: PEER,
      strength: { authenticated: false, secureConnections: true },
      bonded: true,
      keys: 3,
    });
    expect(said.subscription.closed).toBe(true);
  });

  it('leaves the controller as it was but for what makes keys better', () => {
    const world = new PairingWorld([{}]);
    world.pair();
    world.pass(5000);
    expect(world.settings()).toEqual({ Bondable: false, SecureSimplePairing: true, SecureConnections: true });
  });

  it('leaves it alone if it is told to, and says that keys are weak', () => {
    const world = new PairingWorld([{}]);
    const said = world.pair({ settings: ['Bondable'] });
    world.pass(5000);
    expect(paired(said).strength).toEqual({ authenticated: false, secureConnections: false });
    const unbonded = new PairingWorld([{}]);
    const shortly = unbonded.pair({ settings: [] });
    unbonded.pass(5000);
    expect(shortly.values[0]).toEqual({ step: 'prepared', settings: [] });
    expect(paired(shortly).bonded).toBe(false);
  });

  it('switches on what it was told to, although the list has changed since', () => {
    const world = new PairingWorld([{}], { isOn: false });
    const settings: PairingSetting[] = ['Bondable'];
    const said = world.pair({ settings, whenOff: 'pause' });
    settings.push('SecureSimplePairing');
    world.do(world.other.command$('SetPowered', 0, true));
    world.pass(5000);
    expect(said.values[0]).toEqual({ step: 'prepared', settings: ['Bondable'] });
  });

  it('keeps Bondable on while another pairing needs it, and where it was on', () => {
    const slow = { address: '00:11:22:33:44:66', pairing: { ioCapability: 'KeyboardOnly', delay: 5000 } } as const;
    const world = new PairingWorld([{}, slow]);
    const first = world.pair({ ioCapability: 'DisplayOnly' });
    const second = world.pair({ ioCapability: 'DisplayOnly' }, { address: slow.address, addressType: 'LEPublic' });
    world.pass(3000);
    expect([course(first).at(-1), course(second).at(-1)]).toEqual(['paired', 'asked display']);
    expect(world.settings().Bondable).toBe(true);
    world.pass(10_000);
    expect(paired(second).bonded).toBe(true);
    expect(world.settings().Bondable).toBe(false);
    world.do(world.other.command$('SetBondable', 0, true));
    world.pair({ timeout: 100 }, { address: '00:11:22:33:44:77', addressType: 'LEPublic' });
    world.pass(5000);
    expect(world.settings().Bondable).toBe(true);
  });

  it('takes a device as it is written, or whatever carries an address', () => {
    const world = new PairingWorld([{}]);
    const sighting = { address: ADDRESS.toLowerCase(), addressType: 'LEPublic', rssi: -40 } as const;
    const said = new Said(pair(world.adapter, sighting));
    world.pass(5000);
    expect(paired(said).peer).toEqual(PEER);
  });

  it('enters a passkey that is known, so that the key is authenticated', () => {
    const world = new PairingWorld([{ pairing: { ioCapability: 'DisplayOnly', passkey: 7 } }]);
    const said = world.pair({ policy: fixedPasskey('000007') });
    world.pass(5000);
    expect(course(said)).toContain('asked passkey');
    expect(paired(said).strength).toEqual({ authenticated: true, secureConnections: true });
  });

  it('follows a device from its private address to its identity', () => {
    const world = new PairingWorld([{ privateAddress: true }]);
    world.do(world.mgmt.command$('LoadIdentityResolvingKeys', 0, []));
    const address = world.simulator.devices[0]?.address ?? '';
    const said = world.pair({}, { address, addressType: 'LERandom' });
    world.pass(5000);
    expect(address).not.toBe(ADDRESS);
    const { peer, keys } = paired(said);
    expect(peer.address).toBe(ADDRESS);
    expect(keys.map(({ event }) => event)).toEqual([
      'NewIdentityResolvingKey',
      'NewSignatureResolvingKey',
      'NewSignatureResolvingKey',
      'NewLongTermKey',
    ]);
    expect(keys.every((key) => key.address === ADDRESS)).toBe(true);
  });

  it.each<[what: string, settings: PairingSetting[]]>([
    ['that come after the answer', ['Bondable', 'SecureSimplePairing']],
    ['and those for LE, but not for long', ['Bondable', 'SecureSimplePairing', 'SecureConnections']],
  ])('waits over BR/EDR for keys %s', (_, settings) => {
    const world = new PairingWorld([classic()]);
    world.simulator.intercept.event('NewLinkKey', (event) => ({ delay: 500, event }));
    const said = world.pair({ settings }, CLASSIC);
    world.pass(5000);
    expect(course(said).slice(-2)).toEqual(['NewLinkKey', 'paired']);
    const secureConnections = settings.length === 3;
    expect(paired(said).strength).toEqual({ authenticated: false, secureConnections });
    expect(paired(said).keys).toHaveLength(1);
  });

  it('enters the PIN of an old device', () => {
    const world = new PairingWorld([classic({ pairing: { simplePairing: false, pin: '1234' } })]);
    const said = world.pair({ policy: fixedPin('1234') }, CLASSIC);
    world.pass(5000);
    expect(paired(said).strength).toEqual({ authenticated: false, secureConnections: false });
  });

  it('emits plain data', () => {
    const world = new PairingWorld([{}]);
    const said = world.pair();
    world.pass(5000);
    expect(structuredClone(said.values)).toEqual(said.values);
    expect(JSON.parse(JSON.stringify(toJson(said.last)))).toMatchObject({ step: 'paired', peer: PEER });
  });

  it.each<[what: string, peer: unknown, options: object, says: RegExp]>([
    ['nothing', undefined, {}, /peer: undefined is not a device/],
    ['no address', { address: '00:11', addressType: 'BREDR' }, {}, /peer\.address/],
    ['no type', { address: ADDRESS }, {}, /peer\.addressType/],
    ['another type', { address: ADDRESS, addressType: 'LEPubic' }, {}, /did you mean 'LEPublic'/],
    ['a misspelt name', PEER, { ioCapabilities: 1 }, /did you mean 'ioCapability'/],
    ['another capability', PEER, { ioCapability: 'Keyboard' }, /KeyboardOnly/],
    ['a policy that is none', PEER, { policy: 'accept' }, /policy/],
    ['another setting', PEER, { settings: ['SSP'] }, /settings\[0\]/],
    ['no time', PEER, { timeout: 0 }, /timeout/],
    ['another reaction', PEER, { whenOff: 'fail' }, /pause/],
    ['no options', PEER, [], /options/],
  ])('refuses %s before it does anything', (_, peer, options, says) => {
    const world = new PairingWorld([]);
    expect(() => pair(world.adapter, peer as never, options)).toThrow(says);
  });
});
