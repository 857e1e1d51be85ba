import { discover } from 'rx-btmgmt';
import { concat, endWith, map, take, takeLast } from 'rxjs';
import type { VirtualWorld } from './bench.js';
import { inVirtualTime } from './bench.js';

const fault = (title: string, test: (world: VirtualWorld) => void): void => it(title, () => inVirtualTime({}, test));
const only = ({ simulator }: VirtualWorld) => simulator.controllers[0]!;

describe('A simulated controller', () => {
  fault('that went silent answers nothing until it is reset', (world) => {
    const { program, watch } = world;
    const mgmt = program();
    watch('events', program().events$);
    only(world).faults.silence();
    watch('SetPowered', mgmt.commandWith$('SetPowered', 0, { powered: true }, { timeout: 100 }));
    watch('read', mgmt.commandWith$('ReadControllerInformation', 0, {}, { timeout: 100 }));
    watch('others', mgmt.command$('ReadControllerIndexList', null));
    world.at(1000, () => only(world).reset());
    world.at(1010, () => watch('SetPowered', mgmt.command$('SetPowered', 0, true)));
    expect(world.run()).toEqual([
      '0 others: {"controllerIndexes":[0]}',
      '100 SetPowered: error Timeout',
      '100 read: error Timeout',
      '1000 events: IndexRemoved',
      '1000 events: IndexAdded',
      '1011 SetPowered: on',
      '1011 events: NewSettings',
    ]);
  });

  fault('whose firmware hangs answers after two seconds that it timed out, until it is switched off', (world) => {
    const { program, watch } = world;
    const mgmt = program();
    const set = (powered: boolean) => mgmt.command$('SetPowered', 0, powered);
    watch('on', set(true));
    world.at(10, () => {
      only(world).faults.wedge('power-cycle');
      watch('known', mgmt.command$('ReadControllerIndexList', null));
    });
    world.at(5000, () => watch('cycle', concat(set(false), set(true))));
    expect(world.run()).toEqual([
      '1 on: on',
      '10 known: {"controllerIndexes":[0]}',
      '7000 cycle: off',
      '7001 cycle: on',
    ]);
  });

  fault('that hangs for good is not cured by switching it on, but by a reset', (world) => {
    const { program, watch } = world;
    const mgmt = program();
    only(world).faults.wedge();
    watch('on', mgmt.command$('SetPowered', 0, true));
    world.at(5000, () => {
      only(world).reset();
      watch('on', mgmt.command$('SetPowered', 0, true));
    });
    expect(world.run()).toEqual(['2000 on: error AuthenticationFailed', '5001 on: on']);
  });

  fault('that nothing cures is well when the fault is ended', (world) => {
    const { program, watch } = world;
    const mgmt = program();
    const sick = only(world).faults.wedge('never');
    only(world).reset();
    // After two seconds it is down; before, the kernel counts it as powered as soon as a program claims it.
    world.at(2500, () => watch('on', mgmt.command$('SetPowered', 0, true)));
    world.at(5000, () => {
      sick.end();
      watch('on', mgmt.command$('SetPowered', 0, true));
    });
    expect(world.run()).toEqual(['4500 on: error AuthenticationFailed', '5001 on: on']);
  });

  fault('whose radio is dead finds nothing until it is switched off', (world) => {
    const { program, watch, simulator } = world;
    simulator.addDevice({ address: '00:11:22:33:44:55', advertising: { interval: 100 }, inquiry: {} });
    const mgmt = program();
    const found = (time: number): void => {
      world.at(time, () =>
        watch(
          'found',
          discover(mgmt, 0).pipe(
            map(({ address }) => address),
            take(1),
            endWith('end'),
          ),
        ),
      );
    };
    const power = (time: number, powered: boolean): void =>
      world.at(time, () => watch('power', mgmt.command$('SetPowered', 0, powered)));
    world.at(0, () => watch('LE', mgmt.command$('SetLowEnergy', 0, true)));
    power(10, true);
    found(100);
    world.at(1000, () => only(world).faults.deafen('power-cycle'));
    found(2000);
    power(20_000, false);
    power(20_100, true);
    found(20_200);
    expect(world.run().map((line) => line.replace(/^\d+ /, ''))).toEqual([
      'LE: off',
      'power: on',
      ...['found: 00:11:22:33:44:55', 'found: end'],
      'found: end',
      ...['power: off', 'power: on'],
      ...['found: 00:11:22:33:44:55', 'found: end'],
    ]);
  });

  fault('whose radio is dead connects nobody', (world) => {
    const { program, watch, simulator } = world;
    simulator.addController({ address: '00:AA:01:01:00:01' });
    const mgmt = program();
    const set = (index: number) =>
      concat(mgmt.command$('SetPowered', index, true), mgmt.command$('SetConnectable', index, true)).pipe(takeLast(1));
    watch('ready', concat(set(0), set(1)));
    world.at(1000, () => {
      const deaf = simulator.controllers[1]?.faults.deafen();
      watch('deaf', mgmt.command$('PairDevice', 0, '00:AA:01:01:00:01', 'BREDR', 'NoInputNoOutput'));
      world.at(20_000, () => deaf?.end());
    });
    world.at(21_000, () => {
      watch('well', program().event$('DeviceConnected', 0));
      watch('pairing', mgmt.command$('PairDevice', 0, '00:AA:01:01:00:01', 'BREDR', 'NoInputNoOutput'));
    });
    const [, , deaf, well] = world.run();
    expect(deaf).toMatch(/deaf: error ConnectFailed$/);
    expect(well).toMatch(/^21\d{3} well: DeviceConnected$/);
  });

  fault('answers what the kernel knows itself while it hangs, and not what it asks the controller', (world) => {
    const { program, watch } = world;
    const mgmt = program();
    watch('on', mgmt.command$('SetPowered', 0, true));
    world.at(10, () => {
      only(world).faults.wedge();
      watch('connectable', mgmt.command$('SetConnectable', 0, true));
      watch('known', mgmt.command$('ReadControllerInformation', 0));
    });
    expect(world.run()).toEqual(['1 on: on', '10 known: on', '2010 connectable: error AuthenticationFailed']);
  });

  fault('does what it was told meanwhile when it does not hang any more', (world) => {
    const { program, watch } = world;
    const hang = only(world).faults.wedge();
    watch('on', program().command$('SetPowered', 0, true));
    world.at(500, () => hang.end());
    expect(world.run()).toEqual(['501 on: on']);
  });

  fault('whose radio is blocked goes off, and comes on only when it was unblocked', (world) => {
    const { program, watch } = world;
    const mgmt = program();
    const set = (powered: boolean) => mgmt.command$('SetPowered', 0, powered);
    watch(
      'events',
      program()
        .event$('NewSettings')
        .pipe(map(({ currentSettings }) => currentSettings.Powered)),
    );
    watch('on', set(true));
    world.at(100, () => {
      const rfkill = only(world).faults.block();
      watch('blocked', set(true));
      world.at(200, () => only(world).reset());
      world.at(300, () => watch('still', set(true)));
      world.at(400, () => {
        rfkill.end();
        watch('unblocked', set(true));
      });
    });
    expect(world.run()).toEqual([
      '1 on: on',
      '1 events: true',
      '100 events: false',
      '101 blocked: error Failed',
      '301 still: error Failed',
      '401 unblocked: on',
      '401 events: true',
    ]);
  });

  fault('may be blocked before anybody wants it', (world) => {
    const { program, watch } = world;
    const mgmt = program();
    watch('events', program().events$);
    const rfkill = only(world).faults.block();
    watch('blocked', mgmt.command$('SetPowered', 0, true));
    world.at(10, () => rfkill.end());
    world.at(20, () => watch('unblocked', mgmt.command$('SetPowered', 0, true)));
    expect(world.run()).toEqual(['1 blocked: error Failed', '21 unblocked: on', '21 events: NewSettings']);
  });
});
