import { NO_ADDRESS } from '../../ground/address.js';
import { initialise } from './bring-up.js';
import { isConfigured } from '../identity/configuration.js';
import type { Controller } from '../../state/controller.js';

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

/**
 * It has got what it lacked, or lacks something now: it goes, and comes back as what it is (set_external_config and
 * set_public_address in mgmt.c). While it is started anew it is nowhere.
 */
export function reconfigure(controller: Controller): void {
  const { flags, work } = controller;
  announceRemoved(controller);
  if (!isConfigured(controller)) {
    flags.add('Unconfigured');
    return announceAdded(controller);
  }
  flags.remove('Unconfigured');
  flags.add('Configuring');
  work.submit({ done: () => start(controller) });
}

/**
 * The kernel gives a controller that was configured its address, and gives up if it has none to give, even if the controller
 * has one of its own (hci_dev_init_sync in hci_sync.c): then it stays nowhere until it is plugged in again.
 */
function start(controller: Controller): void {
  const { flags, publicAddress, traits } = controller;
  if (publicAddress === NO_ADDRESS || !traits.setsPublicAddress) return;
  controller.address = publicAddress;
  initialise(controller);
  controller.startForAWhile();
  flags.remove('Configuring');
  announceAdded(controller);
}
