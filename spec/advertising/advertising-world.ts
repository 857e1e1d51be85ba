import type { AdvertiseOptions, AdvertisingContent, AdvertisingOn, AdvertisingState } from 'rx-btmgmt';
import { advertise, controller, scan, toHex } from 'rx-btmgmt';
import type { ControllerOptions } from 'rx-btmgmt/simulator';
import type { Observable } from 'rxjs';
import { Said, World } from '../controllers/world.js';

/** Controllers that advertise one after the other what there is, and those that have a set for each. */
export const KINDS: readonly (readonly [string, ControllerOptions])[] = [
  ['one set', { kind: 'le' }],
  ['several sets', { extendedAdvertising: true, advertisingInstances: 3 }],
];

/** A controller that is on, unless it is said otherwise, one that hears it, and two programs. */
export class AdvertisingWorld extends World {
  readonly mgmt = this.program();
  readonly other = this.program();

  constructor(options: ControllerOptions = { kind: 'le' }, isOn = true) {
    super({ controllers: [options, { kind: 'le' }] });
    for (const index of [0, 1]) this.do(this.other.command$('SetLowEnergy', index, true));
    this.do(this.other.command$('SetPowered', 1, true));
    if (isOn) this.power(true);
  }

  advertise(
    content: AdvertisingContent | Observable<AdvertisingContent>,
    options?: AdvertiseOptions,
  ): Said<AdvertisingState> {
    const said = new Said(advertise(controller(this.mgmt, 0), content, options));
    this.pass();
    return said;
  }

  power(on: boolean): void {
    this.do(this.other.command$('SetPowered', 0, on));
  }

  /** What can be heard within some seconds, each once. */
  heard({ mode = 'passive' }: { mode?: 'active' | 'passive' } = {}): string[] {
    const said = new Said(scan(controller(this.other, 1), { mode, addressTypes: ['LEPublic', 'LERandom'] }));
    this.pass(12_000);
    said.subscription.unsubscribe();
    this.pass();
    return [...new Set(said.values.map(({ bytes }) => toHex(bytes)))].sort();
  }

  /** The numbers that the kernel lists. */
  get instances(): readonly number[] {
    return this.do(this.other.command$('ReadAdvertisingFeatures', 0)).instances;
  }
}

/** The states without what is long. */
export const brief = ({ values }: Said<AdvertisingState>): string[] =>
  values.map((state) => (state.state === 'On' ? `On ${state.instance}` : state.reason));

export const lastOn = ({ values }: Said<AdvertisingState>): AdvertisingOn | undefined =>
  values.filter((state) => state.state === 'On').at(-1);
