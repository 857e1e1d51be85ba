import { firstValueFrom, toArray } from 'rxjs';
import type { CommandName } from '../../src/index.js';
import { Mgmt, commands, encodeCommand, frameOf, isStatusError } from '../../src/index.js';
import type { Reason } from '../../src/protocol/rules/reason.js';
import { invalidParameters, whyInvalid } from '../../src/protocol/rules/invalid-parameters.js';
import { createSimulator } from '../../src/simulator/index.js';
import type { Refused, Values } from '../support/refused-parameters.js';
import { ON, refused } from '../support/refused-parameters.js';

/** What the command ends with on the simulator. */
async function refusal({ name, params, after = ON, on = {}, forced = false }: Refused): Promise<unknown> {
  const simulator = createSimulator(on);
  const mgmt = new Mgmt(simulator.transport());
  const send = (command: CommandName, values: Values): Promise<unknown> =>
    firstValueFrom(mgmt.commandWith$(command, 0, values as never).pipe(toArray()));
  for (const step of after) await send(...step);
  if (forced) simulator.faults.refuse('InvalidParameters', { command: name });
  return send(name, params).then(
    () => 'nothing is wrong',
    (error: unknown) => error,
  );
}

describe('InvalidParameters', () => {
  it.each(refused)('says why: $name $params', async (one) => {
    const error = await refusal(one);
    expect(String(error)).toMatch(/InvalidParameters/);
    expect(isStatusError(error, 'InvalidParameters') && error.source).toBe('kernel');
    expect((error as Error).message).toMatch(one.says);
  });

  it('has all its reasons among these', () => {
    const known = Object.entries(invalidParameters()).flatMap(([name, reasons]) =>
      reasons.map(({ text }) => `${name}: ${text}`),
    );
    const met = refused.flatMap(({ name, params }) =>
      whyInvalid(encodeCommand(name, 0 as never, params as never)).reasons.map((text) => `${name}: ${text}`),
    );
    expect(known.filter((reason) => !met.includes(reason))).toEqual([]);
  });

  it('says nothing of what what was sent can not have', () => {
    const { reasons, certain } = whyInvalid(
      encodeCommand('SetDeviceFlags', 0, { address: '00:00:00:00:00:00', addressType: 'LEPublic', currentFlags: {} }),
    );
    expect([certain, reasons.length]).toEqual([false, 1]);
  });

  it('says what is wrong with the length of commands that are sent as bytes', async () => {
    const mgmt = new Mgmt(createSimulator().transport());
    for (const [bytes, says] of [
      [[], /have not the form that the command has: powered: the frame ends after 6 bytes/],
      [[1, 2, 3], /There are 2 bytes more than the command has parameters/],
    ] as const) {
      const error: unknown = await firstValueFrom(
        mgmt.raw$(commands.SetPowered.opcode, 0, Uint8Array.from(bytes)),
      ).catch((reason: unknown) => reason);
      expect((error as Error).message).toMatch(says);
    }
  });

  it('has a table whose every entry says something, for commands that there are', () => {
    for (const [name, reasons] of Object.entries(invalidParameters())) {
      expect(commands).toHaveProperty(name);
      expect(reasons.length).toBeGreaterThan(0);
      for (const { text } of reasons as readonly Reason<never>[]) expect(text).toMatch(/\S{2,} .*[.)]$/);
    }
    expect(whyInvalid(frameOf(0x0fff, 0, new Uint8Array()))).toEqual({ certain: false, reasons: [] });
  });
});
