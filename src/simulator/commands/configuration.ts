import { experimentalHandlers } from './configuration/experimental.js';
import { hciHandlers } from './configuration/hci.js';
import { optionHandlers } from './configuration/options.js';
import { parameterHandlers } from './configuration/parameters.js';
import { radioHandlers } from './configuration/radio.js';

export const configurationHandlers = {
  ...optionHandlers,
  ...parameterHandlers,
  ...radioHandlers,
  ...experimentalHandlers,
  ...hciHandlers,
};
