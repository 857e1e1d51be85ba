import { VirtualTimeScheduler } from 'rxjs';

/** Time that passes when it is told to. */
export class ManualTime extends VirtualTimeScheduler {
  /** Lets so many milliseconds pass; 0: what is due now happens. */
  pass(milliseconds: number): void {
    this.maxFrames = this.frame + milliseconds;
    this.schedule(() => undefined, milliseconds);
    this.flush();
  }
}
