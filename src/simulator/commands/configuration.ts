import { experimentalRows } from './configuration/experimental.js';
import { hciRows } from './configuration/hci.js';
import { optionRows } from './configuration/options.js';
import { parameterRows } from './configuration/parameters.js';
import { radioRows } from './configuration/radio.js';

export const configurationRows = {
  ...optionRows,
  ...parameterRows,
  ...radioRows,
  ...experimentalRows,
  ...hciRows,
};
