import type { CommandName } from '../protocol/tables.js';
import type { Call } from './call.js';
import type { Controller } from './controller/controller.js';

/** Commands that concern no controller. */
export type GlobalCommand =
  | 'ReadManagementVersionInformation'
  | 'ReadManagementSupportedCommands'
  | 'ReadControllerIndexList'
  | 'ReadUnconfiguredControllerIndexList'
  | 'ReadExtendedControllerIndexList';

/** Commands that can be sent with a controller and without. */
export type EitherCommand = 'ReadExperimentalFeaturesInformation' | 'SetExperimentalFeature';

/** What a command is about. */
export type Target<N extends CommandName> = N extends GlobalCommand
  ? undefined
  : N extends EitherCommand
    ? Controller | undefined
    : Controller;

/**
 * Does what one command asks and answers it, at once or later. It is called when the frame, the privilege, the index and the
 * length have been found to be right. Throws `SendRefused` if `send` itself shall fail.
 */
export type Handler<N extends CommandName> = (call: Call<N>, target: Target<N>) => void;

/** Handlers by command, for the tables of the domains. */
export type HandlersOf<N extends CommandName> = { readonly [K in N]: Handler<K> };
