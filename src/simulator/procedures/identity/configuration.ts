import type { ConfigurationOptions } from '../../../protocol/enums/controller.js';
import { NO_ADDRESS } from '../../ground/address.js';
import type { Controller } from '../../state/controller.js';

type Options = Readonly<Record<keyof typeof ConfigurationOptions, boolean>>;

/** What can be given to it (read_config_info in net/bluetooth/mgmt.c). */
export const supportedOptions = ({ traits }: Controller): Options => ({
  ExternallyConfigured: traits.needsExternalConfiguration,
  PublicAddress: traits.setsPublicAddress,
});

/** What it still needs (get_missing_options in mgmt.c). */
export const missingOptions = ({ flags, publicAddress, traits }: Controller): Options => ({
  ExternallyConfigured: traits.needsExternalConfiguration && !flags.has('ExternallyConfigured'),
  PublicAddress: traits.lacksAddress && publicAddress === NO_ADDRESS,
});

export function isConfigured(controller: Controller): boolean {
  const { ExternallyConfigured, PublicAddress } = missingOptions(controller);
  return !ExternallyConfigured && !PublicAddress;
}
