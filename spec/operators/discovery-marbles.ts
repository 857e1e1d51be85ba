import { map } from 'rxjs';
import type { ExpectedCommand, KernelValue } from '../../src/testing/index.js';

/** What the kernel says. Lower case: events. Upper case: answers to commands. */
export const kernelSays = {
  a: { event: 'DeviceFound', address: '00:00:00:00:00:0A' },
  b: { event: 'DeviceFound', address: '00:00:00:00:00:0B' },
  n: {
    event: 'DeviceFound',
    address: '00:00:00:00:00:0C',
    addressType: 'BREDR',
    flags: { ConfirmName: true },
    eirData: '040d000000',
  },
  o: { event: 'DeviceFound', address: '00:00:00:00:00:0D', index: 1 },
  d: { event: 'Discovering', addressType: ['LEPublic', 'LERandom'], discovering: true },
  e: { event: 'Discovering', addressType: ['LEPublic', 'LERandom'], discovering: false },
  c: { event: 'Discovering', addressType: ['BREDR'], discovering: true },
  f: { event: 'Discovering', discovering: false, index: 1 },
  x: { event: 'IndexRemoved' },
  S: { replyTo: 'StartDiscovery' },
  T: { replyTo: 'StopDiscovery' },
  V: { replyTo: 'StartServiceDiscovery' },
  L: { replyTo: 'StartLimitedDiscovery' },
  R: { replyTo: 'StopDiscovery', status: 'Rejected', returnParameters: {} },
  I: { replyTo: 'StopDiscovery', status: 'InvalidParameters', returnParameters: {} },
  B: { replyTo: 'StartDiscovery', status: 'Busy' },
  P: { replyTo: 'StartDiscovery', status: 'NotPowered' },
} as const satisfies Record<string, KernelValue>;

export const addresses = { a: '00:00:00:00:00:0A', b: '00:00:00:00:00:0B', n: '00:00:00:00:00:0C' };

const kinds = { addressType: ['LEPublic', 'LERandom'] } as const;

/** What is sent. `q` asks whether a discovery runs, and stops none. */
export const commands = {
  s: { command: 'StartDiscovery', index: 0, params: kinds },
  t: { command: 'StopDiscovery', index: 0, params: kinds },
  q: { command: 'StopDiscovery', index: 0, params: { addressType: ['LEPublic'] } },
  S: { command: 'StartDiscovery', index: 0, params: { addressType: ['BREDR', 'LEPublic', 'LERandom'] } },
  v: { command: 'StartServiceDiscovery', index: 0 },
  l: { command: 'StartLimitedDiscovery', index: 0 },
  c: { command: 'ConfirmName', index: 0, params: { address: '00:00:00:00:00:0C', nameKnown: false } },
} as const satisfies Record<string, ExpectedCommand>;

export const failure = (code: string): unknown => expect.objectContaining({ name: 'StatusError', code });

export const addressOf = map(({ address }: { address: string }) => address);
