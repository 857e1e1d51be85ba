import { informationRows } from './identity/information.js';
import { nameRows } from './identity/names.js';
import { serviceRows } from './identity/services.js';

export const identityRows = { ...informationRows, ...nameRows, ...serviceRows };
