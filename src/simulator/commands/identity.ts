import { informationHandlers } from './identity/information.js';
import { nameHandlers } from './identity/names.js';
import { serviceHandlers } from './identity/services.js';

export const identityHandlers = { ...informationHandlers, ...nameHandlers, ...serviceHandlers };
