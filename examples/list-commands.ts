// Lists the commands that the kernel knows, with their parameters: npm run example -- list-commands [--simulated]
import { mergeMap } from 'rxjs';
import { commands } from 'rx-btmgmt';
import { runExample } from './shared/run-example.js';

const known = new Map(Object.values(commands).map((command) => [command.opcode, command]));

runExample((mgmt) =>
  mgmt.command$('ReadManagementSupportedCommands', null).pipe(
    mergeMap((supported) => supported.commands),
    mergeMap((opcode) => {
      const { name = 'unknown', params = [] } = known.get(opcode) ?? {};
      return [`0x${opcode.toString(16).padStart(4, '0')} ${name}(${params.map((param) => param.name).join(', ')})`];
    }),
  ),
);
