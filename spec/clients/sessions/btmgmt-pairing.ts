import { session } from '../harness/session.js';
import type { Stage } from '../harness/stage.js';

const SECOND = '00:AA:01:01:00:01';

/** Switches on what both need to pair with each other. */
async function prepare(stage: Stage, ...commands: readonly string[]): Promise<void> {
  for (const index of [0, 1]) {
    for (const command of [...commands, 'bondable on', 'power on']) await stage.btmgmt(index, ...command.split(' '));
  }
}

export const pairing = [
  session('pairs by BR/EDR', async (stage) => {
    await prepare(stage, 'ssp on', 'connectable on');
    const [first, second] = [stage.start('btmgmt', '--index', '0'), stage.start('btmgmt', '--index', '1')];
    await stage.tell(second, 'io-cap 1', /IO Capabilities successfully set/);
    await stage.tell(first, `pair -c 1 -t 0 ${SECOND}`, /yes\/no/);
    await stage.tell(first, 'yes', /Reply successful/);
    await stage.wait(second, /yes\/no/);
    await stage.tell(second, 'yes', /Reply successful/, /new_link_key/);
    await stage.wait(first, /Paired with/, /new_link_key/);
  }),
  session('pairs by LE', async (stage) => {
    await prepare(stage, 'le on', 'bredr off', 'connectable on');
    const [first, second] = [stage.start('btmgmt', '--index', '0'), stage.start('btmgmt', '--index', '1')];
    await stage.tell(second, 'io-cap 3', /IO Capabilities successfully set/);
    await stage.tell(second, 'advertising on', /Set Advertising complete/);
    await stage.tell(first, `pair -c 3 -t 1 ${SECOND}`, /yes\/no/);
    await stage.wait(second, /yes\/no/);
    await stage.tell(second, 'yes', /Reply successful/);
    await stage.tell(first, 'yes', /Reply successful/, /Paired with/, /disconnected/);
  }),
];
