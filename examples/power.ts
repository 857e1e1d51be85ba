// Switches a controller on or off: npm run example -- power [INDEX] [on|off]
import { Mgmt } from 'rx-btmgmt';
import { hciSocket } from 'rx-btmgmt/linux';

const [index = '0', power = 'on'] = process.argv.slice(2);

new Mgmt(hciSocket()).command$('SetPowered', Number(index), power === 'on').subscribe({
  next: ({ currentSettings }) => console.log(`hci${index} is ${currentSettings.Powered ? 'on' : 'off'}`),
  error: (error: Error) => {
    console.error(error.message);
    process.exitCode = 1;
  },
});
