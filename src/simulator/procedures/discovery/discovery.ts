import type { AddressType } from '../../../protocol/enums/address-type.js';
import type { Cancellable } from '../../ground/clock.js';
import type { Controller } from '../../state/controller.js';
import type { InquiryResponse } from '../../air/station.js';
import { UNKNOWN_RSSI } from '../../options/signal.js';
import type { Sender } from '../../state/advertising-reports.js';
import { AdvertisingReports } from '../../state/advertising-reports.js';
import { DeviceFound } from './device-found.js';
import { fieldOf } from '../../ground/fields.js';
import type { Heard } from '../../hardware/heard.js';
import { Inquiry } from '../../hardware/inquiry.js';
import { InquiryCache } from '../../state/inquiry-cache.js';
import { NameResolution } from './name-resolution.js';
import type { Report } from '../../hardware/report.js';
import { reportAll } from '../../hardware/report.js';
import { ResultFilter } from '../../state/result-filter.js';
import { Scanner } from '../../hardware/scanner.js';

export type DiscoveryState = 'stopped' | 'starting' | 'finding' | 'resolving' | 'stopping';

/** Kinds of addresses, in the order of their bits. */
export type Kinds = readonly AddressType[];

const COMPLETE_NAME = 0x09;

/** What a controller finds, and what is done for that (struct discovery_state in include/net/bluetooth/hci_core.h). */
export class Discovery {
  /** What the running discovery looks for, or the last one looked for. */
  kinds: Kinds = [];
  readonly filter = new ResultFilter();
  readonly cache = new InquiryCache();
  readonly found: DeviceFound;
  readonly reports: AdvertisingReports;
  readonly scanner: Scanner;
  readonly inquiry: Inquiry;
  readonly names: NameResolution;
  /** Ends the scan of a discovery. */
  scanTimer: Cancellable | undefined;
  /** When that is. */
  scanEnd = 0;
  /** Whether the scan will start anew in a moment. */
  isRestarting = false;
  /** While the system sleeps nothing can be started. */
  isPaused = false;
  #state: DiscoveryState = 'stopped';

  constructor(private readonly controller: Controller) {
    this.found = new DeviceFound(controller, this);
    this.reports = new AdvertisingReports((found) => this.found.advertisement(found));
    this.scanner = new Scanner(controller, (heard, rssi) => this.#hear(heard, rssi));
    this.inquiry = new Inquiry(
      controller,
      (response) => this.#answered(response),
      () => this.names.begin(),
    );
    this.names = new NameResolution(controller, this);
  }

  get state(): DiscoveryState {
    return this.#state;
  }

  /** Whether what is found is told (hci_discovery_active in net/bluetooth/hci_core.c). */
  get isActive(): boolean {
    return this.#state === 'finding' || this.#state === 'resolving';
  }

  /** hci_discovery_set_state in net/bluetooth/hci_core.c. */
  enter(state: DiscoveryState): void {
    const before = this.#state;
    if (before === state) return;
    this.#state = state;
    if (state === 'stopped') {
      this.controller.passiveScan.update();
      if (before !== 'starting') this.#announce(false);
    } else if (state === 'finding') {
      this.#announce(true);
    }
  }

  /** LE scanning starts (le_set_scan_enable_complete in net/bluetooth/hci_event.c). */
  startScan(kind: 'active' | 'passive', filtersDuplicates: boolean): void {
    const { flags, world } = this.controller;
    if (kind === 'active') this.reports.clear();
    // Linux 6.1 counts as finding only when it has answered, and loses what comes before; but always when it listens for mesh packets.
    if (world.isAtLeast('6.12') ? kind === 'active' : flags.has('Mesh')) this.enter('finding');
    this.scanner.start(kind, filtersDuplicates);
  }

  stopScan(): void {
    if (this.scanner.kind === undefined) return;
    this.scanner.stop();
    this.reports.flush();
    this.scanTimer?.cancel();
    const { quirks } = this.controller.traits;
    const isSimultaneous = quirks.has('SimultaneousDiscovery') && this.kinds.length === 3;
    if (isSimultaneous && !this.inquiry.isRunning && this.#state === 'finding') this.enter('stopped');
  }

  /** It can't scan while it connects (HCI_LE_SCAN_INTERRUPTED): a discovery ends. */
  interruptScan(): void {
    const wasActive = this.scanner.kind === 'active';
    this.stopScan();
    if (wasActive) this.enter('stopped');
  }

  #announce(discovering: boolean): void {
    this.controller.emit({ event: 'Discovering', addressType: this.kinds, discovering });
  }

  #hear(heard: Heard, rssi: number): void {
    const { controller } = this;
    const { directedTo } = heard.advertisement;
    if (controller.health.isDeaf || (directedTo !== undefined && directedTo !== controller.address)) return;
    const isActive = this.scanner.kind === 'active';
    const dropsParts = !controller.world.isAtLeast('6.12');
    reportAll(heard, { rssi, isActive, dropsParts }, (report) => this.#received(report, isActive));
  }

  /** process_adv_report in net/bluetooth/hci_event.c. */
  #received(report: Report, isActive: boolean): void {
    const { controller } = this;
    const sender: Sender = controller.scanHooks.identify?.(report) ?? report;
    controller.scanHooks.heard?.(report, sender);
    if (isActive) return this.reports.receive(report, sender);
    if (report.type === 'Directed') return;
    const { passiveScan, monitors, flags } = controller;
    if (passiveScan.reports.has(sender) || monitors.size > 0 || flags.has('Mesh')) {
      this.reports.receivePassively(report, sender);
    }
  }

  /** A device answered an inquiry (hci_inquiry_result_evt and the two beside it in hci_event.c). */
  #answered({ address, classOfDevice, eir, rssi }: InquiryResponse): void {
    const { inquiryMode } = this.controller.traits;
    const isExtended = inquiryMode === 'extended' && eir.length > 0;
    const told = isExtended ? eir : new Uint8Array();
    const result = {
      address,
      classOfDevice,
      rssi: inquiryMode === 'plain' ? UNKNOWN_RSSI : rssi,
      simplePairing: isExtended,
    };
    const flags = this.cache.update(result, fieldOf(told, COMPLETE_NAME) !== undefined);
    this.found.inquired({ ...result, eir: told, ...flags });
  }
}
