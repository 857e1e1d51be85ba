import type { Bench } from './harness/bench.js';
import { scenario } from './harness/scenario.js';

const CLASSIC = ['BREDR'] as const;
const ALL = ['BREDR', 'LEPublic', 'LERandom'] as const;
const OTHER = '00:AA:01:01:00:01';
const NOBODY = '00:AA:01:02:00:02';

/** Makes the second controller answer inquiries. */
async function discoverable(bench: Bench, withName = ''): Promise<void> {
  if (withName !== '') await bench.command('SetLocalName', 1, withName, '');
  await bench.command('SetConnectable', 1, true);
  await bench.command('SetPowered', 1, true);
  await bench.command('SetDiscoverable', 1, 'General', 0);
  await bench.command('SetPowered', 0, true);
}

/** Inquires until the remote is found. */
async function find(bench: Bench): Promise<void> {
  await bench.command('StartDiscovery', 0, CLASSIC);
  await bench.until('DeviceFound');
}

const over = (bench: Bench): Promise<unknown> => bench.until('Discovering', { discovering: false });

export const inquiry = [
  scenario('finds a controller that can be discovered, once', { on: 'pair' }, async (bench) => {
    await discoverable(bench);
    await find(bench);
    await over(bench);
  }),

  scenario('finds its class', { on: 'pair' }, async (bench) => {
    await discoverable(bench);
    await bench.command('SetDeviceClass', 1, 1, 0x0c);
    await find(bench);
    await bench.command('StopDiscovery', 0, CLASSIC);
  }),

  scenario('finds its extended response', { on: 'pair' }, async (bench) => {
    await bench.command('SetSecureSimplePairing', 1, true);
    await discoverable(bench, 'bench');
    await find(bench);
    await bench.command('StopDiscovery', 0, CLASSIC);
  }),

  scenario('finds its services in the extended response', { on: 'pair' }, async (bench) => {
    await bench.command('SetSecureSimplePairing', 1, true);
    await discoverable(bench, 'bench');
    await bench.command('AddUUID', 1, '110b', 0x20);
    await find(bench);
    await bench.command('StopDiscovery', 0, CLASSIC);
    await bench.command('StartServiceDiscovery', 0, CLASSIC, -60, ['110b']);
    await bench.until('DeviceFound');
    await bench.command('StopDiscovery', 0, CLASSIC);
    await bench.command('StartServiceDiscovery', 0, CLASSIC, -59, ['110b']);
    await over(bench);
  }),

  scenario('finds it while looking for all kinds', { on: 'pair' }, async (bench) => {
    await bench.command('SetLowEnergy', 0, true);
    await discoverable(bench);
    await bench.command('StartDiscovery', 0, ALL);
    await bench.until('DeviceFound');
    await over(bench);
  }),

  scenario('asks for the name when somebody wants it', { on: 'pair' }, async (bench) => {
    await discoverable(bench, 'bench');
    await find(bench);
    await bench.command('ConfirmName', 0, OTHER, 'BREDR', false);
    await bench.until('DeviceFound');
    await over(bench);
  }),

  scenario('does not ask for a name that is known', { on: 'pair' }, async (bench) => {
    await discoverable(bench, 'bench');
    await find(bench);
    await bench.command('ConfirmName', 0, OTHER, 'BREDR', true);
    await bench.command('ConfirmName', 0, OTHER, 'BREDR', false);
    await over(bench);
  }),

  scenario('confirms only what it was asked, and while it looks', { on: 'pair' }, async (bench) => {
    await bench.command('ConfirmName', 0, OTHER, 'BREDR', true);
    await discoverable(bench);
    await bench.command('ConfirmName', 0, OTHER, 'BREDR', true);
    await find(bench);
    await bench.command('ConfirmName', 0, NOBODY, 'BREDR', true);
    // It goes by the address alone, and takes any value but 0 for known.
    await bench.actor.raw(0x0025, 0, Uint8Array.of(0x01, 0x00, 0x01, 0x01, 0xaa, 0x00, 0x09, 0x02));
    await bench.command('ConfirmName', 0, OTHER, 'LEPublic', true);
    await bench.command('StopDiscovery', 0, CLASSIC);
    await bench.command('ConfirmName', 0, OTHER, 'BREDR', true);
  }),

  scenario('says that a name could not be had', { on: 'pair' }, async (bench) => {
    await discoverable(bench, 'bench');
    await find(bench);
    await bench.command('ConfirmName', 0, OTHER, 'BREDR', false);
    await bench.command('StopDiscovery', 0, CLASSIC);
    await bench.until('Discovering', { discovering: false });
    await find(bench);
  }),

  scenario('inquires for limited discoverable ones', { on: 'pair' }, async (bench) => {
    await discoverable(bench);
    await bench.command('StartLimitedDiscovery', 0, CLASSIC);
    await over(bench);
    await bench.command('SetDiscoverable', 1, 'Limited', 60);
    await bench.command('StartLimitedDiscovery', 0, CLASSIC);
    await bench.until('DeviceFound');
  }),

  scenario('ends with the power of the one that inquires', { on: 'pair' }, async (bench) => {
    await discoverable(bench, 'bench');
    await find(bench);
    await bench.command('ConfirmName', 0, OTHER, 'BREDR', false);
    await bench.command('SetPowered', 0, false);
    await bench.command('ConfirmName', 0, OTHER, 'BREDR', false);
  }),
];
