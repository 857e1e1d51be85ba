import { AdType } from '../../../protocol/enums/ad-type.js';
import { encodeText } from '../../../protocol/text.js';
import { classBytes, field } from '../../ground/fields.js';
import { peerOf } from '../../ground/peer.js';
import type { Controller } from '../../state/controller.js';
import type { Link } from '../../state/link.js';

/** Tells mgmt that a connection is there (mgmt_device_connected in net/bluetooth/mgmt.c). */
export function announce(controller: Controller, link: Link, name?: string): void {
  if (link.isAnnounced) return;
  link.isAnnounced = true;
  const flags = { InitiatedConnection: link.isOutgoing };
  const eirData = connectionData(link, name);
  controller.emit({ event: 'DeviceConnected', ...peerOf(link.peer), flags, eirData });
}

/** What Device Connected tells about the remote: what it advertised, or its name and class. */
function connectionData({ advertisingData, classOfDevice }: Link, name: string | undefined): Uint8Array {
  if (advertisingData.length > 0) return advertisingData;
  return Uint8Array.from([
    ...(name === undefined ? [] : field(AdType.NameComplete, encodeText(name))),
    ...(classOfDevice === 0 ? [] : field(AdType.ClassOfDevice, classBytes(classOfDevice))),
  ]);
}
