import { session } from '../harness/session.js';

export const advertising = [
  session('instances of advertising', async (stage) => {
    await stage.btmgmt(0, 'add-adv', '-c', '1');
    await stage.btmgmt(0, 'le', 'on');
    await stage.btmgmt(0, 'add-adv', '-c', '1');
    await stage.btmgmt(0, 'power', 'on');
    await stage.btmgmt(0, 'advinfo');
    await stage.btmgmt(0, 'add-adv', '-c', '-g', '-u', '180d', '-d', '020a00', '2');
    await stage.btmgmt(0, 'add-adv', '-t', '60', '-D', '2', '-n', '-p', '3');
    await stage.btmgmt(0, 'add-adv', '9');
    await stage.btmgmt(0, 'advsize', '-c', '-g', '1');
    await stage.btmgmt(0, 'advsize', '-n', '-a', '3');
    await stage.btmgmt(0, 'advinfo');
    await stage.btmgmt(0, 'rm-adv', '2');
    await stage.btmgmt(0, 'rm-adv', '2');
    await stage.btmgmt(0, 'clr-adv');
    await stage.btmgmt(0, 'advinfo');
  }),
  session('parameters and data apart', async (stage) => {
    await stage.btmgmt(0, 'le', 'on');
    await stage.btmgmt(0, 'power', 'on');
    await stage.btmgmt(0, 'add-ext-adv-data', '-u', '180d', '1');
    await stage.btmgmt(0, 'add-ext-adv-params', '-c', '-g', '1');
    await stage.btmgmt(0, 'advinfo');
    await stage.btmgmt(0, 'add-ext-adv-data', '-u', '180d', '1');
    await stage.btmgmt(0, 'add-ext-adv-data', '-u', '180d', '1');
    await stage.btmgmt(0, 'advinfo');
    await stage.btmgmt(0, 'rm-adv', '0');
  }),
];
