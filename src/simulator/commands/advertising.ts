import { addAdvertising, removeAdvertising } from './advertising/instances.js';
import { addExtendedData } from './advertising/extended-data.js';
import { addExtendedParameters } from './advertising/extended-parameters.js';
import { getSizeInformation, readFeatures } from './advertising/features.js';
import { setAdvertising } from './advertising/set-advertising.js';

export const advertisingHandlers = {
  SetAdvertising: setAdvertising,
  ReadAdvertisingFeatures: readFeatures,
  AddAdvertising: addAdvertising,
  RemoveAdvertising: removeAdvertising,
  GetAdvertisingSizeInformation: getSizeInformation,
  AddExtendedAdvertisingParameters: addExtendedParameters,
  AddExtendedAdvertisingData: addExtendedData,
};
