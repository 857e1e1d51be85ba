import type { AirLink, LinkEnd, Party } from '../../air/air-link.js';
import type { HciError } from '../../ground/hci-error.js';
import { isLowEnergyPeer, type Peer } from '../../ground/peer.js';
import { SecurityManager } from '../../security/security-manager.js';
import type { SecurityMessage } from '../../security/security-messages.js';
import type { Controller } from '../../state/controller.js';
import { Link } from '../../state/link.js';
import { ClassicHost } from '../pairing/classic-host.js';
import type { ControllersLink } from '../pairing/cross-transport.js';
import { LowEnergyHost } from '../pairing/low-energy-host.js';
import { closed } from '../links/lifetime.js';

/** The end of a connection that a controller of the machine has: what comes over the air reaches its host. */
class ControllerEnd implements LinkEnd, ControllersLink {
  readonly classic: ClassicHost;

  constructor(
    readonly controller: Controller,
    readonly link: Link,
  ) {
    this.classic = new ClassicHost(controller, link);
  }

  receive(message: SecurityMessage): void {
    this.link.security?.receive(message);
  }

  ended(error: HciError): void {
    closed(this.controller, this.link, error);
  }
}

/** A new connection of a controller, which it has made itself or not. */
export function addLink(controller: Controller, peer: Peer, isOutgoing: boolean): Link {
  const link = new Link(peer, isOutgoing, controller.links.ioCapability);
  if (isLowEnergyPeer(peer)) link.security = new SecurityManager(new LowEnergyHost(controller, link));
  controller.links.add(link);
  return link;
}

/** The remote is reached. Gives this end of the connection. */
export function attach(controller: Controller, link: Link, air: AirLink, party: Party): LinkEnd {
  const end = new ControllerEnd(controller, link);
  Object.assign(link, { air, end, party });
  return end;
}
