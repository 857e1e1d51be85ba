import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FactField } from './wire-form.js';
import { declaredForm, factForm } from './wire-form.js';
import type { CommandName, EventName, SystemParameter } from '../../src/index.js';
import * as protocol from '../../src/protocol/index.js';
import { encodeCommand, HEADER_SIZE } from '../../src/index.js';
import { commandCodecs, eventCodecs } from '../../src/protocol/tables.js';

const commands = commandCodecs();
const events = eventCodecs();

interface Facts {
  readonly commands: readonly {
    readonly code: number;
    readonly name: CommandName;
    readonly index: string;
    readonly since: string | null;
    readonly params: readonly FactField[];
    readonly returns: readonly FactField[];
    readonly paramsSize: Size;
    readonly returnsSize: Size;
  }[];
  readonly events: readonly {
    readonly code: number;
    readonly name: EventName;
    readonly index: string;
    readonly params: readonly FactField[];
    readonly paramsSize: Size;
  }[];
  readonly enums: Readonly<
    Record<string, readonly { readonly name: string; readonly value?: number; readonly uuid?: string }[]>
  >;
  readonly bitmasks: Readonly<Record<string, readonly { readonly name: string; readonly bit: number }[]>>;
  readonly defaultSystemConfiguration: readonly {
    readonly type: number;
    readonly name: Extract<SystemParameter['type'], string>;
    readonly width: number;
  }[];
  /** What the witnesses say where they are not of one mind, and what follows. The kernel wins. */
  readonly disagreements: readonly Disagreement[];
}
interface Disagreement {
  readonly id: string;
  readonly item: string;
  readonly document?: string;
  readonly header?: string;
  readonly kernel?: string;
  readonly btmon?: string;
  readonly use: string;
}
interface Size {
  readonly min: number;
  readonly fixed: boolean;
}

const facts = JSON.parse(readFileSync(join(__dirname, 'facts.json'), 'utf8')) as Facts;

const sizeOf = ({ size, variable }: { readonly size: number; readonly variable: boolean }): Size => ({
  min: size,
  fixed: !variable,
});

describe('the parameters of the default system configuration', () => {
  it.each(facts.defaultSystemConfiguration)('$name has type $type and $width bytes', ({ type, name, width }) => {
    // The facts are data, so the compiler can't see that the name is one of the union's.
    const parameter = { type: name, value: 1 } as SystemParameter;
    const frame = encodeCommand('SetDefaultSystemConfiguration', 0, { parameters: [parameter] });
    const value = Array.from({ length: width }, (_, i) => (i === 0 ? 1 : 0));
    expect([...frame.subarray(HEADER_SIZE)]).toEqual([type, 0, width, ...value]);
  });
});

describe('the tables', () => {
  it('have all commands and events, and no others', () => {
    expect(Object.keys(commands).sort()).toEqual(facts.commands.map(({ name }) => name).sort());
    expect(Object.keys(events).sort()).toEqual(facts.events.map(({ name }) => name).sort());
    expect([facts.commands.length, facts.events.length, facts.disagreements.length]).toEqual([92, 51, 51]);
  });

  it.each(facts.commands.map((fact) => [fact.name, fact] as const))(
    'agree with the facts about the command %s',
    (name, fact) => {
      const { opcode, index, params, reply } = commands[name];
      expect({ code: opcode, index, params: declaredForm(params.fields), returns: declaredForm(reply.fields) }).toEqual(
        {
          code: fact.code,
          index: fact.index,
          params: factForm(fact.params),
          returns: factForm(fact.returns),
        },
      );
      expect([sizeOf(params), sizeOf(reply)]).toEqual([fact.paramsSize, fact.returnsSize]);
    },
  );

  it.each(facts.events.map((fact) => [fact.name, fact] as const))(
    'agree with the facts about the event %s',
    (name, fact) => {
      const { code, index, params } = events[name];
      expect({ code, index, params: declaredForm(params.fields) }).toEqual({
        code: fact.code,
        index: fact.index,
        params: factForm(fact.params),
      });
      expect(sizeOf(params)).toEqual(fact.paramsSize);
    },
  );
});

describe('the disagreements', () => {
  it.each(
    facts.disagreements.map((disagreement) => [`${disagreement.id}, ${disagreement.item}`, disagreement] as const),
  )('%s: say who says what, and what follows', (_, { document, header, kernel, btmon, use }) => {
    const said = [document, header, kernel, btmon].filter((text) => text !== undefined && text !== '');
    expect([said.length > 0, use !== '']).toEqual([true, true]);
  });

  /** Those about how messages look, by what the declarations make of them. */
  it.each<[id: string, ours: unknown, expected: unknown]>([
    ['D01', declaredForm(events.PHYConfigurationChanged.params.fields), 'selectedPhys: phys'],
    ['D02', events.ControllerResume.params.names, ['wakeReason', 'address', 'addressType']],
    ['D03', events.NewConnectionParameter.params.names.slice(0, 3), ['address', 'addressType', 'storeHint']],
    ['D05', commands.SetExperimentalFeature.params.size, 17],
    ['D07', commands.AddRemoteOutOfBandData.params.size, 39],
    ['D08', commands.ReadLocalOutOfBandData.reply.size, 32],
    ['D09', commands.StartServiceDiscovery.params.size, 4],
    ['D24', Object.keys(protocol.LongTermKeyType).length, 5],
    ['D27', Object.keys(protocol.Settings).length, 26],
    ['D31', Object.keys(protocol.AdvertisingFlags).length, 17],
    ['D32', protocol.AdvMonitorFeatures, { OrPatterns: 0 }],
    ['D36', commands.AddExtendedAdvertisingParameters.params.size, 18],
  ])('%s is settled as it says', (id, ours, expected) => {
    expect(facts.disagreements.map((disagreement) => disagreement.id)).toContain(id);
    expect(ours).toEqual(expected);
  });
});

/** Where a constant is not called as in the facts. */
const EXPORTED: Readonly<Record<string, string>> = {
  Discoverable: 'DiscoverableMode',
  ExperimentalFeatureUuid: 'ExperimentalFeature',
};
/** Without a constant: two values that are a boolean, a mask that is an enumeration's, kinds of capabilities in their table. */
const WITHOUT = ['OffOn', 'AddressTypeMask', 'CapabilityType'];

describe('enumerations and masks', () => {
  const exported = protocol as unknown as Readonly<
    Record<string, Readonly<Record<string, number | string>> | undefined>
  >;
  const wanted = [...Object.entries(facts.enums), ...Object.entries(facts.bitmasks)].filter(
    ([name]) => !WITHOUT.includes(name),
  );

  it.each(wanted)('%s has all documented names', (name, members) => {
    const values = members.map((member) => [member.name, 'bit' in member ? member.bit : (member.uuid ?? member.value)]);
    expect(exported[EXPORTED[name] ?? name]).toEqual(Object.fromEntries(values));
  });
});
