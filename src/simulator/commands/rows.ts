import type { CommandName } from '../../protocol/tables.js';
import type { Handler, Row, RowsOf, Rules } from './handler.js';
import { advertisingRows } from './advertising.js';
import { configurationRows } from './configuration.js';
import { connectionsRows } from './connections.js';
import { deviceListRows } from './device-list.js';
import { discoveryRows } from './discovery.js';
import { identityRows } from './identity.js';
import { keysRows } from './keys.js';
import { meshRows } from './mesh.js';
import { monitorsRows } from './monitors.js';
import { outOfBandRows } from './out-of-band.js';
import { pairingRows } from './pairing.js';
import { pairingAnswersRows } from './pairing-answers.js';
import { powerRows } from './power.js';
import { settingsRows } from './settings.js';
import { systemRows } from './system.js';

const rows: RowsOf<CommandName> = {
  ...systemRows((name) => rulesOf(name)),
  ...powerRows,
  ...settingsRows,
  ...identityRows,
  ...configurationRows,
  ...discoveryRows,
  ...monitorsRows,
  ...connectionsRows,
  ...pairingRows,
  ...pairingAnswersRows,
  ...keysRows,
  ...outOfBandRows,
  ...deviceListRows,
  ...advertisingRows,
  ...meshRows,
};

/** What is called for a command, without the parameters of one command: the table has the right handler for each name. */
type AnyHandler = Handler<CommandName>;

const NO_RULES: Rules = {};

/** What holds for a command before its handler is called. */
export function rulesOf(name: CommandName): Rules {
  const row: RowsOf<CommandName>[CommandName] = rows[name];
  return typeof row === 'function' ? NO_RULES : row;
}

/** What a command does. */
export function handlerOf(name: CommandName): AnyHandler {
  const row = rows[name] as AnyHandler | Row<CommandName>;
  return typeof row === 'function' ? row : row.handle;
}
