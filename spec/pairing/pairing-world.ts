import type {
  Controller,
  Mgmt,
  PairOptions,
  PairedStep,
  PairingRequest,
  PairingRequestEnd,
  PairingStep,
  Peer,
} from 'rx-btmgmt';
import { controller, isMgmtError, pair, pairingRequests } from 'rx-btmgmt';
import type { ControllerOptions, DeviceOptions } from 'rx-btmgmt/simulator';
import { Said, World } from '../controllers/world.js';

export const ADDRESS = '00:11:22:33:44:55';
export const PEER: Peer = { address: ADDRESS, addressType: 'LEPublic' };
export const CLASSIC: Peer = { address: ADDRESS, addressType: 'BREDR' };

interface Setting {
  readonly isOn?: boolean;
  readonly controllers?: readonly ControllerOptions[];
}

/** A controller that is on with LE, and devices; nothing else is switched on. */
export class PairingWorld extends World {
  readonly mgmt = this.program();
  readonly other = this.program();
  readonly adapter: Controller = controller(this.mgmt, 0);

  constructor(devices: readonly DeviceOptions[], { isOn = true, controllers }: Setting = {}) {
    super({
      devices: devices.map((device) => ({ ...(device.inquiry === undefined ? { address: ADDRESS } : {}), ...device })),
      ...(controllers === undefined ? {} : { controllers }),
    });
    if (controllers?.[0]?.kind !== 'bredr') this.do(this.other.command$('SetLowEnergy', 0, true));
    if (isOn) this.do(this.other.command$('SetPowered', 0, true));
  }

  pair(options?: PairOptions, peer: Peer = PEER): Said<PairingStep> {
    return new Said(pair(this.adapter, peer, options));
  }

  /** The questions of a program. */
  requests(mgmt: Mgmt = this.mgmt): Said<PairingRequest> {
    return new Said(pairingRequests(controller(mgmt, 0)));
  }

  settings(): Record<string, boolean> {
    const { currentSettings } = this.do(this.other.command$('ReadControllerInformation', 0));
    const { Bondable, SecureSimplePairing, SecureConnections } = currentSettings;
    return { Bondable, SecureSimplePairing, SecureConnections };
  }
}

/** The steps, the keys by their events. */
export const course = ({ values }: Said<PairingStep>): string[] =>
  values.map((step) => {
    if (step.step === 'key') return step.key.event;
    return step.step === 'asked' ? `asked ${step.kind}` : step.step;
  });

export const codeOf = ({ error }: Said<unknown>): unknown => (isMgmtError(error) ? error.code : error);
export const messageOf = ({ error }: { readonly error: unknown }): string =>
  error instanceof Error ? error.message : String(error);

/** A BR/EDR device. */
export const classic = (options: DeviceOptions = {}): DeviceOptions => ({
  name: 'Box',
  inquiry: { address: ADDRESS, classOfDevice: 0x1f00 },
  ...options,
});

/** The first question, of this kind, and what became of it. */
export function first<K extends PairingRequest['kind']>(
  { values }: Said<PairingRequest>,
  kind: K,
): Extract<PairingRequest, { readonly kind: K }> & { readonly said: Said<PairingRequestEnd> } {
  const request = values.find((one): one is Extract<PairingRequest, { readonly kind: K }> => one.kind === kind);
  if (request === undefined) throw new Error(`asked: ${values.map((one) => one.kind).join(', ') || 'nothing'}`);
  return Object.assign(request, { said: new Said(request.ended$) });
}

export const DISPLAYS = { ioCapability: 'DisplayYesNo' } as const;
export const DISPLAY: DeviceOptions = { pairing: { ioCapability: 'DisplayOnly', passkey: 1234 } };
export const COMPARES: DeviceOptions = { pairing: { ioCapability: 'DisplayYesNo', delay: 2000 } };
export const TYPES: DeviceOptions = { pairing: { ioCapability: 'KeyboardOnly', delay: 2000 } };

/** The last step; says what has happened instead. */
export const paired = (said: Said<PairingStep>): PairedStep => {
  if (said.last?.step !== 'paired') throw new Error(`${course(said).join(', ')}; ${messageOf(said)}`);
  return said.last;
};
