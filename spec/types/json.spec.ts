import type { DecodedCommand, DecodedParams, Json, Mgmt, MgmtEvent, Reply, UnknownCommand } from '../../src/index.js';
import { fromJson, toJson } from '../../src/index.js';

/** True only if both types are the same, neither wider nor narrower. */
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;
type IsAny<T> = 0 extends 1 & T ? true : false;
const holds = (truth: true): void => expect(truth).toBe(true);

/** Compiled, not run: what matters is whether the compiler lets it pass. */
const compiled = (_: (mgmt: Mgmt, key: MgmtEvent<'NewLongTermKey'>) => unknown): void =>
  expect(_).toBeInstanceOf(Function);

describe('types of JSON', () => {
  it('have text for bytes and wide numbers, and null for what is not known', () => {
    type Key = Json<MgmtEvent<'NewLongTermKey'>>;
    holds(true satisfies Same<Key['value'], string>);
    holds(true satisfies Same<Key['randomNumber'], string>);
    holds(true satisfies Same<Key['event'], 'NewLongTermKey'>);
    type Found = Json<MgmtEvent<'DeviceFound'>>;
    holds(true satisfies Same<Found['rssi'], number | null>);
    holds(true satisfies Same<Found['flags']['ConfirmName'], boolean>);
    holds(true satisfies Same<Json<readonly Uint8Array[]>, readonly string[]>);
    holds(true satisfies Same<Json<{ readonly a?: Uint8Array }>['a'], string | undefined>);
  });

  it('bring back what was given', () => {
    compiled((_, key) => {
      const stored = toJson(key);
      fromJson(stored) satisfies MgmtEvent<'NewLongTermKey'>;
      fromJson({ event: 'DeviceFound' }) satisfies MgmtEvent<'DeviceFound'>;
      fromJson({ command: 'SetPowered', index: 0, params: { powered: true } })
        .params satisfies DecodedParams<'SetPowered'>;
      fromJson({ command: 'Unknown' }) satisfies UnknownCommand;
      fromJson(stored, { paramsOf: 'LoadLinkKeys' }) satisfies DecodedParams<'LoadLinkKeys'>;
      fromJson(stored, { replyTo: 'SetPowered' }) satisfies Reply<'SetPowered'>;
      // @ts-expect-error no such command
      fromJson(stored, { replyTo: 'SetPowred' });
    });
    const parsed = (json: unknown) => fromJson(json);
    const anything = (text: string) => fromJson(JSON.parse(text));
    holds(true satisfies Same<IsAny<ReturnType<typeof parsed>>, false>);
    holds(true satisfies Same<IsAny<ReturnType<typeof anything>>, false>);
    holds(true satisfies DecodedCommand extends ReturnType<typeof parsed> ? true : false);
    expect([parsed, anything]).toHaveLength(2);
  });
});

describe('types of keys', () => {
  it('let an event be loaded that brought a key, and no other', () => {
    compiled((mgmt, key) => [
      mgmt.command$('LoadLongTermKeys', 0, [key]),
      mgmt.command$('LoadLongTermKeys', 0, [fromJson(toJson(key))]),
      mgmt.command$('LoadLinkKeys', 0, false, [{} as MgmtEvent<'NewLinkKey'>]),
      mgmt.command$('LoadIdentityResolvingKeys', 0, [{} as MgmtEvent<'NewIdentityResolvingKey'>]),
      mgmt.command$('LoadConnectionParameters', 0, [{} as MgmtEvent<'NewConnectionParameter'>]),
      // @ts-expect-error a key of another kind
      mgmt.command$('LoadLinkKeys', 0, false, [key]),
      // @ts-expect-error of another kind, though the fields are there
      mgmt.command$('LoadIdentityResolvingKeys', 0, [{} as MgmtEvent<'NewSignatureResolvingKey'>]),
      // @ts-expect-error of another kind, though the fields are there
      mgmt.command$('LoadIdentityResolvingKeys', 0, [key]),
      // @ts-expect-error a misspelt field
      mgmt.command$('LoadIdentityResolvingKeys', 0, [{ address: '', addressType: 'LEPublic', value: '', hint: 1 }]),
    ]);
  });
});
