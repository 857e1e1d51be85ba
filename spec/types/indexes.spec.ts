import type { Observable } from 'rxjs';
import type { BtsnoopRecord } from '../../src/transport/btsnoop/index.js';
import type {
  CommandIndex,
  CommandName,
  CommandTable,
  EventName,
  EventTable,
  Mgmt,
  MgmtEvent,
  MgmtEventInput,
  StatusError,
  readHeader,
} from '../../src/index.js';
import { encodeCommand, encodeEvent, forController, frameOf } from '../../src/index.js';

/** True only if both types are the same, neither wider nor narrower. */
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;
const holds = (truth: true): void => expect(truth).toBe(true);

/** Compiled, not run: what matters is whether the compiler lets it pass. */
const compiled = (_: (mgmt: Mgmt) => unknown): void => expect(_).toBeInstanceOf(Function);

/** Those whose declaration says so. */
type CommandsAbout<K> = { [N in CommandName]: CommandTable[N]['index'] extends K ? N : never }[CommandName];
type EventsAbout<K> = { [N in EventName]: EventTable[N]['index'] extends K ? N : never }[EventName];

describe('the index', () => {
  it('of a command about a controller is a number', () => {
    compiled((mgmt) => [
      mgmt.command$('SetPowered', 0, true),
      mgmt.commandWith$('SetPowered', 0, { powered: true }),
      encodeCommand('SetPowered', 0, { powered: true }),
      // @ts-expect-error it needs a controller
      mgmt.command$('SetPowered', null, true),
      // @ts-expect-error it needs a controller
      mgmt.commandWith$('SetPowered', null, { powered: true }),
      // @ts-expect-error it needs a controller
      encodeCommand('SetPowered', null, { powered: true }),
      // @ts-expect-error it needs a controller
      mgmt.command$('SetPowered', undefined, true),
    ]);
    holds(true satisfies Same<CommandIndex<CommandsAbout<'controller'>>, number>);
  });

  it('of a command about no controller is null, or what stands for it on the wire', () => {
    compiled((mgmt) => [
      mgmt.command$('ReadControllerIndexList', null),
      mgmt.command$('ReadControllerIndexList', 65535),
      mgmt.commandWith$('ReadControllerIndexList', null, {}),
      // @ts-expect-error it is about no controller
      mgmt.command$('ReadControllerIndexList', 0),
      // @ts-expect-error it is about no controller
      mgmt.commandWith$('ReadManagementVersionInformation', 1, {}),
      // @ts-expect-error it is about no controller
      encodeCommand('ReadControllerIndexList', 0, {}),
      // @ts-expect-error any number might be a controller
      mgmt.command$('ReadControllerIndexList', Number('0')),
    ]);
    holds(true satisfies Same<CommandIndex<CommandsAbout<'none'>>, null | 65535>);
  });

  it('of a command that can be about either is either', () => {
    compiled((mgmt) => [
      mgmt.command$('ReadExperimentalFeaturesInformation', null),
      mgmt.command$('ReadExperimentalFeaturesInformation', 0),
      mgmt.command$('SetExperimentalFeature', null, 'Debug', true),
      mgmt.command$('SetExperimentalFeature', 0, 'MeshSupport', true),
    ]);
    holds(
      true satisfies Same<CommandsAbout<'either'>, 'ReadExperimentalFeaturesInformation' | 'SetExperimentalFeature'>,
    );
  });

  it('of a command given as bytes may be any', () => {
    compiled((mgmt) => [mgmt.raw$(0x0003, 0, new Uint8Array()), mgmt.raw$(0x0005, null, Uint8Array.of(1))]);
  });

  it('is found out for commands that are chosen while the program runs', () => {
    compiled((mgmt) => [
      mgmt.command$(Math.random() > 0.5 ? 'SetConnectable' : 'SetBondable', 0, true),
      // @ts-expect-error neither goes without a controller
      mgmt.command$(Math.random() > 0.5 ? 'SetConnectable' : 'SetBondable', null, true),
    ]);
  });

  it('of an event is a number where the kernel always names a controller, else a number or null', () => {
    holds(true satisfies Same<MgmtEvent<EventsAbout<'controller'>>['index'], number>);
    holds(true satisfies Same<MgmtEvent<'DeviceFound'>['index'], number>);
    holds(
      true satisfies Same<EventsAbout<'either'>, 'CommandComplete' | 'CommandStatus' | 'ExperimentalFeatureChanged'>,
    );
    holds(true satisfies Same<MgmtEvent<EventsAbout<'either'>>['index'], number | null>);
    holds(true satisfies Same<MgmtEvent<'Unknown' | 'Malformed'>['index'], number | null>);
    holds(true satisfies Same<StatusError['index'], number | null>);
    holds(true satisfies Same<ReturnType<typeof readHeader>['index'], number | null>);
    holds(true satisfies Same<BtsnoopRecord['index'], number | null>);
  });

  it('of an event that is encoded may be null where it can be', () => {
    compiled(() => [
      encodeEvent({ event: 'CommandStatus', index: null, commandOpcode: 3, status: 'Busy' }),
      // @ts-expect-error a controller has been added, and no other thing
      encodeEvent({ event: 'IndexAdded', index: null }),
      frameOf(3, null, new Uint8Array()),
    ]);
    holds(true satisfies MgmtEvent extends MgmtEventInput ? true : false);
  });

  it('can be asked for as it is', () => {
    compiled((mgmt) => {
      mgmt.event$('DeviceFound', 0) satisfies Observable<{ readonly index: number }>;
      mgmt.event$('ExperimentalFeatureChanged', null) satisfies Observable<{ readonly index: number | null }>;
      mgmt.events$.pipe(forController(null));
      // @ts-expect-error nobody finds devices without a controller
      mgmt.event$('DeviceFound', null);
      return [];
    });
  });
});
