// The types of fields as text: what is declared once, and what is accepted.

/** Types that are the same both ways, by the kind of the field. */
const PLAIN = {
  u8: 'number',
  s8: 'number',
  u16: 'number',
  u24: 'number',
  u32: 'number',
  strength: 'number',
  switch: 'boolean | number',
  address: 'string',
  text: 'string',
  pin: 'string | Uint8Array',
};

/** What is decoded, and what is accepted, where that is more. */
const BOTH = {
  u64: () => ['bigint', 'bigint | number'],
  flags: (names) => [`Flags<${names}>`, `FlagsInput<${names}>`],
  uuid: () => ['string', 'BytesInput'],
  feature: () => ['string', 'FeatureInput'],
  bytes: () => ['Uint8Array', 'BytesInput'],
  capabilities: () => ['Capability[]', 'readonly Capability[]'],
  'system-parameters': () => ['SystemParameter[]', 'readonly SystemParameter[]'],
};

const inList = (text) => (/[ |&]/.test(text) ? `(${text})` : text);

/** So many names are shown one by one; more of them by the name of their type. */
const SHOWN = 16;

/** Writes the types of values; `constants` are the exports that have the names of enumerations and flags. */
export function textsFor(constants) {
  /** The names of a value as a type. */
  function namesOf(values) {
    const name = Object.keys(constants).find((key) => constants[key] === values);
    if (name === undefined) throw new Error('Names that are exported by nobody');
    return `keyof typeof ${name}`;
  }

  /** The names of an enumeration: editors show a type as it is written. */
  function enumeration(values) {
    const names = Object.keys(values);
    if (names.length <= SHOWN) return names.map((name) => `'${name}'`).join(' | ');
    // The type has the name of the constant.
    return namesOf(values).replace('keyof typeof ', '');
  }

  /** What is decoded, and what is accepted; `entry` is the type of the structures in a list. */
  function both(value, entry) {
    const { kind, values, item } = value;
    if (kind === 'structure') return [`Decoded<${entry.type}>`, `Accepted<${entry.type}>${entry.besides}`];
    if (kind === 'list') {
      const [out, accepted] = both(item, entry);
      return [`${inList(out)}[]`, `readonly ${inList(accepted)}[]`];
    }
    if (kind === 'enumeration') return Array(2).fill(`${enumeration(values)} | number`);
    if (kind === 'set') {
      const list = `readonly (${enumeration(values)} | number)[]`;
      return [list, `${list} | number`];
    }
    if (PLAIN[kind] !== undefined) return [PLAIN[kind], PLAIN[kind]];
    return BOTH[kind](values && namesOf(values));
  }

  return {
    /** The type that stands for both. */
    declared(field, entry) {
      const [out, accepted] = both(field, entry);
      return out === accepted ? out : `Wire<${out}, ${accepted}>`;
    },
    /** What is accepted of it. */
    accepted: (field, entry) => both(field, entry)[1],
  };
}
