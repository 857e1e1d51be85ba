import type { Stage } from './stage.js';

/** What people do with programs; what comes of it stands in the transcripts, which are recorded from real kernels. */
export interface Session {
  readonly title: string;
  readonly run: (stage: Stage) => Promise<void>;
}

export function session(title: string, run: Session['run']): Session {
  return { title, run };
}
