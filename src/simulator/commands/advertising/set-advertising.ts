import type { Controller } from '../../state/controller.js';
import { announceSettings, settingsReply } from '../../procedures/identity/settings.js';
import { disable, schedule, start } from '../../procedures/advertising/advertising.js';
import { cancelTurn, caughtUp } from '../../procedures/advertising/instances.js';
import type { Handler } from '../handler.js';

/** set_advertising in net/bluetooth/mgmt.c. */
export const setAdvertising: Handler<'SetAdvertising'> = (call, controller) => {
  const { flags, pending, work } = controller;
  const advertising = caughtUp(controller);
  const fault = controller.lowEnergyFault;
  if (fault !== undefined) return call.status(fault);
  const mode = call.params.advertising;
  if (typeof mode === 'number') return call.status('InvalidParameters');
  if (advertising.isPaused) return call.status('Busy');

  const isWanted = mode !== 'Off';
  const isConnectable = mode === 'OnConnectable';
  if (
    !controller.isPowered ||
    (isWanted === flags.has('Advertising') && isConnectable === flags.has('AdvertisingConnectable')) ||
    isOccupied(controller)
  ) {
    if (isWanted) advertising.current = 0;
    const hasChanged = flags.change('Advertising', isWanted);
    flags.change('AdvertisingConnectable', isConnectable);
    call.complete(settingsReply(controller));
    if (hasChanged) announceSettings(controller, call.socket);
    return;
  }
  if (pending.has('SetAdvertising', 'SetLowEnergy')) return call.status('Busy');

  const waiting = pending.add(call);
  work.queue({
    run: () => {
      if (pending.includes(waiting)) switchTo(controller, isWanted, isConnectable);
      return 'Success';
    },
    done: () => {
      if (!pending.remove(waiting)) return;
      flags.change('Advertising', advertising.isOn);
      call.complete(settingsReply(controller));
      announceSettings(controller, call.socket);
      goOn(controller);
    },
  });
};

/** Whether the radio is used for something else, so that only the flags change for now. */
function isOccupied({ discovery, flags, links }: Controller): boolean {
  return (
    flags.has('Mesh') || discovery.scanner.kind === 'active' || [...links].some(({ transport }) => transport === 'LE')
  );
}

/** set_adv_sync in mgmt.c: whether the hardware follows shows only in the settings. */
function switchTo(controller: Controller, isWanted: boolean, isConnectable: boolean): void {
  const advertising = caughtUp(controller);
  controller.flags.change('AdvertisingConnectable', isConnectable);
  cancelTurn(controller);
  if (isWanted) {
    advertising.current = 0;
    start(controller, 0);
  } else {
    disable(controller);
  }
}

/** Instances that were there before are advertised again (set_advertising_complete in mgmt.c). */
function goOn(controller: Controller): void {
  const advertising = caughtUp(controller);
  if (controller.flags.has('Advertising')) return;
  const next = advertising.current === 0 ? advertising.instances.newest?.instance : advertising.current;
  if (next !== undefined && advertising.instances.count > 0) schedule(controller, next, true);
}
