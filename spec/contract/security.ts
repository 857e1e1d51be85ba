import { scenario } from './harness/scenario.js';

const KEY = new Uint8Array(16).fill(7);

export const security = [
  scenario('demands security of links', { on: 'dual' }, async (bench) => {
    await bench.command('SetLinkSecurity', 0, true);
    await bench.command('SetLinkSecurity', 0, true);
    await bench.command('SetLinkSecurity', 0, 2);
    await bench.command('SetPowered', 0, true);
    await bench.command('SetLinkSecurity', 0, true);
    await bench.command('SetLinkSecurity', 0, false);
    await bench.command('SetLinkSecurity', 0, true);
  }),

  scenario('is busy while security of links is switched on', { on: 'dual' }, async (bench) => {
    await bench.command('SetPowered', 0, true);
    bench.freeze();
    const on = bench.command('SetLinkSecurity', 0, true);
    await bench.watcher.command('SetLinkSecurity', 0, true);
    await bench.watcher.command('SetLinkSecurity', 0, false);
    bench.thaw();
    await on;
  }),

  scenario('has no BR/EDR settings without BR/EDR', { on: 'le' }, async (bench) => {
    await bench.command('SetLinkSecurity', 0, true);
    await bench.command('SetLinkSecurity', 0, 2);
    await bench.command('SetSecureSimplePairing', 0, 2);
    await bench.command('SetHighSpeed', 0, true);
    await bench.command('SetDeviceClass', 0, 1, 4);
    await bench.command('SetBREDR', 0, 2);
  }),

  scenario('refuses BR/EDR settings while BR/EDR is off', { on: 'dual' }, async (bench) => {
    await bench.command('SetLowEnergy', 0, true);
    await bench.command('SetBREDR', 0, false);
    await bench.command('SetLinkSecurity', 0, true);
    await bench.command('SetSecureSimplePairing', 0, true);
    await bench.command('SetFastConnectable', 0, true);
    await bench.command('SetSecureConnections', 0, 'On');
    await bench.command('SetBREDR', 0, true);
    await bench.command('SetPowered', 0, true);
    await bench.command('SetSecureConnections', 0, 'Off');
  }),

  scenario('pairs simply if it shall', { on: 'dual' }, async (bench) => {
    await bench.command('SetSecureSimplePairing', 0, true);
    await bench.command('SetSecureSimplePairing', 0, true);
    await bench.command('SetSecureSimplePairing', 0, 2);
    await bench.command('SetPowered', 0, true);
    await bench.command('SetSecureSimplePairing', 0, true);
    await bench.command('SetSecureSimplePairing', 0, false);
    await bench.command('SetSecureSimplePairing', 0, true);
    await bench.command('SetHighSpeed', 0, true);
  }),

  scenario('is busy while simple pairing is switched on', { on: 'dual' }, async (bench) => {
    await bench.command('SetPowered', 0, true);
    bench.freeze();
    const on = bench.command('SetSecureSimplePairing', 0, true);
    await bench.watcher.command('SetSecureSimplePairing', 0, false);
    bench.thaw();
    await on;
    await bench.watcher.command('SetSecureSimplePairing', 0, false);
  }),

  scenario('uses secure connections only with simple pairing', { on: 'dual' }, async (bench) => {
    await bench.command('SetSecureConnections', 0, 'On');
    await bench.command('SetSecureSimplePairing', 0, true);
    await bench.command('SetSecureConnections', 0, 3);
    await bench.command('SetSecureConnections', 0, 'On');
    await bench.command('SetSecureConnections', 0, 'Only');
    await bench.command('SetSecureConnections', 0, 'Off');
    await bench.command('SetPowered', 0, true);
    await bench.command('SetSecureConnections', 0, 'Only');
    await bench.command('SetSecureConnections', 0, 'Only');
    await bench.command('SetSecureConnections', 0, 'On');
    await bench.command('SetSecureSimplePairing', 0, false);
    await bench.command('SetSecureConnections', 0, 'Off');
  }),

  scenario('has secure connections over LE by itself', { on: 'le' }, async (bench) => {
    await bench.command('SetSecureConnections', 0, 'On');
    await bench.command('SetPowered', 0, true);
    await bench.command('SetSecureConnections', 0, 'Only');
    await bench.command('SetSecureConnections', 0, 'Off');
  }),

  scenario('has no secure connections on an old controller', { on: 'bredr' }, async (bench) => {
    await bench.command('SetSecureConnections', 0, 'On');
    await bench.command('SetLowEnergy', 0, true);
    await bench.command('SetBREDR', 0, false);
    await bench.command('SetPrivacy', 0, 'On', KEY);
    await bench.command('SetStaticAddress', 0, 'C0:00:00:00:00:01');
    await bench.command('SetAppearance', 0, 1);
    await bench.command('SetScanParameters', 0, 0x60, 0x30);
  }),

  scenario('keeps and uses debug keys', { on: 'dual' }, async (bench) => {
    await bench.command('SetDebugKeys', 0, 'Keep');
    await bench.command('SetDebugKeys', 0, 'KeepAndUse');
    await bench.command('SetDebugKeys', 0, 3);
    await bench.command('SetPowered', 0, true);
    await bench.command('SetSecureSimplePairing', 0, true);
    await bench.command('SetDebugKeys', 0, 'Discard');
    await bench.command('SetDebugKeys', 0, 'KeepAndUse');
    await bench.command('SetDebugKeys', 0, 'Keep');
  }),

  scenario('has privacy only if that is set before', { on: 'dual' }, async (bench) => {
    await bench.command('SetPrivacy', 0, 'On', KEY);
    await bench.command('SetPrivacy', 0, 'Limited', KEY);
    await bench.command('SetPrivacy', 0, 3, KEY);
    await bench.command('SetPowered', 0, true);
    await bench.command('SetPrivacy', 0, 'Off', new Uint8Array(16));
    await bench.command('SetPrivacy', 0, 3, KEY);
    await bench.command('SetPowered', 0, false);
    await bench.command('SetPrivacy', 0, 'Off', new Uint8Array(16));
  }),

  scenario('takes a static address only while it is off', { on: 'dual' }, async (bench) => {
    await bench.command('SetStaticAddress', 0, 'C0:00:00:00:00:01');
    await bench.command('SetStaticAddress', 0, 'C0:00:00:00:00:01');
    await bench.command('SetStaticAddress', 0, '80:00:00:00:00:01');
    await bench.command('SetStaticAddress', 0, 'FF:FF:FF:FF:FF:FF');
    await bench.command('SetLowEnergy', 0, true);
    await bench.command('SetBREDR', 0, false);
    await bench.command('SetPowered', 0, true);
    await bench.command('SetStaticAddress', 0, '00:00:00:00:00:00');
    await bench.command('SetBREDR', 0, true);
    await bench.command('SetPowered', 0, false);
    await bench.command('SetStaticAddress', 0, '00:00:00:00:00:00');
  }),

  scenario('shows a static address on a controller for LE', { on: 'le' }, async (bench) => {
    await bench.command('SetStaticAddress', 0, 'C0:00:00:00:00:01');
    await bench.command('SetPowered', 0, true);
    await bench.command('SetStaticAddress', 0, 'C0:00:00:00:00:02');
  }),

  scenario('speaks no wideband', { on: 'dual' }, async (bench) => {
    await bench.command('SetWidebandSpeech', 0, true);
    await bench.command('SetWidebandSpeech', 0, 2);
  }),
];
