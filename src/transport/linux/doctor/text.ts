import type { Diagnosis } from './diagnosis.js';

function verdict(findings: Diagnosis['findings']): string {
  const counts = (['error', 'warning', 'note'] as const)
    .map((severity) => ({ severity, count: findings.filter((finding) => finding.severity === severity).length }))
    .filter(({ count }) => count > 0)
    .map(({ severity, count }) => `${count} ${severity}${count === 1 ? '' : 's'}`);
  const isWrong = findings.some(({ severity }) => severity !== 'note');
  return [...(isWrong ? [] : ['nothing is wrong']), ...counts].join(', ');
}

/** A diagnosis for people. */
export function textOf({ findings, controllers, system }: Omit<Diagnosis, 'text'>): string {
  const management = system.management === null ? '' : `, management API ${system.management}`;
  const kernel = system.platform === 'linux' ? `Linux ${system.kernel}` : `${system.platform} ${system.kernel}`;
  return [
    `rx-btmgmt doctor: ${verdict(findings)}`,
    `${kernel}, Node ${system.node}${management}`,
    ...controllers.map(
      ({ index, address, name, powered }) =>
        `hci${index} ${address ?? ''} ${powered ? 'on' : 'off'}${name === '' ? '' : ` ${JSON.stringify(name)}`}`,
    ),
    ...findings.flatMap(({ code, severity, message, advice }) => [
      '',
      `${severity} ${code}: ${message}`,
      ...advice.map((step) => `  - ${step}`),
    ]),
    '',
  ].join('\n');
}
