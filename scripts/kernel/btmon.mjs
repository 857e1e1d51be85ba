// npm run test:btmon: has BlueZ's btmon read what our encoder wrote. It is unpacked from the distribution's packages.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { runMain } from './problem.mjs';
import { prepareTools, requireMachine } from './tools.mjs';

await runMain(async () => {
  await requireMachine();
  const { bin } = await prepareTools();
  const env = { ...process.env, BTMON: join(bin, 'btmon') };
  const { status } = spawnSync('npx', ['jest', 'spec/transport/btsnoop/btmon'], { stdio: 'inherit', env });
  return status ?? 1;
});
