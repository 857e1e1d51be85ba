import type { CommandName, MgmtNotification, MgmtNotificationName } from 'rx-btmgmt';
import { Mgmt, toHex } from 'rx-btmgmt';
import type { SimulatedDevice, Simulator, SimulatorOptions } from 'rx-btmgmt/simulator';
import { createSimulator } from 'rx-btmgmt/simulator';
import { Subscription, VirtualAction, VirtualTimeScheduler } from 'rxjs';

export const LE = ['LEPublic', 'LERandom'] as const;
export const CLASSIC = ['BREDR'] as const;

/** Something that a program was told, and when. */
export interface Told {
  readonly time: number;
  readonly event: MgmtNotification;
}

/** A simulated kernel, a program that hears all events, and the hand that lets time pass. */
export class World {
  readonly scheduler = new VirtualTimeScheduler(VirtualAction, 0);
  readonly simulator: Simulator;
  readonly mgmt: Mgmt;
  readonly told: Told[] = [];
  #watching = Subscription.EMPTY;

  constructor(options: SimulatorOptions) {
    const { scheduler } = this;
    this.simulator = createSimulator({ scheduler, controllers: [{ kind: 'le' }], ...options });
    this.mgmt = new Mgmt(this.simulator.transport(), { scheduler });
    this.come();
    this.send('SetPowered', true);
  }

  /** The program opens its socket. */
  come(): void {
    this.#watching = this.mgmt.events$.subscribe((event) => this.told.push({ time: this.scheduler.now(), event }));
  }

  /** It closes it. */
  leave(): void {
    this.#watching.unsubscribe();
    this.told.length = 0;
  }

  device(options: Parameters<Simulator['addDevice']>[0]): SimulatedDevice {
    return this.simulator.addDevice(options);
  }

  /** Sends a command to the first controller; gives what came of it, 5 ms later. */
  send(name: CommandName, ...args: readonly unknown[]): unknown {
    let end: unknown;
    // The types of a command's parameters are of no use for all commands at once.
    const command$ = this.mgmt.command$.bind(this.mgmt) as (...all: readonly unknown[]) => typeof this.mgmt.events$;
    command$(name, 0, ...args).subscribe({
      next: (reply) => (end = reply),
      error: (error: unknown) => (end = error),
    });
    this.pass(5);
    return end;
  }

  /** Looks for devices for a while. */
  discover(milliseconds: number, kinds: readonly string[] = LE): void {
    this.send('StartDiscovery', kinds);
    this.pass(milliseconds - 5);
    this.send('StopDiscovery', kinds);
  }

  pass(milliseconds: number): void {
    const { scheduler } = this;
    scheduler.maxFrames = scheduler.now() + milliseconds;
    // So that it is that late even if nothing happens.
    scheduler.schedule(() => undefined, milliseconds);
    scheduler.flush();
  }

  /** The events of one name since the last time. */
  take<N extends MgmtNotificationName>(name: N): (MgmtNotification<N> & { readonly time: number })[] {
    const found = this.told
      .filter((each): each is Told & { readonly event: MgmtNotification<N> } => each.event.event === name)
      .map(({ time, event }) => ({ ...event, time }));
    this.told.length = 0;
    return found;
  }

  /** Data of the devices that were found, as hexadecimal text. */
  takeData(): string[] {
    return this.take('DeviceFound').map(({ eirData }) => toHex(eirData));
  }
}
