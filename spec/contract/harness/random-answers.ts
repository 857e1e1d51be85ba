import { firstValueFrom, timer } from 'rxjs';
import {
  decodeCommand,
  decodeEvent,
  decodeReply,
  isCodecError,
  isStatusError,
  isTimeoutError,
  isTransportError,
  Mgmt,
  toHex,
  type MgmtFrame,
} from 'rx-btmgmt';
import { fields, unnumbered } from './format.js';
import type { RandomCommand } from './random-commands.js';
import { replyText, commandNameOf } from './reply-text.js';
import type { World } from './world.js';

/** Both worlds send at the same times, so that what happens by itself, such as the end of a discovery, comes between the same two. */
const INTERVAL_MS = 200;
/** Longer than anything that a controller does. */
const PATIENCE_MS = 60_000;

/** A command, what was known of its controller before, and what came of it. */
export interface Answer {
  readonly command: string;
  readonly before: string;
  readonly reply: string;
}

/** Sends commands one after another, each when the one before it was answered and nothing happens any more. */
export async function answers(world: World, commands: readonly RandomCommand[]): Promise<Answer[]> {
  const { scheduler } = world;
  const transport = world.transport({ trusted: true });
  const mgmt = new Mgmt(transport, { scheduler, timeout: PATIENCE_MS });
  const settings = new Map<number | null, string>();
  let answered = '';
  const subscription = mgmt.frames$.subscribe((frame) => {
    const seen = settingsIn(frame);
    if (seen !== undefined) settings.set(...seen);
    if (frame.direction === 'out') return;
    const event = decodeEvent(frame.bytes);
    if (event.event === 'CommandComplete' || event.event === 'CommandStatus') answered = unnumbered(replyText(event));
  });
  const send = async ({ isBroken, opcode, index, frame }: RandomCommand): Promise<string> => {
    try {
      if (isBroken) {
        transport.send(frame);
        return 'sent';
      }
      await firstValueFrom(mgmt.raw$(opcode, index, frame.subarray(6)));
    } catch (error) {
      if (isTransportError(error)) return `send ${error.code}`;
      if (isTimeoutError(error)) return 'no reply';
      if (!isStatusError(error)) throw error;
    }
    return answered;
  };
  const result: Answer[] = [];
  const start = scheduler.now();
  try {
    for (const command of commands) {
      const before = settings.get(command.index) ?? 'as plugged in';
      const reply = await send(command);
      result.push({ command: commandText(command), before, reply });
      const passed = (scheduler.now() - start) % INTERVAL_MS;
      await firstValueFrom(timer(INTERVAL_MS - passed, scheduler));
    }
  } finally {
    subscription.unsubscribe();
  }
  return result;
}

function commandText({ frame, index, isBroken }: RandomCommand): string {
  const bytes = (): string => toHex(frame).replaceAll(' ', '');
  if (isBroken) return `the frame ${bytes()}`;
  const decoded = decodeCommand(frame);
  const parameters =
    'bytes' in decoded ? bytes() : fields(decoded.command, { ...decoded.params, trailing: decoded.trailing });
  return `${decoded.command} ${index ?? '-'} ${parameters}`.trimEnd();
}

/** The settings that a frame tells of a controller. */
function settingsIn({ direction, bytes }: MgmtFrame): [index: number | null, settings: string] | undefined {
  if (direction === 'out') return undefined;
  const event = decodeEvent(bytes);
  const shown = (currentSettings: unknown): string => fields('', { currentSettings }).replace('currentSettings=', '');
  if (event.event === 'NewSettings') return [event.index, shown(event.currentSettings)];
  if (event.event !== 'CommandComplete' || event.status !== 'Success') return undefined;
  const name = commandNameOf(event.commandOpcode);
  if (name === undefined) return undefined;
  try {
    const reply: object = decodeReply(name, event.returnParameters);
    return 'currentSettings' in reply ? [event.index, shown(reply.currentSettings)] : undefined;
  } catch (error) {
    if (isCodecError(error)) return undefined;
    throw error;
  }
}
