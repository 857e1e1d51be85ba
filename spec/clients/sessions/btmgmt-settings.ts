import { session } from '../harness/session.js';

export const settings = [
  session('switches', async (stage) => {
    await stage.btmgmt(0, 'connectable', 'on');
    await stage.btmgmt(0, 'power', 'on');
    await stage.btmgmt(0, 'discov', 'yes');
    await stage.btmgmt(0, 'discov', 'no');
    await stage.btmgmt(0, 'discov', 'limited');
    await stage.btmgmt(0, 'discov', 'limited', '60');
    await stage.btmgmt(0, 'connectable', 'off');
    await stage.btmgmt(0, 'discov', 'yes');
    await stage.btmgmt(0, 'fast-conn', 'on');
    await stage.btmgmt(0, 'bondable', 'on');
    await stage.btmgmt(0, 'pairable', 'off');
    await stage.btmgmt(0, 'linksec', 'on');
    await stage.btmgmt(0, 'linksec', 'off');
    await stage.btmgmt(0, 'ssp', 'on');
    await stage.btmgmt(0, 'hs', 'on');
    await stage.btmgmt(0, 'wbs', 'on');
    await stage.btmgmt(0, 'debug-keys', 'on');
    await stage.btmgmt(0, 'info');
  }),
  session('technologies', async (stage) => {
    await stage.btmgmt(0, 'power', 'on');
    await stage.btmgmt(0, 'le', 'on');
    await stage.btmgmt(0, 'advertising', 'on');
    await stage.btmgmt(0, 'sc', 'on');
    await stage.btmgmt(0, 'ssp', 'on');
    await stage.btmgmt(0, 'sc', 'on');
    await stage.btmgmt(0, 'bredr', 'off');
    await stage.btmgmt(0, 'sc', 'only');
    await stage.btmgmt(0, 'power', 'off');
    await stage.btmgmt(0, 'bredr', 'off');
    await stage.btmgmt(0, 'sc', 'only');
    await stage.btmgmt(0, 'le', 'off');
    await stage.btmgmt(0, 'bredr', 'on');
    await stage.btmgmt(0, 'sc', 'off');
    await stage.btmgmt(0, 'info');
  }),
  session('names and classes', async (stage) => {
    await stage.btmgmt(0, 'power', 'on');
    await stage.btmgmt(0, 'name', 'Sitting room', 'Room');
    await stage.btmgmt(0, 'class', '1', '3');
    await stage.btmgmt(0, 'class', '300', '3');
    await stage.btmgmt(0, 'add-uuid', '0x110b', '32');
    await stage.btmgmt(0, 'add-uuid', '00001800-0000-1000-8000-00805f9b34fb', '0');
    await stage.btmgmt(0, 'rm-uuid', '0x110b');
    await stage.btmgmt(0, 'rm-uuid', '0x110c');
    await stage.btmgmt(0, 'clr-uuids');
    await stage.btmgmt(0, 'appearance', '833');
    await stage.btmgmt(0, 'did', 'bluetooth:1234:abcd:0102');
    await stage.btmgmt(0, 'io-cap', '3');
    await stage.btmgmt(0, 'io-cap', '9');
    await stage.btmgmt(0, 'scan-params', '96', '48');
    await stage.btmgmt(0, 'scan-params', '48', '96');
    await stage.btmgmt(0, 'info');
    await stage.btmgmt(0, 'extinfo');
  }),
  session('addresses and privacy', async (stage) => {
    await stage.btmgmt(0, 'static-addr', 'C0:11:22:33:44:55');
    await stage.btmgmt(0, 'static-addr', '40:11:22:33:44:55');
    await stage.btmgmt(0, 'public-addr', '00:11:22:33:44:55');
    await stage.btmgmt(0, 'ext-config', 'on');
    await stage.btmgmt(0, 'privacy', 'on');
    await stage.btmgmt(0, 'le', 'on');
    await stage.btmgmt(0, 'privacy', 'on', '00112233445566778899aabbccddeeff');
    await stage.btmgmt(0, 'power', 'on');
    await stage.btmgmt(0, 'privacy', 'off');
    await stage.btmgmt(0, 'static-addr', 'C0:11:22:33:44:55');
    await stage.btmgmt(0, 'info');
  }),
  session('physical layers', async (stage) => {
    await stage.btmgmt(0, 'le', 'on');
    await stage.btmgmt(0, 'power', 'on');
    await stage.btmgmt(0, 'phy', 'LE1MTX', 'LE1MRX', 'LE2MTX', 'LE2MRX');
    await stage.btmgmt(0, 'phy', 'BR1M1SLOT', 'LE1MTX', 'LE1MRX');
    await stage.btmgmt(0, 'phy');
  }),
  session('experiments and parameters of the system', async (stage) => {
    await stage.btmgmt(0, 'exp-debug', 'on');
    await stage.btmgmt(0, 'exp-privacy', 'on');
    await stage.btmgmt(0, 'exp-quality', 'on');
    await stage.btmgmt(0, 'exp-offload', 'on');
    await stage.btmgmt(0, 'expinfo');
    await stage.btmgmt(0, 'set-sysconfig', '-v', '000b:2:0500');
    await stage.btmgmt(0, 'read-sysconfig');
  }),
];
