import type { Call } from '../sockets/call.js';
import type { Controller } from '../state/controller.js';
import { MAX_MONITORS, MAX_PATTERNS } from '../state/monitors.js';
import { updatePassiveScan } from '../procedures/discovery/le-scan.js';
import type { RowsOf } from './handler.js';

type MonitorCommand =
  | 'ReadAdvertisementMonitorFeatures'
  | 'AddAdvertisementPatternsMonitor'
  | 'AddAdvertisementPatternsMonitorWithRSSIThreshold'
  | 'RemoveAdvertisementMonitor';

type AddCommand = 'AddAdvertisementPatternsMonitor' | 'AddAdvertisementPatternsMonitorWithRSSIThreshold';

/** What legacy advertising holds (HCI_MAX_AD_LENGTH in include/net/bluetooth/hci.h). */
const MAX_LENGTH = 31;

export const monitorsRows: RowsOf<MonitorCommand> = {
  /** No feature, because no hardware matches; monitors can be added all the same. */
  ReadAdvertisementMonitorFeatures: (call, { monitors }) =>
    call.complete({
      supportedFeatures: {},
      enabledFeatures: {},
      maxNumHandles: MAX_MONITORS,
      maxNumPatterns: MAX_PATTERNS,
      handles: monitors.handles,
    }),

  AddAdvertisementPatternsMonitor: {
    length: 'variable',
    handle: add,
  },
  AddAdvertisementPatternsMonitorWithRSSIThreshold: {
    length: 'variable',
    handle: add,
  },

  /** remove_adv_monitor in net/bluetooth/mgmt.c: it works while the controller is off, too. */
  RemoveAdvertisementMonitor: (call, controller) => {
    const { monitorHandle } = call.params;
    if (isBusy(controller)) return call.status('Busy');
    controller.work.submit({
      run: () => (controller.monitors.remove(monitorHandle) ? 'Success' : 'InvalidParameters'),
      done: (status) => {
        if (status === 'Success') {
          controller.emit({ event: 'AdvertisementMonitorRemoved', monitorHandle }, call.socket);
          updatePassiveScan(controller);
        }
        call.complete({ monitorHandle }, status);
      },
    });
  },
};

const isBusy = ({ pending }: Controller): boolean =>
  pending.has('SetLowEnergy', 'AddAdvertisementPatternsMonitor', 'AddAdvertisementPatternsMonitorWithRSSIThreshold');

/** The length that a pattern has. One byte more than fits: the length that was sent, and the whole area behind it. */
const lengthOf = (value: Uint8Array): number => (value.length > MAX_LENGTH ? value[0]! : value.length);

/** add_adv_patterns_monitor and __add_adv_patterns_monitor in net/bluetooth/mgmt.c. */
function add(call: Call<AddCommand>, controller: Controller): void {
  const { patterns } = call.params;
  const fits = patterns.every(({ offset, value }) => offset < MAX_LENGTH && offset + lengthOf(value) <= MAX_LENGTH);
  if (patterns.length === 0 || !fits) return call.status('InvalidParameters');
  if (isBusy(controller)) return call.status('Busy');
  const waiting = controller.pending.add<AddCommand>(call);
  // What waits is left in the list then, so that those after it find the controller busy.
  if (!controller.isUp) return call.status('Failed');
  let monitorHandle = 0;
  controller.work.queue({
    run: () => {
      monitorHandle = controller.monitors.add() ?? 0;
      return monitorHandle === 0 ? 'Failed' : 'Success';
    },
    done: (status) => {
      if (!controller.pending.remove(waiting)) return;
      if (status === 'Success') {
        controller.emit({ event: 'AdvertisementMonitorAdded', monitorHandle }, call.socket);
        updatePassiveScan(controller);
      }
      call.complete({ monitorHandle }, status);
    },
  });
}
