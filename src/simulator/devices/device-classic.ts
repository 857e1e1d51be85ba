import type { LinkKey } from '../security/key-store.js';
import type { ClassicCapability, ClassicSide } from '../security/classic-side.js';
import type { DeviceEnd } from './device-end.js';

const DEFAULT_PIN = '0000';

/** How a device of the simulated world pairs over BR/EDR. */
export class DeviceClassic implements ClassicSide {
  constructor(private readonly link: DeviceEnd) {}

  linkKey(): Uint8Array | undefined {
    return this.link.self.bonds.keys.linkKey(this.link.other.address)?.value;
  }

  capability(): ClassicCapability {
    const { bonding = true, ioCapability: io = 'NoInputNoOutput' } = this.link.self.pairing;
    return {
      ioCapability: io === 'KeyboardDisplay' ? 'DisplayYesNo' : io,
      bonding: bonding ? 'dedicated' : 'none',
      mitm: io !== 'NoInputNoOutput',
      outOfBand: false,
    };
  }

  meet(): void {
    this.link.shownPasskey = undefined;
  }

  confirm(_value: number, answer: (isRight: boolean) => void): void {
    this.link.answer(answer);
  }

  askPasskey(answer: (passkey: number | undefined) => void): void {
    this.link.answer((isAccepted) => answer(isAccepted ? this.link.enteredPasskey : undefined));
  }

  chosenPasskey(): number | undefined {
    return this.link.self.pairing.passkey;
  }

  showPasskey(passkey: number): void {
    this.link.show(passkey);
  }

  showEntered(): void {
    // Its display shows no progress.
  }

  askPin(answer: (pin: string | undefined) => void): void {
    this.link.answer((isAccepted) => answer(isAccepted ? (this.link.self.pairing.pin ?? DEFAULT_PIN) : undefined));
  }

  simplyPaired(): void {
    this.link.shownPasskey = undefined;
  }

  newLinkKey({ keyType, value }: Pick<LinkKey, 'keyType' | 'value'>): void {
    this.link.self.bonds.keys.addLinkKey({ address: this.link.other.address, keyType, value, pinLength: 0 });
  }

  authenticated(): void {
    this.link.shownPasskey = undefined;
  }

  encrypted(): void {
    this.link.protection.isEncrypted = true;
  }
}
