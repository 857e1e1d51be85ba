import { addressHandlers } from './settings/addresses.js';
import { securityHandlers } from './settings/security.js';
import { technologyHandlers } from './settings/technologies.js';
import { visibilityHandlers } from './settings/visibility.js';
import { widebandSpeechHandlers } from './settings/wideband-speech.js';

export const settingsHandlers = {
  ...technologyHandlers,
  ...visibilityHandlers,
  ...securityHandlers,
  ...addressHandlers,
  ...widebandSpeechHandlers,
};
