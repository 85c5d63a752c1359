import type { Clock } from '../clock';
import { isJsonObject, type JsonObject } from '../json';
import type { NodeId } from '../leads/enrollment';
import type { LeadStore } from '../store/contract';

/** Why the texts of a journey are held until a person resumes it. */
export interface JourneyStop {
  readonly journey: NodeId;
  readonly reason: 'refused' | 'opt_outs';
  /** How many of how many texts, within the hour before. */
  readonly count: number;
  readonly texts: number;
  /** ms UTC */
  readonly since: number;
}

export type Happening = 'text' | 'refused' | 'opt_out';

/** What is counted together, ms. */
const WINDOW_MS = 3_600_000;
const BUCKET_MS = 60_000;
/** A journey stops at so many refusals (or opt-outs) within the window, when they are one in ten texts or more. */
const MOST = 5;
const ONE_IN = 10;
const SETTING = 'stopped_journeys';

type Bucket = Record<Happening, number>;

/**
 * Stops the texts of a journey when carriers refuse too many of them, or too many people opt out: each further one hurts
 * the sender's standing, and the people. Stops are kept in the store; what is counted is forgotten with the process.
 */
export class JourneyBrake {
  /** Resolves when the stops are read. */
  readonly ready: Promise<void>;
  readonly #stops = new Map<NodeId, JourneyStop>();
  readonly #buckets = new Map<NodeId, Map<number, Bucket>>();

  constructor(
    private readonly store: LeadStore,
    private readonly clock: Clock,
    private readonly stopped: (stop: JourneyStop) => void,
    private readonly failed: (error: unknown) => void,
  ) {
    this.ready = this.#read().catch(failed);
  }

  get stops(): readonly JourneyStop[] {
    return [...this.#stops.values()];
  }

  isOn(journey: NodeId): boolean {
    return this.#stops.has(journey);
  }

  note(journey: NodeId, what: Happening): void {
    const minute = Math.floor(this.clock.now() / BUCKET_MS);
    const buckets = this.#buckets.get(journey) ?? new Map<number, Bucket>();
    this.#buckets.set(journey, buckets);
    const bucket = buckets.get(minute) ?? { text: 0, refused: 0, opt_out: 0 };
    buckets.set(minute, bucket);
    bucket[what]++;
    for (const at of buckets.keys()) {
      if (at > minute - WINDOW_MS / BUCKET_MS) break;
      buckets.delete(at);
    }
    if (what !== 'text') this.#stopIfTooMany(journey, buckets);
  }

  /** A person lets the journey go on. */
  async release(journey: NodeId): Promise<void> {
    if (!this.#stops.delete(journey)) return;
    this.#buckets.delete(journey);
    await this.#write();
  }

  #stopIfTooMany(journey: NodeId, buckets: Map<number, Bucket>): void {
    const sum: Bucket = { text: 0, refused: 0, opt_out: 0 };
    for (const bucket of buckets.values()) {
      for (const what of ['text', 'refused', 'opt_out'] as const) sum[what] += bucket[what];
    }
    const isTooMany = (count: number): boolean => count >= MOST && count * ONE_IN >= sum.text;
    const reason = isTooMany(sum.refused) ? 'refused' : isTooMany(sum.opt_out) ? 'opt_outs' : undefined;
    if (reason === undefined || this.#stops.has(journey)) return;
    const count = reason === 'refused' ? sum.refused : sum.opt_out;
    const stop: JourneyStop = { journey, reason, count, texts: sum.text, since: this.clock.now() };
    this.#stops.set(journey, stop);
    this.#write().catch(this.failed);
    this.stopped(stop);
  }

  async #read(): Promise<void> {
    const saved = await this.store.setting(SETTING);
    if (!Array.isArray(saved)) return;
    for (const one of saved) if (isStop(one)) this.#stops.set(one.journey, one);
  }

  #write(): Promise<void> {
    return this.store.putSetting(
      SETTING,
      this.stops.map((stop) => ({ ...stop })),
    );
  }
}

function isStop(value: unknown): value is JsonObject & JourneyStop {
  return (
    isJsonObject(value) &&
    typeof value['journey'] === 'string' &&
    (value['reason'] === 'refused' || value['reason'] === 'opt_outs') &&
    ['count', 'texts', 'since'].every((field) => typeof value[field] === 'number')
  );
}
