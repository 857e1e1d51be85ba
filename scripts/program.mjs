// node scripts/program.mjs FOLDER NAME [ARGUMENT...]: compiles what is needed and runs FOLDER/NAME.ts.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { compilePrograms } from './built.mjs';

const [folder, name, ...args] = process.argv.slice(2);

if (name === undefined || !existsSync(`${folder}/${name}.ts`)) {
  const names = readdirSync(folder)
    .filter((file) => file.endsWith('.ts'))
    .map((file) => file.slice(0, -3));
  console.error(
    `${name === undefined ? 'Which one?' : `There is no ${folder}/${name}.ts.`} There are: ${names.join(', ')}`,
  );
  process.exit(2);
}

compilePrograms();
const program = spawn(process.execPath, [`build/${folder}/${name}.js`, ...args], { stdio: 'inherit' });
// Ctrl-C is for the program, which may have something to stop first: this process waits for it.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => program.kill(signal));
program.on('exit', (code, signal) => {
  process.removeAllListeners();
  if (signal === null) process.exitCode = code;
  else process.kill(process.pid, signal);
});
