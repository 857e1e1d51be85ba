import * as library from 'rx-btmgmt';
import * as beacons from 'rx-btmgmt/beacons';
import * as numbers from 'rx-btmgmt/assigned-numbers';
import * as linux from 'rx-btmgmt/linux';
import * as simulator from 'rx-btmgmt/simulator';
import * as testing from 'rx-btmgmt/testing';
import * as rxjs from 'rxjs';
import type { Snippet } from './markdown.js';

/**
 * A snippet that imports something stands alone. Others may use whatever the library, its simulated kernel, its kit for tests and RxJS export, and
 * the `mgmt` of the first example.
 */
export function asProgram({ code }: Pick<Snippet, 'code'>): string {
  if (/^import /m.test(code)) return code;
  const used = (module: object, from: string) => {
    const names = Object.keys(module).filter((name) => new RegExp(`\\b${name}\\b`).test(code));
    return `import { ${names.join(', ')} } from '${from}';`;
  };
  const imports = [
    used({ ...library, Mgmt: 0 }, 'rx-btmgmt'),
    used(linux, 'rx-btmgmt/linux'),
    used(simulator, 'rx-btmgmt/simulator'),
    used(testing, 'rx-btmgmt/testing'),
    // RxJS has an operator `scan`, too: ours is meant.
    used(Object.fromEntries(Object.entries(rxjs).filter(([name]) => !(name in library))), 'rxjs'),
    used(beacons, 'rx-btmgmt/beacons'),
    used(numbers, 'rx-btmgmt/assigned-numbers'),
  ];
  const given = /\bconst mgmt\b/.test(code) ? '' : "declare const mgmt: import('rx-btmgmt').Mgmt;";
  return [...imports, given, code, 'export {};'].join('\n');
}
