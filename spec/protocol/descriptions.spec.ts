import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CommandName, EventName, FieldDescription, ValueDescription } from 'rx-btmgmt';
import { CodecError, commands, encodeCommand, events } from 'rx-btmgmt';
import { describeFields, titleOf } from '../../src/protocol/documentation/describe.js';
import { sharedWords } from '../../src/protocol/documentation/shared.js';
import { shapeOf } from '../../src/protocol/documentation/shapes.js';
import { commandCodecs, eventCodecs } from '../../src/protocol/tables.js';

interface FactField {
  readonly name: string;
  readonly unit?: string;
  readonly repeatOf?: readonly FactField[];
}
interface Facts {
  readonly commands: readonly {
    readonly name: CommandName;
    readonly title: string;
    readonly since: string | null;
    readonly params: readonly FactField[];
    readonly returns: readonly FactField[];
  }[];
  readonly events: readonly {
    readonly name: EventName;
    readonly title: string;
    readonly since: string | null;
    readonly params: readonly FactField[];
  }[];
}
const facts = JSON.parse(readFileSync(join(__dirname, '../conformance/facts.json'), 'utf8')) as Facts;

const commandList = Object.values({ ...commands });
const eventList = Object.values({ ...events });

/** Fields and those of their items, with the path to each. */
const withInner = (fields: readonly FieldDescription[], prefix = ''): [string, FieldDescription][] =>
  fields.flatMap((field) => [
    [`${prefix}${field.name}`, field],
    ...withInner((field.item ?? field).fields ?? [], `${prefix}${field.name}.`),
  ]);
const allFields: [string, FieldDescription][] = [
  ...commandList.flatMap(({ name, params, reply }) => [
    ...withInner(params, `${name}(`),
    ...withInner(reply, `${name}: `),
  ]),
  ...eventList.flatMap(({ name, fields }) => withInner(fields, `${name}: `)),
];

/** Units of a field and of its items, as the facts have them. */
const unitsIn = (fields: readonly FactField[]): [string, string][] =>
  fields.flatMap(({ name, unit, repeatOf = [] }) => [
    ...(unit === undefined ? [] : ([[name, unit]] as [string, string][])),
    ...unitsIn(repeatOf),
  ]);
const unitsOf = (fields: readonly FieldDescription[]): Map<string, string | undefined> =>
  new Map(withInner(fields).map(([, { name, unit }]) => [name, unit]));

describe('the tables', () => {
  it('describe all messages, each under its name', () => {
    expect(Object.keys(commands)).toEqual(Object.keys(commandCodecs()));
    expect(Object.keys(events)).toEqual(Object.keys(eventCodecs()));
    for (const [key, { name }] of Object.entries({ ...commands, ...events })) expect(name).toBe(key);
    expect(commandList.map(({ opcode, index }) => [opcode, index])).toEqual(
      Object.values({ ...commandCodecs() }).map(({ opcode, index }) => [opcode, index]),
    );
    expect(eventList.map(({ code, index }) => [code, index])).toEqual(
      Object.values({ ...eventCodecs() }).map(({ code, index }) => [code, index]),
    );
  });

  it('show the fields in wire order, without lengths and counts', () => {
    const namesOf = (fields: readonly FieldDescription[]) => fields.map(({ name }) => name);
    for (const { name, params, reply } of commandList) {
      expect([name, namesOf(params)]).toEqual([name, commandCodecs()[name].params.names]);
      expect([name, namesOf(reply)]).toEqual([name, commandCodecs()[name].reply.names]);
    }
    for (const { name, fields } of eventList) {
      expect([name, namesOf(fields)]).toEqual([name, eventCodecs()[name].params.names]);
    }
  });

  it('are data, as JSON has it', () => {
    expect(JSON.parse(JSON.stringify([commands, events]))).toEqual([commands, events]);
  });

  it('tell of one field what a tool needs', () => {
    const [discoverable, timeout] = commands.SetDiscoverable.params;
    expect(timeout).toEqual({
      name: 'timeout',
      kind: 'u16',
      size: 2,
      range: [0, 65535],
      unit: 's',
      doc: expect.stringMatching(/0 for never/) as string,
      source: 'mgmt-protocol, Set Discoverable Command',
    });
    expect(discoverable).toMatchObject({ kind: 'enumeration', values: { Off: 0, General: 1, Limited: 2 } });
    expect(events.DeviceFound.fields.find(({ name }) => name === 'rssi')).toMatchObject({
      kind: 'strength',
      unit: 'dBm',
      source: expect.stringMatching(/^mgmt-protocol, Device Found Event; net\/bluetooth\/mgmt\.c/) as string,
    });
    expect(commands.LoadLinkKeys.params[1]).toMatchObject({ kind: 'list', item: { kind: 'structure' } });
    expect(commands.LoadLinkKeys.params[1]?.item?.fields?.map(({ name }) => name)).toEqual([
      'address',
      'addressType',
      'keyType',
      'value',
      'pinLength',
    ]);
    expect(commands.AddRemoteOutOfBandData.params.at(-1)).toMatchObject({ kind: 'bytes', size: 16, optional: true });
  });
});

describe('the words', () => {
  it.each(facts.commands)('of $name have the heading, version and units of the facts', (fact) => {
    const { title, since, params, reply } = commands[fact.name];
    expect(title.toLowerCase()).toBe(fact.title.toLowerCase());
    expect(since).toBe(fact.since ?? 'Linux after 6.12');
    const described = [...unitsOf(params), ...unitsOf(reply)].filter(([, unit]) => unit !== undefined);
    expect(described).toEqual(expect.arrayContaining([...unitsIn(fact.params), ...unitsIn(fact.returns)]));
  });

  it.each(facts.events)('of $name have the heading, version and units of the facts', (fact) => {
    const { title, since, fields } = events[fact.name];
    expect(title).toBe(fact.title);
    expect(since).toBe(fact.since ?? 'Linux after 6.12');
    expect([...unitsOf(fields)]).toEqual(expect.arrayContaining(unitsIn(fact.params)));
  });

  it('are there for each field, and end without a full stop', () => {
    expect(allFields.length).toBeGreaterThan(400);
    expect(allFields.filter(([, { doc }]) => doc === '' || doc.endsWith('.')).map(([path]) => path)).toEqual([]);
    expect(commandList.filter(({ doc }) => !doc.endsWith('.'))).toEqual([]);
    expect(eventList.filter(({ doc }) => !doc.endsWith('.'))).toEqual([]);
  });

  it('name a range for each number, that the field can hold', () => {
    const numbers = allFields.filter(([, { kind }]) => /^([su](8|16|24|32)|strength)$/.test(kind));
    expect(numbers.length).toBeGreaterThan(80);
    const wrong = numbers.filter(([, { kind, range = [1, 0] }]) => {
      const [min, max] = shapeOf({ name: kind }).range!;
      return range[0] > range[1] || range[0] < min || range[1] > max;
    });
    expect(wrong.map(([path]) => path)).toEqual([]);
  });

  it('that messages share are all used: what nobody sees is stale', () => {
    const unseen = Object.entries(sharedWords).filter(([path, words]) => {
      const doc = typeof words === 'string' ? words : words.doc;
      return !allFields.some(([at, field]) => field.doc === doc && (at.endsWith(path) || field.name === path));
    });
    expect(unseen.map(([path]) => path)).toEqual([]);
  });

  it('are missed where there are none, and where there is no field', () => {
    const { fields } = commandCodecs().SetDiscoverable.params;
    expect(() => describeFields(fields, { discoverable: 'x' }, 'Somewhere')).toThrow(
      'Somewhere: there are no words for timeout',
    );
    expect(() => describeFields(fields, { discoverable: 'x', timeout: 'y', timeuot: 'z' }, 'Somewhere')).toThrow(
      'Somewhere: there is no field timeuot',
    );
    expect(() => shapeOf({ name: 'u128' })).toThrow('There is no description of u128');
  });

  it('have the headings of the document', () => {
    expect(['SetBREDR', 'PINCodeReply', 'SetIOCapability', 'AddUUID'].map(titleOf)).toEqual([
      'Set BR/EDR',
      'PIN Code Reply',
      'Set IO Capability',
      'Add UUID',
    ]);
  });
});

describe('the values', () => {
  /** A value that is described, as a tool would make it: the first name, the least number, so many bytes. */
  function sample({ kind, size, range, values, item, fields }: ValueDescription): unknown {
    if (fields) return Object.fromEntries(fields.map((field) => [field.name, sample(field)]));
    if (item) return [sample(item)];
    const [name] = Object.keys(values ?? {});
    switch (kind) {
      case 'enumeration':
      case 'feature':
        return name;
      case 'flags':
        return { [name!]: true };
      case 'set':
        return [name];
      case 'switch':
        return true;
      case 'address':
        return '00:AA:01:00:00:00';
      case 'uuid':
        return '180f';
      case 'u64':
        return 1n;
      case 'text':
        return 'a';
      case 'pin':
        return '0000';
      case 'bytes':
        return new Uint8Array(size === undefined || size === 32 ? 1 : size);
      case 'capabilities':
      case 'system-parameters':
        return [];
      default:
        return range?.[1];
    }
  }

  it.each(commandList)('that $name describes are accepted', ({ name, index, params }) => {
    const values = Object.fromEntries(params.map((field) => [field.name, sample(field)]));
    expect(() => encodeCommand(name, (index === 'none' ? null : 0) as never, values as never)).not.toThrow();
  });

  it.each(
    commandList.flatMap(({ name, index, params }) =>
      params
        .filter(({ kind }) => /^[su](8|16|24|32)$/.test(kind))
        .filter(({ range, kind }) => shapeOf({ name: kind }).range?.[1] === range?.[1])
        .map((field) => ({ name, index, params, field })),
    ),
  )('of $field.name of $name end where they are said to', ({ name, index, params, field }) => {
    const values = Object.fromEntries(params.map((each) => [each.name, sample(each)]));
    const beyond = { ...values, [field.name]: field.range![1] + 1 };
    const encode = () => encodeCommand(name, (index === 'none' ? null : 0) as never, beyond as never);
    expect(() => encode()).toThrow(CodecError);
  });
});
