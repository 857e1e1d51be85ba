import { Mgmt, discover } from 'rx-btmgmt';
import { createSimulator } from 'rx-btmgmt/simulator';
import { VirtualAction, VirtualTimeScheduler, toArray } from 'rxjs';

describe('A simulated world', () => {
  it('gives each controller an address that no other one has', async () => {
    const simulator = createSimulator({
      controllers: [{}, { address: '00:aa:01:00:00:00' }, {}, { address: '00:AA:01:02:00:02' }],
    });
    simulator.addController();
    const mgmt = new Mgmt(simulator.transport());
    const read = (index: number): Promise<string> =>
      new Promise((resolve, reject) => {
        mgmt
          .command$('ReadControllerInformation', index)
          .subscribe({ next: ({ address: own }) => resolve(own), error: reject });
      });
    const addresses = await Promise.all([0, 1, 2, 3, 4].map(read));
    expect(new Set(addresses).size).toBe(5);
  });

  it('has room for more controllers than a byte can count', () => {
    const simulator = createSimulator({ controllers: Array.from({ length: 260 }, () => ({})) });
    expect(simulator.controllers.map(({ index }) => index)).toHaveLength(260);
    simulator.addController({});
    expect(simulator.controllers.at(-1)?.index).toBe(260);
  });

  it('shortens a name that does not fit, as a device does', () => {
    const scheduler = new VirtualTimeScheduler(VirtualAction, 0);
    const name = 'Straße der Sensoren, Nummer 17'.padEnd(60, '…');
    const simulator = createSimulator({ scheduler, controllers: [{ kind: 'le' }], devices: [{ name, appearance: 1 }] });
    const mgmt = new Mgmt(simulator.transport(), { scheduler });
    const found: Uint8Array[] = [];
    mgmt.command$('SetPowered', 0, true).subscribe(() => {
      discover(mgmt, 0)
        .pipe(toArray())
        .subscribe((all) => found.push(...all.map(({ eirData }) => eirData)));
    });
    scheduler.maxFrames = 15_000;
    scheduler.flush();
    const shortened = new TextDecoder('utf-8', { fatal: true }).decode(found[0]!.subarray(5, 5 + found[0]![3]! - 1));
    expect(found[0]!.length).toBeLessThanOrEqual(31);
    expect(found[0]![4]).toBe(0x08);
    expect(shortened).toBe('Straße der Sensoren, ');
  });

  it('waits longer than timers can, and for ever', () => {
    const delays: number[] = [];
    const scheduler = new VirtualTimeScheduler(VirtualAction, 0);
    const schedule = scheduler.schedule.bind(scheduler);
    scheduler.schedule = (work, delay = 0, state) => {
      delays.push(delay);
      return schedule(work, delay, state);
    };
    const simulator = createSimulator({
      scheduler,
      latency: Infinity,
      devices: [{ connection: { duration: Infinity } }],
    });
    const mgmt = new Mgmt(simulator.transport(), { scheduler });
    mgmt.events$.subscribe();
    mgmt.commandWith$('SetPowered', 0, { powered: true }, { timeout: 5 }).subscribe({ error: () => undefined });
    scheduler.maxFrames = Infinity;
    scheduler.flush();
    expect(Math.max(...delays)).toBeLessThan(2 ** 31);
  });
});
