import { compileFunction } from 'node:vm';
import ts from 'typescript';
import type { Snippet } from './markdown.js';
import { asProgram } from './snippet-program.js';

/** Where a snippet's imports come from. */
export type Load = (name: string) => object;

/** What jest would resolve, but for these modules. */
export const loadWith =
  (modules: Readonly<Record<string, object>>): Load =>
  (name) =>
    modules[name] ?? jest.requireActual<object>(name);

/** Evaluates a snippet with some variables given, and gives what it exports. */
export function runSnippet(
  { code }: Pick<Snippet, 'code'>,
  load: Load = loadWith({}),
  given: Readonly<Record<string, unknown>> = {},
): object {
  const { outputText } = ts.transpileModule(asProgram({ code }), {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  const exports = {};
  const parameters = { require: load, exports, ...given };
  const evaluate = compileFunction(outputText, Object.keys(parameters)) as (...values: unknown[]) => void;
  evaluate(...Object.values(parameters));
  return exports;
}
