import type { Chip } from '../hardware/chip.js';
import { AdvertisingSets } from '../hardware/sets.js';
import { Instances } from './instances.js';
import { Turn } from './turn.js';

/** Without extended advertising the kernel counts on its own (HCI_MAX_ADV_INSTANCES in include/net/bluetooth/hci_core.h). */
const LEGACY_INSTANCES = 5;

/** What a controller advertises: instances that programs have added, and instance 0, that of Set Advertising. */
export class Advertising {
  readonly instances: Instances;
  /** In the hardware. */
  readonly sets: AdvertisingSets;
  /** Whose turn it is (`cur_adv_instance` of struct hci_dev). */
  current = 0;
  /** Whether the hardware advertises, as the kernel believes (HCI_LE_ADV). */
  isOn = false;
  /** Whether the set of Set Advertising is on, with extended advertising (HCI_LE_ADV_0). */
  isBaseOn = false;
  isPaused = false;
  readonly turn: Turn;
  /** The time of what is being caught up with. */
  present: number | undefined;

  constructor(chip: Chip) {
    const { extendedAdvertising, advertisingInstances } = chip.traits;
    this.instances = new Instances(extendedAdvertising ? advertisingInstances : LEGACY_INSTANCES);
    this.sets = new AdvertisingSets(extendedAdvertising ? advertisingInstances : 1, chip);
    this.turn = new Turn(chip.world.clock);
    if (!extendedAdvertising) this.sets.ensure(0);
  }

  /** Whether the kernel takes turns now (`adv_instance_timeout` of struct hci_dev). */
  get hasTurn(): boolean {
    return this.turn.isRunning;
  }
}
