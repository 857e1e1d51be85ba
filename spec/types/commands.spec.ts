import type { Observable } from 'rxjs';
import type {
  Args,
  EventName,
  Flags,
  Mgmt,
  MgmtEvent,
  MgmtEventInput,
  MgmtNotification,
  Params,
  Reply,
  Setting,
} from '../../src/index.js';

/** True only if both types are the same, neither wider nor narrower. */
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;
const holds = (truth: true): void => expect(truth).toBe(true);

/** Compiled, not run: what matters is whether the compiler lets it pass. */
const compiled = (_: (mgmt: Mgmt) => unknown): void => expect(_).toBeInstanceOf(Function);

describe('types of commands', () => {
  it('give the parameters in wire order, with their names', () => {
    holds(true satisfies Same<Args<'SetPowered'>, [powered: boolean | number]>);
    holds(
      true satisfies Same<
        Args<'SetDiscoverable'>,
        [discoverable: 'Off' | 'General' | 'Limited' | number, timeout: number]
      >,
    );
    holds(true satisfies Same<Args<'ReadControllerInformation'>, []>);
    holds(true satisfies Same<Args<'AddAdvertising'>['length'], 6>);
    // A tail that may be missing.
    holds(true satisfies Same<Args<'AddRemoteOutOfBandData'>['length'], 4 | 5 | 6>);
  });

  it('tell what is accepted from what is decoded', () => {
    holds(
      true satisfies Same<Params<'SetPHYConfiguration'>['selectedPhys'] extends number | object ? true : false, true>,
    );
    holds(true satisfies Same<Reply<'SetPowered'>['currentSettings'], Flags<Setting>>);
    holds(true satisfies Same<Params<'SetPrivacy'>['identityResolvingKey'], string | Uint8Array>);
    holds(true satisfies Same<Params<'LoadLongTermKeys'>['keys'][number]['randomNumber'], bigint | number>);
    holds(true satisfies Same<MgmtEvent<'NewLongTermKey'>['randomNumber'], bigint>);
    holds(true satisfies Same<MgmtEvent<'NewLongTermKey'>['value'], Uint8Array>);
    holds(true satisfies Same<MgmtEvent<'DeviceFound'>['addressType'], 'BREDR' | 'LEPublic' | 'LERandom' | number>);
  });

  it('accept whatever was decoded', () => {
    holds(true satisfies MgmtEvent extends MgmtEventInput ? true : false);
    holds(true satisfies Reply<'GetConnections'>['connections'][number] extends Params<'Disconnect'> ? true : false);
  });

  it('give the reply of a command', () => {
    compiled((mgmt) => {
      mgmt.command$('ReadManagementVersionInformation', null) satisfies Observable<{
        version: number;
        revision: number;
      }>;
      mgmt.commandWith$('SetLocalName', 0, { name: 'a', shortName: 'b' }) satisfies Observable<{ name: string }>;
      mgmt.event$('DeviceFound', 0) satisfies Observable<MgmtEvent<'DeviceFound'>>;
    });
  });

  it('refuse wrong names and values, and parameters that are missing or too many', () => {
    compiled((mgmt) => [
      // @ts-expect-error no such command
      mgmt.command$('SetPowerd', 0, 1),
      // @ts-expect-error a parameter is missing
      mgmt.command$('SetDiscoverable', 0, 1),
      // @ts-expect-error one too many
      mgmt.command$('SetPowered', 0, 1, 1),
      // @ts-expect-error text is no switch
      mgmt.command$('SetPowered', 0, 'x'),
      // @ts-expect-error no such kind of address
      mgmt.command$('StartDiscovery', 0, ['LE']),
      // @ts-expect-error a misspelt parameter
      mgmt.commandWith$('SetPowered', 0, { power: 1 }),
      // @ts-expect-error no such flag
      mgmt.command$('SetPHYConfiguration', 0, { LE3MTx: true }),
      // @ts-expect-error a reply is no event
      mgmt.event$('CommandComplete'),
      // @ts-expect-error the index is missing
      mgmt.command$('ReadControllerIndexList'),
    ]);
  });

  it('make the union of events exhaustive', () => {
    const strength = (event: MgmtEvent<'DeviceFound' | 'MeshDeviceFound' | 'IndexAdded'>): number => {
      switch (event.event) {
        case 'DeviceFound':
        case 'MeshDeviceFound':
          return event.rssi;
        case 'IndexAdded':
          return 127;
        default:
          return event satisfies never;
      }
    };
    const incomplete = (event: MgmtNotification): string => {
      if (event.event === 'Unknown') return String(event.code);
      // @ts-expect-error all others are left
      return event satisfies never;
    };
    expect([strength({ event: 'IndexAdded', index: 3 }), incomplete]).toHaveLength(2);
    holds(true satisfies Same<MgmtEvent['event'], EventName | 'Unknown' | 'Malformed'>);
    holds(
      true satisfies Same<MgmtNotification['event'], Exclude<MgmtEvent['event'], 'CommandComplete' | 'CommandStatus'>>,
    );
  });
});
