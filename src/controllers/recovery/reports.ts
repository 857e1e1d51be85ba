import type { RecoveryError } from './recovery-error.js';

/** Why a step was left out. */
export type RecoverySkip =
  /** It can't be done here and now. */
  | 'NotApplicable'
  /** Devices are connected, which it would disconnect. */
  | 'Connected'
  /** It was done `perHour` times in the last hour. */
  | 'Limit'
  /** It is done by commands, and the kernel does not answer those. */
  | 'NoAnswer';

/** What `recover` does. The last one says what has helped. */
export type RecoveryStep =
  /** A program, perhaps this one in an earlier run, switched it off to recover it. It was switched on again. */
  | { readonly report: 'PowerRestored' }
  | { readonly report: 'Trying'; readonly step: string }
  /** `message` says more. */
  | { readonly report: 'Skipped'; readonly step: string; readonly reason: RecoverySkip; readonly message: string }
  /** The step did not help; `error` is why the controller does not work. `undefined`: it does, but nothing is heard. */
  | { readonly report: 'Failed'; readonly step: string; readonly error: Error | undefined }
  /** The controller works again, thanks to this step. */
  | { readonly report: 'Recovered'; readonly step: string };

/** What `watchdog` sees and does. */
export type WatchdogReport =
  | RecoveryStep
  /** The controller is not there, or was switched off by another program. It goes on when it is there, or on. */
  | { readonly report: 'Waiting'; readonly reason: 'Absent' | 'Off' }
  /** Nothing was heard for `duration` milliseconds. What follows is what is done about it. */
  | { readonly report: 'Silent'; readonly duration: number }
  /** It answers, and there is nothing to hear: no program discovers, or no device is there. */
  | { readonly report: 'Quiet' }
  /** No step has helped. It is tried again after `delay` milliseconds of silence. */
  | { readonly report: 'GaveUp'; readonly error: RecoveryError; readonly delay: number };
