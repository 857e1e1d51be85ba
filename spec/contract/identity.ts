import { scenario } from './harness/scenario.js';

const HEADSET = '00001108-0000-1000-8000-00805f9b34fb';
const AUDIO = '0000110a-0000-1000-8000-00805f9b34fb';
const OWN = '12345678-9abc-def0-1234-56789abcdef0';
const ALL = '00000000-0000-0000-0000-000000000000';
const LONG = 'a'.repeat(246) + 'é';

export const identity = [
  scenario('says what it is', { on: 'dual' }, async (bench) => {
    await bench.command('ReadControllerInformation', 0);
    await bench.command('ReadExtendedControllerInformation', 0);
    await bench.command('SetPowered', 0, true);
    await bench.command('ReadExtendedControllerInformation', 0);
    await bench.command('ReadControllerInformation', 7);
  }),

  scenario('says what it is on a controller for LE', { on: 'le' }, async (bench) => {
    await bench.command('ReadExtendedControllerInformation', 0);
    await bench.command('SetAppearance', 0, 0x0341);
    await bench.command('SetLocalName', 0, 'lamp', 'l');
    await bench.command('SetPowered', 0, true);
    await bench.command('SetAppearance', 0, 0x0342);
    await bench.command('SetLocalName', 0, 'lamp 2', 'l');
    await bench.command('ReadExtendedControllerInformation', 0);
  }),

  scenario('says what it is on a controller for BR/EDR', { on: 'bredr' }, async (bench) => {
    await bench.command('ReadExtendedControllerInformation', 0);
    await bench.command('SetLocalName', 0, 'phone', 'p');
    await bench.command('SetPowered', 0, true);
    await bench.command('SetDeviceClass', 0, 2, 12);
    await bench.command('ReadExtendedControllerInformation', 0);
    await bench.command('ReadControllerInformation', 0);
  }),

  scenario('changes its name while it is off', { on: 'dual' }, async (bench) => {
    const reader = bench.socket('reader');
    await reader.command('ReadExtendedControllerInformation', 0);
    await bench.command('SetLocalName', 0, 'bench', 'b');
    await bench.command('SetLocalName', 0, 'bench', 'b');
    await bench.command('SetLocalName', 0, 'bench', 'c');
    await bench.command('SetLocalName', 0, LONG, '0123456789');
    await bench.command('ReadControllerInformation', 0);
    await bench.command('SetLocalName', 0, '', '');
  }),

  scenario('changes its name while it is on', { on: 'dual' }, async (bench) => {
    const reader = bench.socket('reader');
    await reader.command('ReadExtendedControllerInformation', 0);
    await bench.command('SetPowered', 0, true);
    await bench.command('SetLocalName', 0, 'bench', 'b');
    await bench.command('SetLocalName', 0, 'bench', 'b');
    await bench.command('SetLocalName', 0, 'bench', 'c');
    await reader.command('SetLocalName', 0, 'reader', 'c');
  }),

  scenario('is busy while its name changes', { on: 'dual' }, async (bench) => {
    await bench.command('SetPowered', 0, true);
    bench.freeze();
    const named = bench.command('SetLocalName', 0, 'bench', 'b');
    await bench.watcher.command('SetLocalName', 0, 'bench', 'b');
    await bench.watcher.command('SetLocalName', 0, 'watcher', 'w');
    await bench.watcher.command('AddUUID', 0, HEADSET, 0);
    await bench.watcher.command('RemoveUUID', 0, HEADSET);
    await bench.watcher.command('RemoveUUID', 0, ALL);
    await bench.watcher.command('SetDeviceClass', 0, 1, 1);
    await bench.watcher.command('SetAppearance', 0, 1);
    bench.thaw();
    await named;
  }),

  scenario('announces services while it is off', { on: 'dual' }, async (bench) => {
    await bench.command('AddUUID', 0, HEADSET, 0x20);
    await bench.command('RemoveUUID', 0, AUDIO);
    await bench.command('RemoveUUID', 0, HEADSET);
    await bench.command('AddUUID', 0, OWN, 0x04);
    await bench.command('SetDeviceClass', 0, 1, 4);
    await bench.command('SetPowered', 0, true);
    await bench.command('ReadControllerInformation', 0);
  }),

  scenario('announces services in its class while it is on', { on: 'dual' }, async (bench) => {
    const reader = bench.socket('reader');
    await reader.command('ReadExtendedControllerInformation', 0);
    await bench.command('SetSecureSimplePairing', 0, true);
    await bench.command('SetPowered', 0, true);
    await bench.command('AddUUID', 0, HEADSET, 0x20);
    await bench.command('AddUUID', 0, AUDIO, 0x08);
    await bench.command('AddUUID', 0, AUDIO, 0x08);
    await bench.command('AddUUID', 0, OWN, 0);
    await bench.command('RemoveUUID', 0, AUDIO);
    await bench.command('RemoveUUID', 0, AUDIO);
    await bench.command('SetDeviceClass', 0, 4, 0x18);
    await bench.command('SetDeviceClass', 0, 4, 0x18);
    await bench.command('SetDeviceClass', 0, 0x24, 0);
    await bench.command('SetDeviceClass', 0, 4, 0x01);
  }),

  scenario('waits for new services when all are removed', { on: 'dual' }, async (bench) => {
    await bench.command('SetPowered', 0, true);
    await bench.command('AddUUID', 0, HEADSET, 0x20);
    await bench.command('RemoveUUID', 0, ALL);
    await bench.command('RemoveUUID', 0, ALL);
    await bench.command('AddUUID', 0, AUDIO, 0x08);
    await bench.until('ClassOfDeviceChanged', { classOfDevice: 0x080000 });
    await bench.command('RemoveUUID', 0, AUDIO);
  }),

  scenario('does not wait any longer when its class is set', { on: 'dual' }, async (bench) => {
    await bench.command('SetPowered', 0, true);
    await bench.command('AddUUID', 0, HEADSET, 0x20);
    await bench.command('RemoveUUID', 0, ALL);
    await bench.command('SetDeviceClass', 0, 1, 4);
    await bench.command('RemoveUUID', 0, ALL);
    await bench.command('SetPowered', 0, false);
    await bench.command('SetPowered', 0, true);
  }),

  scenario('has no class without BR/EDR', { on: 'dual' }, async (bench) => {
    await bench.command('SetLowEnergy', 0, true);
    await bench.command('SetBREDR', 0, false);
    await bench.command('SetDeviceClass', 0, 1, 4);
    await bench.command('SetPowered', 0, true);
    await bench.command('AddUUID', 0, HEADSET, 0x20);
    await bench.command('SetDeviceClass', 0, 2, 4);
    await bench.command('SetBREDR', 0, true);
    await bench.command('SetDeviceClass', 0, 3, 4);
    await bench.command('ReadExtendedControllerInformation', 0);
  }),

  scenario('says who made it', { on: 'dual' }, async (bench) => {
    await bench.command('SetDeviceID', 0, 'USB', 1, 2, 3);
    await bench.command('SetDeviceID', 0, 3, 1, 2, 3);
    await bench.command('SetPowered', 0, true);
    await bench.command('SetDeviceID', 0, 'Disabled', 0, 0, 0);
  }),

  scenario('tells of its appearance', { on: 'dual' }, async (bench) => {
    const reader = bench.socket('reader');
    await reader.command('ReadExtendedControllerInformation', 0);
    await bench.command('SetAppearance', 0, 0x0341);
    await bench.command('SetAppearance', 0, 0x0341);
    await bench.command('SetLowEnergy', 0, true);
    await bench.command('SetPowered', 0, true);
    await bench.command('SetAppearance', 0, 0x0342);
    await reader.command('SetAppearance', 0, 0x0343);
  }),

  scenario('is found under its name and class', { on: 'pair' }, async (bench) => {
    await bench.command('SetSecureSimplePairing', 1, true);
    await bench.command('SetLocalName', 1, 'found', '');
    await bench.command('SetDeviceID', 1, 'USB', 1, 2, 3);
    await bench.command('AddUUID', 1, HEADSET, 0x20);
    await bench.command('AddUUID', 1, OWN, 0);
    await bench.command('SetDeviceClass', 1, 2, 12);
    await bench.command('SetConnectable', 1, true);
    await bench.command('SetDiscoverable', 1, 'General', 0);
    await bench.command('SetPowered', 1, true);
    await bench.command('SetPowered', 0, true);
    await bench.command('StartDiscovery', 0, ['BREDR']);
    await bench.until('DeviceFound');
    await bench.command('StopDiscovery', 0, ['BREDR']);
    await bench.until('Discovering', { discovering: false });
  }),
];
