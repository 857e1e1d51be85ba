import { addressBytes, advertisingData, sensor, type Advertiser } from './advertisers.js';
import { answer } from './bring-up.js';
import { advertisingReport, commandComplete, commandStatus, type HostPacket } from './packets.js';
import { openVhci } from './vhci-device.js';

export interface VirtualControllerOptions {
  /** Its public address. */
  readonly address?: string;
  /** The kernel does not use it until it is told that it was set up (HCI_QUIRK_EXTERNAL_CONFIG). */
  readonly unconfigured?: boolean;
  /** How many devices it hears. */
  readonly advertisers?: number;
  /** How many advertisements it hears in a second. */
  readonly rate?: number;
  /** Hear them again and again as long as it scans; otherwise each once. */
  readonly repeat?: boolean;
  /**
   * Hear nothing until {@link VirtualController.start} is called. What is heard after the kernel has switched scanning on, but
   * before it calls this a discovery, it throws away (mgmt_device_found in net/bluetooth/mgmt.c). Real devices repeat
   * themselves; where each report counts, wait for the event Discovering.
   */
  readonly waiting?: boolean;
  /** Stop hearing after so many milliseconds; otherwise when all were heard. */
  readonly duration?: number;
  /**
   * How many advertisements the kernel is given before the scanner says to have {@link VirtualController.seen} them: what it can't
   * work on in time waits there without limit, and is thrown away when it ends the discovery.
   */
  readonly ahead?: number;
  /** The device with the number `i`, counted from 0. */
  readonly advertiser?: (i: number) => Advertiser;
  /** HCI commands that it never answers, by their opcodes. */
  readonly unanswered?: readonly number[];
  readonly onEvent?: (event: ControllerEvent) => void;
}

/** What happens to the controller, for those who wait for it. */
export type ControllerEvent =
  | { readonly event: 'created'; readonly index: number }
  | { readonly event: 'scan'; readonly on: boolean }
  /** All advertisements were given to the kernel; `injected` of them since the controller is there. */
  | { readonly event: 'finished'; readonly injected: number }
  /** A command that it does not know. */
  | { readonly event: 'unknown'; readonly opcode: number }
  /** A command that it was told not to answer. */
  | { readonly event: 'held'; readonly opcode: number }
  | { readonly event: 'wedged' }
  | { readonly event: 'closed'; readonly injected: number };

export interface VirtualController {
  /** The index that the kernel gave it. */
  readonly index: number;
  /** How many advertisements the kernel got. */
  readonly injected: number;
  /** Lets it hear, if it scans, what it was told to wait with. */
  start(): void;
  /** The scanner has seen so many of what it has heard. */
  seen(count: number): void;
  /** Its firmware hangs: it answers nothing any more, until it is told to reset itself for the given time. */
  wedge(resets: number): void;
  /** Unplugs it. */
  close(): Promise<void>;
}

const RESET = 0x0c03;
const LE_SET_SCAN_ENABLE = 0x200c;
const UNKNOWN_COMMAND = 0x01;
const TICK_MS = 2;

/** Plugs an LE controller into this kernel that hears as many devices as wanted, once the kernel scans. Needs root. */
export function openVirtualController(options: VirtualControllerOptions = {}): Promise<VirtualController> {
  const { advertisers = 0, rate = 100, repeat = false, unanswered = [], advertiser = sensor } = options;
  const { duration = Infinity, ahead = Infinity } = options;
  const address = addressBytes(options.address ?? '00:11:22:33:44:55');
  const emit = options.onEvent ?? (() => undefined);
  let [injected, seen] = [0, 0];
  let resetsToCome = 0;
  let [scanning, waiting] = [false, options.waiting ?? false];
  let ticking: NodeJS.Timeout | undefined;

  // Made ahead: to be fast when it matters, also in an emulated machine.
  const reports = Array.from({ length: advertisers }, (_, i) => {
    const device = advertiser(i);
    return advertisingReport({ ...device, address: addressBytes(device.address), data: advertisingData(device) });
  });
  const inject = () => {
    const report = reports[injected % advertisers];
    // Linux 6.1 ends no scan when it switches off for rfkill.
    if (report !== undefined && !vhci.write(report)) {
      setScanning(false);
      return;
    }
    injected += 1;
  };

  /** Hears, or not, as things are. */
  const update = () => {
    clearInterval(ticking);
    const isDone = advertisers === 0 || (!repeat && injected >= advertisers);
    if (!scanning || waiting || isDone) return;
    const [startedAt, before] = [performance.now(), injected];
    ticking = setInterval(() => {
      const elapsed = performance.now() - startedAt;
      const due = before + Math.floor((elapsed / 1000) * rate);
      const goal = Math.min(due, seen + ahead, repeat ? Infinity : advertisers);
      while (scanning && injected < goal) inject();
      if (elapsed < duration && (repeat || injected < advertisers)) return;
      clearInterval(ticking);
      emit({ event: 'finished', injected });
    }, TICK_MS);
  };

  const setScanning = (on: boolean) => {
    if (on === scanning) return;
    scanning = on;
    emit({ event: 'scan', on });
    update();
  };

  const obey = (opcode: number, parameters: Buffer) => {
    if (opcode === RESET && resetsToCome > 0) resetsToCome -= 1;
    if (unanswered.includes(opcode) || resetsToCome > 0) {
      emit({ event: 'held', opcode });
      return;
    }
    const returned = answer(opcode, address);
    if (returned === undefined) emit({ event: 'unknown', opcode });
    vhci.write(returned === undefined ? commandStatus(opcode, UNKNOWN_COMMAND) : commandComplete(opcode, returned));
    // The answer comes first: what it hears before that the kernel would not expect.
    if (opcode === LE_SET_SCAN_ENABLE) setScanning(parameters[0] === 1);
  };

  const close = async () => {
    clearInterval(ticking);
    await vhci.close();
    emit({ event: 'closed', injected });
  };

  let created: (controller: VirtualController) => void;
  const onPacket = (packet: HostPacket) => {
    if (packet.kind === 'command') obey(packet.opcode, packet.parameters);
    if (packet.kind !== 'created') return;
    const { index } = packet;
    emit({ event: 'created', index });
    created({
      index,
      get injected() {
        return injected;
      },
      start: () => {
        waiting = false;
        update();
      },
      seen: (count) => {
        seen = count;
      },
      wedge: (resets) => {
        resetsToCome = resets;
        setScanning(false);
        emit({ event: 'wedged' });
      },
      close,
    });
  };
  const vhci = openVhci(onPacket, { unconfigured: options.unconfigured ?? false });
  return new Promise((resolve) => {
    created = resolve;
  });
}
