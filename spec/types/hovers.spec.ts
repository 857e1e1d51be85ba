import { Editor } from './language-service.js';

const SOURCE = `
import { Mgmt, TransportError, discover, isStatusError, isTransportError } from '../../src/index.js';
declare const mgmt: Mgmt;
declare const error: unknown;
mgmt.command$('SetDiscoverable', 0, 'Limited', 60);
mgmt.command$('PairDevice', 0, '00:00:00:00:00:00', 'LERandom', 'NoInputNoOutput');
mgmt.event$('DeviceFound').subscribe((found) => found);
discover(mgmt, 0);
mgmt.command$('SetPowered', null, true);
mgmt.command$('ReadControllerIndexList', 0);
isTransportError(error, 'EPERM');
isStatusError(error, 'Busy');
if (error instanceof TransportError && error.code === 'EIO') throw error;
`;

describe('what an editor shows', () => {
  const editor = new Editor(SOURCE);

  it('has errors where an index does not go with its command, each a line that can be read', () => {
    expect(editor.errors).toEqual([
      "Argument of type 'null' is not assignable to parameter of type 'number'.",
      "Argument of type '0' is not assignable to parameter of type 'NoController'.",
    ]);
  });

  it.each([
    ["command$('SetDiscoverable'", 'timeout: number): Observable<{'],
    [
      "command$('PairDevice'",
      'address: string, addressType: number | "BREDR" | "LEPublic" | "LERandom", ioCapability: number | ',
    ],
    ['found) =>', 'readonly event: "DeviceFound"; readonly index: number;'],
    ['found) =>', 'readonly address: string;'],
    ['discover(mgmt', 'options?: DiscoverOptions): Observable<FoundDevice>'],
  ])('for %s names the parameters', (text, expected) => {
    expect(editor.hover(text)).toContain(expected);
  });

  it('shows the names that a value can have', () => {
    // In the order in which the compiler has met them.
    const names = /discoverable: number((?: \| "\w+")+)/.exec(editor.hover("command$('SetDiscoverable'"))?.[1];
    expect(names?.match(/\w+/g)?.sort()).toEqual(['General', 'Limited', 'Off']);
  });

  it('completes the names of commands', () => {
    const names = editor.completionsAfter("command$('");
    expect(names).toEqual(expect.arrayContaining(['SetPowered', 'StartDiscovery', 'LoadConnectionSubrate']));
    expect(names).toHaveLength(92);
  });
  it.each([
    ["isTransportError(error, '", ['EAFNOSUPPORT', 'EPERM', 'CLOSED', 'NO_KOFFI']],
    ["error.code === '", ['EAFNOSUPPORT', 'EPERM', 'CLOSED', 'NO_KOFFI']],
    ["isStatusError(error, '", ['Busy', 'RFKilled', 'PermissionDenied']],
  ])('completes codes behind %s', (text, codes) => {
    expect(editor.completionsAfter(text)).toEqual(expect.arrayContaining(codes));
  });
});
