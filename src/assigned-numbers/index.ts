export { appearanceName } from './appearances.js';
export { characteristicName } from './characteristics.js';
export { companyName } from './companies.js';
export { descriptorName } from './descriptors.js';
export { serviceName } from './services.js';
