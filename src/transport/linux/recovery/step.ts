import type { ObservableInput, SchedulerLike } from 'rxjs';

/** What a step needs to know of the controller: a part of `Controller`, which is on a floor above this one. */
export interface Target {
  readonly mgmt: { readonly scheduler: SchedulerLike };
}

/** A `RecoveryMethod` of rx-btmgmt that needs Linux. */
export interface LinuxStep {
  readonly name: string;
  readonly refusal: (state: { readonly index: number }) => string | undefined;
  readonly apply: (controller: Target, state: { readonly index: number }) => ObservableInput<unknown>;
}
