import { KeyStore } from '../security/key-store.js';

/** The keys that a device has made in pairings. */
export class DeviceBonds {
  keys = new KeyStore();

  clear(): void {
    this.keys = new KeyStore();
  }
}
