import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { firstValueFrom, type Observable } from 'rxjs';
import { commands, discover, isStatusError, isTransportError, Mgmt, type Status } from 'rx-btmgmt';
import { hciSocket } from 'rx-btmgmt/linux';
import { FIRST, openDuringSuite, ready, reset } from './support/controllers.js';
import { errorOf } from './support/error-of.js';
import { plugIn } from './support/plug-in.js';
import { runProgram } from './support/run-program.js';

const UNKNOWN_OPCODE = 0x0fff;
const NO_SUCH_CONTROLLER = 77;
const NOTHING = new Uint8Array(0);

describe('What the kernel refuses', { timeout: 60_000 }, () => {
  const mgmt = openDuringSuite();

  before(async () => {
    await ready(mgmt, FIRST.index);
    await reset(mgmt, FIRST.index);
  });

  const refusals: readonly {
    readonly what: string;
    readonly status: Status;
    readonly command: string;
    readonly index: number;
    readonly try$: () => Observable<unknown>;
  }[] = [
    {
      what: 'an opcode that it does not know',
      status: 'UnknownCommand',
      command: '0x0fff',
      index: FIRST.index,
      try$: () => mgmt.raw$(UNKNOWN_OPCODE, FIRST.index, NOTHING),
    },
    {
      what: 'too few parameters',
      status: 'InvalidParameters',
      command: 'SetPowered',
      index: FIRST.index,
      try$: () => mgmt.raw$(commands.SetPowered.opcode, FIRST.index, NOTHING),
    },
    {
      what: 'too many parameters',
      status: 'InvalidParameters',
      command: 'SetPowered',
      index: FIRST.index,
      try$: () => mgmt.raw$(commands.SetPowered.opcode, FIRST.index, Uint8Array.of(1, 1)),
    },
    {
      what: 'a value that is not allowed',
      status: 'InvalidParameters',
      command: 'SetPowered',
      index: FIRST.index,
      try$: () => mgmt.command$('SetPowered', FIRST.index, 7),
    },
    {
      what: 'a controller that it does not have',
      status: 'InvalidIndex',
      command: 'SetPowered',
      index: NO_SUCH_CONTROLLER,
      try$: () => mgmt.command$('SetPowered', NO_SUCH_CONTROLLER, true),
    },
    {
      what: 'a command about no controller, sent to one',
      status: 'InvalidIndex',
      command: 'ReadControllerIndexList',
      index: FIRST.index,
      try$: () => mgmt.raw$(commands.ReadControllerIndexList.opcode, FIRST.index, NOTHING),
    },
    {
      what: 'discovery while the controller is off',
      status: 'NotPowered',
      command: 'StartDiscovery',
      index: FIRST.index,
      try$: () => discover(mgmt, FIRST.index),
    },
  ];

  for (const { what, status, command, index, try$ } of refusals) {
    it(`${what}: ${status}`, async () => {
      const error = await errorOf(try$());
      assert.ok(isStatusError(error, status), String(error));
      assert.deepEqual([error.status, error.command, error.index], [status, command, index]);
      // And goes on.
      await firstValueFrom(mgmt.command$('ReadManagementVersionInformation', null));
    });
  }

  it('discovery of BR/EDR by a controller that has only LE: NotSupported', async () => {
    const controller = await plugIn(mgmt);
    try {
      const { index } = controller;
      await firstValueFrom(mgmt.command$('SetPowered', index, true));
      const error = await errorOf(discover(mgmt, index, { addressTypes: ['BREDR'] }));
      assert.ok(isStatusError(error, 'NotSupported'), String(error));
      assert.deepEqual([error.command, error.index], ['StartDiscovery', index]);
      assert.match(error.message, /lacks one of the kinds/);
    } finally {
      await controller.unplug();
    }
  });
});

describe('What does not get to the kernel', { timeout: 60_000 }, () => {
  it('a frame that is shorter than its header: TransportError EINVAL, and the socket stays', async () => {
    const socket = hciSocket();
    const mgmt = new Mgmt(socket);
    const subscription = mgmt.events$.subscribe();
    try {
      assert.throws(
        () => socket.send(Uint8Array.of(1, 0, 0)),
        (error) => isTransportError(error, 'EINVAL') && error.syscall === 'send' && error.errno === 22,
      );
      await firstValueFrom(mgmt.command$('ReadManagementVersionInformation', null));
    } finally {
      subscription.unsubscribe();
    }
  });

  it('in a network of its own, as a container has it: EAFNOSUPPORT, and the process ends', async () => {
    const { code, lines, stderr } = await runProgram('in-container', { through: ['unshare', '--net'] });
    assert.equal(stderr, '');
    assert.equal(code, 0);
    const [error = '', ...findings] = lines;
    assert.match(error, /^TransportError EAFNOSUPPORT socket 97: .*container/);
    assert.deepEqual(findings, ['NoHostNetwork']);
  });
});
