import type { Socket } from '../../sockets/socket.js';
import type { Advertising } from '../../state/advertising.js';
import type { Controller } from '../../state/controller.js';
import type { AdvertisingInstance, InstanceRequest } from '../../state/instances.js';

/** Types of Set Default System Configuration: advertising intervals in 0.625 ms, and how long a turn is, in seconds. */
const MIN_INTERVAL = 0x000a;
const MAX_INTERVAL = 0x000b;
const ROTATION = 0x000c;

/** What a controller advertises, as it is now: what would have been done by now is done first. */
export function caughtUp({ advertising, events }: Controller): Advertising {
  events.catchUp();
  return advertising;
}

/** Of instances that do not say otherwise, in units of 0.625 ms. */
export const minInterval = ({ parameters }: Controller): number => parameters.valueOf(MIN_INTERVAL);

export const maxInterval = ({ parameters }: Controller): number => parameters.valueOf(MAX_INTERVAL);

/** For how long an instance is advertised before it is the next one's turn, in seconds. */
export const rotation = ({ parameters }: Controller): number => parameters.valueOf(ROTATION);

/** Adds an instance, or changes one. Undefined if there are too many. */
export function putInstance(controller: Controller, request: InstanceRequest): AdvertisingInstance | undefined {
  const { instances } = controller.advertising;
  const put = instances.put(request, rotation(controller));
  if (put !== undefined) setInstanceData(controller, put, request.data, request.scanResponse);
  wakeForTurn(controller);
  return put;
}

/** Gives an instance data; none leaves what is there (hci_set_adv_instance_data in hci_core.c). */
export function setInstanceData(
  { advertising, appearance }: Controller,
  instance: AdvertisingInstance,
  data?: Uint8Array,
  scanResponse?: Uint8Array,
): void {
  advertising.instances.setData(instance, data, scanResponse);
  const { AddAppearance, AddLocalName } = instance.flags;
  if ((AddAppearance && appearance !== 0) || AddLocalName) instance.scanResponseChanged = true;
}

/** Instances that end by themselves tell that when it happens, whether anyone looks or not. */
export function wakeForTurn({ advertising, events }: Controller): void {
  const { instances, turn } = advertising;
  if ([...instances].some(({ timeout }) => timeout > 0)) turn.wake(() => events.catchUp());
}

export function cancelTurn({ advertising }: Controller): void {
  advertising.turn.cancel();
}

/** Takes an instance off the list and tells that; false if it is not on it (hci_remove_adv_instance in hci_core.c). */
export function forget(controller: Controller, instance: number, skip?: Socket): boolean {
  if (!forgetQuietly(controller, instance)) return false;
  controller.emit({ event: 'AdvertisingRemoved', instance }, skip);
  return true;
}

export function forgetQuietly(controller: Controller, instance: number): boolean {
  const { advertising } = controller;
  if (!advertising.instances.remove(instance)) return false;
  if (advertising.current === instance) {
    cancelTurn(controller);
    advertising.current = 0;
  }
  return true;
}
