import {
  CodecError,
  MgmtError,
  NON_CONTROLLER,
  StatusError,
  TimeoutError,
  TransportError,
  isCodecError,
  isMgmtError,
  isStatusError,
  isTimeoutError,
  isTransportError,
} from '../../src/index.js';

const status = new StatusError({ command: 'StartDiscovery', index: 0 }, 'Busy');
const transport = new TransportError('EPERM', 'bind', 1, 'no');
const codec = new CodecError('InvalidValue', 'wrong');
const timeout = new TimeoutError({ command: 'SetPowered', index: 0 }, 10);

describe('errors', () => {
  it('are told apart by guards', () => {
    const guards = [isStatusError, isTransportError, isCodecError, isTimeoutError];
    const verdicts = [status, transport, codec, timeout].map((error) => guards.map((guard) => guard(error)));
    expect(verdicts).toEqual([
      [true, false, false, false],
      [false, true, false, false],
      [false, false, true, false],
      [false, false, false, true],
    ]);
    expect([status, transport, codec, timeout].every((error) => isMgmtError(error) && error instanceof MgmtError)).toBe(
      true,
    );
  });

  it('are recognised when they come from another copy of the library', () => {
    const foreign = Object.assign(new Error('x'), { name: 'StatusError', code: 'Busy', status: 'Busy' });
    expect(isStatusError(foreign, 'Busy')).toBe(true);
  });

  it('are not mixed up with those of others', () => {
    const others = [
      new Error('x'),
      Object.assign(new Error('t'), { name: 'TimeoutError' }),
      null,
      undefined,
      'StatusError',
    ];
    expect(others.filter((error) => isMgmtError(error))).toEqual([]);
  });

  it('can be asked for a status or a code', () => {
    expect([isStatusError(status, 'NotPowered', 'Busy'), isStatusError(status, 'NotPowered')]).toEqual([true, false]);
    expect([isTransportError(transport, 'EPERM'), isTransportError(transport, 'EINVAL')]).toEqual([true, false]);
  });

  it.each([
    ['ReadControllerIndexList', 0, 'InvalidIndex', /about no controller: give null/],
    ['SetPowered', NON_CONTROLLER, 'InvalidIndex', /^SetPowered: .*needs the index of a controller/],
    ['SetPowered', 3, 'InvalidIndex', /on controller 3: .*no such controller/],
    ['StartDiscovery', 0, 'Rejected', /SetLowEnergy/],
    ['StartDiscovery', 0, 'NotSupported', /lacks one of the kinds/],
    ['StopDiscovery', 0, 'Rejected', /No discovery is running/],
    ['SetDiscoverable', 0, 'Rejected', /SetConnectable/],
    ['SetPrivacy', 0, 'Rejected', /not powered/],
    ['SetBREDR', 0, 'Rejected', /Low Energy/],
    ['StartDiscovery', 0, 'NotPowered', /SetPowered/],
    ['StartDiscovery', 0, 'Busy', /results come here/],
    ['SetPowered', 0, 'RFKilled', /rfkill/],
    ['SetPowered', 0, 'Failed', /rfkill.*dmesg/],
    ['0x00ff', 0, 'UnknownCommand', /^0x00ff on controller 0: UnknownCommand \(0x01\)\. .*too old/],
    ['SetPowered', 0, 'PermissionDenied', /CAP_NET_ADMIN.*setcap.*systemd/],
    ['SetPowered', 0, 0x83, /^SetPowered on controller 0: status 0x83\.$/],
  ] as const)('say what to do: %s on %s, %s', (command, index, code, message) => {
    expect(new StatusError({ command, index }, code).message).toMatch(message);
  });
});
