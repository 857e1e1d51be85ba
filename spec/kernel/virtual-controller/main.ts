// node main.js [--advertisers N] [--rate N] [--repeat] [--waiting] [--address A] [--unanswered OPCODE]... [--unconfigured]
// A virtual LE controller as a program. What happens to it stands on its standard output, a line of JSON each. With --waiting
// it hears nothing until something comes on its standard input. It is unplugged when that ends.
import { parseArgs } from 'node:util';
import { openVirtualController } from './virtual-controller.js';

const { values } = parseArgs({
  options: {
    advertisers: { type: 'string', default: '10' },
    rate: { type: 'string', default: '100' },
    repeat: { type: 'boolean', default: false },
    waiting: { type: 'boolean', default: false },
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
  unconfigured: values.unconfigured,
  ...(values.address === undefined ? {} : { address: values.address }),
  unanswered: values.unanswered.map(Number),
  onEvent: (event) => process.stdout.write(`${JSON.stringify(event)}\n`),
});

process.stdin.on('data', () => controller.start()).on('end', () => void controller.close());
