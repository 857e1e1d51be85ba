import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { firstValueFrom } from 'rxjs';
import { commands, Mgmt } from 'rx-btmgmt';
import { hciSocket } from 'rx-btmgmt/linux';
import { openDuringSuite, PAIR, ready, reset } from './support/controllers.js';
import { isKernelAtLeast } from './support/kernel.js';

describe('What the kernel tells about itself and its controllers', { timeout: 60_000 }, () => {
  const mgmt = openDuringSuite();

  before(async () => {
    for (const { index } of PAIR) {
      await ready(mgmt, index);
      await reset(mgmt, index);
    }
  });

  it('has the version of the protocol that belongs to this kernel', async () => {
    const { version, revision } = await firstValueFrom(mgmt.command$('ReadManagementVersionInformation', null));
    assert.equal(version, 1);
    // MGMT_REVISION in net/bluetooth/mgmt.c: 22 in 6.1 and 6.8, 23 in 6.12 and 7.3.
    const expected = isKernelAtLeast(6, 12) ? 23 : 22;
    assert.ok(revision >= expected, `revision ${String(revision)}`);
  });

  it('lists the commands that it knows', async () => {
    const known = await firstValueFrom(mgmt.command$('ReadManagementSupportedCommands', null));
    assert.ok(known.commands.includes(commands.StartDiscovery.opcode));
    assert.equal(new Set(known.commands).size, known.commands.length);
  });

  it('lists its controllers', async () => {
    const { controllerIndexes } = await firstValueFrom(mgmt.command$('ReadControllerIndexList', null));
    assert.deepEqual([...controllerIndexes].sort(), [0, 1]);
  });

  it('lists its controllers with their kind, on a socket of its own because that changes its events', async () => {
    const other = new Mgmt(hciSocket());
    const { controllers } = await firstValueFrom(other.command$('ReadExtendedControllerIndexList', null));
    const sorted = [...controllers].sort((a, b) => a.controllerIndex - b.controllerIndex);
    const kind = { controllerType: 'Primary', controllerBus: 'Virtual' };
    assert.deepEqual(
      sorted,
      PAIR.map(({ index }) => ({ controllerIndex: index, ...kind })),
    );
  });

  for (const { index, address } of PAIR) {
    it(`describes hci${String(index)}`, async () => {
      const info = await firstValueFrom(mgmt.command$('ReadControllerInformation', index));
      assert.equal(info.address, address);
      assert.equal(info.name, '');
      assert.equal(info.supportedSettings.LowEnergy, true);
      assert.equal(info.supportedSettings.BREDR, true);
      assert.equal(info.currentSettings.Powered, false);
      assert.equal(info.currentSettings.LowEnergy, true);
    });
  }

  it('switches a setting, and tells the other sockets', async () => {
    const other = new Mgmt(hciSocket());
    const told = firstValueFrom(other.event$('NewSettings', 0));
    // The other socket is open when it has its first answer.
    await firstValueFrom(other.command$('ReadManagementVersionInformation', null));
    const { currentSettings } = await firstValueFrom(mgmt.command$('SetPowered', 0, true));
    assert.equal(currentSettings.Powered, true);
    assert.equal((await told).currentSettings.Powered, true);
  });
});
