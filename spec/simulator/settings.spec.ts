import type { Args, CommandName } from 'rx-btmgmt';
import { Mgmt } from 'rx-btmgmt';
import type { SimulatorOptions } from 'rx-btmgmt/simulator';
import { createSimulator } from 'rx-btmgmt/simulator';
import { catchError, concat, defer, map, of } from 'rxjs';
import { TestScheduler } from 'rxjs/testing';

type Step = { readonly [N in CommandName]: readonly [N, ...Args<N>] }[CommandName];

/** Sends commands to hci0, one after the other; gives what each returned, or the code of its error. */
function outcomes(options: SimulatorOptions, ...steps: readonly Step[]): unknown[] {
  const scheduler = new TestScheduler((actual, expected) => expect(actual).toEqual(expected));
  return scheduler.run(() => {
    const mgmt = new Mgmt(createSimulator({ ...options, scheduler }).transport(), { scheduler });
    const seen: unknown[] = [];
    const send = ([name, ...args]: Step) =>
      defer(() => mgmt.command$(name, 0, ...args)).pipe(
        map((reply) => ('currentSettings' in reply ? on(reply.currentSettings) : reply)),
        catchError((error: { code: string }) => of(error.code)),
      );
    concat(...steps.map(send)).subscribe((value) => seen.push(value));
    scheduler.flush();
    return seen;
  });
}

const on = (settings: object): string[] =>
  Object.entries(settings).flatMap(([name, value]) => (value === true ? [name] : []));

describe('The settings of a simulated controller', () => {
  it('switch Low Energy on before BR/EDR can go', () => {
    expect(
      outcomes({}, ['SetBREDR', false], ['SetLowEnergy', true], ['SetBREDR', false], ['SetLowEnergy', false]),
    ).toEqual(['Rejected', ['BREDR', 'LowEnergy'], ['LowEnergy'], 'Rejected']);
  });

  it('speak wideband if the controller can, and only while it is off', () => {
    expect(
      outcomes(
        { controllers: [{ widebandSpeech: true }] },
        ['SetWidebandSpeech', true],
        ['SetPowered', true],
        ['SetWidebandSpeech', true],
        ['SetWidebandSpeech', false],
      ),
    ).toEqual([
      ['BREDR', 'WidebandSpeech'],
      ['Powered', 'BREDR', 'WidebandSpeech'],
      ['Powered', 'BREDR', 'WidebandSpeech'],
      'Rejected',
    ]);
  });

  it('let a controller without any address be switched on when it has a static one', () => {
    expect(
      outcomes(
        { controllers: [{ kind: 'le', address: '00:00:00:00:00:00' }] },
        ['SetPowered', true],
        ['SetStaticAddress', 'C0:00:00:00:00:01'],
        ['SetPowered', true],
      ),
    ).toEqual(['Failed', ['LowEnergy', 'StaticAddress'], ['Powered', 'LowEnergy', 'StaticAddress']]);
  });
});
