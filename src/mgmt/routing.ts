import type { CommandQueue } from './command-queue.js';
import type { MgmtEvent, MgmtNotification } from '../protocol/tables.js';

/** Replies and removals concern the commands that wait. They learn of them before the subscribers of events do. */
export function route(event: MgmtEvent, queue: CommandQueue): void {
  switch (event.event) {
    case 'CommandComplete':
    case 'CommandStatus':
      queue.receive(event);
      break;
    case 'IndexRemoved':
    case 'UnconfiguredIndexRemoved':
    case 'ExtendedIndexRemoved':
      queue.removed(event.index);
      break;
  }
}

/** Whether an event is not the answer to a command. */
export function isNotification(event: MgmtEvent): event is MgmtNotification {
  return event.event !== 'CommandComplete' && event.event !== 'CommandStatus';
}
