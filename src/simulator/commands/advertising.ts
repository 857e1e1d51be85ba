import { addAdvertising, removeAdvertising } from './advertising/instances.js';
import { addExtendedData } from './advertising/extended-data.js';
import { addExtendedParameters } from './advertising/extended-parameters.js';
import { getSizeInformation, readFeatures } from './advertising/features.js';
import { setAdvertising } from './advertising/set-advertising.js';
import type { RowsOf } from './handler.js';

type Command =
  | 'SetAdvertising'
  | 'ReadAdvertisingFeatures'
  | 'AddAdvertising'
  | 'RemoveAdvertising'
  | 'GetAdvertisingSizeInformation'
  | 'AddExtendedAdvertisingParameters'
  | 'AddExtendedAdvertisingData';

export const advertisingRows: RowsOf<Command> = {
  SetAdvertising: setAdvertising,
  ReadAdvertisingFeatures: readFeatures,
  AddAdvertising: {
    length: 'variable',
    misfit: ({ lowEnergyFault }) => lowEnergyFault ?? 'InvalidParameters',
    handle: addAdvertising,
  },
  RemoveAdvertising: removeAdvertising,
  GetAdvertisingSizeInformation: getSizeInformation,
  AddExtendedAdvertisingParameters: {
    length: 'variable',
    toleratesMore: true,
    handle: addExtendedParameters,
  },
  AddExtendedAdvertisingData: {
    length: 'variable',
    toleratesMore: true,
    handle: addExtendedData,
  },
};
