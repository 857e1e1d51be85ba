import { InjectionToken } from '@angular/core';
import type { Access } from '../access';

/** The bridge that has served this page, as far as its link says; undefined where a simulated kernel is in the page. */
export const BRIDGE = new InjectionToken<Access | undefined>('bridge that has served this page');
