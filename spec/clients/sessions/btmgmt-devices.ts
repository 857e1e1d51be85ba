import { session } from '../harness/session.js';

const PEER = '00:AA:01:01:00:01';
const ABSENT = '00:11:22:33:44:55';

export const devices = [
  session('lists of devices', async (stage) => {
    await stage.btmgmt(0, 'le', 'on');
    await stage.btmgmt(0, 'power', 'on');
    await stage.btmgmt(0, 'block', '-t', 'BR/EDR', ABSENT);
    await stage.btmgmt(0, 'block', '-t', 'BR/EDR', ABSENT);
    await stage.btmgmt(0, 'unblock', '-t', 'BR/EDR', ABSENT);
    await stage.btmgmt(0, 'unblock', '-t', 'BR/EDR', ABSENT);
    await stage.btmgmt(0, 'add-device', '-a', '2', '-t', '1', ABSENT);
    await stage.btmgmt(0, 'add-device', '-a', '1', '-t', '0', ABSENT);
    await stage.btmgmt(0, 'add-device', '-a', '7', '-t', '0', ABSENT);
    await stage.btmgmt(0, 'get-flags', '-t', '1', ABSENT);
    await stage.btmgmt(0, 'set-flags', '-f', '1', '-t', '1', ABSENT);
    await stage.btmgmt(0, 'set-flags', '-f', '255', '-t', '1', ABSENT);
    await stage.btmgmt(0, 'get-flags', '-t', '1', ABSENT);
    await stage.btmgmt(0, 'get-flags', '-t', '2', ABSENT);
    await stage.btmgmt(0, 'del-device', '-t', '1', ABSENT);
    await stage.btmgmt(0, 'del-device', '-t', '1', ABSENT);
    await stage.btmgmt(0, 'clr-devices');
  }),
  session('keys and data from out of band', async (stage) => {
    await stage.btmgmt(0, 'keys');
    await stage.btmgmt(0, 'ltks');
    await stage.btmgmt(0, 'irks');
    await stage.btmgmt(0, 'local-oob');
    await stage.btmgmt(0, 'ssp', 'on');
    await stage.btmgmt(0, 'power', 'on');
    await stage.btmgmt(0, 'local-oob');
    await stage.btmgmt(0, 'bredr-oob');
    await stage.btmgmt(0, 'le-oob');
    await stage.btmgmt(0, 'le', 'on');
    await stage.btmgmt(0, 'le-oob');
    const value = '00112233445566778899aabbccddeeff';
    // It does not end by itself after that.
    const shell = stage.start('btmgmt', '--index', '0');
    await stage.tell(shell, `remote-oob -r ${value} -h ${value} ${ABSENT}`, /Remote OOB|failed/);
    await stage.tell(shell, `remote-oob -t 1 -R ${value} -H ${value} ${ABSENT}`, /Remote OOB|failed/);
  }),
  session(
    'a device that is not connected',
    async (stage) => {
      await stage.btmgmt(0, 'power', 'on');
      await stage.btmgmt(0, 'disconnect', '-t', 'BR/EDR', PEER);
      await stage.btmgmt(0, 'unpair', '-t', 'BR/EDR', PEER);
      await stage.btmgmt(0, 'cancelpair', '-t', 'BR/EDR', PEER);
      await stage.btmgmt(0, 'conn-info', '-t', 'BR/EDR', PEER);
      await stage.btmgmt(0, 'get-clock', PEER);
      await stage.btmgmt(0, 'get-clock');
      await stage.btmgmt(0, 'pair', '-t', 'BR/EDR', ABSENT);
    },
    { speed: 20 },
  ),
];
