// Switches a controller on or off: npm run example -- power [INDEX] [on|off] [--simulated]
import { map } from 'rxjs';
import { controllerIndex, runExample } from './shared/run-example.js';

runExample((mgmt, [which, power = 'on']) => {
  const index = controllerIndex(which);
  if (power !== 'on' && power !== 'off') throw new Error(`'${power}' is neither 'on' nor 'off'.`);
  return mgmt
    .command$('SetPowered', index, power === 'on')
    .pipe(map(({ currentSettings }) => `hci${index} is ${currentSettings.Powered ? 'on' : 'off'}`));
});
