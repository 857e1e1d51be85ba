import { nodeOnly } from '../node-only.js';
import type * as linux from './index.js';

const INSTEAD =
  "Open the kernel's socket on a server and hand its frames on, or take createSimulator() of rx-btmgmt/simulator.";

export const hciSocket: typeof linux.hciSocket = nodeOnly('rx-btmgmt/linux', 'hciSocket', INSTEAD);
export const findBluetoothd: typeof linux.findBluetoothd = nodeOnly('rx-btmgmt/linux', 'findBluetoothd', INSTEAD);
