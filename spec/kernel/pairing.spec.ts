import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { Observable } from 'rxjs';
import { EMPTY, catchError, concat, filter, firstValueFrom, lastValueFrom, map, merge, take, toArray } from 'rxjs';
import type { PairedStep, PairingPolicy, PairingRequest, PairOptions, Peer } from 'rx-btmgmt';
import {
  acceptConfirmations,
  acceptJustWorks,
  controller,
  fixedPasskey,
  isStatusError,
  pair,
  pairingRequests,
  rejectAll,
} from 'rx-btmgmt';
import { FIRST, openDuringSuite, PAIR, ready, SECOND } from './support/controllers.js';
import { errorOf } from './support/error-of.js';

const LE: Peer = { address: SECOND.address, addressType: 'LEPublic' };
const CLASSIC: Peer = { address: SECOND.address, addressType: 'BREDR' };

describe('pairing on a kernel', { timeout: 120_000 }, () => {
  const mgmt = openDuringSuite();
  const [first, second] = PAIR.map(({ index }) => controller(mgmt, index)) as [
    ReturnType<typeof controller>,
    ReturnType<typeof controller>,
  ];
  /** What the second controller is asked, and the answers of its owner. */
  const asked = (ioCapability: NonNullable<PairOptions['ioCapability']>): Observable<PairingRequest> =>
    pairingRequests(second, { ioCapability });

  /** Pairs the first with the second, whose owner answers like that. */
  async function paired(peer: Peer, answers$: Observable<unknown>, options: PairOptions = {}): Promise<PairedStep> {
    const answering = answers$.subscribe();
    try {
      const steps = await lastValueFrom(pair(first, peer, options).pipe(toArray()));
      const last = steps.at(-1)!;
      assert.ok(last.step === 'paired');
      assert.deepEqual(
        steps.flatMap((step) => (step.step === 'key' ? [step.key] : [])),
        last.keys,
      );
      return last;
    } finally {
      answering.unsubscribe();
    }
  }

  const answer = (requests$: Observable<PairingRequest>, policy: PairingPolicy): Observable<unknown> =>
    requests$.pipe(map((request) => policy(request)));

  /** Both forget each other, and the connection ends. */
  async function part(addressType: Peer['addressType']): Promise<void> {
    const all = PAIR.map(({ index, address }) => ({ index, other: address === FIRST.address ? SECOND : FIRST }));
    const commands = all.flatMap(({ index, other }) => [
      mgmt.command$('UnpairDevice', index, other.address, addressType, true),
      mgmt.command$('UnpairDevice', index, other.address, addressType === 'BREDR' ? 'LEPublic' : 'BREDR', true),
    ]);
    await lastValueFrom(concat(...commands.map((command$) => command$.pipe(catchError(() => EMPTY)))), {
      defaultValue: undefined,
    });
    const alone = all.map(({ index }) =>
      controller(mgmt, index).state$.pipe(filter((state) => state?.connections?.length === 0)),
    );
    await lastValueFrom(merge(...alone.map((state$) => state$.pipe(take(1)))));
  }

  before(async () => {
    for (const { index } of PAIR) {
      await ready(mgmt, index);
      await lastValueFrom(mgmt.command$('SetLowEnergy', index, true));
      await lastValueFrom(mgmt.command$('SetPowered', index, true));
    }
    // `pair` does this for its own side only.
    await lastValueFrom(mgmt.command$('SetSecureSimplePairing', SECOND.index, true));
    await lastValueFrom(mgmt.command$('SetSecureConnections', SECOND.index, 'On'));
    await lastValueFrom(mgmt.command$('SetBondable', SECOND.index, true));
    await lastValueFrom(mgmt.command$('SetConnectable', SECOND.index, true));
    await lastValueFrom(mgmt.command$('SetAdvertising', SECOND.index, 'OnConnectable'));
  });

  it('just works, with Secure Connections that were off, and both have the same key', async () => {
    const theirs = firstValueFrom(mgmt.event$('NewLongTermKey', SECOND.index));
    const { peer, strength, bonded, keys } = await paired(LE, answer(asked('NoInputNoOutput'), acceptJustWorks));
    assert.deepEqual(peer, LE);
    assert.deepEqual(strength, { authenticated: false, secureConnections: true });
    assert.equal(bonded, true);
    const { value } = await theirs;
    assert.ok(keys.some((key) => key.event === 'NewLongTermKey' && Buffer.from(key.value).equals(value)));
    const state = await firstValueFrom(first.state$);
    assert.deepEqual(
      [state?.settings.Bondable, state?.settings.SecureSimplePairing, state?.settings.SecureConnections],
      [false, true, true],
    );
  });

  it('says that it is paired already', async () => {
    const error = await errorOf(pair(first, LE));
    assert.ok(isStatusError(error, 'AlreadyPaired'));
    assert.match(error.message, /first command\$\('UnpairDevice'/);
    await part('LEPublic');
  });

  it('is authenticated when both see the same number', async () => {
    const shown: string[] = [];
    const note = (request: PairingRequest): unknown => {
      if (request.kind === 'confirm') shown.push(request.passkey);
      return acceptConfirmations(request);
    };
    const { strength } = await paired(LE, answer(asked('DisplayYesNo'), note), { policy: note });
    assert.deepEqual(strength, { authenticated: true, secureConnections: true });
    assert.equal(shown.length, 2);
    assert.match(shown[0] ?? '', /^\d{6}$/);
    assert.equal(shown[0], shown[1]);
    await part('LEPublic');
  });

  it('is authenticated when the passkey is entered that the remote shows', async () => {
    const shown = firstValueFrom(asked('DisplayOnly'));
    let ended: unknown;
    const theirs = shown.then(async (request) => {
      ended = await firstValueFrom(request.ended$);
    });
    const enter = async (request: PairingRequest): Promise<void> => {
      const their = await shown;
      assert.ok(their.kind === 'display' && request.kind === 'passkey');
      assert.equal(request.accept(their.passkey), true);
    };
    const { strength } = await paired(LE, asked('DisplayOnly'), { ioCapability: 'KeyboardOnly', policy: enter });
    assert.deepEqual(strength, { authenticated: true, secureConnections: true });
    await theirs;
    assert.deepEqual(ended, { end: 'paired' });
    await part('LEPublic');
  });

  it('fails with a wrong passkey, and says so', async () => {
    const shown = asked('DisplayOnly').subscribe();
    const error = await errorOf(pair(first, LE, { ioCapability: 'KeyboardOnly', policy: fixedPasskey(0) }));
    shown.unsubscribe();
    assert.ok(isStatusError(error, 'AuthenticationFailed'));
    assert.match(error.message, /passkey was wrong/);
    await part('LEPublic');
  });

  it('fails when the remote, or its own side, says no', async () => {
    for (const [ours, theirs, why] of [
      [acceptConfirmations, rejectAll, /refused/],
      [rejectAll, () => undefined, /refused here/],
    ] as const) {
      const answering = answer(asked('DisplayYesNo'), theirs).subscribe();
      const error = await errorOf(pair(first, LE, { ioCapability: 'DisplayYesNo', policy: ours }));
      answering.unsubscribe();
      assert.ok(isStatusError(error, 'AuthenticationFailed'), String(error));
      assert.match(error.message, why);
      await part('LEPublic');
    }
  });

  it('is cancelled on both sides when it is unsubscribed from in the middle', async () => {
    const question = firstValueFrom(asked('DisplayYesNo'));
    const holding = asked('DisplayYesNo').subscribe();
    const pairing = pair(first, LE, { policy: () => undefined }).subscribe();
    const request = await question;
    const ended = firstValueFrom(request.ended$);
    pairing.unsubscribe();
    assert.equal((await ended).end, 'failed');
    assert.equal(request.isOpen, false);
    holding.unsubscribe();
    await part('LEPublic');
  });

  it('pairs over BR/EDR, and waits for the keys for LE', async () => {
    const { peer, strength, keys } = await paired(CLASSIC, answer(asked('NoInputNoOutput'), acceptJustWorks));
    assert.deepEqual(peer, CLASSIC);
    assert.deepEqual(strength, { authenticated: false, secureConnections: true });
    assert.ok(keys.some(({ event }) => event === 'NewLinkKey'));
    assert.ok(keys.some(({ event }) => event === 'NewLongTermKey'));
    await part('BREDR');
  });
});
