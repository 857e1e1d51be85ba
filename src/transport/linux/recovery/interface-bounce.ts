import { concat, defer } from 'rxjs';
import type { LinuxStep } from './step.js';
import { after } from '../../schedule-after.js';
import { EALREADY } from '../errno.js';
import { HCIDEVDOWN, HCIDEVUP, hciIoctl$ } from '../ioctl.js';
import type { Libc } from '../libc.js';

/** How long it stays down, in milliseconds. */
const DOWN = 2000;

export function interfaceBounceOn(libc: () => Libc): LinuxStep {
  return {
    name: 'interfaceBounce',
    refusal: () => undefined,
    apply: ({ mgmt }, { index }) =>
      defer(() =>
        concat(
          hciIoctl$(libc(), HCIDEVDOWN, index),
          after(DOWN, mgmt.scheduler),
          // Another program may have been faster.
          hciIoctl$(libc(), HCIDEVUP, index, [EALREADY]),
        ),
      ),
  };
}
