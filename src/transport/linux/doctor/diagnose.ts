import type { CommandName } from '../../../protocol/tables.js';
import type { Diagnosis, Finding } from './diagnosis.js';
import type { Examination } from './examination.js';
import { findingKinds } from './finding-kinds.js';
import { access } from './rules/access.js';
import { controllerRules, controllersOf } from './rules/controllers.js';
import { systemRules } from './rules/system.js';
import { textOf } from './text.js';

const SEVERITIES = ['error', 'warning', 'note'];
const CODES = Object.keys(findingKinds);

const byWeight = (a: Finding, b: Finding): number =>
  SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) || CODES.indexOf(a.code) - CODES.indexOf(b.code);

/** What the examination means. */
export function diagnose(examination: Examination, wanted: readonly CommandName[] | undefined): Diagnosis {
  const { platform, kernel, node, management } = examination;
  const findings = [...access(examination), ...controllerRules(examination), ...systemRules(examination, wanted)].sort(
    byWeight,
  );
  const diagnosis = {
    severity: findings[0]?.severity ?? null,
    findings,
    controllers: controllersOf(examination),
    system: { platform, kernel, node, management: management?.version ?? null },
  };
  return { ...diagnosis, text: textOf(diagnosis) };
}
