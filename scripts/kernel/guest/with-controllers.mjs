// node with-controllers.mjs PAIR ADVERTISERS RATE COMMAND...: runs a command while virtual controllers are there.
import { spawn } from 'node:child_process';
import { startControllers } from './controllers.mjs';

const [pair, advertisers, rate, program = '', ...args] = process.argv.slice(2);
const controllers = await startControllers({
  pair: pair === 'true',
  advertisers: Number(advertisers),
  rate: Number(rate),
});
const child = spawn(program, args, { stdio: 'inherit' });
child.on('error', (error) => {
  console.error(error.message);
  controllers.stop();
  process.exit(127);
});
child.on('exit', (code, signal) => {
  controllers.stop();
  process.exit(code ?? (signal === null ? 1 : 128));
});
