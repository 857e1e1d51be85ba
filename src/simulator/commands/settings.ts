import { securityHandlers } from './settings/security.js';
import { technologyHandlers } from './settings/technologies.js';
import { visibilityHandlers } from './settings/visibility.js';

export const settingsHandlers = { ...technologyHandlers, ...visibilityHandlers, ...securityHandlers };
