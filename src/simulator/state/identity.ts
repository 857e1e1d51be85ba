/** A service that a program has added, and its bits in the class of device (struct bt_uuid in hci_core.h). */
export interface Service {
  readonly uuid: string;
  readonly hint: number;
}

/** Who made it, for Device ID; a source of 0: unknown. */
export interface DeviceId {
  readonly source: number;
  readonly vendor: number;
  readonly product: number;
  readonly version: number;
}

/** What programs want a controller to say of itself, besides its names. The radio is told while it is on. */
export class Identity {
  majorClass = 0;
  minorClass = 0;
  /** In the order in which they were added. One can be there several times. */
  services: readonly Service[] = [];
  deviceId: DeviceId = { source: 0, vendor: 0, product: 0, version: 0 };

  /** The highest byte of the class of device (get_service_classes in net/bluetooth/hci_sync.c). */
  get serviceClasses(): number {
    return this.services.reduce((bits, { hint }) => bits | hint, 0);
  }
}
