import type { meshCommands, meshEvents } from '../domains/mesh.js';
import type { WordsOfCommands, WordsOfEvents } from './words.js';

const scan = { unit: '0.625 ms', range: [4, 0x4000] } as const;
const handle = { handle: 'The number of the packet' } as const;

export const meshCommandWords = () =>
  ({
    SetMeshReceiver: {
      since: '1.21',
      doc: 'Listens for packets of meshes.',
      params: {
        enable: 'Whether it listens',
        window: { doc: 'How long each scan lasts, at most `period`', ...scan },
        period: { doc: 'From the beginning of one scan to the next', ...scan },
        adTypes: 'The kinds of data to listen for, at most 16',
      },
    },
    ReadMeshFeatures: {
      since: '1.21',
      doc: 'What this socket can send, and what it sends.',
      reply: {
        index: { doc: 'The index of the controller', range: [0, 0xfffe] },
        maxHandles: 'How many packets can wait to be sent',
        handles: 'The numbers of those of this socket that wait',
      },
    },
    TransmitMeshPacket: {
      since: '1.21',
      doc: 'Sends a packet some times.',
      params: {
        address: 'The address to send from',
        instant: 'When to send it, 0 for now',
        delay: { doc: 'For how long it is put off', unit: 'ms' },
        count: 'How often to send it',
        data: 'The packet, 1 to 31 bytes of advertising data',
      },
      reply: handle,
    },
    CancelTransmitMeshPacket: {
      since: '1.21',
      doc: 'It is not sent any more.',
      params: { handle: 'The number of the packet, 0 for all of this socket' },
    },
  }) as const satisfies WordsOfCommands<ReturnType<typeof meshCommands>>;

export const meshEventWords = () =>
  ({
    MeshDeviceFound: {
      since: '1.21',
      doc: 'A packet of a mesh was heard.',
      fields: { instant: 'When it came in, by a clock of the kernel', adData: 'The packet: advertising data' },
    },
    MeshPacketTransmitComplete: { since: '1.21', doc: 'To every trusted socket.', fields: handle },
  }) as const satisfies WordsOfEvents<ReturnType<typeof meshEvents>>;
