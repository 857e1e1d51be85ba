import { hciSocketOn } from '../../../src/transport/linux/hci-socket.js';
import { withSupportLog } from '../../../src/transport/linux/support-log.js';
import { loadSystem } from '../../../src/transport/linux/system.js';
import { runProgramIn, soundly } from '../../support/child.js';

/** Sends a key and receives one, over a socket pair; prints what it received. */
const PROGRAM = `
  import { encodeCommand, encodeEvent } from 'rx-btmgmt';
  const { ours, theirs } = pair();
  const socket = hciSocket({ fd: ours });
  const address = '00:11:22:33:44:55';
  const value = new Uint8Array(16).fill(0xab);
  const key = { address, addressType: 'LEPublic', keyType: 'AuthenticatedP256', central: 0, encryptionSize: 16, encryptionDiversifier: 0, randomNumber: 0n, value };
  const events = [
    { event: 'IndexAdded', index: 3 },
    { event: 'NewLongTermKey', index: 3, storeHint: 1, ...key },
  ].map((event) => encodeEvent(event));
  const received = [];
  const first = socket.frames$.subscribe((bytes) => received.push(bytes));
  const second = socket.frames$.subscribe();
  const states = [socket.isOpen];
  socket.send(encodeCommand('SetPowered', 3, { powered: true }));
  socket.send(encodeCommand('LoadLongTermKeys', 3, { keys: [key] }));
  for (const event of events) libc.send(theirs, event);
  while (received.length < events.length) await turn();
  first.unsubscribe();
  second.unsubscribe();
  console.log([...states, socket.isOpen].join());
  try {
    socket.send(frame);
  } catch (error) {
    console.log(error.code);
  }
  console.log(received.map((bytes, n) => Buffer.compare(bytes, events[n])).join());
`;

describe('NODE_DEBUG=rx-btmgmt', () => {
  it.each([['rx-btmgmt'], ['http,RX-BTMGMT'], ['rx-*']])(
    'set as %s, writes each frame once, without keys',
    async (set) => {
      const { lines, stderr, ...ended } = await runProgramIn({ NODE_DEBUG: set }, PROGRAM);
      expect([lines, ended]).toEqual([['true,false', 'CLOSED', '0,0'], { code: 0, signal: null }]);
      const said = stderr.split('\n').flatMap((line) => /^RX-BTMGMT \d+: \S+Z socket 1: (.*)$/.exec(line)?.[1] ?? []);
      expect(said).toEqual([
        'opening the management channel',
        '> SetPowered (0x0005), controller 3',
        '> LoadLongTermKeys (0x0013), controller 3',
        '< IndexAdded (0x0004), controller 3',
        '< NewLongTermKey (0x000a), controller 3',
        'closed',
        expect.stringMatching(/^> unknown command|^> no frame/),
        expect.stringMatching(/^not sent: The socket is closed/),
      ]);
      expect(stderr).toMatch(/powered +true/);
      expect(stderr).toMatch(/address +00:11:22:33:44:55/);
      expect(stderr).not.toMatch(/ab ab|abab|171, ?171/);
    },
    60_000,
  );

  it.each([[''], ['http'], ['rx']])(
    'set as %s, writes nothing',
    async (set) => {
      const { lines, ...ended } = await runProgramIn({ NODE_DEBUG: set }, PROGRAM);
      expect([lines, ended]).toEqual([['true,false', 'CLOSED', '0,0'], soundly]);
    },
    60_000,
  );

  it('costs nothing when it is off: the socket is the same', () => {
    const socket = hciSocketOn(loadSystem, {});
    expect(withSupportLog(socket)).toBe(socket);
  });
});
