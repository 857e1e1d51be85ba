import type { Status } from '../../../protocol/enums/status.js';
import type { Socket } from '../../sockets/socket.js';
import type { Controller } from '../../state/controller.js';
import type { Advertiser } from './advertiser.js';
import { enableInstance, extendedAdvertiser, refreshIsOn, remove as removeSet } from './extended-advertiser.js';
import { cancelTurn, forget, wakeForTurn } from './instances.js';
import { legacyAdvertiser } from './legacy-advertiser.js';

const advertiserOf = ({ traits }: Controller): Advertiser =>
  traits.extendedAdvertising ? extendedAdvertiser : legacyAdvertiser;

export const start = (controller: Controller, instance: number): Status =>
  advertiserOf(controller).start(controller, instance);

export const enable = (controller: Controller): Status => advertiserOf(controller).enable(controller);

export const disable = (controller: Controller): Status => advertiserOf(controller).disable(controller);

export const updateData = (controller: Controller, instance: number): Status =>
  advertiserOf(controller).updateData(controller, instance);

export const updateScanResponse = (controller: Controller, instance: number): Status =>
  advertiserOf(controller).updateScanResponse(controller, instance);

/**
 * Makes it the turn of an instance (hci_schedule_adv_instance_sync in net/bluetooth/hci_sync.c).
 *
 * @param force Tell the hardware even if it advertises that instance already
 */
export function schedule(controller: Controller, number: number, force: boolean): Status {
  const { advertising, flags, traits } = controller;
  if (flags.has('Advertising') && !traits.extendedAdvertising) return 'Rejected';
  if (advertising.hasTurn) return 'Busy';
  const instance = advertising.instances.find(number);
  if (instance === undefined) return 'Failed';
  const { timeout, duration, remaining } = instance;
  const turn = timeout === 0 || duration <= remaining ? duration : remaining;
  if (timeout > 0) instance.remaining -= turn;
  if (!traits.extendedAdvertising) {
    advertising.turn.begin(controller.time + turn * 1000, turn > 0);
    wakeForTurn(controller);
  }
  if (!force && advertising.current === number && advertising.isOn) return 'Success';
  advertising.current = number;
  return start(controller, number);
}

/** Removes an instance, or all for 0, and goes on with the next one (hci_remove_advertising_sync in hci_sync.c). */
export function removeInstance(controller: Controller, instance: number, skip: Socket): Status {
  const { advertising } = controller;
  const advertiser = advertiserOf(controller);
  const isCurrent = advertising.current === instance;
  if (instance === 0 || isCurrent) cancelTurn(controller);
  const next = isCurrent ? advertising.instances.after(instance) : undefined;
  const status =
    instance === 0 ? advertiser.clear(controller, skip, true) : advertiser.remove(controller, instance, skip);
  if (status !== 'Success') return status;
  goOn(controller, next?.instance === instance ? undefined : next?.instance);
  return advertising.instances.count === 0 ? disable(controller) : 'Success';
}

/** Ends everything that programs have added (hci_clear_adv_instance_sync in hci_sync.c): LE is being switched off. */
export function removeAll(controller: Controller): void {
  cancelTurn(controller);
  for (const { instance } of controller.advertising.instances) forget(controller, instance);
}

/** The controller goes down: what would end by itself is removed, and with extended advertising all. */
export function clearForPowerOff(controller: Controller): void {
  advertiserOf(controller).clear(controller, undefined, false);
}

/** The hardware stops for a while (hci_pause_advertising_sync in hci_sync.c). */
export function pauseAdvertising(controller: Controller): void {
  const { advertising, flags, traits } = controller;
  if (!advertising.isOn || advertising.isPaused) return;
  if (flags.has('Advertising')) flags.remove('LimitedDiscoverable', 'Discoverable');
  if (disable(controller) !== 'Success') return;
  if (!traits.extendedAdvertising) cancelTurn(controller);
  advertising.isPaused = true;
}

/** And goes on (hci_resume_advertising_sync). */
export function resumeAdvertising(controller: Controller): void {
  const { advertising, traits } = controller;
  if (!advertising.isPaused) return;
  advertising.isPaused = false;
  if (!traits.extendedAdvertising) {
    schedule(controller, advertising.current, true);
    return;
  }
  for (const { instance } of advertising.instances) {
    if (enableInstance(controller, instance) !== 'Success') removeSet(controller, instance, undefined);
  }
  if (advertising.isBaseOn) {
    advertising.isBaseOn = false;
    enableInstance(controller, 0);
  }
}

/** It is the next one's turn, if advertising goes on at all. */
export function goOn(controller: Controller, next: number | undefined): void {
  const { isPowered, flags, traits } = controller;
  if (!isPowered || flags.has('Advertising') || next === undefined || traits.extendedAdvertising) return;
  schedule(controller, next, false);
}

/** The hardware has ended a set by itself (hci_le_ext_adv_term_evt in net/bluetooth/hci_event.c). */
export function setEnded(controller: Controller, handle: number): void {
  if (controller.advertising.instances.find(handle) === undefined) return;
  forget(controller, handle);
  if (controller.traits.extendedAdvertising) refreshIsOn(controller);
}
