import type { DevicePairing } from '../options/device-options.js';
import type { World } from '../air/world.js';
import type { HciError } from '../ground/hci-error.js';
import type { Peer } from '../ground/peer.js';
import type { Protection } from '../security/security-level.js';
import { SecurityLevel } from '../security/security-level.js';
import { SecurityManager } from '../security/security-manager.js';
import type { SecurityMessage } from '../security/security-messages.js';
import type { AirLink, LinkEnd, Party } from '../air/air-link.js';
import { DeviceClassic } from './device-classic.js';
import { DeviceSecurity } from './device-security.js';
import type { DeviceBonds } from './device-bonds.js';

/** The device of a connection: what it remembers, and how it pairs. */
export interface DeviceSelf {
  readonly world: World;
  readonly pairing: DevicePairing;
  readonly bonds: DeviceBonds;
  /** Who it really is, and the key with which others can tell, if it hides that. */
  readonly identity: Peer;
  readonly identityResolvingKey: Uint8Array | undefined;
  ended(link: DeviceLink): void;
}

/** The end of a connection that a device of the simulated world has. */
export class DeviceLink implements LinkEnd {
  readonly protection: Protection = { level: SecurityLevel.Low, wanted: SecurityLevel.Low, isEncrypted: false };
  readonly classic: DeviceClassic;
  readonly security: SecurityManager;
  /** What it shows. */
  shownPasskey: number | undefined;

  constructor(
    readonly self: DeviceSelf,
    readonly air: AirLink,
    readonly other: Party,
    /** Whether it has made the connection. */
    readonly isCentral: boolean,
  ) {
    this.classic = new DeviceClassic(this);
    this.security = new SecurityManager(new DeviceSecurity(this));
  }

  /** The person answers, after some time, or never. */
  answer(reply: (isAccepted: boolean) => void): void {
    const { answer = 'accept', delay = 100 } = this.self.pairing;
    if (answer === 'ignore') return;
    this.self.world.clock.after(delay, () => {
      if (this.air.isOpen) reply(answer === 'accept');
    });
  }

  /** What the person enters: what the other one shows, unless it shall be something else. */
  get enteredPasskey(): number {
    return this.self.pairing.passkey ?? this.air.shownPasskey ?? 0;
  }

  show(passkey: number): void {
    this.shownPasskey = passkey;
    this.air.shownPasskey = passkey;
  }

  receive(message: SecurityMessage): void {
    this.security.receive(message);
  }

  ended(): void {
    this.shownPasskey = undefined;
    this.security.close();
    this.self.ended(this);
  }

  disconnect(reason: HciError = 'RemoteUserTerminated'): void {
    this.air.end(this, reason, 'LocalHostTerminated');
  }
}
