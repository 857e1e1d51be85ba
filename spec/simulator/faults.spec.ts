import { Mgmt, OptionError } from 'rx-btmgmt';
import type { CommandName } from 'rx-btmgmt';
import type { SimulatorOptions } from 'rx-btmgmt/simulator';
import { concat, retry } from 'rxjs';
import type { VirtualWorld } from './bench.js';
import { inVirtualTime } from './bench.js';

const fault = (title: string, test: (world: VirtualWorld) => void, options: SimulatorOptions = {}): void =>
  it(title, () => inVirtualTime(options, test));

describe('Faults between a program and the simulated kernel:', () => {
  fault('a reply that never comes is a TimeoutError, although the command was carried out', (world) => {
    const { simulator, program, watch } = world;
    const lost = simulator.faults.dropReplies({ command: 'SetPowered', times: 1 });
    const mgmt = program();
    watch('others', program().event$('NewSettings'));
    watch('SetPowered', mgmt.commandWith$('SetPowered', 0, { powered: true }, { timeout: 500 }));
    world.at(2000, () => watch('again', mgmt.command$('SetPowered', 0, true)));
    expect(world.run()).toEqual(['1 others: NewSettings', '500 SetPowered: error Timeout', '2000 again: on']);
    expect(lost.hits).toBe(1);
  });

  fault('a late reply is taken, unless it is too late; then it is not mixed up with the next', (world) => {
    const { simulator, program, watch } = world;
    const mgmt = program();
    const late = simulator.faults.delayReplies(300, { command: 'SetPowered' });
    watch('patient', mgmt.command$('SetPowered', 0, true));
    world.at(1000, () => {
      watch('impatient', mgmt.commandWith$('SetPowered', 0, { powered: false }, { timeout: 200 }));
      watch('next', mgmt.command$('SetPowered', 0, true));
    });
    world.at(1100, () => late.end());
    // What was given up keeps nobody waiting.
    expect(world.run()).toEqual(['301 patient: on', '1200 impatient: error Timeout', '1201 next: on']);
  });

  fault('a filter is what it was when it was given', (world) => {
    const { simulator, program, watch } = world;
    const filter = { index: 0, command: ['SetPowered'] as CommandName[] };
    const refused = simulator.faults.refuse('Busy', filter);
    const place = { index: 0 };
    const asked = simulator.intercept.command('SetConnectable', () => ({ status: 'Failed' }), place);
    filter.index = place.index = 1;
    filter.command[0] = 'SetBondable';
    const mgmt = program();
    watch('SetPowered', mgmt.command$('SetPowered', 0, true));
    watch('SetConnectable', mgmt.command$('SetConnectable', 0, true));
    world.run();
    expect([refused.hits, asked.hits]).toEqual([1, 1]);
  });

  fault('the kernel refuses a command, as its dispatcher does: send takes it all the same', (world) => {
    const { simulator, program, watch } = world;
    simulator.faults.refuse('Busy', { command: ['SetPowered', 'SetConnectable'], times: 2 });
    const mgmt = program();
    for (const n of [1, 2, 3]) watch(String(n), mgmt.command$('SetPowered', 0, true));
    expect(world.run()).toEqual(['0 1: error Busy', '0 2: error Busy', '1 3: on']);
  });

  fault('send fails for some programs only, until the fault is ended', (world) => {
    const { simulator, scheduler, watch } = world;
    const sick = simulator.transport();
    const denied = simulator.faults.failSending('EPERM', { transport: sick });
    const [first, second] = [new Mgmt(sick, { scheduler }), new Mgmt(simulator.transport(), { scheduler })];
    const version = 'ReadManagementVersionInformation';
    watch('sick', first.command$(version, null));
    watch('well', second.command$(version, null));
    world.at(2000, () => {
      denied.end();
      watch('sick', first.command$(version, null));
    });
    expect(world.run()).toEqual([
      '0 sick: error EPERM',
      '0 well: {"version":1,"revision":23}',
      '2000 sick: {"version":1,"revision":23}',
    ]);
  });

  fault(
    'send fails for one controller, or for none, with any error number',
    (world) => {
      const { simulator, program, watch } = world;
      simulator.faults.failSending('ENETDOWN', { index: 1 });
      simulator.faults.failSending('EINTR', { index: null });
      const mgmt = program();
      watch('hci0', mgmt.command$('SetPowered', 0, true));
      watch('hci1', mgmt.command$('SetPowered', 1, true));
      watch('none', mgmt.command$('ReadControllerIndexList', null));
      expect(world.run()).toEqual(['0 hci1: error ENETDOWN', '0 none: error EINTR', '1 hci0: on']);
    },
    { controllers: [{}, {}] },
  );

  fault('opening fails, as where there is no Bluetooth; the third attempt succeeds', (world) => {
    const { simulator, program, watch } = world;
    simulator.faults.failOpening('EAFNOSUPPORT', { times: 2 });
    const mgmt = program();
    watch('once', mgmt.command$('ReadControllerIndexList', null));
    watch('retry', mgmt.command$('ReadControllerIndexList', null).pipe(retry({ count: 1, delay: 100 })));
    expect(world.run()).toEqual(['0 once: error EAFNOSUPPORT', '100 retry: {"controllerIndexes":[0]}']);
  });

  fault('events are lost, and drops$ tells how many', (world) => {
    const { simulator, program, watch } = world;
    const watcher = program();
    simulator.faults.dropEvents({ event: 'NewSettings', times: 2 });
    watch('drops', watcher.drops$);
    watch('events', watcher.events$);
    const mgmt = program();
    const set = (powered: boolean) => mgmt.command$('SetPowered', 0, powered);
    watch('answers', concat(set(true), set(false), set(true), set(false)));
    expect(world.run().filter((line) => !line.includes('answers'))).toEqual([
      expect.stringMatching(/^\d+ drops: {"dropped":1,"total":1}$/),
      expect.stringMatching(/^\d+ drops: {"dropped":1,"total":2}$/),
      expect.stringMatching(/^\d+ events: NewSettings$/),
      expect.stringMatching(/^\d+ events: NewSettings$/),
    ]);
  });

  fault('a program that does not read loses what exceeds its buffer, and learns of it when it reads', (world) => {
    const { simulator, scheduler, watch } = world;
    // Room for three: the kernel keeps books with twice the number, and looks before it adds.
    const transport = simulator.transport({ receiveBuffer: 900 });
    const slow = new Mgmt(transport, { scheduler });
    watch('drops', slow.drops$);
    watch('events', slow.events$);
    const busy = simulator.faults.stopReading({ transport });
    const mgmt = world.program();
    const set = (powered: boolean) => mgmt.command$('SetPowered', 0, powered);
    watch('answers', concat(set(true), set(false), set(true), set(false), set(true)));
    world.at(50, () => busy.end());
    expect(world.run().filter((line) => !line.includes('answers'))).toEqual([
      '50 events: NewSettings',
      '50 events: NewSettings',
      '50 events: NewSettings',
      '50 drops: {"dropped":2,"total":2}',
    ]);
  });

  fault('an answer that does not fit into the buffer makes send fail', (world) => {
    const { simulator, scheduler, watch } = world;
    const transport = simulator.transport({ receiveBuffer: 1 });
    const mgmt = new Mgmt(transport, { scheduler });
    const busy = simulator.faults.stopReading({ transport });
    watch('drops', mgmt.drops$);
    watch('fits', mgmt.command$('ReadControllerIndexList', null));
    watch('does not', mgmt.command$('ReadManagementVersionInformation', null));
    world.at(50, () => busy.end());
    expect(world.run()).toEqual([
      '0 does not: error ENOMEM',
      '50 fits: {"controllerIndexes":[0]}',
      '50 drops: {"dropped":1,"total":1}',
    ]);
  });

  fault('a controller is pulled out while a command waits', (world) => {
    const { simulator, program, watch } = world;
    const pulled = simulator.faults.unplugDuring({ command: 'SetConnectable' });
    const mgmt = program();
    watch('events', mgmt.event$('IndexRemoved'));
    watch('power', mgmt.command$('SetPowered', 0, true));
    world.at(10, () => watch('command', mgmt.command$('SetConnectable', 0, true)));
    // What the controller is doing just then fails; what comes later finds no controller.
    expect(world.run()).toEqual(['1 power: on', '10 command: error Failed', '10 events: IndexRemoved']);
    expect([pulled.hits, simulator.controllers]).toEqual([1, []]);
  });

  fault('frames that are unknown or malformed end nothing', (world) => {
    const { simulator, program, watch } = world;
    const mgmt = program();
    watch('events', mgmt.events$);
    simulator.faults.inject(Uint8Array.of(0xff, 0x7f, 0, 0, 3, 0, 1, 2, 3));
    simulator.faults.inject(Uint8Array.of(0x06, 0, 0, 0, 1, 0, 0xff));
    simulator.faults.inject(Uint8Array.of(1));
    simulator.faults.inject(new Uint8Array(0));
    simulator.faults.inject({ event: 'IndexAdded', index: 7 });
    watch('command', mgmt.command$('ReadControllerIndexList', null));
    expect(world.run()).toEqual([
      '0 events: Unknown',
      '0 events: Malformed',
      '0 events: Malformed',
      '0 events: Malformed',
      '0 events: IndexAdded',
      '0 command: {"controllerIndexes":[0]}',
    ]);
  });

  fault('all of them are ended at once', (world) => {
    const { simulator, program, watch } = world;
    const { faults } = simulator;
    faults.failOpening('EAFNOSUPPORT');
    faults.failSending('EPERM');
    faults.refuse('Busy');
    faults.dropReplies();
    faults.dropEvents();
    faults.stopReading();
    faults.unplugDuring({});
    faults.clear();
    const mgmt = program();
    watch('others', program().events$);
    watch('command', mgmt.command$('SetPowered', 0, true));
    expect(world.run()).toEqual(['1 command: on', '1 others: NewSettings']);
  });

  fault('numbers that make no sense are refused when the fault is asked for', ({ simulator }) => {
    expect(() => simulator.faults.dropReplies({ times: 0 })).toThrow(OptionError);
    expect(() => simulator.faults.delayReplies(-1)).toThrow(OptionError);
    expect(() => simulator.faults.delayReplies(NaN)).toThrow(OptionError);
  });
});
