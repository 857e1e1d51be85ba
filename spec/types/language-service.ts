import { join } from 'node:path';
import ts from 'typescript';

/** What an editor says about a program that exists only here, in the folder of the type specifications. */
export class Editor {
  readonly #file = join(__dirname, 'edited.ts');
  readonly #service: ts.LanguageService;

  constructor(private readonly source: string) {
    const { config } = ts.readConfigFile('tsconfig.json', (path) => ts.sys.readFile(path)) as { config: unknown };
    const { options } = ts.parseJsonConfigFileContent(config, { ...ts.sys, readDirectory: () => [] }, process.cwd());
    const read = (path: string): string | undefined => (path === this.#file ? source : ts.sys.readFile(path));
    this.#service = ts.createLanguageService({
      getCompilationSettings: () => options,
      getScriptFileNames: () => [this.#file],
      getScriptVersion: () => '1',
      getScriptSnapshot: (path) => {
        const text = read(path);
        return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
      },
      getCurrentDirectory: () => process.cwd(),
      getDefaultLibFileName: (settings) => ts.getDefaultLibFilePath(settings),
      fileExists: (path) => path === this.#file || ts.sys.fileExists(path),
      readFile: read,
    });
  }

  /** The errors, each as one line. */
  get errors(): string[] {
    return this.#service
      .getSemanticDiagnostics(this.#file)
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n').split('\n')[0]!);
  }

  /** What is offered behind a piece of text. */
  completionsAfter(text: string): string[] {
    const at = this.source.indexOf(text) + text.length;
    return this.#service.getCompletionsAtPosition(this.#file, at, {})?.entries.map(({ name }) => name) ?? [];
  }

  /** The type that is shown when hovering the beginning of a piece of text. */
  hover(text: string): string {
    const info = this.#service.getQuickInfoAtPosition(this.#file, this.source.indexOf(text) + 1);
    return ts.displayPartsToString(info?.displayParts).replace(/\s+/g, ' ');
  }
}
