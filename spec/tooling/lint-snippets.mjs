// Reads [{ filePath, code }] from stdin, lints each as if it stood there, and prints the identifiers of the rules that
// object, one list each. A process of its own: jest's can't load an ESLint configuration that is an ES module.
// The rules that need types are off and imports resolve as they are written: neither the files nor what they import need exist.
import { dirname, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';

/** Finds every relative path, whether or not there is a file. */
const asIf = {
  interfaceVersion: 3,
  name: 'as-if',
  resolve: (id, from) =>
    id.startsWith('.') ? { found: true, path: resolve(dirname(from), id.replace(/\.js$/, '.ts')) } : { found: false },
};

const untyped = { ...tseslint.configs.disableTypeChecked, files: ['**/*.{ts,cts}'] };
const eslint = new ESLint({
  overrideConfig: [
    untyped,
    {
      languageOptions: { parserOptions: { projectService: false } },
      settings: { 'import-x/resolver-next': [asIf] },
    },
  ],
});

const results = [];
for (const { filePath, code } of JSON.parse(await text(process.stdin))) {
  const [{ messages }] = await eslint.lintText(code, { filePath });
  results.push(messages.map(({ ruleId, message }) => ruleId ?? message));
}
console.log(JSON.stringify(results));
