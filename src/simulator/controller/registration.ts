import type { Controller } from './controller.js';

const controllerType = (controller: Controller): 'Unconfigured' | 'Primary' =>
  controller.flags.has('Unconfigured') ? 'Unconfigured' : 'Primary';

/** Tells that it can be used, or configured (mgmt_index_added in net/bluetooth/mgmt.c). */
export function announceAdded(controller: Controller): void {
  const isUnconfigured = controller.flags.has('Unconfigured');
  controller.emit({ event: isUnconfigured ? 'UnconfiguredIndexAdded' : 'IndexAdded' });
  const controllerBus = controller.traits.bus;
  controller.emit({ event: 'ExtendedIndexAdded', controllerType: controllerType(controller), controllerBus });
}

/** What waits for it fails; then it is gone (mgmt_index_removed in net/bluetooth/mgmt.c). */
export function announceRemoved(controller: Controller): void {
  controller.pending.failAll('InvalidIndex');
  const isUnconfigured = controller.flags.has('Unconfigured');
  controller.emit({ event: isUnconfigured ? 'UnconfiguredIndexRemoved' : 'IndexRemoved' });
  const controllerBus = controller.traits.bus;
  controller.emit({ event: 'ExtendedIndexRemoved', controllerType: controllerType(controller), controllerBus });
}
