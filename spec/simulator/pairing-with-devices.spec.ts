import type { MgmtNotification, MgmtNotificationName } from 'rx-btmgmt';
import { isStatusError, Mgmt } from 'rx-btmgmt';
import type { DeviceOptions, SimulatedDevice } from 'rx-btmgmt/simulator';
import { createSimulator } from 'rx-btmgmt/simulator';
import { concat, defer, ignoreElements, takeUntil, timer, type Observable } from 'rxjs';
import { TestScheduler } from 'rxjs/testing';

const ADDRESS = '00:11:22:33:44:55';
const CLASSIC: DeviceOptions = { name: 'Box', inquiry: { address: ADDRESS, classOfDevice: 0x1f00 } };

interface World {
  readonly mgmt: Mgmt;
  readonly device: SimulatedDevice;
  /** Sends a command and notes how it ends. */
  run(command$: Observable<unknown>): void;
  /** Does something at each event of that name. */
  at<N extends MgmtNotificationName>(name: N, act: (event: MgmtNotification<N>) => void): void;
  /** Does something after some time. */
  after(time: number, act: () => void): void;
}

const QUIET: readonly string[] = ['NewSettings', 'ClassOfDeviceChanged', 'CommandComplete', 'CommandStatus'];
const FACTS: readonly string[] = ['keyType', 'storeHint', 'reason', 'status', 'confirmHint', 'entered', 'secure'];

function summary({ event, ...rest }: MgmtNotification): string {
  const facts = Object.entries(rest).filter(([name]) => FACTS.includes(name));
  return [event, ...facts.map(([, value]) => String(value))].join(' ');
}

/** A powered controller and one device; gives what happens within `time` milliseconds. */
function happens(options: DeviceOptions, act: (world: World) => void, time = 40_000): string[] {
  const seen: string[] = [];
  const scheduler = new TestScheduler((actual, expected) => expect(actual).toEqual(expected));
  scheduler.run(() => {
    const simulator = createSimulator({ scheduler });
    const device = simulator.addDevice({ ...(options.inquiry === undefined ? { address: ADDRESS } : {}), ...options });
    const mgmt = new Mgmt(simulator.transport(), { scheduler, timeout: 120_000 });
    const end$ = timer(time, scheduler);
    mgmt.events$.pipe(takeUntil(end$)).subscribe((event) => {
      if (!QUIET.includes(event.event)) seen.push(summary(event));
    });
    const run = (command$: Observable<unknown>): void =>
      void command$.pipe(takeUntil(end$)).subscribe({
        error: (error: unknown) =>
          seen.push(isStatusError(error) ? `${error.command}: ${error.status}` : String(error)),
        complete: () => seen.push('done'),
      });
    const at: World['at'] = (name, react) => void mgmt.event$(name).pipe(takeUntil(end$)).subscribe(react);
    const after: World['after'] = (delay, react) => void timer(delay, scheduler).subscribe(react);
    const settings$ = concat(
      mgmt.command$('SetLowEnergy', 0, true),
      mgmt.command$('SetSecureSimplePairing', 0, true),
      mgmt.command$('SetBondable', 0, true),
      mgmt.command$('SetConnectable', 0, true),
      mgmt.command$('SetPowered', 0, true),
    );
    concat(
      settings$.pipe(ignoreElements()),
      defer(() => {
        act({ mgmt, device, run, at, after });
        return [];
      }),
    ).subscribe();
  });
  return seen;
}

describe('A device of the simulated world', () => {
  it('pairs over LE without questions of its own', () => {
    const seen = happens({}, ({ at, mgmt, run }) => {
      at('UserConfirmationRequest', ({ address, addressType }) => {
        run(mgmt.command$('UserConfirmationReply', 0, address, addressType));
      });
      run(mgmt.command$('PairDevice', 0, ADDRESS, 'LEPublic', 'NoInputNoOutput'));
    });
    expect(seen).toEqual([
      'DeviceConnected',
      'UserConfirmationRequest 1',
      'done',
      'NewSignatureResolvingKey true RemoteUnauthenticated',
      'NewSignatureResolvingKey true LocalUnauthenticated',
      'NewLongTermKey true UnauthenticatedLegacy',
      'NewLongTermKey true UnauthenticatedLegacy',
      'done',
      'DeviceDisconnected LocalHost',
    ]);
  });

  it('shows a passkey, which the user enters at the controller', () => {
    const seen = happens({ pairing: { ioCapability: 'DisplayOnly' } }, ({ at, device, mgmt, run }) => {
      at('UserPasskeyRequest', ({ address, addressType }) => {
        run(mgmt.command$('UserPasskeyReply', 0, address, addressType, device.shownPasskey ?? 0));
      });
      run(mgmt.command$('PairDevice', 0, ADDRESS, 'LEPublic', 'KeyboardOnly'));
    });
    expect(seen).toContain('NewLongTermKey true AuthenticatedLegacy');
    expect(seen.at(-1)).toBe('DeviceDisconnected LocalHost');
  });

  it('enters the passkey that the controller shows, or another one', () => {
    const pair = (passkey?: number): string[] =>
      happens(
        { pairing: { ioCapability: 'KeyboardOnly', ...(passkey === undefined ? {} : { passkey }) } },
        ({ mgmt, run }) => run(mgmt.command$('PairDevice', 0, ADDRESS, 'LEPublic', 'DisplayOnly')),
      );
    expect(pair()).toEqual(expect.arrayContaining(['PasskeyNotify 0', 'NewLongTermKey true AuthenticatedLegacy']));
    expect(pair(999_999)).toEqual([
      'DeviceConnected',
      'PasskeyNotify 0',
      'PairDevice: AuthenticationFailed',
      'DeviceDisconnected LocalHost',
    ]);
  });

  it('refuses to pair, or does not answer for 30 seconds', () => {
    const pair = (answer: 'reject' | 'ignore'): string[] =>
      happens({ pairing: { ioCapability: 'KeyboardOnly', answer } }, ({ mgmt, run }) =>
        run(mgmt.command$('PairDevice', 0, ADDRESS, 'LEPublic', 'DisplayOnly')),
      );
    expect(pair('reject')).toContain('PairDevice: AuthenticationFailed');
    expect(pair('ignore')).toEqual([
      'DeviceConnected',
      'PasskeyNotify 0',
      'DeviceDisconnected Unspecified',
      'PairDevice: Failed',
    ]);
  });

  it('says who it is behind its private address', () => {
    const addresses: string[] = [];
    const seen = happens({ privateAddress: true }, ({ at, device, mgmt, run }) => {
      at('UserConfirmationRequest', ({ address, addressType }) => {
        run(mgmt.command$('UserConfirmationReply', 0, address, addressType));
      });
      at('NewLongTermKey', ({ address }) => addresses.push(address));
      run(
        concat(
          mgmt.command$('LoadIdentityResolvingKeys', 0, []),
          defer(() => mgmt.command$('PairDevice', 0, device.address, 'LERandom', 'NoInputNoOutput')),
        ),
      );
    });
    expect(seen).toContain('NewIdentityResolvingKey true');
    expect(addresses).toEqual([ADDRESS, ADDRESS]);
  });

  it('pairs over BR/EDR with a PIN if it is old', () => {
    const pair = (pin: string): string[] =>
      happens({ ...CLASSIC, pairing: { simplePairing: false, pin: '1234' } }, ({ at, mgmt, run }) => {
        at('PINCodeRequest', ({ address, addressType }) => {
          run(mgmt.command$('PINCodeReply', 0, address, addressType, pin));
        });
        run(mgmt.command$('PairDevice', 0, ADDRESS, 'BREDR', 'KeyboardDisplay'));
      });
    expect(pair('1234')).toEqual([
      'DeviceConnected',
      'PINCodeRequest 0',
      'done',
      'NewLinkKey true Combination',
      'done',
      'DeviceDisconnected LocalHost',
    ]);
    expect(pair('0000')).toContain('PairDevice: AuthenticationFailed');
  });

  it('compares numbers over BR/EDR', () => {
    const seen = happens({ ...CLASSIC, pairing: { ioCapability: 'DisplayYesNo' } }, ({ at, mgmt, run }) => {
      at('UserConfirmationRequest', ({ address, addressType }) => {
        run(mgmt.command$('UserConfirmationReply', 0, address, addressType));
      });
      run(mgmt.command$('PairDevice', 0, ADDRESS, 'BREDR', 'DisplayYesNo'));
    });
    expect(seen).toEqual([
      'DeviceConnected',
      'UserConfirmationRequest 0',
      'done',
      'NewLinkKey true AuthenticatedP192',
      'done',
      'DeviceDisconnected LocalHost',
    ]);
  });

  it('does not answer calls, or refuses them', () => {
    const pair = (answer: 'ignore' | 'LimitedResources'): string[] =>
      happens({ ...CLASSIC, connection: { answer } }, ({ mgmt, run }) =>
        run(mgmt.command$('PairDevice', 0, ADDRESS, 'BREDR', 'NoInputNoOutput')),
      );
    expect(pair('ignore')).toEqual(['ConnectFailed ConnectFailed', 'PairDevice: ConnectFailed']);
    expect(pair('LimitedResources')).toEqual(['ConnectFailed NoResources', 'PairDevice: NoResources']);
  });

  it('connects by itself, and gets lost', () => {
    const seen = happens({}, ({ after, device, mgmt, run }) => {
      run(mgmt.command$('SetAdvertising', 0, 'OnConnectable'));
      after(100, () => device.connect({ index: 0 }));
      after(10_000, () => device.leave());
    });
    expect(seen).toEqual(['done', 'DeviceConnected', 'DeviceDisconnected Timeout']);
  });

  it('has one connection with a controller at most', () => {
    const made: boolean[] = [];
    const seen = happens(CLASSIC, ({ after, device }) => {
      for (const time of [100, 200]) after(time, () => made.push(device.connect({ index: 0 })));
    });
    expect(made).toEqual([true, false]);
    expect(seen).toEqual(['DeviceConnected', 'DeviceDisconnected LocalHost']);
  });

  it('asks a controller that has connected to pair, and parts after its time', () => {
    const seen = happens(
      { connection: { duration: 5000 } },
      ({ after, at, device, mgmt, run }) => {
        run(mgmt.command$('AddDevice', 0, ADDRESS, 'LEPublic', 'AutoConnect'));
        at('DeviceConnected', () => after(100, () => device.pair()));
        at('UserConfirmationRequest', ({ address, addressType }) => {
          run(mgmt.command$('UserConfirmationReply', 0, address, addressType));
        });
      },
      4000,
    );
    expect(seen).toEqual([
      'DeviceFlagsChanged',
      'done',
      'DeviceConnected',
      'UserConfirmationRequest 1',
      'done',
      'NewSignatureResolvingKey true RemoteUnauthenticated',
      'NewSignatureResolvingKey true LocalUnauthenticated',
      'NewLongTermKey true UnauthenticatedLegacy',
      'NewLongTermKey true UnauthenticatedLegacy',
      'DeviceDisconnected LocalHost',
      'DeviceConnected',
    ]);
  });

  it('is measured while it is connected', () => {
    const measured: number[] = [];
    happens({ rssi: -71 }, ({ after, device, mgmt, run }) => {
      run(mgmt.command$('SetAdvertising', 0, 'OnConnectable'));
      after(100, () => device.connect({ index: 0 }));
      after(1000, () =>
        mgmt.command$('GetConnectionInformation', 0, ADDRESS, 'LEPublic').subscribe(({ rssi }) => measured.push(rssi)),
      );
    });
    expect(measured).toEqual([-71]);
  });
});
