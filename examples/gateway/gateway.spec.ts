import { VirtualTimeScheduler } from 'rxjs';
import { controller, Mgmt } from 'rx-btmgmt';
import type { ListedDevice } from 'rx-btmgmt';
import { createSimulator } from 'rx-btmgmt/simulator';
import { gateway } from './gateway.js';

const ADAPTER = '00:1A:7D:DA:71:13';
const LAMP = 'C0:00:00:00:00:0A';
const BELL = 'C0:00:00:00:00:0B';

/** A gateway at work on a simulated kernel, whose time passes when it is told to. */
function started() {
  const scheduler = new VirtualTimeScheduler();
  const simulator = createSimulator({
    scheduler,
    controllers: [{ address: ADAPTER }],
    devices: [{ address: LAMP, advertising: { interval: 500 } }],
  });
  const mgmt = new Mgmt(simulator.transport(), { scheduler });
  const lists: (readonly ListedDevice[])[] = [];
  const reports: string[] = [];
  const subscription = gateway(controller(mgmt, ADAPTER), {
    onReport: ({ report }) => reports.push(report),
  }).subscribe((devices) => lists.push(devices));
  const pass = (seconds: number): void => {
    scheduler.maxFrames = scheduler.frame + seconds * 1000;
    scheduler.schedule(() => undefined, seconds * 1000);
    scheduler.flush();
  };
  pass(5);
  return { simulator, mgmt, subscription, reports, pass, here: () => lists.at(-1)?.map(({ address }) => address) };
}

describe('gateway', () => {
  it('switches its adapter on, and lists what it hears', () => {
    const { here, subscription } = started();
    expect(here()).toEqual([LAMP]);
    subscription.unsubscribe();
  });

  it('goes on with its list when the adapter is unplugged, and comes back as another one', () => {
    const { simulator, pass, here } = started();
    simulator.controllers[0]!.remove();
    pass(5);
    expect(here()).toEqual([LAMP]); // nobody has left
    simulator.addController({ address: '00:1A:7D:DA:71:14' });
    simulator.addController({ address: ADAPTER });
    simulator.addDevice({ address: BELL, advertising: { interval: 500 } });
    pass(20);
    expect(here()).toEqual([LAMP, BELL]);
  });

  it('goes on after the adapter wedged', () => {
    const { simulator, pass, here, reports } = started();
    simulator.controllers[0]!.faults.wedge('power-cycle');
    simulator.addDevice({ address: BELL, advertising: { interval: 500 } });
    pass(300);
    expect(here()).toEqual([LAMP, BELL]);
    expect(reports).toContain('Recovered');
  });

  it('goes on when another program, or the switch of the radios, was in its way', () => {
    const { simulator, pass, here } = started();
    const switchOff = simulator.controllers[0]!.faults.block();
    pass(5);
    switchOff.end();
    new Mgmt(simulator.transport()).command$('SetPowered', 0, false).subscribe();
    simulator.addDevice({ address: BELL, advertising: { interval: 500 } });
    pass(120);
    expect(here()).toEqual([LAMP, BELL]);
  });

  it('leaves nothing behind', () => {
    const { simulator, subscription, pass, mgmt } = started();
    subscription.unsubscribe();
    pass(20);
    const events: string[] = [];
    mgmt.events$.subscribe(({ event }) => events.push(event));
    simulator.addDevice({ address: BELL, advertising: { interval: 500 } });
    pass(60);
    expect(events).toEqual([]);
  });
});
