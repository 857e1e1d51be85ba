import type { BtmgmtConnection } from 'rx-btmgmt/angular';
import { createSimulator, neighbourhood } from 'rx-btmgmt/simulator';

export const simulated = (): BtmgmtConnection => ({
  transport: createSimulator({ controllers: [{}, {}], devices: neighbourhood() }).transport(),
  simulated: true,
});
