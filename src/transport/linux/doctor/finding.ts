import type { Finding } from './diagnosis.js';
import { findingKinds, type FindingCode, type Severity } from './finding-kinds.js';

type Common = 'code' | 'severity' | 'message' | 'advice';

/** Something found; as bad as its kind, unless it is said otherwise. */
export function finding<C extends FindingCode>(
  code: C,
  message: string,
  advice: readonly string[],
  details: Omit<Finding<C>, Common>,
  severity: Severity = findingKinds[code].severity,
): Finding {
  // The compiler can't put together again what Omit has taken apart.
  return { code, severity, message, advice, ...details } as unknown as Finding;
}
