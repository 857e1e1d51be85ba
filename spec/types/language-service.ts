import { join } from 'node:path';
import ts from 'typescript';

const asText = (parts: ts.SymbolDisplayPart[] | undefined): string =>
  ts.displayPartsToString(parts).replace(/\s+/g, ' ');

/** What is shown while a call is written. */
export interface SignatureHelp {
  /** The words about the function. */
  readonly words: string;
  readonly parameters: readonly { readonly name: string; readonly text: string; readonly words: string }[];
  /** Which of them is being written. */
  readonly at: number;
}

/** What an editor says about a program that exists only here, in the folder of the type specifications. */
export class Editor {
  readonly #file = join(__dirname, 'edited.ts');
  readonly #service: ts.LanguageService;

  /** With `asUser` the library is what is built, as a program sees it that has installed it. */
  constructor(
    private readonly source: string,
    { asUser = false } = {},
  ) {
    const { config } = ts.readConfigFile('tsconfig.json', (path) => ts.sys.readFile(path)) as { config: unknown };
    const parsed = ts.parseJsonConfigFileContent(config, { ...ts.sys, readDirectory: () => [] }, process.cwd());
    const options: ts.CompilerOptions = asUser ? { ...parsed.options, paths: {} } : parsed.options;
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

  /** All files that the program is made of. */
  get sources(): string[] {
    return (
      this.#service
        .getProgram()
        ?.getSourceFiles()
        .map(({ fileName }) => fileName) ?? []
    );
  }

  /** What is offered behind a piece of text. */
  completionsAfter(text: string): string[] {
    const at = this.source.indexOf(text) + text.length;
    return this.#service.getCompletionsAtPosition(this.#file, at, {})?.entries.map(({ name }) => name) ?? [];
  }

  /** What is said about one of the things that are offered there. */
  wordsOnCompletion(text: string, name: string): string {
    const at = this.source.indexOf(text) + text.length;
    const details = this.#service.getCompletionEntryDetails(this.#file, at, name, {}, undefined, {}, undefined);
    return asText(details?.documentation);
  }

  /** The type that is shown when hovering the beginning of a piece of text. */
  hover(text: string): string {
    return asText(this.#infoOn(text)?.displayParts);
  }

  /** The words that are shown there. */
  wordsOn(text: string): string {
    return asText(this.#infoOn(text)?.documentation);
  }

  #infoOn(text: string): ts.QuickInfo | undefined {
    return this.#service.getQuickInfoAtPosition(this.#file, this.source.indexOf(text) + 1);
  }

  /** What is shown while the call is written whose text so far ends here. */
  signatureAt(text: string): SignatureHelp | undefined {
    const help = this.#service.getSignatureHelpItems(this.#file, this.source.indexOf(text) + text.length, {});
    const item = help?.items[help.selectedItemIndex];
    return (
      item && {
        words: asText(item.documentation),
        parameters: item.parameters.map(({ name, displayParts, documentation }) => ({
          name,
          text: asText(displayParts),
          words: asText(documentation),
        })),
        at: help.argumentIndex,
      }
    );
  }
}
