import type { Status } from '../../../protocol/enums/status.js';
import type { CommandName } from '../../../protocol/tables.js';
import type { Call } from '../../sockets/call.js';
import type { Controller } from '../../state/controller.js';
import { announceSettings, settingsReply } from '../../procedures/identity/settings.js';

/** A command that is answered with the settings. */
type SettingsCall = Pick<Call<'SetPowered'>, 'complete' | 'socket'>;

/** Answers with the settings; tells the others of them if something has changed. */
export function answer(call: SettingsCall, controller: Controller, changed: boolean): void {
  call.complete(settingsReply(controller));
  if (changed) announceSettings(controller, call.socket);
}

/** A command that the controller has to do something for. */
interface Change {
  /** What happens as soon as it is its turn. */
  readonly begin?: () => void;
  /** What happens at the controller. Default: it succeeds. */
  readonly run?: () => Status | undefined;
  /** What comes of it if it has succeeded. */
  readonly done: () => void;
  /** Puts back what was set in advance, if it has failed. */
  readonly undo?: () => void;
}

/**
 * Has the controller do something for a command that is on the list of the pending ones, so that power off and removal answer
 * it (mgmt_pending_add in net/bluetooth/mgmt_util.c).
 */
export function queuePending<N extends CommandName>(
  call: Call<N>,
  controller: Controller,
  { begin, run, done, undo }: Change,
): void {
  const { pending, work } = controller;
  const waiting = pending.add(call);
  work.queue({
    owner: waiting,
    begin: () => {
      if (pending.includes(waiting)) begin?.();
    },
    run: () => (pending.includes(waiting) ? run?.() : undefined),
    done: (status) => {
      if (!pending.remove(waiting)) return;
      if (status === 'Success') return done();
      undo?.();
      call.status(status);
    },
  });
}

/** The same for a command that is not on that list (mgmt_pending_new): nothing but its own end answers it. */
export function queueUnlisted<N extends CommandName>(
  call: Call<N>,
  controller: Controller,
  { begin, run, done, undo }: Change,
): void {
  controller.work.queue({
    ...(begin && { begin }),
    ...(run && { run }),
    done: (status) => {
      if (status === 'Success') return done();
      undo?.();
      call.status(status);
    },
    cancelled: () => call.status('Failed'),
  });
}
