// node gateway.mjs PORT TOKEN FOLDER: examples/nest-gateway over a simulated kernel, in a process of its own. Who has started it changes
// the world by messages, [what, ...], and it ends with them.
import { memoryKeyStore } from 'rx-btmgmt';
import { createSimulator, neighbourhood } from 'rx-btmgmt/simulator';
import { startGateway } from '../../build/examples/nest-gateway/start-gateway.js';

const [port, token, dashboard] = process.argv.slice(2);
const simulator = createSimulator({ controllers: [{}, {}], devices: neighbourhood() });
const devices = new Map();
const controllers = new Map();

const changes = {
  /** A device comes. */
  come: (options) => devices.set(options.name, simulator.addDevice(options)),
  leave: (name) => devices.get(name).leave(),
  /** A controller, at the first index that is free. */
  plug: (address) => controllers.set(address, simulator.addController({ address })),
  unplug: (address) => controllers.get(address).remove(),
};

process.on('disconnect', () => process.exit());
process.on('message', ([what, ...given]) => changes[what](...given));
const bridge = { token, allow: 'owning' };
const keys = memoryKeyStore();
const app = await startGateway({ transport: simulator.transport(), bridge, keys, port: Number(port), dashboard });
process.send(await app.getUrl());
