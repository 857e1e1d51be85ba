import { encodeText } from '../../../protocol/text.js';
import type { Controller } from '../../state/controller.js';
import type { InquiryEntry } from '../../state/inquiry-cache.js';
import { tellName } from './device-found.js';
import { enter } from './le-scan.js';

/** How long a discovery goes on to ask for names (NAME_RESOLVE_DURATION in hci_core.h), in milliseconds. */
const RESOLVE_DURATION = 10_240;
/** How long it takes to ask a device that answers; one that does not is given up after the page timeout of the kernel. */
const ANSWER = 100;
const PAGE_TIMEOUT = 5120;

/** An inquiry is over: those names are asked for that programs want (hci_inquiry_complete_evt in net/bluetooth/hci_event.c). */
export function resolveNames(controller: Controller): void {
  const { discovery, traits, world } = controller;
  if (discovery.state !== 'finding') return;
  const entry = discovery.cache.takeNext();
  if (entry !== undefined) {
    discovery.nameDeadline = world.clock.now() + RESOLVE_DURATION;
    ask(controller, entry);
    enter(controller, 'resolving');
    return;
  }
  // A scan that runs beside the inquiry ends the discovery later.
  const isSimultaneous = traits.quirks.has('SimultaneousDiscovery');
  if (discovery.scanner.kind === undefined || !isSimultaneous) enter(controller, 'stopped');
}

/** Gives up asking; the controller says that there was no answer. */
export function cancelNames(controller: Controller): void {
  const { cache, nameRequest } = controller.discovery;
  if (nameRequest === undefined) return;
  nameRequest.cancel();
  if (cache.pending !== undefined) completed(controller, cache.pending, undefined);
}

function ask(controller: Controller, entry: InquiryEntry): void {
  const { clock, radio } = controller.world;
  const names = [...radio.stations]
    .filter((station) => station !== controller.station)
    .map((station) => station.remoteName(entry.address));
  const name = names.find((each) => each !== undefined);
  controller.discovery.nameRequest = clock.after(name === undefined ? PAGE_TIMEOUT : ANSWER, () =>
    completed(controller, entry, name),
  );
}

/** hci_check_pending_name in net/bluetooth/hci_event.c. */
function completed(controller: Controller, { address, rssi }: InquiryEntry, name: string | undefined): void {
  const { discovery, world } = controller;
  discovery.nameRequest = undefined;
  if (discovery.state === 'resolving') {
    discovery.cache.resolved(address, name !== undefined);
    tellName(controller, address, rssi, name === undefined ? undefined : encodeText(name));
    const isInTime = world.clock.now() <= discovery.nameDeadline;
    const next = isInTime ? discovery.cache.takeNext() : undefined;
    if (next !== undefined) return ask(controller, next);
  } else if (discovery.state !== 'stopping') {
    return;
  }
  enter(controller, 'stopped');
}
