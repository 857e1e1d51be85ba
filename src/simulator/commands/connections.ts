import type { RowsOf } from './handler.js';
import { abort } from '../procedures/links/lifetime.js';
import { clocks, measure } from '../procedures/links/measurements.js';
import type { Link } from '../state/link.js';
import { UNMEASURED } from '../state/link.js';
import { isPeer, peerOf } from '../ground/peer.js';

type ConnectionCommand = 'Disconnect' | 'GetConnections' | 'GetConnectionInformation' | 'GetClockInformation';

/** Measurements are valid for one to three seconds, so that no program can tell when they are measured (hci_alloc_dev in hci_core.c). */
const MIN_AGE = 1000;
const MAX_AGE = 3000;
const ANY_ADDRESS = '00:00:00:00:00:00';
const UNKNOWN = { rssi: 0, txPower: 0, maxTxPower: 0 };
const NO_CLOCK = { localClock: 0, piconetClock: 0, accuracy: 0 };

const isConnected = (link: Link | undefined): link is Link => link?.state === 'connected';

export const connectionsRows: RowsOf<ConnectionCommand> = {
  /** disconnect in net/bluetooth/mgmt.c. */
  Disconnect: (call, controller) => {
    const { links, work, isUp, world } = controller;
    const { params } = call;
    if (!isPeer(params)) return call.complete(params, 'InvalidParameters');
    if (!isUp) return call.complete(params, 'NotPowered');
    work.queue({
      duration: 0,
      done: () => {
        const link = links.find(params);
        // -ENOTCONN
        if (link === undefined) return call.complete(params, 'Disconnected');
        abort(controller, link, 'RemoteUserTerminated');
        // Linux 6.1 does not wait for the end of the connection.
        if (!world.isAtLeast('6.12')) return call.complete(params);
        world.clock.after(world.latency, () => call.complete(params));
      },
    });
  },

  /** get_connections in mgmt.c. */
  GetConnections: (call, { isPowered, links }) => {
    if (!isPowered) return call.status('NotPowered');
    call.complete({ connections: [...links].filter((link) => link.isAnnounced).map(({ peer }) => peerOf(peer)) });
  },

  /** get_conn_info in mgmt.c. */
  GetConnectionInformation: (call, controller) => {
    const { address, addressType } = call.params;
    const { isPowered, links, work } = controller;
    const { clock, random } = controller.world;
    const answer = { address, addressType };
    if (!isPeer(call.params)) return call.complete({ ...answer, ...UNKNOWN }, 'InvalidParameters');
    if (!isPowered) return call.complete({ ...answer, ...UNKNOWN }, 'NotPowered');
    const link = links.findByAddress(call.params);
    if (!isConnected(link)) return call.complete({ ...answer, ...UNKNOWN }, 'NotConnected');
    const age = MIN_AGE + random.below(MAX_AGE - MIN_AGE);
    if (clock.now() <= link.measuredAt + age) return call.complete({ ...answer, ...link.measured });
    link.measuredAt = clock.now();
    work.queue({
      done: () => {
        // The kernel takes its own status for an HCI error here (get_conn_info_sync): it comes out the same.
        if (!isConnected(links.findByAddress(answer)))
          return call.complete({ ...answer, ...UNMEASURED }, 'NotConnected');
        call.complete({ ...answer, ...measure(link) });
      },
    });
  },

  /** get_clock_info in mgmt.c. */
  GetClockInformation: (call, controller) => {
    const { address, addressType } = call.params;
    const { isPowered, links, work } = controller;
    const answer = { address, addressType };
    if (addressType !== 'BREDR') return call.complete({ ...answer, ...NO_CLOCK }, 'InvalidParameters');
    if (!isPowered) return call.complete({ ...answer, ...NO_CLOCK }, 'NotPowered');
    if (address !== ANY_ADDRESS && !isConnected(links.find(answer))) {
      return call.complete({ ...answer, ...NO_CLOCK }, 'NotConnected');
    }
    work.queue({
      done: () => {
        const link = links.find(answer);
        // Without an address, too: the kernel always looks for a connection (get_clock_info_sync).
        if (!isConnected(link)) return call.complete({ ...answer, ...NO_CLOCK }, 'NotConnected');
        call.complete({ ...answer, ...clocks(controller, link) });
      },
    });
  },
};
