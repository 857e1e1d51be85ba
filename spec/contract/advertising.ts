import type { Bench } from './harness/bench.js';
import { scenario } from './harness/scenario.js';

const NONE = new Uint8Array();
/** A name and a UUID. */
const NAMED = '0509' + '62656e63';
const HEART_RATE = '03030d18';
/** Four octets longer than what remains beside flags. */
const LONG = '1eff' + '00'.repeat(29);

/** A controller that can advertise. */
async function on(bench: Bench): Promise<void> {
  await bench.command('SetLowEnergy', 0, true);
  await bench.command('SetPowered', 0, true);
  await bench.until('NewSettings', ({ currentSettings }) => currentSettings.Powered && currentSettings.LowEnergy);
}

const add = (bench: Bench, instance: number, { timeout = 0, duration = 0 } = {}) =>
  bench.command('AddAdvertising', 0, instance, { Connectable: true }, duration, timeout, HEART_RATE, NONE);

/** What both kinds of controllers do, each in its way: with one set, or with several. */
const everywhere = (['dual', 'le'] as const).flatMap((kind) => [
  scenario(`tells what it can advertise (${kind})`, { on: kind }, async (bench) => {
    await bench.command('ReadAdvertisingFeatures', 0);
    await on(bench);
    await bench.command('ReadAdvertisingFeatures', 0);
  }),

  scenario(`tells how much room there is (${kind})`, { on: kind }, async (bench) => {
    await bench.command('GetAdvertisingSizeInformation', 0, 1, {});
    await bench.command('GetAdvertisingSizeInformation', 0, 1, { ManagedFlags: true, AddTxPower: true });
    await bench.command('GetAdvertisingSizeInformation', 0, 3, { AddAppearance: true, AddLocalName: true });
    await bench.command('SetLocalName', 0, 'bench', '');
    await bench.command('GetAdvertisingSizeInformation', 0, 1, { AddLocalName: true });
    await bench.command('SetLocalName', 0, 'longer than ten', 'short');
    await bench.command('GetAdvertisingSizeInformation', 0, 1, { AddLocalName: true });
    await bench.command('SetLocalName', 0, 'longer than ten', '');
    await bench.command('GetAdvertisingSizeInformation', 0, 1, { AddLocalName: true });
    await bench.command('GetAdvertisingSizeInformation', 0, 0, {});
    await bench.command('GetAdvertisingSizeInformation', 0, 6, {});
    await bench.command('GetAdvertisingSizeInformation', 0, 1, { Secondary1M: true, Secondary2M: true });
    await bench.command('GetAdvertisingSizeInformation', 0, 1, 0x80000000);
  }),

  scenario(`adds, replaces and removes instances (${kind})`, { on: kind }, async (bench) => {
    await on(bench);
    await add(bench, 1);
    await bench.until('AdvertisingAdded', { instance: 1 });
    await add(bench, 2);
    await bench.until('AdvertisingAdded', { instance: 2 });
    await add(bench, 1);
    await add(bench, 3);
    await bench.until('AdvertisingAdded', { instance: 3 });
    await bench.command('ReadAdvertisingFeatures', 0);
    await bench.command('RemoveAdvertising', 0, 2);
    await bench.until('AdvertisingRemoved', { instance: 2 });
    await bench.command('ReadAdvertisingFeatures', 0);
    await bench.command('RemoveAdvertising', 0, 2);
    await bench.command('RemoveAdvertising', 0, 0);
    await bench.until('AdvertisingRemoved', { instance: 1 });
    await bench.command('RemoveAdvertising', 0, 0);
    await bench.command('ReadAdvertisingFeatures', 0);
  }),

  scenario(`leaves numbers out of its list (${kind})`, { on: kind }, async (bench) => {
    await on(bench);
    await add(bench, 3);
    await bench.command('ReadAdvertisingFeatures', 0);
    await add(bench, 2);
    await bench.command('ReadAdvertisingFeatures', 0);
  }),

  scenario(`refuses instances that can't be (${kind})`, { on: kind }, async (bench) => {
    await on(bench);
    await add(bench, 0);
    await add(bench, 6);
    await bench.command('AddAdvertising', 0, 1, 0x80000000, 0, 0, NONE, NONE);
    await bench.command('AddAdvertising', 0, 1, { Secondary1M: true, Secondary2M: true }, 0, 0, NONE, NONE);
    await bench.command('AddAdvertising', 0, 1, { Secondary1M: true }, 0, 0, NONE, NONE);
    await bench.actor.raw(0x003e, 0, Uint8Array.of(1, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 1));
    await bench.actor.raw(0x003e, 0, Uint8Array.of(1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0));
    await bench.command('ReadAdvertisingFeatures', 0);
  }),

  scenario(`refuses data that can't be (${kind})`, { on: kind }, async (bench) => {
    await on(bench);
    const offer = (flags: number | object, advData: string | Uint8Array, scanRsp: string | Uint8Array = NONE) =>
      bench.command('AddAdvertising', 0, 1, flags, 0, 0, advData, scanRsp);
    await offer({}, '0303');
    await offer({}, '050962');
    await offer({ ManagedFlags: true }, '020106');
    await offer({}, NONE, '020106');
    await offer({ AddTxPower: true }, '020a00');
    await offer({ AddLocalName: true }, NAMED);
    await offer({ AddLocalName: true }, NONE, '03085858');
    await offer({ AddAppearance: true }, NONE, '03190000');
    await offer({ ManagedFlags: true }, LONG);
    await offer({}, '020106' + NAMED, NAMED);
    await offer({}, '0000' + HEART_RATE + '00');
    await offer({}, LONG);
  }),

  scenario(`advertises for a limited time (${kind})`, { on: kind }, async (bench) => {
    await on(bench);
    await add(bench, 1, { timeout: 1 });
    await bench.until('AdvertisingAdded');
    await bench.until('AdvertisingRemoved');
    await bench.command('ReadAdvertisingFeatures', 0);
  }),

  scenario(`lets two instances end one after the other (${kind})`, { on: kind }, async (bench) => {
    await on(bench);
    await add(bench, 1, { timeout: 1 });
    await add(bench, 2, { timeout: 3, duration: 1 });
    await bench.until('AdvertisingRemoved', { instance: 1 });
    await bench.until('AdvertisingRemoved', { instance: 2 });
  }),

  scenario(`keeps instances while it is off (${kind})`, { on: kind }, async (bench) => {
    await bench.command('SetLowEnergy', 0, true);
    await bench.command('SetPowered', 0, true);
    await bench.command('SetPowered', 0, false);
    await add(bench, 1);
    await add(bench, 2, { timeout: 9 });
    await bench.command('ReadAdvertisingFeatures', 0);
    await bench.command('RemoveAdvertising', 0, 1);
    await bench.command('RemoveAdvertising', 0, 2);
    await bench.command('SetPowered', 0, true);
    await bench.command('ReadAdvertisingFeatures', 0);
    await bench.command('RemoveAdvertising', 0, 1);
    await bench.until('AdvertisingRemoved');
  }),

  scenario(`forgets what was to end when it is switched off (${kind})`, { on: kind }, async (bench) => {
    await on(bench);
    await add(bench, 1);
    await add(bench, 2, { timeout: 60 });
    await bench.command('SetPowered', 0, false);
    await bench.until('AdvertisingRemoved', { instance: 2 });
    await bench.command('ReadAdvertisingFeatures', 0);
    await bench.command('SetPowered', 0, true);
    await bench.command('ReadAdvertisingFeatures', 0);
  }),

  scenario(`advertises by a setting (${kind})`, { on: kind }, async (bench) => {
    await on(bench);
    await bench.command('SetAdvertising', 0, 'On');
    await bench.until('NewSettings', ({ currentSettings }) => currentSettings.Advertising);
    await bench.command('SetAdvertising', 0, 'On');
    await bench.command('SetAdvertising', 0, 'OnConnectable');
    await bench.command('SetAdvertising', 0, 'OnConnectable');
    await bench.command('SetAdvertising', 0, 'Off');
    await bench.until('NewSettings', ({ currentSettings }) => !currentSettings.Advertising);
    await bench.command('SetAdvertising', 0, 'Off');
    await bench.command('SetAdvertising', 0, 3);
  }),

  scenario(`keeps the setting while it is off (${kind})`, { on: kind }, async (bench) => {
    await bench.command('SetLowEnergy', 0, true);
    await bench.command('SetPowered', 0, true);
    await bench.command('SetPowered', 0, false);
    await bench.command('SetAdvertising', 0, 'OnConnectable');
    await bench.command('SetAdvertising', 0, 'On');
    await bench.command('SetPowered', 0, true);
    await bench.command('SetPowered', 0, false);
    await bench.command('SetPowered', 0, true);
    await bench.command('SetAdvertising', 0, 'Off');
  }),

  scenario(`adds instances beside the setting (${kind})`, { on: kind }, async (bench) => {
    await on(bench);
    await add(bench, 1);
    await bench.command('SetAdvertising', 0, 'On');
    await add(bench, 2);
    await add(bench, 1);
    await bench.command('RemoveAdvertising', 0, 1);
    await bench.command('RemoveAdvertising', 0, 2);
    await add(bench, 3);
    await bench.command('SetAdvertising', 0, 'Off');
    await bench.command('RemoveAdvertising', 0, 0);
    await bench.command('ReadAdvertisingFeatures', 0);
  }),

  scenario(`answers two that switch at once (${kind})`, { on: kind }, async (bench) => {
    await on(bench);
    bench.freeze();
    const first = bench.command('SetAdvertising', 0, 'On');
    await bench.watcher.command('SetAdvertising', 0, 'Off');
    bench.thaw();
    await first;
    await bench.command('ReadAdvertisingFeatures', 0);
  }),
]);

export const advertising = [
  ...everywhere,

  scenario('needs Low Energy to advertise', { on: 'dual' }, async (bench) => {
    await bench.command('SetPowered', 0, true);
    await bench.command('SetAdvertising', 0, 'On');
    await add(bench, 1);
    await bench.command('RemoveAdvertising', 0, 1);
    await bench.command('ReadAdvertisingFeatures', 0);
    await bench.command('GetAdvertisingSizeInformation', 0, 1, {});
  }),

  scenario('can not advertise without Low Energy in it', { on: 'bredr' }, async (bench) => {
    await bench.command('SetAdvertising', 0, 'On');
    await add(bench, 1);
    await bench.command('RemoveAdvertising', 0, 1);
    await bench.command('ReadAdvertisingFeatures', 0);
    await bench.command('GetAdvertisingSizeInformation', 0, 1, {});
    await bench.actor.raw(0x003e, 0, Uint8Array.of(1, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 1));
  }),

  scenario('ends all when Low Energy is switched off', { on: 'dual' }, async (bench) => {
    await on(bench);
    await add(bench, 1);
    await add(bench, 2);
    await bench.command('SetLowEnergy', 0, false);
    await bench.until('AdvertisingRemoved');
    await bench.command('SetLowEnergy', 0, true);
    await bench.command('ReadAdvertisingFeatures', 0);
    await add(bench, 1);
  }),

  scenario('is heard by the other controller', { on: 'pair' }, async (bench) => {
    await bench.command('SetLowEnergy', 0, true);
    await bench.command('SetLowEnergy', 1, true);
    await bench.command('SetLocalName', 1, 'bench', '');
    await bench.command('SetAppearance', 1, 0x0340);
    await bench.command('SetPowered', 1, true);
    await bench.command('SetPowered', 0, true);
    await bench.command('StartDiscovery', 0, ['LEPublic', 'LERandom']);
    await bench.until('Discovering', { discovering: true });
    const flags = { Connectable: true, GeneralDiscoverable: true, AddLocalName: true, AddAppearance: true };
    await bench.command('AddAdvertising', 1, 1, flags, 0, 0, HEART_RATE, NONE);
    await bench.until('DeviceFound');
    await bench.command('StopDiscovery', 0, ['LEPublic', 'LERandom']);
  }),
];
