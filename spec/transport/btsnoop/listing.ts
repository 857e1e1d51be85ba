import { toHex } from '../../../src/protocol/index.js';
import type { BtsnoopRecord } from '../../../src/transport/btsnoop/index.js';
import { btsnoopHeader, decodeControl, readRecords } from '../../../src/transport/btsnoop/index.js';

/** A record in short: `open 1`, `command 1 0500…`, `note …`. */
export function listed(record: BtsnoopRecord): string {
  const control = decodeControl(record);
  if (!control) return `other ${record.opcode}`;
  switch (control.kind) {
    case 'note':
      return `note ${control.text}`;
    case 'open':
    case 'close':
      return `${control.kind} ${control.cookie}`;
    default:
      return `${control.kind} ${control.cookie} ${toHex(control.frame)}`;
  }
}

/** What the chunks of a capture are: `header`, or their only record. */
export function listedChunk(chunk: Uint8Array): string {
  const header = btsnoopHeader();
  if (toHex(chunk) === toHex(header)) return 'header';
  const { records, truncated } = readRecords(Uint8Array.of(...header, ...chunk));
  if (records.length !== 1 || truncated) throw new Error('a chunk is one record');
  return listed(records[0]!);
}
