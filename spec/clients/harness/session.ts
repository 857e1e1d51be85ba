import type { Stage } from './stage.js';

/** What people do with programs; what comes of it stands in the transcripts, which are recorded from real kernels. */
export interface Session {
  readonly title: string;
  readonly run: (stage: Stage) => Promise<void>;
  /** How much faster than real time simulated time passes. More than 1 only where most of it is waiting: a question is soon too old. */
  readonly speed: number;
}

export function session(title: string, run: Session['run'], { speed = 1 }: { readonly speed?: number } = {}): Session {
  return { title, run, speed };
}
