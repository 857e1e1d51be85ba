import type { SchedulerLike } from 'rxjs';
import { HEADER_SIZE, readHeader } from '../../protocol/header.js';
import type { CaptureSettings } from './capture-options.js';
import type { ControlRecord } from './monitor.js';
import { MGMT_FORMAT, encodeControl } from './monitor.js';
import type { BtsnoopRecord } from './records.js';
import { encodeRecord } from './records.js';
import { redactCommand, redactEvent } from '../../protocol/redact.js';

/** What one connection adds to a capture, from its opening to its end. */
export class SessionWriter {
  readonly #opening: Uint8Array;

  /**
   * @param cookie tells connections apart in one capture
   * @param lost frames lost in this capture so far: stands in all records
   */
  constructor(
    private readonly cookie: number,
    public lost: number,
    private readonly settings: CaptureSettings,
    private readonly scheduler: SchedulerLike,
  ) {
    const { name, version, revision, trusted } = settings;
    this.#opening = this.#record({ kind: 'open', cookie, format: MGMT_FORMAT, version, revision, trusted, name });
  }

  /** The record of the opening: whoever listens later needs it, too. Each gets bytes of its own. */
  get opening(): Uint8Array {
    return this.#opening.slice();
  }

  /** A frame to the kernel (`command`) or from it (`event`). */
  frame(kind: 'command' | 'event', frame: Uint8Array): Uint8Array {
    // A record has no room for it: cookie, opcode and controller are all it tells of a header.
    if (frame.length < HEADER_SIZE) return this.note(`${kind} of ${frame.length} bytes, which is no frame`);
    return this.#record({ kind, cookie: this.cookie, frame: this.#redacted(kind, frame) });
  }

  /** A remark, which btmon shows between the frames. */
  note(text: string): Uint8Array {
    return this.#record({ kind: 'note', text: `${this.settings.name}: ${text}` });
  }

  closing(): Uint8Array {
    return this.#record({ kind: 'close', cookie: this.cookie });
  }

  #redacted(kind: 'command' | 'event', frame: Uint8Array): Uint8Array {
    if (this.settings.secrets === 'keep') return frame;
    return kind === 'command' ? redactCommand(frame) : redactEvent(frame);
  }

  #record(control: ControlRecord): Uint8Array {
    const body = encodeControl(control);
    const record = { ...body, time: this.scheduler.now(), drops: Math.min(this.lost, 0xffff_ffff) };
    return encodeRecord(cut(record, this.settings.snapLength));
  }
}

/** The record, no longer than the longest data allowed; says how long it was. */
function cut(record: BtsnoopRecord, longest: number): BtsnoopRecord {
  const { data } = record;
  return data.length <= longest ? record : { ...record, data: data.subarray(0, longest), originalLength: data.length };
}

/** How a frame is called in a remark: never by its content, which may be a key. */
export function labelOf(frame: Uint8Array): string {
  if (frame.length < HEADER_SIZE) return `A frame of ${frame.length} bytes`;
  const { code, index } = readHeader(frame);
  return `Command 0x${code.toString(16).padStart(4, '0')} for ${index === null ? 'no controller' : `controller ${index}`}`;
}
