import type { Mgmt, ScanOptions, Sighting } from 'rx-btmgmt';
import { controller, scan } from 'rx-btmgmt';
import type { Dice } from '../../contract/harness/dice.js';
import { wanted } from '../../operators/random-discovery/neighbours.js';
import { Participant } from '../../support/participant.js';

const LE = ['LEPublic', 'LERandom'] as const;
const CLASSIC = ['BREDR'] as const;

/** A monitor, and who of the neighbours has what it asks for. */
const MONITORS = [
  { monitor: { patterns: [{ adType: 'ServiceData16', offset: 0, value: 'd2fc' }] }, of: ['C0:00:00:00:00:02'] },
  {
    monitor: {
      patterns: [{ adType: 'Flags', offset: 0, value: '06' }],
      highThreshold: -60,
      highThresholdTimer: 0,
      lowThreshold: -80,
      lowThresholdTimer: 5,
      samplingPeriod: 0,
    },
    of: ['00:00:00:00:00:01'],
  },
] as const;

/** What a subscriber asks for, and which devices it is to hear then. */
interface Request {
  readonly options: ScanOptions;
  readonly hears: readonly string[];
}

/** Anything that `scan` can be asked for. */
export function anyRequest(dice: Dice): Request {
  const pick = <T>(chance: number, values: readonly T[]): T | undefined =>
    dice.percent(chance) ? dice.one(values) : undefined;
  const isPassive = dice.percent(45);
  const monitored = isPassive ? pick(50, MONITORS) : undefined;
  const wishes: Record<string, unknown> = {
    addressTypes: isPassive ? pick(20, [['LEPublic'], LE]) : pick(60, [LE, CLASSIC, [...CLASSIC, ...LE], ['LEPublic']]),
    uuids: pick(30, [['180f'], ['fcd2'], []]),
    rssiThreshold: pick(30, [-60, -75, -127]),
    limited: isPassive ? undefined : pick(10, [true]),
  };
  const others: Record<string, unknown> = {
    mode: isPassive ? 'passive' : pick(20, ['active']),
    monitor: monitored?.monitor,
    activeWindows: isPassive ? pick(30, [{ interval: 20_000, duration: 5_000 }]) : undefined,
    whenOff: pick(25, ['error']),
    whenAbsent: pick(25, ['error']),
  };
  const given = (options: object): ScanOptions =>
    Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
  const hears = [...wanted(given(wishes))].filter(
    (address) => monitored === undefined || monitored.of.some((one) => one === address),
  );
  return { options: given({ ...wishes, ...others }), hears };
}

/** A subscriber that scans, and what came of it. */
export class Scanner extends Participant {
  /** When each device was heard last. */
  readonly #heard = new Map<string, number>();
  /** What it did not ask for, and got. */
  readonly unwanted: string[] = [];

  constructor(
    readonly name: string,
    mgmt: Mgmt,
    /** Where the controller sits, or its address. */
    readonly which: number | string,
    private readonly request: Request,
  ) {
    super(mgmt.scheduler, `${name} ${which} ${JSON.stringify(request.options)}`);
    this.follow(scan(controller(mgmt, which), request.options), (sighting) => this.#sighted(sighting));
  }

  get options(): ScanOptions {
    return this.request.options;
  }

  /** Whom it should have heard since then, and has not. */
  missing(since: number): string[] {
    return this.request.hears.filter((address) => (this.#heard.get(address) ?? -Infinity) < since);
  }

  #sighted({ address, time, rssi }: Sighting): void {
    this.#heard.set(address, time);
    if (this.end !== undefined || !this.request.hears.includes(address)) this.unwanted.push(`${address} ${rssi}`);
  }
}
