import { AdType } from '../../protocol/enums/ad-type.js';
import type { InquiryResponse } from '../air/station.js';
import { fieldOf } from '../ground/fields.js';
import { isLowEnergyPeer } from '../ground/peer.js';
import { UNKNOWN_RSSI } from '../ground/rssi.js';
import type { Heard } from '../hardware/heard.js';
import type { Report } from '../hardware/report.js';
import { reportAll } from '../hardware/report.js';
import type { Controller } from '../state/controller.js';
import type { Sender } from '../state/discovery.js';
import { connectIfWanted } from './connecting/connect-low-energy.js';
import { receivePassively, receiveReport } from './discovery/advertising-reports.js';
import { tellInquired } from './discovery/device-found.js';

/** The controller reports an advertising set that it has heard. */
export function hearAdvertisement(controller: Controller, heard: Heard, rssi: number): void {
  const { directedTo } = heard.advertisement;
  if (controller.health.isDeaf || (directedTo !== undefined && directedTo !== controller.address)) return;
  const isActive = controller.discovery.scanner.kind === 'active';
  const dropsParts = !controller.world.isAtLeast('6.12');
  reportAll(heard, { rssi, isActive, dropsParts }, (report) => received(controller, report, isActive));
}

/** process_adv_report in net/bluetooth/hci_event.c. */
function received(controller: Controller, report: Report, isActive: boolean): void {
  const sender = senderOf(controller, report);
  connectIfWanted(controller, report, sender);
  if (isActive) return receiveReport(controller, report, sender);
  if (report.type === 'Directed') return;
  const { passiveScan, monitors, flags } = controller;
  if (passiveScan.reports.has(sender) || monitors.size > 0 || flags.has('Mesh')) {
    receivePassively(controller, report, sender);
  }
}

/** Who it is that uses a private address, if the key for it is known (hci_get_irk in hci_core.c). */
function senderOf({ keyStore }: Controller, report: Report): Sender {
  const identity = keyStore.identityOf(report);
  return isLowEnergyPeer(identity) ? identity : report;
}

/** A device answered an inquiry (hci_inquiry_result_evt and the two beside it in hci_event.c). */
export function hearInquiryResponse(controller: Controller, response: InquiryResponse): void {
  const { address, classOfDevice, eir, rssi } = response;
  const { inquiryMode } = controller.traits;
  const isExtended = inquiryMode === 'extended' && eir.length > 0;
  const told = isExtended ? eir : new Uint8Array();
  const result = {
    address,
    classOfDevice,
    rssi: inquiryMode === 'plain' ? UNKNOWN_RSSI : rssi,
    simplePairing: isExtended,
  };
  const flags = controller.discovery.cache.update(result, fieldOf(told, AdType.NameComplete) !== undefined);
  tellInquired(controller, { ...result, eir: told, ...flags });
}
