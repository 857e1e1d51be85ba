import { AdType } from '../../../protocol/enums/ad-type.js';
import { classBytes, field, nameBytes, u16Bytes } from '../../ground/fields.js';
import type { Socket } from '../../sockets/socket.js';
import type { Controller } from '../../state/controller.js';

/** What Read Extended Controller Information says in EIR (append_eir_data_to_buf in net/bluetooth/mgmt.c). */
export function extendedInformation({ appearance, classOfDevice, flags, name, shortName }: Controller): Uint8Array {
  return Uint8Array.from([
    ...(flags.has('BREDR') ? field(AdType.ClassOfDevice, classBytes(classOfDevice)) : []),
    ...(flags.has('LowEnergy') ? field(AdType.Appearance, u16Bytes(appearance)) : []),
    ...field(AdType.NameComplete, nameBytes(name)),
    ...field(AdType.NameShort, nameBytes(shortName)),
  ]);
}

/** Tells that it has changed (ext_info_changed in mgmt.c). */
export function announceInformation(controller: Controller, skip?: Socket): void {
  controller.emit({ event: 'ExtendedControllerInformationChanged', eirData: extendedInformation(controller) }, skip);
}
