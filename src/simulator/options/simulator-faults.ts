import type { Status } from '../../protocol/enums/status.js';
import type { MgmtEventInput } from '../../protocol/tables.js';
import type { Errno } from '../ground/errno.js';
import type { CommandFilter, CountedFault, EventFilter, Fault, ProgramFilter, TimesFilter } from './fault.js';

/**
 * What can go wrong between a program and the kernel, on request. Each fault stays until it has struck `times` times or is
 * ended; of several that match, the one that came first strikes.
 *
 * ```ts
 * simulator.faults.dropReplies({ command: 'SetPowered', times: 1 });
 * const denied = simulator.faults.failSending('EPERM');
 * denied.end();
 * ```
 */
export interface SimulatorFaults {
  /** Opening the socket fails, as with `'EAFNOSUPPORT'` where there is no Bluetooth: `frames$` errors. */
  failOpening(code: Errno, filter?: ProgramFilter & TimesFilter): CountedFault;
  /** `send` throws, and nothing is carried out or answered: `'ENETDOWN'`, `'EPERM'` of a security policy, and so on. */
  failSending(code: Errno, filter?: CommandFilter): CountedFault;
  /**
   * The kernel refuses commands before it looks at them, with a Command Status. A real socket's `send` returns 0 then; here
   * as there the transport takes it for sent.
   */
  refuse(status: Status | number, filter?: CommandFilter): CountedFault;
  /** Commands are carried out, but the answer never comes. */
  dropReplies(filter?: CommandFilter): CountedFault;
  /** Commands are carried out, but the answer comes so many milliseconds after it was given. */
  delayReplies(delay: number, filter?: CommandFilter): CountedFault;
  /** Events are lost on their way, as if the receive buffer were full: `drops$` tells how many. */
  dropEvents(filter?: EventFilter): CountedFault;
  /**
   * The program does not read its socket, as if it were busy with something else. What comes waits; what exceeds its
   * `receiveBuffer` is lost.
   */
  stopReading(filter?: ProgramFilter): Fault;
  /** The controller is pulled out while such a command waits for its answer. Strikes once unless `times` says otherwise. */
  unplugDuring(filter: CommandFilter): CountedFault;
  /** Sends a frame that no kernel would send, malformed or unknown, to the programs that have an open socket. */
  inject(frame: Uint8Array | MgmtEventInput, filter?: ProgramFilter): void;
  /** Ends all of these faults; those of the controllers go on. */
  clear(): void;
}
