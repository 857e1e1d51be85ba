import type { ClassicCapability } from './classic-side.js';
import type { IoCapabilityName } from './security-messages.js';

/** What a side wants of pairing over BR/EDR (HCI, Authentication_Requirements). */
export type Requirement = Pick<ClassicCapability, 'bonding' | 'mitm'>;

/** What the initiator asks for: MITM protection, if it can do something for that. */
export function ownRequirement({ bonding, mitm }: Requirement, io: IoCapabilityName): Requirement {
  return { bonding, mitm: mitm || (io !== 'NoInputNoOutput' && bonding !== 'none') };
}

/** What the responder answers to that (hci_get_auth_req in net/bluetooth/hci_event.c). */
export function requirementFor(other: ClassicCapability, { mitm }: Requirement, io: IoCapabilityName): Requirement {
  if (other.bonding === 'none') return { bonding: 'none', mitm: other.mitm || mitm };
  const canProve = other.ioCapability !== 'NoInputNoOutput' && io !== 'NoInputNoOutput';
  return { bonding: other.bonding, mitm: canProve || mitm };
}
