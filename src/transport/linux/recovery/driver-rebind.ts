import { defer, throwError } from 'rxjs';
import type { LinuxStep } from './step.js';
import type { DeviceFiles } from './sysfs.js';
import { driverOf, isWritable, writeBoth } from './sysfs.js';

export function driverRebindOn(files: DeviceFiles): LinuxStep {
  return {
    name: 'driverRebind',
    refusal: ({ index }) => {
      const driver = driverOf(files, index);
      if (driver === undefined) return 'It has no device with a driver, as virtual ones.';
      return isWritable(driver.unbind) ? undefined : `${driver.unbind} can not be written to.`;
    },
    apply: (_controller, { index }) =>
      defer(() => {
        const driver = driverOf(files, index);
        if (driver === undefined) return throwError(() => new Error('Its device has no driver any more.'));
        return writeBoth([driver.name, driver.unbind], [driver.name, driver.bind]);
      }),
  };
}
