import type { Call } from '../../sockets/call.js';
import { NO_ADDRESS } from '../../ground/address.js';
import type { Controller } from '../../state/controller.js';
import { reconfigure } from '../../procedures/power/registration.js';
import { isConfigured, missingOptions, supportedOptions } from '../../procedures/identity/configuration.js';
import type { RowsOf } from '../handler.js';

type Command = 'ReadControllerConfigurationInformation' | 'SetExternalConfiguration' | 'SetPublicAddress';

const answer = (call: Pick<Call<'SetPublicAddress'>, 'complete'>, controller: Controller): void =>
  call.complete({ missingOptions: missingOptions(controller) });

/** What a controller lacks before it can be used. */
export const optionRows: RowsOf<Command> = {
  /** read_config_info in net/bluetooth/mgmt.c. */
  ReadControllerConfigurationInformation: {
    isForUntrusted: true,
    isForUnconfigured: true,
    handle: (call, controller) =>
      call.complete({
        manufacturer: controller.traits.manufacturer,
        supportedOptions: supportedOptions(controller),
        missingOptions: missingOptions(controller),
      }),
  },

  /** set_external_config in mgmt.c. */
  SetExternalConfiguration: {
    isForUnconfigured: true,
    handle: (call, controller) => {
      const { configuration } = call.params;
      const { flags, traits } = controller;
      if (controller.isPowered) return call.status('Rejected');
      if (typeof configuration !== 'boolean') return call.status('InvalidParameters');
      if (!traits.needsExternalConfiguration) return call.status('NotSupported');
      const changed = flags.change('ExternallyConfigured', configuration);
      answer(call, controller);
      if (!changed) return;
      controller.emit({ event: 'NewConfigurationOptions', missingOptions: missingOptions(controller) }, call.socket);
      if (flags.has('Unconfigured') === isConfigured(controller)) reconfigure(controller);
    },
  },

  /** set_public_address in mgmt.c. A controller that has one comes back with the new one. */
  SetPublicAddress: {
    isForUnconfigured: true,
    handle: (call, controller) => {
      const { address } = call.params;
      if (controller.isPowered) return call.status('Rejected');
      if (address === NO_ADDRESS) return call.status('InvalidParameters');
      if (!controller.traits.setsPublicAddress) return call.status('NotSupported');
      const changed = address !== controller.publicAddress;
      controller.publicAddress = address;
      answer(call, controller);
      if (!changed) return;
      if (controller.flags.has('Unconfigured')) {
        controller.emit({ event: 'NewConfigurationOptions', missingOptions: missingOptions(controller) }, call.socket);
      }
      if (isConfigured(controller)) reconfigure(controller);
    },
  },
};
