import { constants, openSync } from 'node:fs';
import { catchError, defer, throwError } from 'rxjs';
import type { LinuxStep } from './step.js';
import type { DeviceFiles } from './sysfs.js';
import { isWritable, usbDeviceOf, writeBoth } from './sysfs.js';
import { USBDEVFS_RESET, ioctl$ } from '../ioctl.js';
import type { Libc } from '../libc.js';

export function usbResetOn(files: DeviceFiles, libc: () => Libc): LinuxStep {
  return {
    name: 'usbReset',
    refusal: ({ index }) => {
      const device = usbDeviceOf(files, index);
      if (device === undefined) return 'It is not on the USB.';
      const { node, authorized } = device;
      return isWritable(node) || isWritable(authorized)
        ? undefined
        : `Neither ${node} nor ${authorized} can be written to.`;
    },
    apply: (_controller, { index }) =>
      defer(() => {
        const device = usbDeviceOf(files, index);
        if (device === undefined) return throwError(() => new Error('It is not on the USB any more.'));
        const { node, authorized } = device;
        const open = () => openSync(node, constants.O_WRONLY);
        return ioctl$(libc(), open, USBDEVFS_RESET, 0).pipe(
          catchError((error: unknown) =>
            isWritable(authorized) ? writeBoth(['0', authorized], ['1', authorized]) : throwError(() => error),
          ),
        );
      }),
  };
}
