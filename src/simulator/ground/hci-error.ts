import type { DisconnectReason } from '../../protocol/enums/device.js';
import type { Status } from '../../protocol/enums/status.js';

/**
 * What a controller says to the kernel: its number, and what mgmt makes of it as the status of a command
 * (mgmt_status_table in net/bluetooth/mgmt.c). Core Specification, Vol 1, Part F.
 */
const ERRORS = {
  Success: [0x00, 'Success'],
  UnknownConnection: [0x02, 'NotConnected'],
  PageTimeout: [0x04, 'ConnectFailed'],
  AuthenticationFailure: [0x05, 'AuthenticationFailed'],
  KeyMissing: [0x06, 'AuthenticationFailed'],
  ConnectionTimeout: [0x08, 'Timeout'],
  LimitedResources: [0x0d, 'NoResources'],
  SecurityReasons: [0x0e, 'Rejected'],
  UnacceptableAddress: [0x0f, 'Rejected'],
  RemoteUserTerminated: [0x13, 'Disconnected'],
  RemotePowerOff: [0x15, 'Disconnected'],
  LocalHostTerminated: [0x16, 'Disconnected'],
  RepeatedAttempts: [0x17, 'Busy'],
  PairingNotAllowed: [0x18, 'Rejected'],
  ResponseTimeout: [0x22, 'Timeout'],
  ConnectionNotEstablished: [0x3e, 'ConnectFailed'],
} as const satisfies Record<string, readonly [number, Status]>;

export type HciError = keyof typeof ERRORS;

export const numberOf = (error: HciError): number => ERRORS[error][0];

export const statusOf = (error: HciError): Status => ERRORS[error][1];

/** Why a connection ended, for mgmt (hci_to_mgmt_reason in net/bluetooth/hci_event.c). */
export function reasonOf(error: HciError): keyof typeof DisconnectReason {
  switch (error) {
    case 'ConnectionTimeout':
      return 'Timeout';
    case 'RemoteUserTerminated':
    case 'RemotePowerOff':
      return 'Remote';
    case 'LocalHostTerminated':
      return 'LocalHost';
    default:
      return 'Unspecified';
  }
}
