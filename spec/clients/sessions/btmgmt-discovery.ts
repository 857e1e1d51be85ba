import { session } from '../harness/session.js';

export const discovery = [
  session(
    'finds another controller by BR/EDR',
    async (stage) => {
      await stage.btmgmt(0, 'find', '-b');
      await stage.btmgmt(0, 'power', 'on');
      await stage.btmgmt(1, 'connectable', 'on');
      await stage.btmgmt(1, 'power', 'on');
      await stage.btmgmt(1, 'name', 'Peer');
      await stage.btmgmt(1, 'discov', 'yes');
      await stage.btmgmt(0, 'find', '-b');
      await stage.btmgmt(0, 'find', '-l');
      await stage.btmgmt(0, 'stop-find', '-b');
      await stage.btmgmt(0, 'find-service', '-b');
    },
    { speed: 20 },
  ),
  session(
    'finds another controller by LE',
    async (stage) => {
      await stage.btmgmt(0, 'le', 'on');
      await stage.btmgmt(0, 'power', 'on');
      await stage.btmgmt(1, 'le', 'on');
      await stage.btmgmt(1, 'bredr', 'off');
      await stage.btmgmt(1, 'connectable', 'on');
      await stage.btmgmt(1, 'power', 'on');
      // btmgmt shows no device that is reported before its command is answered, which btvirt may do.
      const shell = stage.start('btmgmt', '--index', '0');
      for (const kind of ['-l', '']) {
        await stage.tell(shell, `find ${kind}`.trimEnd(), /Discovery started/, /discovering on/);
        await stage.btmgmt(1, 'advertising', 'on');
        await stage.wait(shell, /discovering off/);
        await stage.btmgmt(1, 'advertising', 'off');
      }
      await stage.tell(shell, 'find-service -l -r -127', /Service discovery started/, /discovering off/);
    },
    { speed: 20 },
  ),
];
