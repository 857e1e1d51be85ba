import { Bluetoothctl } from '../harness/bluetoothctl.js';
import { session } from '../harness/session.js';

const FIRST = '00:AA:01:00:00:00';
const SECOND = '00:AA:01:01:00:01';
/** The last line of what it shows of a controller. */
const SHOWN = /SupportedSecondaryChannels: Coded/;

export const bluetoothctl = [
  session('shows and switches a controller', async (stage) => {
    const shell = await Bluetoothctl.start(stage);
    await shell.tell('list', /Controller[^]*Controller/);
    await shell.tell('show', SHOWN);
    await shell.tell('power off', /Changing power off/, /Powered: no/);
    await shell.tell('show', SHOWN);
    await shell.tell('scan on', /Failed to start discovery/);
    await shell.tell('power on', /Changing power on/, /Powered: yes/);
    await shell.tell('discoverable on', /Changing discoverable on/, /Discoverable: yes/);
    await shell.tell('pairable off', /Changing pairable off/, /Pairable: no/);
    await shell.tell('discoverable-timeout 60', /Changing discoverable-timeout/);
    await shell.tell('system-alias Kitchen', /Changing Kitchen/, /Alias: Kitchen/);
    await shell.tell('show', SHOWN);
    await shell.tell('discoverable off', /Changing discoverable off/, /Discoverable: no/);
    await shell.quit();
  }),
  session('finds another controller', async (stage) => {
    const shell = await Bluetoothctl.start(stage);
    await shell.select(SECOND);
    await shell.tell('discoverable on', /Changing discoverable on/, /Discoverable: yes/);
    await shell.select(FIRST);
    await shell.tell('scan bredr', /Discovery started/, new RegExp(`NEW.*Device ${SECOND}`));
    await shell.tell('devices', /^Device/m);
    await shell.tell(`info ${SECOND}`, /^\tTxPower: /m);
    await shell.tell('scan off', /Discovery stopped/, /Discovering: no/);
    await shell.tell(`block ${SECOND}`, /Block succ|Changing.*block succ/);
    await shell.tell(`unblock ${SECOND}`, /nblock.*succ/);
    await shell.tell(`trust ${SECOND}`, /trust succ/);
    await shell.tell(`remove ${SECOND}`, /Device has been removed/, /DEL.*Device/);
    await shell.quit();
  }),
  session('advertises to another controller', async (stage) => {
    const shell = await Bluetoothctl.start(stage);
    await shell.select(SECOND);
    await shell.tell('scan le', /Discovery started/);
    await shell.select(FIRST);
    await shell.tell('advertise.name Beacon');
    await shell.tell('advertise.uuids 180d');
    await shell.tell(
      'advertise on',
      /Advertising object registered/,
      /Discoverable: on/,
      /ActiveInstances: 0x01/,
      /NEW/,
    );
    await shell.tell('show', SHOWN);
    await shell.tell('advertise off', /Advertising object unregistered/, /ActiveInstances: 0x00/);
    await shell.select(SECOND);
    await shell.tell('scan off', /Discovery stopped/, /Discovering: no/);
    await shell.quit();
  }),
  session('monitors advertisements', async (stage) => {
    const shell = await Bluetoothctl.start(stage, '--experimental');
    await shell.tell('monitor.get-supported-info', /Supported Moniter Types/);
    await shell.tell('monitor.add-or-pattern 0 9 426561', /Monitor 0 added/, /monitor 0 activated/);
    await shell.tell('monitor.get-pattern 0', /content: 426561/);
    await shell.tell('monitor.remove-pattern 0', /Monitor 0 (deleted|removed)/);
    await shell.quit();
  }),
  session('pairs with another controller', async (stage) => {
    const shell = await Bluetoothctl.start(stage);
    await shell.select(SECOND);
    await shell.tell('discoverable-timeout 0', /Changing discoverable-timeout/);
    await shell.tell('discoverable on', /Changing discoverable on/, /Discoverable: yes/);
    await shell.select(FIRST);
    await shell.tell('scan bredr', /Discovery started/, new RegExp(`NEW.*Device ${SECOND}`));
    await shell.tell('scan off', /Discovery stopped/, /Discovering: no/);
    await shell.tell(`pair ${SECOND}`, /yes\/no/);
    // It is answered only when bluetoothd knows the services, by L2CAP.
    await shell.tell('yes', /Bonded: yes/, ...(stage.place.isReal ? [/Pairing successful/] : []));
    await shell.quit();
  }),
];
