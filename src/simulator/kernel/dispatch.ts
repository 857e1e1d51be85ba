import { decodeCommand } from '../../protocol/decode.js';
import { encodeEvent } from '../../protocol/encode.js';
import { HEADER_SIZE, readHeader } from '../../protocol/header.js';
import type { CommandName } from '../../protocol/tables.js';
import { commandNames, commandCodecs } from '../../protocol/tables.js';
import type { Status } from '../../protocol/enums/status.js';
import { Call } from '../sockets/call.js';
import type { Refusal, Rules } from '../commands/handler.js';
import { opcodeLimit } from '../commands/opcode-limit.js';
import { handlerOf, rulesOf } from '../commands/rows.js';
import type { Controller } from '../state/controller.js';
import { SendRefused } from '../ground/errno.js';
import type { Kernel } from './kernel.js';
import { closeIfUnclaimed } from '../procedures/power/power.js';
import type { Socket } from '../sockets/socket.js';

/** Why a command does not reach its handler: the checks, in the order of hci_mgmt_cmd in net/bluetooth/hci_sock.c. */
function fault(
  kernel: Kernel,
  socket: Socket,
  name: CommandName,
  index: number | null,
  length: number,
): Status | undefined {
  const { index: kind, params } = commandCodecs()[name];
  const rules = rulesOf(name);
  if (!socket.trusted && rules.isForUntrusted !== true) return 'PermissionDenied';
  const controller = kernel.controllerAt(index);
  if (index !== null) {
    if (controller === undefined || controller.flags.has('Configuring')) return 'InvalidIndex';
    if (controller.flags.has('Unconfigured') && rules.isForUnconfigured !== true) return 'InvalidIndex';
  }
  if (kind !== 'either' && (kind === 'none') !== (controller === undefined)) return 'InvalidIndex';
  return fits(rules, length, params.size) ? undefined : 'InvalidParameters';
}

/** Whether the parameters are as long as the kernel wants. */
function fits({ length: kind }: Rules, length: number, size: number): boolean {
  if (kind === undefined) return length === size;
  return length >= (kind === 'shorter' ? size - 1 : size);
}

/** How a command is refused whose parts do not fit together. */
function misfitOf({ misfit }: Rules, controller: Controller | undefined, params: Uint8Array): Refusal {
  const refusal = controller === undefined ? undefined : misfit?.(controller, params);
  return typeof refusal === 'object' ? refusal : { status: refusal ?? 'InvalidParameters' };
}

/** The first command to a controller takes it over from other programs (mgmt_init_hdev in net/bluetooth/mgmt.c). */
function takeOver(controller: Controller): void {
  if (controller.flags.change('Mgmt', true)) controller.flags.remove('Bondable');
}

/** One frame from a program: refused, or handed to the handler of its command. Throws `SendRefused`. */
export function dispatch(kernel: Kernel, socket: Socket, frame: Uint8Array): void {
  if (frame.length < HEADER_SIZE) throw new SendRefused('EINVAL');
  const { code: opcode, index, length } = readHeader(frame);
  if (length !== frame.length - HEADER_SIZE) throw new SendRefused('EINVAL');

  const name = opcode > opcodeLimit(kernel.world) ? undefined : commandNames.get(opcode);
  const command = { socket, name, index };
  const refuse = (status: Status | number, returnParameters?: Uint8Array): void => {
    const answer = { index, commandOpcode: opcode, status };
    const reply =
      returnParameters === undefined
        ? encodeEvent({ event: 'CommandStatus', ...answer })
        : encodeEvent({ event: 'CommandComplete', ...answer, returnParameters });
    if (!kernel.faults.reply(command, reply)) throw new SendRefused('ENOMEM');
  };
  const failure = kernel.faults.onSending(command);
  if (failure !== undefined) return refuse(failure);
  const intercepted = kernel.interception.answerTo(command, frame);
  if (intercepted !== undefined) {
    const answer = (): boolean => kernel.faults.reply(command, intercepted.frame);
    if (intercepted.delay > 0) {
      if (intercepted.delay !== Infinity) kernel.world.clock.after(intercepted.delay, answer);
    } else if (!answer()) throw new SendRefused('ENOMEM');
    return;
  }
  if (kernel.controllerAt(index)?.health.isSilent === true) return;
  if (name === undefined) return refuse('UnknownCommand');
  const status = fault(kernel, socket, name, index, length);
  if (status !== undefined) return refuse(status);

  const controller = kernel.controllerAt(index);
  if (controller !== undefined) {
    closeIfUnclaimed(controller);
    takeOver(controller);
  }
  const rules = rulesOf(name);
  const decoded = decodeCommand(rules.repaired?.(frame) ?? frame);
  // Long enough, but its parts do not fit together: a count that is too large, or something behind the last part.
  if (
    decoded.command === 'Malformed' ||
    decoded.command === 'Unknown' ||
    (decoded.trailing !== undefined && rules.toleratesMore !== true)
  ) {
    const refusal = misfitOf(rules, controller, frame.slice(HEADER_SIZE));
    return refuse(refusal.status, refusal.returnParameters);
  }
  const reply = (call: Call, answer: Uint8Array): boolean => kernel.faults.reply(call, answer);
  const call = new Call({ socket, index, bytes: frame.subarray(HEADER_SIZE), reply }, name, decoded.params);
  // Its own, which the compiler can't see: the table has one handler for each name.
  handlerOf(name)(call, controller, kernel);
  kernel.faults.onAccepted(command);
  // sock_queue_rcv_skb fails, and the handler with it.
  if (call.isLost) throw new SendRefused('ENOMEM');
}
