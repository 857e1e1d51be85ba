import { session } from '../harness/session.js';

export const reading = [
  session('what there is', async (stage) => {
    await stage.btmgmt(0, 'revision');
    await stage.btmgmt(0, 'commands');
    await stage.btmgmt(0, 'info');
    await stage.btmgmt(0, 'extinfo');
    await stage.btmgmt(0, 'secinfo');
    await stage.btmgmt(0, 'expinfo');
    await stage.btmgmt(0, 'advinfo');
    await stage.btmgmt(0, 'read-sysconfig');
    await stage.btmgmt(0, 'phy');
    await stage.btmgmt(0, 'con');
    await stage.btmgmt(7, 'info');
    await stage.btmgmt(7, 'power', 'on');
  }),
  session('everything on', async (stage) => {
    await stage.btmgmt(0, 'auto-power');
    await stage.btmgmt(0, 'info');
    await stage.btmgmt(0, 'extinfo');
    await stage.btmgmt(0, 'advinfo');
    await stage.btmgmt(0, 'expinfo');
    await stage.btmgmt(0, 'con');
    await stage.btmgmt(0, 'phy');
    await stage.btmgmt(0, 'power', 'off');
    await stage.btmgmt(0, 'info');
  }),
];
