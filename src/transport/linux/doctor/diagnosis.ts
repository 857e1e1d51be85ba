import type { CommandName, Reply } from '../../../protocol/tables.js';
import type { TransportErrorCode } from '../../error-codes.js';
import type { FindingCode, Severity } from './finding-kinds.js';

/** A program, as far as this process may see it. */
export interface HciProgram {
  readonly pid: number;
  /** Its short name, as in `ps`. */
  readonly name: string;
}

/** Which controller; its address is `null` where it can't be read. */
interface OfController {
  readonly index: number;
  readonly address: string | null;
}

/** What is known besides, by kind. */
interface FindingDetails {
  readonly NotLinux: { readonly platform: string };
  /** `platform`: such as `'linux-arm64'`. */
  readonly KoffiMissing: { readonly platform: string; readonly reason: string };
  readonly SocketForbidden: { readonly syscall: string; readonly errno: TransportErrorCode };
  readonly SocketFailed: { readonly syscall: string; readonly errno: TransportErrorCode };
  readonly NotAnswering: { readonly command: CommandName; readonly index: number | null };
  readonly MissingCapability: { readonly capability: 'CAP_NET_ADMIN' };
  readonly CapabilityIneffective: { readonly capability: 'CAP_NET_ADMIN' };
  /** `rfkill`: the number of the switch, as in `rfkill list`. `index` is `null` for one of the machine. */
  readonly RfkillBlocked: {
    readonly index: number | null;
    readonly address: string | null;
    readonly rfkill: number;
    readonly soft: boolean;
    readonly hard: boolean;
  };
  /** `programs`: those with HCI sockets; only root sees those of others. */
  readonly UserChannel: OfController & { readonly programs: readonly HciProgram[] };
  readonly NotSetUp: OfController;
  readonly Unconfigured: OfController & {
    readonly missingOptions: Reply<'ReadControllerConfigurationInformation'>['missingOptions'];
  };
  readonly DiscoveryStuck: OfController;
  readonly PoweredOff: OfController;
  readonly LowEnergyOff: OfController;
  /** In bytes, as the kernel keeps books. */
  readonly ReceiveBufferCapped: { readonly receiveBuffer: number; readonly wanted: number };
  readonly KernelTooOld: { readonly commands: readonly CommandName[] };
  readonly BluetoothdHidden: { readonly capability: 'CAP_NET_RAW' };
  /** `pid`: `null` for one in another container. */
  readonly BluetoothdRunning: { readonly pid: number | null };
}

type FindingOf<C extends FindingCode> = {
  readonly code: C;
  readonly severity: Severity;
  /** What is wrong, and why. */
  readonly message: string;
  /** What to do, each a step or a choice; commands are exact, for this process. */
  readonly advice: readonly string[];
} & (C extends keyof FindingDetails ? FindingDetails[C] : unknown);

/** Something that was found, discriminated by `code`. */
export type Finding<C extends FindingCode = FindingCode> = { [K in C]: FindingOf<K> }[C];

/** A controller that can be used. */
export interface DiagnosedController extends OfController {
  readonly name: string;
  readonly powered: boolean;
}

/** What `doctor` has to say: plain data, which survives JSON. */
export interface Diagnosis {
  /** The worst that was found; `null` if nothing was. */
  readonly severity: Severity | null;
  /** The worst first. */
  readonly findings: readonly Finding[];
  /** By index; empty where they can't be read. */
  readonly controllers: readonly DiagnosedController[];
  /** The release of the kernel, such as `'6.12.0-amd64'`; the versions of Node and, if it answers, of the management API. */
  readonly system: {
    readonly platform: string;
    readonly kernel: string;
    readonly node: string;
    readonly management: string | null;
  };
  /** All of it, for people: several lines. */
  readonly text: string;
}
