import type { HciError } from '../ground/hci-error.js';
import type { Protection } from '../security/security-level.js';
import { SecurityLevel } from '../security/security-level.js';
import { SecurityManager } from '../security/security-manager.js';
import type { SecurityMessage } from '../security/security-messages.js';
import type { AirLink, Party } from '../air/air-link.js';
import { DeviceClassic } from './device-classic.js';
import { DeviceSecurity } from './device-security.js';
import type { DeviceEnd, DeviceSelf } from './device-end.js';

/** The end of a connection that a device of the simulated world has. */
export class DeviceLink implements DeviceEnd {
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

  /** The user answers, after some time, or never. */
  answer(reply: (isAccepted: boolean) => void): void {
    const { answer = 'accept', delay = 100 } = this.self.pairing;
    if (answer === 'ignore') return;
    this.self.world.clock.after(delay, () => {
      if (this.air.isOpen) reply(answer === 'accept');
    });
  }

  /** What the user enters: what the remote shows, unless the options say otherwise. */
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
