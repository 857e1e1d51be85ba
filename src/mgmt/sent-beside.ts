import type { Observable } from 'rxjs';
import { filter } from 'rxjs';
import type { MgmtFrame } from './frames.js';
import { isBeside } from './frames.js';
import type { Mgmt } from './mgmt.js';
import { OPCODES } from '../protocol/codes.generated.js';
import { headerIn } from '../protocol/header.js';
import type { CommandName } from '../protocol/tables.js';

/**
 * Commands of these names that a client sends over a connection beside the main one, because an answer to one before is still owed there. The kernel takes
 * that for another program, and tells the client by events what it has done itself.
 */
export function sentBeside(mgmt: Mgmt, index: number, commands: readonly CommandName[]): Observable<MgmtFrame> {
  const opcodes: readonly number[] = commands.map((command) => OPCODES[command]);
  return mgmt.frames$.pipe(
    filter(({ direction, bytes }) => {
      if (direction !== 'out' || !isBeside(bytes)) return false;
      const header = headerIn(bytes);
      return header.index === index && opcodes.includes(header.code);
    }),
  );
}
