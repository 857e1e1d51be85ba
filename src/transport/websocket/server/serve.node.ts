import { checkTransport } from '../../check-transport.js';
import type { Transport } from '../../transport.js';
import { Bridge } from './bridge.node.js';
import type { MgmtBridge } from './bridge.node.js';
import type { ServeOptions } from './options.js';
import { serveSettings } from './options.js';

/**
 * Lets programs on other machines, and pages in browsers, at a kernel: `webSocketTransport()` of `rx-btmgmt/websocket` is the other end. Needs the
 * package `ws`. Each client has a socket of its own, as another program on this machine would; the kernel looks at the privileges of this process.
 *
 * ```ts
 * const bridge = await serveMgmt(hciSocket(), { port: 8080, token: process.env.TOKEN, allow: ['SetPowered'] });
 * ```
 *
 * Safe as it is: it listens on this machine only, wants a token, takes pages of this machine only, lets clients look and not touch, and keeps keys
 * to itself. docs/bridge.md says what it is safe from.
 *
 * What a client leaves behind when it goes without a word is undone: its discovery, its advertising instances and monitors, its pairing.
 *
 * Resolves when it listens. Rejects with a `TransportError` if it can't.
 *
 * @throws OptionError
 */
export function serveMgmt(transport: Transport, options: ServeOptions): Promise<MgmtBridge> {
  return new Bridge(checkTransport(transport), serveSettings(options)).listen();
}
