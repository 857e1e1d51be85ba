import type { Observable } from 'rxjs';
import type { Mgmt } from '../../mgmt/mgmt.js';
import { containsAll, kindsFor } from './kinds.js';
import type { Kinds } from './kinds.js';
import type { Wish } from './options.js';

/** What the kernel is asked to look for. */
export interface KernelDiscovery {
  readonly kinds: Kinds;
  /** In dBm. */
  readonly rssiThreshold: number | undefined;
  /** In their long form. */
  readonly uuids: readonly string[] | undefined;
  readonly limited: boolean;
}

/** The threshold that lets all through (mgmt-protocol, Start Service Discovery). */
const ANY_RSSI = 127;
/** With more the command would not fit into the frames that older kernels take (HCI_MAX_FRAME_SIZE in include/net/bluetooth/hci.h). */
const MOST_UUIDS = 60;

/** The services that the kernel can look for: it looks into lists only (eir_has_uuids in net/bluetooth/mgmt.c). */
const listedServices = ({ services }: Wish): ReadonlySet<string> | undefined =>
  services !== undefined && [...services.fields].every((field) => field === 'ServiceUuids')
    ? services.uuids
    : undefined;

/** All of them, or undefined if one is missing. */
function complete<T>(values: readonly (T | undefined)[]): readonly T[] | undefined {
  const there = values.filter((value) => value !== undefined);
  return there.length === values.length ? there : undefined;
}

/**
 * The narrowest discovery in which all find what they wish.
 *
 * @param canFilter whether the kernel may be asked to filter: one that looked for limited discoverable devices before keeps doing so
 * while it looks for services (start_service_discovery in mgmt.c does not reset `limited`)
 */
export function widest(wishes: readonly Wish[], canFilter: boolean): KernelDiscovery {
  const kinds = kindsFor(wishes.flatMap((wish) => wish.kinds));
  const limited = wishes.every((wish) => wish.limited);
  if (limited || !canFilter) return { kinds, limited, rssiThreshold: undefined, uuids: undefined };
  const thresholds = complete(wishes.map(({ rssiThreshold }) => rssiThreshold));
  const lists = complete(wishes.map(listedServices)) ?? [];
  const uuids = [...new Set(lists.flatMap((list) => [...list]))];
  return {
    kinds,
    limited,
    rssiThreshold: thresholds && Math.min(...thresholds),
    uuids: uuids.length > 0 && uuids.length <= MOST_UUIDS ? uuids : undefined,
  };
}

/** Whether one who wishes this finds it in a discovery. */
export function serves({ kinds, limited, rssiThreshold, uuids }: KernelDiscovery, wish: Wish): boolean {
  const listed = listedServices(wish);
  return (
    containsAll(kinds, wish.kinds) &&
    (!limited || wish.limited) &&
    (rssiThreshold === undefined || (wish.rssiThreshold !== undefined && wish.rssiThreshold >= rssiThreshold)) &&
    (uuids === undefined || (listed !== undefined && [...listed].every((uuid) => uuids.includes(uuid))))
  );
}

/** The command that starts it. */
export function start$(mgmt: Mgmt, index: number, discovery: KernelDiscovery): Observable<unknown> {
  const { kinds, limited, rssiThreshold, uuids } = discovery;
  if (limited) return mgmt.command$('StartLimitedDiscovery', index, kinds);
  if (rssiThreshold === undefined && uuids === undefined) return mgmt.command$('StartDiscovery', index, kinds);
  return mgmt.command$('StartServiceDiscovery', index, kinds, rssiThreshold ?? ANY_RSSI, uuids ?? []);
}
