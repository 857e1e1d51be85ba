import type { PairingRequest, PairingRequestEnd, PairingStep, PairOptions } from 'rx-btmgmt';
import { acceptConfirmations, controller, fixedPasskey, fixedPin, isMgmtError, pair, rejectAll } from 'rx-btmgmt';
import type { DevicePairing } from 'rx-btmgmt/simulator';
import { Dice } from '../contract/harness/dice.js';
import { Said } from '../controllers/world.js';
import { ADDRESS, PairingWorld, classic, messageOf } from './pairing-world.js';
import { seeds } from '../support/seeds.js';

const SEEDS = seeds(50);
const STEPS = 16;
const SECOND = '00:11:22:33:44:66';
const CAPABILITIES = ['DisplayOnly', 'DisplayYesNo', 'KeyboardOnly', 'NoInputNoOutput', 'KeyboardDisplay'] as const;
/** Whoever waits for something has it by then: a pairing, half a minute for an answer, and all in a row on one controller. */
const LONG = 400_000;

/** How people and their devices behave. */
const devicePairing = (dice: Dice): DevicePairing => ({
  ioCapability: dice.one(CAPABILITIES),
  answer: dice.one(['accept', 'accept', 'reject', 'ignore'] as const),
  bonding: dice.percent(80),
  secureConnections: dice.percent(60),
  simplePairing: dice.percent(60),
  passkey: 123_456,
  delay: dice.below(2000),
});

const pairOptions = (dice: Dice): PairOptions => ({
  ...(dice.percent(50) ? { ioCapability: dice.one(CAPABILITIES) } : {}),
  ...(dice.percent(40)
    ? { policy: dice.one([acceptConfirmations, rejectAll, fixedPasskey(123_456), fixedPin('0000')]) }
    : {}),
  ...(dice.percent(30) ? { settings: [] } : {}),
  timeout: 1000 + dice.below(40_000),
  whenOff: dice.one(['error', 'pause'] as const),
});

/** A world in which two programs pair, answer, give up and interfere; gives what is wrong with what came of it. */
function complaintsOf(seed: number): string[] {
  const dice = new Dice(seed);
  const device = { address: SECOND, privateAddress: dice.percent(30), pairing: devicePairing(dice) };
  const world = new PairingWorld([classic({ pairing: devicePairing(dice) }), device]);
  const pairings: Said<PairingStep>[] = [];
  const asked: { readonly request: PairingRequest; readonly ended: Said<PairingRequestEnd> }[] = [];
  const agents = [world.requests(), world.requests(world.other)];
  const seen = new Set<PairingRequest>();
  const listen = (): void => {
    for (const request of agents.flatMap(({ values }) => values)) {
      if (!seen.has(request)) asked.push({ request, ended: new Said(request.ended$) });
      seen.add(request);
    }
  };
  const steps: readonly (() => unknown)[] = [
    () => {
      const mgmt = dice.one([world.mgmt, world.other]);
      const second = world.simulator.devices[1];
      const peer = dice.percent(50)
        ? ({ address: ADDRESS, addressType: 'BREDR' } as const)
        : ({ address: second?.address ?? '', addressType: device.privateAddress ? 'LERandom' : 'LEPublic' } as const);
      pairings.push(new Said(pair(controller(mgmt, 0), peer, pairOptions(dice))));
    },
    () => asked.at(-1)?.request.isOpen === true && dice.one([acceptConfirmations, rejectAll])(asked.at(-1)!.request),
    () => pairings[dice.below(Math.max(1, pairings.length))]?.subscription.unsubscribe(),
    () => world.other.command$('SetPowered', 0, dice.percent(50)).subscribe({ error: () => undefined }),
    () => world.other.command$('CancelPairDevice', 0, ADDRESS, 'BREDR').subscribe({ error: () => undefined }),
    () => world.other.command$('Disconnect', 0, SECOND, 'LEPublic').subscribe({ error: () => undefined }),
    () => world.simulator.controllers[0]?.reset(),
    () => world.simulator.devices[dice.below(2)]?.disconnect(),
    () => world.simulator.devices[dice.below(2)]?.forget(),
    () => world.simulator.faults.dropEvents({ times: 1 }),
    () => world.simulator.faults.dropReplies({ command: 'PairDevice', times: 1 }),
  ];
  for (let n = 0; n < STEPS; n++) {
    (dice.percent(35) ? steps[0] : dice.one(steps))?.();
    world.pass(dice.below(3000));
    listen();
  }
  world.simulator.faults.clear();
  world.other.command$('SetLowEnergy', 0, true).subscribe({ error: () => undefined });
  world.other.command$('SetPowered', 0, true).subscribe({ error: () => undefined });
  world.pass(LONG);
  listen();
  world.pass(LONG);

  const complaints: string[] = [];
  for (const { error, last, subscription } of pairings) {
    if (!subscription.closed) complaints.push(`a pairing goes on for ever, after ${last?.step}`);
    if (error !== undefined && !isMgmtError(error)) complaints.push(`failed with ${messageOf({ error })}`);
  }
  for (const { request, ended } of asked) {
    if (ended.values.length !== 1 || request.isOpen) complaints.push(`a question (${request.kind}) is never over`);
  }
  if (world.settings()['Bondable'] === true) complaints.push('Bondable was left on');
  for (const agent of agents) {
    if (agent.error !== undefined) complaints.push(`an agent failed with ${messageOf(agent)}`);
  }
  return complaints;
}

describe('Pairings in random worlds', () => {
  it(`end, with all their questions, and leave nothing on, in each of ${SEEDS} worlds`, () => {
    for (let seed = 1; seed <= SEEDS; seed++) expect([seed, complaintsOf(seed)]).toEqual([seed, []]);
  }, 60_000);
});
