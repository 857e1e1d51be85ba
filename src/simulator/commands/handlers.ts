import type { CommandName } from '../../protocol/tables.js';
import type { HandlersOf } from './handler.js';
import { advertisingHandlers } from './advertising.js';
import { configurationHandlers } from './configuration.js';
import { connectionsHandlers } from './connections.js';
import { deviceListHandlers } from './device-list.js';
import { discoveryHandlers } from './discovery.js';
import { identityHandlers } from './identity.js';
import { keysHandlers } from './keys.js';
import { meshHandlers } from './mesh.js';
import { monitorsHandlers } from './monitors.js';
import { outOfBandHandlers } from './out-of-band.js';
import { pairingHandlers } from './pairing.js';
import { pairingAnswersHandlers } from './pairing-answers.js';
import { powerHandlers } from './power.js';
import { settingsHandlers } from './settings.js';
import { systemHandlers } from './system.js';

/** What each command does. */
export const handlers: HandlersOf<CommandName> = {
  ...systemHandlers,
  ...powerHandlers,
  ...settingsHandlers,
  ...identityHandlers,
  ...configurationHandlers,
  ...discoveryHandlers,
  ...monitorsHandlers,
  ...connectionsHandlers,
  ...pairingHandlers,
  ...pairingAnswersHandlers,
  ...keysHandlers,
  ...outOfBandHandlers,
  ...deviceListHandlers,
  ...advertisingHandlers,
  ...meshHandlers,
};
