import type { HostEvents } from '../hardware/chip.js';
import type { Controller } from '../state/controller.js';
import { setEnded } from './advertising/advertising.js';
import { catchUp, nextChange } from './advertising/rotation.js';
import { hearAdvertisement, hearInquiryResponse } from './hear.js';
import { resolveNames } from './discovery/name-resolution.js';
import { restartScan } from './discovery/scan-restart.js';
import { answerCall } from './connecting/answer-call.js';

/** What the kernel does when a controller reports something (net/bluetooth/hci_event.c), or when its own timers run out. */
export const hostEvents = (controller: Controller): HostEvents => ({
  advertisementHeard: (heard, rssi) => hearAdvertisement(controller, heard, rssi),
  inquiryAnswered: (response) => hearInquiryResponse(controller, response),
  inquiryCompleted: () => resolveNames(controller),
  setEnded: (handle) => setEnded(controller, handle),
  called: (request, advertisements) => answerCall(controller, advertisements, request),
  scanRestartDue: (scanEnd) => restartScan(controller, scanEnd),
  catchUp: () => catchUp(controller),
  nextChange: () => nextChange(controller),
});
