// npm run demo:kernel: discovers devices in a virtual machine with a real kernel, so that it works on any machine.
import { compilePrograms, run } from './built.mjs';

const DEVICES = '6';

compilePrograms();
console.log('Booting a virtual machine. The first time, packages of the distribution are fetched: a minute or two.');
const options = ['--controllers', '--advertisers', DEVICES, '--rate', '20'];
run(
  process.execPath,
  'scripts/kernel/run.mjs',
  ...options,
  '--',
  process.execPath,
  'scripts/demo-kernel-guest.mjs',
  DEVICES,
);
