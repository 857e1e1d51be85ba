export { advertise } from './advertise.js';
export type {
  AdvertisedFields,
  AdvertisedManufacturerData,
  AdvertisedScanResponse,
  AdvertisedServiceData,
  AdvertisingContent,
  FieldSize,
} from './content.js';
export type { AdvertiseOptions } from './options.js';
export type { AdvertisingSize } from './size-error.js';
export { AdvertisingSizeError, isAdvertisingSizeError } from './size-error.js';
export type { AdvertisingOn, AdvertisingPaused, AdvertisingState, IgnoredOption } from './state.js';
