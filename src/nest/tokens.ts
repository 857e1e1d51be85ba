import { Inject } from '@nestjs/common';

/** What `Mgmt` is provided as. */
export const MGMT = 'Mgmt of rx-btmgmt';

/** Which controller, for the whole life of an application: an index, such as `0` or `'hci0'`, or an address. */
export type ControllerKey = number | string;

/** What a controller is provided as, for `inject` of a factory. Nest shows it when it was not named, so it says what to do. */
export const controllerToken = (which: ControllerKey = 0): string =>
  `controller ${which}, which must be in "controllers" of BtmgmtModule`;

/** Injects the `Mgmt` that {@link BtmgmtModule} has made. */
export const InjectMgmt = (): ParameterDecorator & PropertyDecorator => Inject(MGMT);

/**
 * Injects the `Controller` of `controllers` in {@link BtmgmtModule}.
 *
 * @param which as it stands there. Default: 0
 */
export const InjectController = (which?: ControllerKey): ParameterDecorator & PropertyDecorator =>
  Inject(controllerToken(which));
