import type { MgmtNotification } from 'rx-btmgmt';
import { Mgmt } from 'rx-btmgmt';
import type { ControllerOptions, Simulator } from 'rx-btmgmt/simulator';
import { createSimulator } from 'rx-btmgmt/simulator';
import { concat, timer } from 'rxjs';
import { TestScheduler } from 'rxjs/testing';

interface World {
  readonly simulator: Simulator;
  readonly mgmt: Mgmt;
  /** What another program hears, with the time in milliseconds. */
  readonly heard: readonly string[];
  /** Does something at a time. */
  readonly at: (time: number, work: () => void) => void;
}

/** Lets virtual time pass until nothing is left to do. */
function live(controller: ControllerOptions, story: (world: World) => void): readonly string[] {
  const scheduler = new TestScheduler((actual, expected) => expect(actual).toEqual(expected));
  const heard: string[] = [];
  scheduler.run(() => {
    const simulator = createSimulator({ scheduler, controllers: [controller] });
    const watcher = new Mgmt(simulator.transport(), { scheduler });
    const mgmt = new Mgmt(simulator.transport(), { scheduler });
    watcher.events$.subscribe((event) => heard.push(`${scheduler.now()} ${text(event)}`));
    story({ simulator, mgmt, heard, at: (time, work) => timer(time, scheduler).subscribe(work) });
    scheduler.flush();
  });
  return heard;
}

function text(event: MgmtNotification): string {
  if (event.event === 'NewSettings') {
    const { Powered, Discoverable } = event.currentSettings;
    return `NewSettings ${Powered ? 'powered' : 'off'}${Discoverable ? ' discoverable' : ''}`;
  }
  if (event.event === 'ControllerSuspend') return `${event.event} ${event.suspendState}`;
  if (event.event === 'ControllerResume')
    return `${event.event} ${event.wakeReason} ${event.address} ${event.addressType}`;
  return event.event;
}

describe('The life of a simulated controller', () => {
  it('ends being discoverable to the second', () => {
    expect(
      live({}, ({ mgmt }) => {
        concat(
          mgmt.command$('SetPowered', 0, true),
          mgmt.command$('SetConnectable', 0, true),
          mgmt.command$('SetDiscoverable', 0, 'General', 60),
        ).subscribe();
      }),
    ).toEqual([
      '1 NewSettings powered',
      '2 NewSettings powered',
      '3 NewSettings powered discoverable',
      '60003 NewSettings powered',
    ]);
  });

  it('can be switched on long after nobody claimed it', () => {
    expect(
      live({}, ({ mgmt, at }) => {
        at(5000, () => mgmt.command$('SetPowered', 0, true).subscribe());
      }),
    ).toEqual(['5001 NewSettings powered']);
  });

  it('sleeps only while it is on, and tells who woke the machine', () => {
    const wake = { reason: 'RemoteWake', address: '00:11:22:33:44:55', addressType: 'LEPublic' } as const;
    expect(
      live({ wakesHost: true }, ({ simulator, mgmt, at }) => {
        simulator.suspend();
        simulator.resume();
        mgmt.command$('SetPowered', 0, true).subscribe();
        at(10, () => simulator.suspend());
        at(20, () => simulator.resume(wake));
      }),
    ).toEqual([
      '1 NewSettings powered',
      '10 ControllerSuspend PageScanOrPassiveScanning',
      '20 ControllerResume RemoteWake 00:11:22:33:44:55 LEPublic',
    ]);
  });

  it('can be used when it has got its address, and comes back with another one', () => {
    expect(
      live({ missing: ['PublicAddress'] }, ({ mgmt, at }) => {
        mgmt.command$('SetPublicAddress', 0, '00:11:22:33:44:55').subscribe();
        at(10, () => mgmt.command$('SetPublicAddress', 0, '00:11:22:33:44:66').subscribe());
      }),
    ).toEqual([
      '0 NewConfigurationOptions',
      '0 UnconfiguredIndexRemoved',
      '1 IndexAdded',
      '10 IndexRemoved',
      '11 IndexAdded',
    ]);
  });

  it('needs both what comes from outside and an address, if it lacks both', () => {
    expect(
      live({ missing: ['PublicAddress', 'ExternalConfiguration'] }, ({ mgmt }) => {
        concat(
          mgmt.command$('SetExternalConfiguration', 0, true),
          mgmt.command$('SetPublicAddress', 0, '00:11:22:33:44:55'),
        ).subscribe();
      }),
    ).toEqual(['0 NewConfigurationOptions', '0 NewConfigurationOptions', '0 UnconfiguredIndexRemoved', '1 IndexAdded']);
  });

  it('lacks its configuration again when that is taken back', () => {
    const options = { missing: ['ExternalConfiguration'], publicAddressConfigurable: true } as const;
    expect(
      live(options, ({ mgmt, at }) => {
        mgmt.command$('SetPublicAddress', 0, '00:11:22:33:44:55').subscribe();
        at(10, () => mgmt.command$('SetExternalConfiguration', 0, true).subscribe());
        at(20, () => mgmt.command$('SetExternalConfiguration', 0, false).subscribe());
      }),
    ).toEqual([
      '0 NewConfigurationOptions',
      '10 NewConfigurationOptions',
      '10 UnconfiguredIndexRemoved',
      '11 IndexAdded',
      '20 NewConfigurationOptions',
      '20 IndexRemoved',
      '20 UnconfiguredIndexAdded',
    ]);
  });

  it.each<ControllerOptions>([{ extendedAdvertising: true }, { extendedAdvertising: false }])(
    'says nothing any more when it is unplugged, whatever was to end by itself: %j',
    (options) => {
      const empty = new Uint8Array();
      const heard = live(options, ({ simulator, mgmt, at }) => {
        concat(
          mgmt.command$('SetPowered', 0, true),
          mgmt.command$('SetLowEnergy', 0, true),
          mgmt.command$('SetConnectable', 0, true),
          mgmt.command$('SetDiscoverable', 0, 'General', 60),
          mgmt.command$('AddAdvertising', 0, 1, {}, 1, 5, empty, empty),
          mgmt.command$('StartDiscovery', 0, ['BREDR', 'LEPublic', 'LERandom']),
        ).subscribe();
        at(1000, () => simulator.controllers[0]?.remove());
      });
      expect(heard.filter((line) => Number.parseInt(line, 10) > 1000)).toEqual([]);
    },
  );
});
