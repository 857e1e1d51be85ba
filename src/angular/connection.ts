import type { Transport } from '../index.js';
import { OptionError } from '../index.js';
import type { Simulator, SimulatorOptions } from '../simulator/index.js';
import { createSimulator } from '../simulator/index.js';
import type { WebSocketTransportOptions } from '../transport/websocket/index.js';
import { webSocketTransport } from '../transport/websocket/index.js';

/** How an application reaches a kernel: made by {@link withWebSocket}, {@link withSimulator} or {@link withTransport}. */
export interface BtmgmtConnection {
  readonly transport: Transport;
  /** Whether it is a simulated kernel in this page. What is behind a bridge or another transport is not known here. */
  readonly simulated: boolean;
}

/**
 * The kernel behind a bridge, `serveMgmt()` of `rx-btmgmt/websocket-server`. Nothing is opened before something is asked of it.
 *
 * @param url with `ws:` or `wss:`
 * @throws OptionError
 */
export function withWebSocket(url: string | URL, options: WebSocketTransportOptions): BtmgmtConnection {
  return { transport: webSocketTransport(url, options), simulated: false };
}

const isSimulator = (value: Simulator | SimulatorOptions): value is Simulator =>
  'transport' in value && typeof value.transport === 'function';

/**
 * A simulated kernel in this page. It is in the bundle only if this function is used.
 *
 * @param simulator its options, or a simulator that exists already, whose devices can be moved then
 * @throws OptionError
 */
export function withSimulator(simulator: Simulator | SimulatorOptions = {}): BtmgmtConnection {
  const given: unknown = simulator;
  if (typeof given !== 'object' || given === null) {
    throw new OptionError('simulator', given, 'a simulator, or the options of one');
  }
  const kernel = isSimulator(simulator) ? simulator : createSimulator(simulator);
  return { transport: kernel.transport(), simulated: true };
}

/** Any other transport, such as that of a test. */
export function withTransport(transport: Transport): BtmgmtConnection {
  return { transport, simulated: false };
}
