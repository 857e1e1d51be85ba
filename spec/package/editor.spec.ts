import { relative } from 'node:path';
import { commands, events } from 'rx-btmgmt';
import type { FieldDescription } from 'rx-btmgmt';
import { Editor } from '../types/language-service.js';

/** A program of a user of the package, as it is being written. */
const SOURCE = `
import { Mgmt, discover } from 'rx-btmgmt';
import type { Transport } from 'rx-btmgmt';
declare const transport: Transport;
const mgmt = new Mgmt(transport);
mgmt.commandWith$('SetDiscoverable', 0, { discoverable: 'Limited', timeout: 60 });
mgmt.commandWith$('SetScanParameters', 0, { interval: 96, window: 48 });
mgmt.commandWith$('StartServiceDiscovery', 0, { addressType: ['BREDR'], rssiThreshold: -70, uuids: [] });
mgmt.commandWith$('AddExtendedAdvertisingParameters', 0, {
  instance: 1, flags: {}, duration: 2, timeout: 0, minInterval: 160, maxInterval: 320, txPower: 127,
});
mgmt.commandWith$('LoadConnectionParameters', 0, {
  params: [{ address: '00:AA:01:00:00:01', addressType: 'LEPublic', minConnectionInterval: 6, maxConnectionInterval: 12,
    connectionLatency: 3, supervisionTimeout: 42 }],
});
mgmt.commandWith$('SetMeshReceiver', 0, {  });
mgmt.command$('GetConnectionInformation', 0, '00:AA:01:00:00:01', 'LEPublic').subscribe(({ rssi, maxTxPower }) => [rssi, maxTxPower]);
mgmt.command$('ReadAdvertisingFeatures', 0).subscribe((reply) => [reply.maxInstances, reply.maxAdvDataLen]);
mgmt.command$('GetClockInformation', 0, '00:AA:01:00:00:01', 'BREDR').subscribe((reply) => reply.piconetClock);
mgmt.command$('GetConnections', 0).subscribe(({ connections: [first] }) => first?.addressType);
mgmt.event$('DeviceFound').subscribe((found) => [found.event, found.rssi, found.eirData, found.unknownRssi]);
mgmt.event$('NewConnectionParameter').subscribe((wanted) => [wanted.supervisionTimeout, wanted.storeHint]);
mgmt.event$('PasskeyNotify').subscribe(({ passkey, entered }) => [passkey, entered]);
mgmt.events$.subscribe((event) => event.event === 'DeviceDisconnected' && event.reason);
discover(mgmt, 0).subscribe((device) => [device.rssi, device.address]);
`;

/** What is known of a field, as the tables have it. */
function known(fields: readonly FieldDescription[], name: string): FieldDescription {
  const field = fields
    .flatMap((each) => [each, ...((each.item ?? each).fields ?? [])])
    .find((each) => each.name === name);
  if (field === undefined) throw new Error(`There is no field ${name}`);
  return field;
}

const UNITS: Readonly<Record<string, string>> = { s: 'seconds', ms: 'milliseconds' };

/** All of that, in words: its meaning, its unit, its limits, where it is said. */
function expectToTell(words: string, { doc, unit, range, source }: FieldDescription): void {
  const limits = range === undefined ? [] : [`${range[0]} to ${range[1]}`];
  for (const part of [doc, ...(unit === undefined ? [] : [UNITS[unit] ?? unit]), ...limits, source]) {
    expect(words).toContain(part);
  }
}

describe('what an editor shows of the built library', () => {
  const editor = new Editor(SOURCE, { asUser: true });

  it('is made of the declarations that are published', () => {
    const ours = editor.sources.filter((path) => !path.includes('/node_modules/') && !path.endsWith('edited.ts'));
    expect(ours.map((path) => relative('dist', path)).filter((path) => path.startsWith('..'))).toEqual([]);
    expect(ours.length).toBeGreaterThan(1);
    // The one call that is not finished.
    expect(editor.errors).toEqual([expect.stringMatching(/^Argument of type '\{\}' is not assignable to .* enable: /)]);
  });

  it.each([
    ['timeout: 60', commands.SetDiscoverable.params],
    ['discoverable: ', commands.SetDiscoverable.params],
    ['interval: 96', commands.SetScanParameters.params],
    ['window: 48', commands.SetScanParameters.params],
    ['rssiThreshold: -70', commands.StartServiceDiscovery.params],
    ['duration: 2', commands.AddExtendedAdvertisingParameters.params],
    ['minInterval: 160', commands.AddExtendedAdvertisingParameters.params],
    ['txPower: 127', commands.AddExtendedAdvertisingParameters.params],
    ['minConnectionInterval: 6', commands.LoadConnectionParameters.params],
    ['connectionLatency: 3', commands.LoadConnectionParameters.params],
    ['supervisionTimeout: 42', commands.LoadConnectionParameters.params],
  ])('hovering the parameter %s', (text, fields) => {
    expectToTell(editor.wordsOn(text), known(fields, text.split(':')[0]!));
  });

  it.each([
    ['rssi, maxTxPower }', commands.GetConnectionInformation.reply],
    ['maxTxPower }', commands.GetConnectionInformation.reply],
    ['maxInstances, ', commands.ReadAdvertisingFeatures.reply],
    ['maxAdvDataLen]', commands.ReadAdvertisingFeatures.reply],
    ['piconetClock)', commands.GetClockInformation.reply],
    ['addressType);', commands.GetConnections.reply],
  ])('hovering %s of a reply', (text, fields) => {
    expectToTell(editor.wordsOn(text), known(fields, /\w+/.exec(text)![0]));
  });

  it.each([
    ['rssi, found', events.DeviceFound.fields],
    ['eirData, found', events.DeviceFound.fields],
    ['supervisionTimeout, wanted', events.NewConnectionParameter.fields],
    ['storeHint]', events.NewConnectionParameter.fields],
    ['passkey, entered }', events.PasskeyNotify.fields],
    ['entered }', events.PasskeyNotify.fields],
    ['reason)', events.DeviceDisconnected.fields],
    ['rssi, device', events.DeviceFound.fields],
    ['address]', events.DeviceFound.fields],
  ])('hovering %s of an event', (text, fields) => {
    expectToTell(editor.wordsOn(text), known(fields, /\w+/.exec(text)![0]));
  });

  it('hovering the name of an event, and what the library adds', () => {
    expect(editor.wordsOn('event, found')).toContain(events.DeviceFound.doc);
    expect(editor.wordsOn('unknownRssi]')).toContain('`NaN`');
  });

  it('completing parameters', () => {
    const at = "mgmt.commandWith$('SetMeshReceiver', 0, { ";
    expect(editor.completionsAfter(at)).toEqual(commands.SetMeshReceiver.params.map(({ name }) => name).sort());
    for (const field of commands.SetMeshReceiver.params) {
      expectToTell(editor.wordsOnCompletion(at, field.name), field);
    }
  });

  it('completing the fields of an event', () => {
    const at = 'subscribe((found) => [found.event, found.';
    expect(editor.completionsAfter(at)).toEqual(
      expect.arrayContaining(events.DeviceFound.fields.map(({ name }) => name)),
    );
    for (const field of events.DeviceFound.fields) expectToTell(editor.wordsOnCompletion(at, field.name), field);
  });
});
