import { InjectionToken } from '@angular/core';

/** Whether the kernel behind the bridge is a simulated one, as far as who serves this page has said. */
export const BRIDGE_SIMULATED = new InjectionToken<boolean>('simulated kernel behind the bridge');
