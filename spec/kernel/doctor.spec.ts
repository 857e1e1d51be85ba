import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { before, describe, it } from 'node:test';
import { filter, firstValueFrom } from 'rxjs';
import { discover, discoveryState } from 'rx-btmgmt';
import { doctor, type Diagnosis, type DoctorOptions, type Finding, type FindingCode } from 'rx-btmgmt/linux';
import { FIRST, openDuringSuite } from './support/controllers.js';
import { block, mountDebugfs, sleep } from './support/interrupt.js';
import { removePair } from './support/pair.js';
import { plugIn, type PluggedIn } from './support/plug-in.js';

const examine = (options?: DoctorOptions): Promise<Diagnosis> => firstValueFrom(doctor(options));

/** What is said about one controller, or about none; what else stands in the guest is another matter. */
const codesAbout = ({ findings }: Diagnosis, index: number): FindingCode[] =>
  findings.filter((finding) => 'index' in finding && finding.index === index).map(({ code }) => code);

type Found<C extends FindingCode> = Extract<Finding, { readonly code: C }>;

function found<C extends FindingCode>(diagnosis: Diagnosis, code: C): Found<C> {
  const finding = diagnosis.findings.find((each): each is Found<C> => each.code === code);
  return finding ?? assert.fail(`${code} was not found:\n${diagnosis.text}`);
}

/** Starts another program of these specifications, and waits for its first word. Gives what ends it. */
async function start(name: string, ...args: string[]): Promise<() => Promise<unknown>> {
  const child = spawn(process.execPath, [`build/kernel/${name}.js`, ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  const ended = exited.then(() => assert.fail(`${name} ended without a word`));
  await Promise.race([once(child.stdout, 'data'), ended]);
  ended.catch(() => undefined);
  return () => {
    child.stdin.end();
    return exited;
  };
}

const HCI_RESET = 0x0c03;

describe('The doctor', { timeout: 120_000 }, () => {
  const mgmt = openDuringSuite();
  let controller: PluggedIn;
  let index: number;

  const power = (on: boolean) => firstValueFrom(mgmt.command$('SetPowered', index, on));
  const aboutIt = async () => codesAbout(await examine(), index);

  before(async () => {
    mountDebugfs();
    controller = await plugIn(mgmt, '--advertisers', '1', '--repeat');
    ({ index } = controller);
  });

  it('finds a controller that is off, and nothing wrong with it when it is on', async () => {
    assert.deepEqual(await aboutIt(), ['PoweredOff']);
    await power(true);
    const diagnosis = await examine();
    assert.deepEqual(codesAbout(diagnosis, index), []);
    assert.deepEqual(
      diagnosis.findings.filter(({ severity }) => severity === 'error'),
      [],
      diagnosis.text,
    );
    const missing = diagnosis.findings.flatMap((finding) => (finding.code === 'KernelTooOld' ? finding.commands : []));
    assert.ok(
      missing.every((name) => ['LoadConnectionSubrate', 'SendHCICommandAndWaitForEvent'].includes(name)),
      String(missing),
    );
    assert.match(diagnosis.text, new RegExp(`^hci${index} \\S+ on`, 'm'));
  });

  it('leaves a discovery alone, and finds one that is stuck', async () => {
    const discovery = discover(mgmt, index, { continuous: true }).subscribe({ error: () => undefined });
    const discovering = discoveryState(mgmt, index).pipe(filter(({ phase }) => phase === 'discovering'));
    await firstValueFrom(discovering);
    assert.deepEqual(await aboutIt(), []);
    sleep([index], true);
    await power(false);
    sleep([index], false);
    await power(true);
    discovery.unsubscribe();
    const stuck = found(await examine(), 'DiscoveryStuck');
    assert.equal(stuck.index, index);
    await controller.unplug();
  });

  it('finds one whose radio is blocked', async () => {
    block([FIRST.index], true);
    const diagnosis = await examine();
    block([FIRST.index], false);
    const blocked = found(diagnosis, 'RfkillBlocked');
    assert.deepEqual([blocked.index, blocked.address, blocked.soft, blocked.hard], [0, FIRST.address, true, false]);
    // As the kernel has new controllers with BR/EDR.
    assert.deepEqual(codesAbout(diagnosis, FIRST.index), ['RfkillBlocked', 'LowEnergyOff']);
    assert.deepEqual(codesAbout(await examine(), FIRST.index), ['PoweredOff', 'LowEnergyOff']);
  });

  it('finds one that waits for its configuration', async () => {
    const added = firstValueFrom(mgmt.event$('UnconfiguredIndexAdded'));
    const end = await start('virtual-controller/main', '--unconfigured');
    const { index: unconfigured } = await added;
    const { index, missingOptions, advice } = found(await examine(), 'Unconfigured');
    assert.deepEqual([index, missingOptions.ExternallyConfigured], [unconfigured, true]);
    assert.match(advice.join(), /SetExternalConfiguration/);
    await end();
  });

  it('finds one that another program has taken, and the program', async () => {
    const end = await start('programs/take', String(FIRST.index));
    const taken = found(await examine(), 'UserChannel');
    assert.equal(taken.index, FIRST.index);
    assert.ok(
      taken.programs.some(({ name }) => name === 'node'),
      JSON.stringify(taken),
    );
    await end();
  });

  it('finds one that is not set up', async () => {
    const end = await start('virtual-controller/main', '--unanswered', String(HCI_RESET));
    assert.match(found(await examine(), 'NotSetUp').advice.join(), /firmware/);
    await end();
  });

  it('finds that there is no controller', async () => {
    await removePair();
    const diagnosis = await examine();
    found(diagnosis, 'NoController');
    assert.deepEqual(diagnosis.controllers, []);
  });
});
