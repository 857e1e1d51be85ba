import type { Controller } from '../../state/controller.js';
import { disable, enable, goOn, start } from './advertising.js';
import { forget } from './instances.js';

/** When what is on the air will change by itself, on the clock. */
export function nextChange(controller: Controller): number {
  const { instances, turn } = controller.advertising;
  return instances.count > 1 ? Math.min(turn.end, rpaEnd(controller)) : rpaEnd(controller);
}

/** Does what would have been done by now: turns that have ended, private addresses that were used for long enough. */
export function catchUp(controller: Controller): void {
  const { advertising, world } = controller;
  if (advertising.present !== undefined) return;
  const now = world.clock.now();
  try {
    for (let due = dueOf(controller); due <= now; due = dueOf(controller)) {
      advertising.present = due;
      if (due === advertising.turn.end) endTurn(controller);
      else renewAddress(controller);
    }
  } finally {
    advertising.present = undefined;
  }
}

const dueOf = (controller: Controller): number => Math.min(controller.advertising.turn.end, rpaEnd(controller));

function rpaEnd({ flags, ownAddress, isUp }: Controller): number {
  return flags.has('Advertising') && isUp ? ownAddress.rpaEnd : Infinity;
}

/** A private address has been used for long enough (rpa_expired in net/bluetooth/mgmt.c). */
function renewAddress(controller: Controller): void {
  controller.ownAddress.expire();
  if (controller.traits.extendedAdvertising) start(controller, controller.advertising.current);
  else enable(controller);
}

/** The end of a turn (adv_timeout_expire in hci_sync.c): the next instance's, or the end of this one. */
function endTurn(controller: Controller): void {
  const { instances, turn, current } = controller.advertising;
  turn.finish();
  if (current === 0 || !controller.isUp) return;
  const next = instances.after(current)?.instance;
  const instance = instances.find(current);
  const isOver = instance !== undefined && instance.timeout > 0 && instance.remaining === 0;
  if (isOver) forget(controller, current);
  goOn(controller, isOver && next === current ? undefined : next);
  if (instances.count === 0) disable(controller);
}
