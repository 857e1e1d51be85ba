import { join } from 'node:path';
import ts from 'typescript';

const SOURCE = `
import { Mgmt, discover } from '../../src/index.js';
declare const mgmt: Mgmt;
mgmt.command$('SetDiscoverable', 0, 'Limited', 60);
mgmt.command$('PairDevice', 0, '00:00:00:00:00:00', 'LERandom', 'NoInputNoOutput');
mgmt.event$('DeviceFound').subscribe((found) => found);
discover(mgmt, 0);
`;
const FILE = join(__dirname, 'hovered.ts');

/** A language service, as editors run it, over one file that exists only here. */
function languageService(): ts.LanguageService {
  const { config } = ts.readConfigFile('tsconfig.json', (path) => ts.sys.readFile(path)) as { config: unknown };
  const { options } = ts.parseJsonConfigFileContent(config, { ...ts.sys, readDirectory: () => [] }, process.cwd());
  const read = (path: string): string | undefined => (path === FILE ? SOURCE : ts.sys.readFile(path));
  return ts.createLanguageService({
    getCompilationSettings: () => options,
    getScriptFileNames: () => [FILE],
    getScriptVersion: () => '1',
    getScriptSnapshot: (path) => {
      const text = read(path);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    getCurrentDirectory: () => process.cwd(),
    getDefaultLibFileName: (settings) => ts.getDefaultLibFilePath(settings),
    fileExists: (path) => path === FILE || ts.sys.fileExists(path),
    readFile: read,
  });
}

describe('what an editor shows', () => {
  const service = languageService();
  const hover = (text: string): string => {
    const info = service.getQuickInfoAtPosition(FILE, SOURCE.indexOf(text) + 1);
    return ts.displayPartsToString(info?.displayParts).replace(/\s+/g, ' ');
  };

  it('has no errors', () => {
    expect(service.getSemanticDiagnostics(FILE).map(({ messageText }) => messageText)).toEqual([]);
  });

  it.each([
    [
      "command$('SetDiscoverable'",
      'discoverable: number | "Off" | "General" | "Limited", timeout: number): Observable<{',
    ],
    [
      "command$('PairDevice'",
      'address: string, addressType: number | "BREDR" | "LEPublic" | "LERandom", ioCapability: number | ',
    ],
    ['found) =>', 'readonly event: "DeviceFound"; readonly index: number;'],
    ['found) =>', 'readonly address: string;'],
    ['discover(mgmt', 'options?: DiscoverOptions): Observable<FoundDevice>'],
  ])('for %s names the parameters', (text, expected) => {
    expect(hover(text)).toContain(expected);
  });

  it('completes the names of commands', () => {
    const at = SOURCE.indexOf("'SetDiscoverable'") + 1;
    const names = service.getCompletionsAtPosition(FILE, at, {})?.entries.map(({ name }) => name) ?? [];
    expect(names).toEqual(expect.arrayContaining(['SetPowered', 'StartDiscovery', 'LoadConnectionSubrate']));
    expect(names).toHaveLength(92);
  });
});
