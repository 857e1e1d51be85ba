import { nodeOnly } from '../node-only.js';
import type * as files from './files.node.js';

const ENTRY = 'rx-btmgmt/btsnoop-node';

export const saveCapture: typeof files.saveCapture = nodeOnly(
  ENTRY,
  'saveCapture',
  'Collect the bytes$ of capture() in a Blob instead.',
);

export const readCapture: typeof files.readCapture = nodeOnly(
  ENTRY,
  'readCapture',
  'Give replay() the bytes of a file that was fetched or chosen, such as those of its arrayBuffer().',
);
