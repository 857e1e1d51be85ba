import type { Observable } from 'rxjs';
import {
  EMPTY,
  concat,
  defer,
  filter,
  finalize,
  ignoreElements,
  map,
  merge,
  repeat,
  share,
  takeUntil,
  tap,
} from 'rxjs';
import { heldMonitor } from './held-monitor.js';
import type { ActiveWindowsOptions, Plan } from './options.js';
import type { Mgmt } from '../mgmt/mgmt.js';
import { DeviceFilter } from '../operators/discovery/device-filter.js';
import { hubOf } from '../operators/discovery/hubs.js';
import type { Wish } from '../operators/discovery/options.js';
import { Payloads } from '../operators/discovery/payloads.js';
import { Report } from '../operators/discovery/report.js';
import { reports } from '../operators/discovery/reports.js';
import type { AdvertisementMonitor } from '../operators/match-monitor.js';
import { matchMonitor } from '../operators/match-monitor.js';
import { toHex } from '../protocol/bytes.js';
import { encodeCommand } from '../protocol/encode.js';
import type { MgmtEvent } from '../protocol/tables.js';
import { after } from '../transport/schedule-after.js';

type Found = MgmtEvent<'AdvertisementMonitorDeviceFound'>;

/** Until a monitor that another program has removed is added again, in milliseconds. */
const ADD_AGAIN = 1000;

/**
 * All that have flags: the kernel takes no monitor without a pattern, and looks at none itself. Of controllers that do, each has a firmware that
 * takes these (the combinations of general and limited discoverable, with and without BR/EDR).
 */
const anything = (): AdvertisementMonitor => ({
  patterns: ['02', '04', '05', '06', '1a'].map((value) => ({ adType: 'Flags' as const, offset: 0, value })),
});

/**
 * Looks for nothing itself. What the kernel leaves out in a discovery it leaves out for monitors, too (mgmt_device_found in
 * net/bluetooth/mgmt.c), so that this client's discoveries must not ask it to.
 */
const UNFILTERED: Wish = {
  addressTypes: [],
  kinds: [],
  services: undefined,
  rssiThreshold: undefined,
  limited: false,
  continuous: true,
  resolveNames: false,
};

/** A discovery for a moment, if this client's last one was a limited one: only another one makes the kernel forget that. */
function unlimited(mgmt: Mgmt, index: number): Observable<Report> {
  const hub = hubOf(mgmt, index);
  if (!hub.isLimited) return EMPTY;
  const isOver$ = hub.state$.pipe(filter(({ phase }) => phase === 'discovering' && !hub.isLimited));
  return reports(mgmt, index, { ...UNFILTERED, kinds: ['LEPublic', 'LERandom'] }).pipe(takeUntil(isOver$));
}

const keyOf = (index: number, monitor: AdvertisementMonitor | undefined): string => {
  if (monitor === undefined) return String(index);
  const frame =
    'highThreshold' in monitor
      ? encodeCommand('AddAdvertisementPatternsMonitorWithRSSIThreshold', index, monitor)
      : encodeCommand('AddAdvertisementPatternsMonitor', index, monitor);
  return `${index} ${toHex(frame)}`;
};

/** What a discovery finds meanwhile, whoever's it is, comes as Device Found instead (mgmt_device_found in net/bluetooth/mgmt.c). */
const everything = (mgmt: Mgmt, index: number): Observable<Found> =>
  merge(
    mgmt.event$('AdvertisementMonitorDeviceFound', index),
    mgmt.event$('DeviceFound', index).pipe(
      filter(({ addressType }) => addressType !== 'BREDR'),
      map(({ address, addressType, rssi, flags, eirData }): Found => {
        const what = { event: 'AdvertisementMonitorDeviceFound', index, monitorHandle: 0 } as const;
        return { ...what, address, addressType, rssi, flags, adData: eirData };
      }),
    ),
  );

/** What one monitor finds, for all who want the same. */
function monitored(mgmt: Mgmt, index: number, monitor: AdvertisementMonitor | undefined): Observable<Report> {
  return defer(() => {
    const payloads = new Payloads();
    let own: number | undefined;
    const held$ = heldMonitor(mgmt, index, monitor ?? anything()).pipe(
      tap((handle) => (own = handle)),
      finalize(() => (own = undefined)),
      repeat({ delay: () => after(ADD_AGAIN, mgmt.scheduler) }),
      ignoreElements(),
    );
    const found$ = everything(mgmt, index);
    // The controller has compared what comes with our handle. All else is compared here.
    const isOwn = ({ monitorHandle }: Found): boolean => monitorHandle !== 0 && monitorHandle === own;
    const wanted$ =
      monitor === undefined
        ? found$
        : merge(
            found$.pipe(filter(isOwn)),
            found$.pipe(
              filter((found) => !isOwn(found)),
              matchMonitor(monitor, mgmt.scheduler),
            ),
          );
    const report$ = wanted$.pipe(
      map(({ address, addressType, rssi, flags, adData }) => {
        // As a discovery would tell it.
        const device = { event: 'DeviceFound', index, address, addressType, rssi, flags, eirData: adData } as const;
        return new Report(device, mgmt.scheduler.now(), payloads);
      }),
    );
    return merge(held$, report$, reports(mgmt, index, UNFILTERED), unlimited(mgmt, index));
  });
}

const shared = new WeakMap<Mgmt, Map<string, Observable<Report>>>();

function monitoredOnce(mgmt: Mgmt, index: number, monitor: AdvertisementMonitor | undefined): Observable<Report> {
  const ofMgmt = shared.get(mgmt) ?? new Map<string, Observable<Report>>();
  shared.set(mgmt, ofMgmt);
  const key = keyOf(index, monitor);
  const running = ofMgmt.get(key);
  if (running !== undefined) return running;
  const report$ = monitored(mgmt, index, monitor).pipe(
    finalize(() => ofMgmt.delete(key)),
    share(),
  );
  ofMgmt.set(key, report$);
  return report$;
}

/** Discoveries from time to time. What they find comes as events, as what others' find. */
function windows(mgmt: Mgmt, index: number, { delay, interval, duration }: Required<ActiveWindowsOptions>, wish: Wish) {
  const { scheduler } = mgmt;
  const everyone: Wish = { ...wish, services: undefined, rssiThreshold: undefined, limited: false };
  const window$ = reports(mgmt, index, everyone).pipe(takeUntil(after(duration, scheduler)), ignoreElements());
  const pause$ = after(interval - duration, scheduler).pipe(ignoreElements());
  return concat(after(delay, scheduler).pipe(ignoreElements()), concat(window$, pause$).pipe(repeat()));
}

/** What a passive scan hears on a controller that is on. */
export function passiveReports(mgmt: Mgmt, index: number, { monitor, activeWindows, wish }: Plan): Observable<Report> {
  return defer(() => {
    const chosen = new DeviceFilter(wish);
    return merge(
      monitoredOnce(mgmt, index, monitor).pipe(filter((report) => chosen.lets(report))),
      activeWindows === undefined ? EMPTY : windows(mgmt, index, activeWindows, wish),
    );
  });
}
