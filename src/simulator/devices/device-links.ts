import type { DeviceConnection, DevicePairing } from '../options/device-options.js';
import type { World } from '../air/world.js';
import type { HciError } from '../ground/hci-error.js';
import { SecurityLevel } from '../security/security-level.js';
import { AirLink } from '../air/air-link.js';
import type { Party, Transport } from '../air/air-link.js';
import { call } from '../air/calling.js';
import { DeviceBonds } from './device-bonds.js';
import type { DeviceEnd, DeviceSelf } from './device-end.js';
import { DeviceLink } from './device-link.js';
import type { Addressing } from './addressing.js';
import type { Accepted, CallToConnect, Station } from '../air/station.js';

/** What the links of a device need to know of it. */
export interface DeviceFacts {
  readonly addressing: Addressing;
  readonly time: number;
  readonly isPresent: boolean;
  readonly name: string | undefined;
  readonly classOfDevice: number;
  rssi(): number;
  /** Whether it takes connections over BR/EDR. */
  readonly isClassic: boolean;
  /** What it advertises depends on whether it is connected. */
  changed(): void;
}

/** A controller, as a device sees it that is told to connect to it. */
export interface Connectable {
  readonly address: string;
  readonly station: Station;
}

/** The connections of a device of the simulated world. */
export class DeviceLinks implements DeviceSelf {
  readonly bonds = new DeviceBonds();
  readonly #links = new Set<DeviceEnd>();

  constructor(
    readonly world: World,
    private readonly facts: DeviceFacts,
    private readonly connection: DeviceConnection = {},
    readonly pairing: DevicePairing = {},
  ) {}

  get identity(): DeviceSelf['identity'] {
    return this.facts.addressing.identity;
  }

  get identityResolvingKey(): Uint8Array | undefined {
    return this.facts.addressing.identityResolvingKey;
  }

  get isConnected(): boolean {
    return this.#links.size > 0;
  }

  /** Whether it is the peripheral of a connection over LE: then it does not advertise for one any more. */
  get isTaken(): boolean {
    return [...this.#links].some(({ air, isCentral }) => air.transport === 'LE' && !isCentral);
  }

  get shownPasskey(): number | undefined {
    return [...this.#links].find(({ shownPasskey }) => shownPasskey !== undefined)?.shownPasskey;
  }

  /** A controller connects. */
  answer(request: CallToConnect, isAdvertised: boolean): Accepted | HciError | undefined {
    const { answer = 'accept' } = this.connection;
    const transport: Transport = request.addressType === 'BREDR' ? 'BREDR' : 'LE';
    const isCalled = transport === 'BREDR' ? this.#isPaged(request.address) : isAdvertised;
    if (!isCalled || this.#hasLink(transport, request.from.address) || !this.facts.isPresent || answer === 'ignore')
      return undefined;
    if (answer !== 'accept') return answer;
    const party = this.#party(transport);
    return { end: this.#add(request.link, request.from, false), party };
  }

  /** Connects to a controller; false if that has no effect. */
  connect(controller: Connectable): boolean {
    const { clock, latency } = this.world;
    const heard = controller.station.advertisements().find(({ connectable }) => connectable);
    const transport: Transport = heard === undefined ? 'BREDR' : 'LE';
    const air = new AirLink(clock, latency, transport);
    const from = this.#party(transport);
    const target = heard ?? ({ address: controller.address, addressType: 'BREDR' } as const);
    if (this.#hasLink(transport, target.address)) return false;
    const request = { link: air, address: target.address, addressType: target.addressType, from };
    const answer = call([controller.station], request);
    if (answer === undefined || typeof answer === 'string') return false;
    air.join(this.#add(air, answer.party, true), answer.end);
    return true;
  }

  disconnect(): void {
    for (const link of [...this.#links]) link.disconnect();
  }

  /** It is gone: the others notice after some time. */
  lose(): void {
    for (const link of [...this.#links]) {
      link.air.lose(link);
      this.ended(link);
    }
  }

  pair(): void {
    for (const { air, security } of this.#links) if (air.transport === 'LE') security.protect(SecurityLevel.Medium);
  }

  ended(link: DeviceEnd): void {
    if (this.#links.delete(link)) this.facts.changed();
  }

  #add(air: AirLink, other: Party, isCentral: boolean): DeviceLink {
    const link = new DeviceLink(this, air, other, isCentral);
    const { duration } = this.connection;
    this.#links.add(link);
    this.facts.changed();
    if (duration !== undefined) this.world.clock.after(duration, () => link.disconnect());
    return link;
  }

  /** Two devices have at most one connection of a kind: 'Connection Already Exists' (Core 5.4, volume 1, part F, 2.11). */
  #hasLink(transport: Transport, address: string): boolean {
    return [...this.#links].some(
      ({ air, other }) => air.isOpen && air.transport === transport && other.address === address,
    );
  }

  #isPaged(address: string): boolean {
    return this.facts.isClassic && address === this.facts.addressing.classic;
  }

  #party(transport: Transport): Party {
    const { addressing, classOfDevice, name, time } = this.facts;
    const { secureConnections = true, simplePairing = true } = this.pairing;
    const self =
      transport === 'LE'
        ? addressing.advertised(time)
        : ({ address: addressing.classic, addressType: 'BREDR' } as const);
    return {
      ...self,
      classOfDevice,
      simplePairing,
      secureConnections,
      isEmulated: false,
      name: () => name ?? '',
      rssi: () => this.facts.rssi(),
    };
  }
}
