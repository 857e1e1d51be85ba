import { nodeOnly } from '../node-only.js';
import type * as server from './server.node.js';

export const serveMgmt: typeof server.serveMgmt = nodeOnly(
  'rx-btmgmt/websocket-server',
  'serveMgmt',
  'Pages reach a bridge with webSocketTransport() of rx-btmgmt/websocket.',
);
