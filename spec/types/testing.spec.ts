import type { Observable } from 'rxjs';
import type { RunHelpers, TestScheduler } from 'rxjs/testing';
import type { MgmtEvent, Reply, Transport } from '../../src/index.js';
import type {
  Answers,
  ExpectedCommand,
  KernelValue,
  MgmtRunHelpers,
  MgmtTestScheduler,
  PartialEvent,
} from '../../src/testing/index.js';
import { eventWith, replyWith } from '../../src/testing/index.js';

/** Compiled, not run: what matters is whether the compiler lets it pass. */
const compiled = (_: (helpers: MgmtRunHelpers) => unknown): void => expect(_).toBeInstanceOf(Function);

describe('types of the marble kit', () => {
  it('infer the events of a diagram from the names in its values', () => {
    compiled(({ hotEvents, coldEvents }) => {
      hotEvents('a', { a: { event: 'DeviceFound', rssi: -1 } }) satisfies Observable<MgmtEvent<'DeviceFound'>>;
      coldEvents('ab', { a: { event: 'DeviceFound' }, b: { event: 'IndexAdded', index: 1 } }) satisfies Observable<
        MgmtEvent<'DeviceFound' | 'IndexAdded'>
      >;
      // @ts-expect-error another event
      hotEvents('a', { a: { event: 'IndexAdded' } }) satisfies Observable<MgmtEvent<'DeviceFound'>>;
      return [];
    });
    compiled(() => eventWith({ event: 'DeviceFound' }) satisfies MgmtEvent<'DeviceFound'>);
    compiled(() => replyWith('SetPowered') satisfies Reply<'SetPowered'>);
  });

  it('refuse misspelt fields, fields of other events, wrong values and names that there are not', () => {
    compiled(({ hotEvents, kernel }) => [
      // @ts-expect-error a misspelt field
      hotEvents('a', { a: { event: 'DeviceFound', adress: '00:00:00:00:00:01' } }),
      // @ts-expect-error a field of another event
      hotEvents('a', { a: { event: 'DeviceFound', discovering: true } }),
      // @ts-expect-error no such event
      hotEvents('a', { a: { event: 'DeviceLost' } }),
      // @ts-expect-error a value of the wrong type
      hotEvents('a', { a: { event: 'DeviceFound', rssi: '-60' } }),
      // @ts-expect-error a misspelt field beside a good event
      hotEvents('ab', { a: { event: 'IndexAdded' }, b: { event: 'DeviceFound', rsi: 1 } }),
      // @ts-expect-error the name is missing
      hotEvents('a', { a: { rssi: 1 } }),
      // @ts-expect-error a misspelt field
      eventWith({ event: 'DeviceFound', adress: '00:00:00:00:00:01' }),
      // @ts-expect-error no such return parameter
      replyWith('SetPowered', { settings: {} }),
      // @ts-expect-error a misspelt field
      kernel('a', { a: { event: 'DeviceFound', adress: '00:00:00:00:00:01' } }),
      // @ts-expect-error no such option
      kernel('a', {}, { answer: {} }),
    ]);
  });

  it('know what a kernel can say', () => {
    const values = [
      { event: 'DeviceFound', flags: { ConfirmName: true } },
      { event: 'Unknown', code: 0x99 },
      { replyTo: 'SetPowered', index: 1, status: 'Busy' },
      { replyTo: 'SetPowered', returnParameters: { currentSettings: { Powered: true } } },
      { replyTo: 'ReadControllerIndexList', index: null, returnParameters: '0000' },
      { dropped: 3 },
      Uint8Array.of(1),
      '040000000000',
      // @ts-expect-error a field of another event
      { event: 'IndexAdded', rssi: 1 },
      // @ts-expect-error no such command
      { replyTo: 'SetPowerful' },
      // @ts-expect-error a return parameter of another command
      { replyTo: 'SetPowered', returnParameters: { controllerIndexes: [] } },
      // @ts-expect-error no such status
      { replyTo: 'SetPowered', status: 'Busily' },
      // @ts-expect-error how many is missing
      { total: 3 },
    ] satisfies readonly KernelValue[];
    expect(values).not.toHaveLength(0);
  });

  it('know what answers each command', () => {
    const values = [
      { SetPowered: {}, StartDiscovery: '-s', StopDiscovery: { status: 'Rejected', delay: 3 } },
      { SetPowered: ({ params }) => ({ returnParameters: { currentSettings: { Powered: params.powered === true } } }) },
      { SetPowered: (_, nth) => (nth === 0 ? { throws: new Error('x') } : undefined) },
      ({ command }) => (command === 'SetPowered' ? { status: 'Busy' } : undefined),
      // @ts-expect-error no such command
      { SetPowerful: {} },
      // @ts-expect-error no such return parameter
      { SetPowered: { returnParameters: { settings: {} } } },
      // @ts-expect-error a return parameter of another command
      { SetPowered: () => ({ returnParameters: { controllerIndexes: [] } }) },
      // @ts-expect-error no such parameter of the command
      { SetPowered: ({ params }) => ({ delay: params.timeout }) },
      // @ts-expect-error not an error
      { SetPowered: { throws: 'down' } },
    ] satisfies readonly Answers[];
    expect(values).not.toHaveLength(0);
  });

  it('know which commands can be expected', () => {
    const values = [
      'SetPowered',
      { command: 'SetPowered' },
      { command: 'SetDiscoverable', index: 0, params: { timeout: 3 } },
      { command: 'ReadControllerIndexList', index: null },
      { command: 'Unknown', opcode: 0xff },
      // @ts-expect-error no such command
      'SetPowerful',
      // @ts-expect-error no such command
      { command: 'SetPowerful' },
      // @ts-expect-error a misspelt parameter
      { command: 'SetPowered', params: { power: true } },
      // @ts-expect-error a parameter of another command
      { command: 'SetPowered', params: { timeout: 3 } },
    ] satisfies readonly ExpectedCommand[];
    expect(values).not.toHaveLength(0);
  });

  it('take whatever gives transports, and are those of RxJS otherwise', () => {
    compiled(({ mgmtOn }) => {
      const simulator = { transport: (options: { trusted?: boolean } = {}): Transport => options as Transport };
      return [
        mgmtOn(simulator),
        mgmtOn(simulator.transport({ trusted: true }), { timeout: 3 }),
        // @ts-expect-error gives no transport
        mgmtOn({ transport: () => 3 }),
      ];
    });
    const isTestScheduler = (scheduler: MgmtTestScheduler): TestScheduler => scheduler;
    const areHelpers = (helpers: MgmtRunHelpers): RunHelpers => helpers;
    const isPartial = (event: MgmtEvent<'DeviceFound'>): PartialEvent => event;
    expect([isTestScheduler, areHelpers, isPartial]).toHaveLength(3);
  });
});
