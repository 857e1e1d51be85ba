import type { Report } from '../../hardware/report.js';
import type { Controller } from '../../state/controller.js';
import type { Sender, WaitingReport } from '../../state/discovery.js';
import { tellAdvertisement } from './device-found.js';

const NOTHING: Uint8Array = new Uint8Array();

/** Scanning ends: nothing more comes that belongs to the report that waits. */
export function flushReports(controller: Controller): void {
  const { waitingReport } = controller.discovery;
  if (waitingReport !== undefined) tell(controller, waitingReport);
}

/**
 * A report comes while the controller scans actively: those of advertisements and of scan responses are put together
 * (process_adv_report in net/bluetooth/hci_event.c).
 */
export function receiveReport(controller: Controller, report: Report, sender: Sender): void {
  const { discovery } = controller;
  const waiting = discovery.waitingReport;
  const isSame = waiting?.address === sender.address && waiting.addressType === sender.addressType;
  if (report.type === 'ScanResponse' && waiting !== undefined && isSame) {
    discovery.waitingReport = undefined;
    tell(controller, waiting, report.rssi, report.data);
    return;
  }
  // The same advertisement again: the one that waits is dropped.
  if (waiting !== undefined && !isSame) tell(controller, waiting);
  const next = waitingOf(report, sender);
  const isAnswered = !report.isExtended && (report.type === 'Connectable' || report.type === 'Scannable');
  discovery.waitingReport = isAnswered ? next : undefined;
  if (!isAnswered) tell(controller, next);
}

/** A report comes while the controller scans passively: there are no scan responses. */
export function receivePassively(controller: Controller, report: Report, sender: Sender): void {
  tell(controller, waitingOf(report, sender));
}

function tell(controller: Controller, waiting: WaitingReport, rssi = waiting.report.rssi, response = NOTHING): void {
  const { address, addressType, report, isConnectable } = waiting;
  tellAdvertisement(controller, {
    address,
    addressType,
    source: report.source,
    rssi,
    flags: report.type === 'ScanResponse' ? 'ScanResponse' : isConnectable ? 'None' : 'NotConnectable',
    data: report.data,
    scanResponse: response,
  });
}

// Field by field: there are a hundred thousand a second of them.
const waitingOf = (report: Report, { address, addressType }: Sender): WaitingReport => ({
  address,
  addressType,
  report,
  isConnectable: report.type !== 'NonConnectable' && report.type !== 'Scannable',
});
