const NAMES = {
  'rx-btmgmt': [
    'Mgmt, MgmtError, StatusError, TransportError, CodecError, TimeoutError, isStatusError',
    'encodeCommand, decodeCommand, encodeEvent, decodeEvent, commands, events, NON_CONTROLLER, discover, memoryTransport',
  ].join(', '),
  'rx-btmgmt/linux': 'hciSocket, doctor',
};

/** What a user does first, less the kernel: a frame, an error, a client on a transport. */
export const USE = `
const frame = encodeCommand('SetPowered', 0, { powered: true });
let refused;
try { encodeCommand('SetPowered', 70_000, { powered: true }); } catch (error) { refused = error; }
const mgmt = new Mgmt(hciSocket());
console.log(JSON.stringify([
  Array.from(frame), decodeCommand(frame), refused instanceof CodecError, refused instanceof MgmtError,
  typeof mgmt.command$, typeof discover, commands.SetPowered.opcode, NON_CONTROLLER,
  [Mgmt, StatusError, TransportError, CodecError, TimeoutError].map(({ name }) => name),
]));
`;
/** What that prints. */
export const USED = [
  [5, 0, 0, 0, 1, 0, 1],
  { command: 'SetPowered', index: 0, params: { powered: true } },
  true,
  true,
  'function',
  'function',
  5,
  0xffff,
  ['Mgmt', 'StatusError', 'TransportError', 'CodecError', 'TimeoutError'],
];

/** The lines that import what it uses. */
export const imports = (style: 'import' | 'require') =>
  Object.entries(NAMES)
    .map(([from, names]) =>
      style === 'import' ? `import { ${names} } from '${from}';` : `const { ${names} } = require('${from}');`,
    )
    .join('\n');
