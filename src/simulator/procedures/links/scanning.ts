import type { Controller } from '../../state/controller.js';
import { heard, isCalling } from './connect-low-energy.js';
import { isLowEnergyPeer } from '../../ground/peer.js';

/** Connections begin with what is heard by scanning. */
export function takePartInScanning(controller: Controller): void {
  const { keyStore, scanHooks } = controller;
  scanHooks.identify = ({ address, addressType }) => {
    const identity = keyStore.identityOf({ address, addressType });
    return isLowEnergyPeer(identity) ? identity : undefined;
  };
  scanHooks.heard = (report, sender) => heard(controller, report, sender);
  scanHooks.isConnecting = () => isCalling(controller);
}
