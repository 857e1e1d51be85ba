import { addressRows } from './settings/addresses.js';
import { securityRows } from './settings/security.js';
import { technologyRows } from './settings/technologies.js';
import { visibilityRows } from './settings/visibility.js';
import { widebandSpeechRows } from './settings/wideband-speech.js';

export const settingsRows = {
  ...technologyRows,
  ...visibilityRows,
  ...securityRows,
  ...addressRows,
  ...widebandSpeechRows,
};
