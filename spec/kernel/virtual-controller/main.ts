// node main.js [--advertisers N] [--rate N] [--repeat] [--waiting] [--duration MS] [--ahead N] [--address A] [--unanswered OPCODE]... [--unconfigured]
// A virtual LE controller as a program. What happens to it stands on its standard output, a line of JSON each. With --waiting
// it hears nothing until the line "start" comes on its standard input; with --ahead it waits for lines "seen N"; the line "wedge N" makes it
// hang until it was reset N times. It is unplugged when that ends.
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { openVirtualController } from './virtual-controller.js';

const { values } = parseArgs({
  options: {
    advertisers: { type: 'string', default: '10' },
    rate: { type: 'string', default: '100' },
    repeat: { type: 'boolean', default: false },
    waiting: { type: 'boolean', default: false },
    duration: { type: 'string', default: 'Infinity' },
    ahead: { type: 'string', default: 'Infinity' },
    address: { type: 'string' },
    unconfigured: { type: 'boolean', default: false },
    unanswered: { type: 'string', multiple: true, default: [] },
  },
});

const controller = await openVirtualController({
  advertisers: Number(values.advertisers),
  rate: Number(values.rate),
  repeat: values.repeat,
  waiting: values.waiting,
  duration: Number(values.duration),
  ahead: Number(values.ahead),
  unconfigured: values.unconfigured,
  ...(values.address === undefined ? {} : { address: values.address }),
  unanswered: values.unanswered.map(Number),
  onEvent: (event) => process.stdout.write(`${JSON.stringify(event)}\n`),
});

const lines = createInterface({ input: process.stdin });
lines.on('line', (line) => {
  if (line === 'start') controller.start();
  else if (line.startsWith('wedge ')) controller.wedge(Number(line.slice('wedge '.length)));
  else controller.seen(Number(line.slice('seen '.length)));
});
lines.on('close', () => void controller.close());
