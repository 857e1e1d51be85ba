import { AirLink } from '../../../src/simulator/air/air-link.js';
import { Kernel } from '../../../src/simulator/kernel/kernel.js';
import { addLink, attach } from '../../../src/simulator/procedures/connecting/controller-end.js';
import { classicParty } from '../../../src/simulator/procedures/links/own-party.js';
import { ManualTime } from '../manual-time.js';

const PEERS = {
  LE: { address: '00:11:22:33:44:55', addressType: 'LEPublic' },
  BREDR: { address: '00:11:22:33:44:55', addressType: 'BREDR' },
} as const;

const FEATURES = { bonding: true, mitm: false, secureConnections: true };

/** A controller with a connection, and what comes to the remote end of it. */
function connected(transport: 'LE' | 'BREDR') {
  const time = new ManualTime();
  const kernel = new Kernel({ scheduler: time });
  const controller = kernel.controllers.get(0)!;
  kernel.world.clock.watch();
  const link = addLink(controller, PEERS[transport], true);
  const air = new AirLink(kernel.world.clock, 1, transport);
  const end = attach(controller, link, air, classicParty(controller));
  const heard: unknown[] = [];
  air.join(end, { receive: (message) => heard.push(message), ended: (reason) => heard.push(reason) });
  return { time, controller, link, air, end, heard };
}

describe('The end of a connection at a controller', () => {
  it.each([
    ['LE', true],
    ['BREDR', false],
  ] as const)('has a Security Manager over %s: %s', (transport, has) => {
    const { controller, link, air, end } = connected(transport);
    expect([...controller.links]).toEqual([link]);
    expect([link.air, link.end]).toEqual([air, end]);
    expect(link.security !== undefined).toBe(has);
    expect(end.classic).toBeDefined();
  });

  it('hands what the remote says to the Security Manager, which answers', () => {
    const { time, air, end, heard } = connected('LE');
    // A controller that is not bondable does not pair because a peripheral asks for it (smp_cmd_security_req in smp.c).
    air.send(air.otherThan(end)!, { type: 'securityRequest', features: FEATURES });
    time.pass(2);
    expect(heard).toEqual([{ type: 'pairingFailed', reason: 'PairingNotSupported' }]);
  });

  it('is gone when the remote has ended the connection', () => {
    const { time, controller, link, air, end } = connected('LE');
    air.end(air.otherThan(end)!, 'RemoteUserTerminated', 'LocalHostTerminated');
    expect(controller.links.has(link)).toBe(true);
    time.pass(1);
    expect([controller.links.has(link), link.state]).toEqual([false, 'closed']);
  });
});
