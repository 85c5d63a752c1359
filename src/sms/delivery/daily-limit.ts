import { DateTime } from 'luxon';
import type { Clock } from '../../clock';
import type { NodeId } from '../../leads/enrollment';
import type { Message, MessagePurpose } from '../../leads/message';
import type { LeadStore } from '../../store/contract';
import { isUncounted, nothingSpent, plusText, readSpent, spentAsJson, type Spent } from './spent';

/** What an account may use up in a day, by the clock of the store's zone. What is reached first holds its texts. */
export interface LimitSettings {
  /** undefined: by the number of leads (`usualLimit`). */
  readonly segments?: number;
  /** US dollars; undefined: only segments count. */
  readonly dollars?: number;
  /** What a segment costs with the carrier's fee, US dollars. */
  readonly segmentPrice: number;
}

/** Three segments are the first text of a journey to every lead, with who we are and how to stop. */
const SEGMENTS_FOR_A_LEAD = 3;
/** A small store may be tried out, and a wrong flow costs less than ten dollars. */
const LEAST_SEGMENTS = 250;

/** Segments a day for a store with so many leads, when nobody has set a limit. */
export function usualLimit(leads: number): number {
  return Math.max(LEAST_SEGMENTS, leads * SEGMENTS_FOR_A_LEAD);
}

const LIMITED: Readonly<Record<MessagePurpose, boolean>> = {
  marketing: true,
  conversational: true,
  transactional: false,
  answer: false,
};

/** True for texts that are held over the limit. */
export function isLimited(purpose: MessagePurpose): boolean {
  return LIMITED[purpose];
}

/** Why the texts of an account are held until a person lets them go on. */
export interface LimitStop {
  /** Segments that went out today, or are on their way, and what they cost, US dollars. */
  readonly segments: number;
  readonly dollars: number;
  /** Segments a day. */
  readonly limit: number;
  /** ms UTC */
  readonly since: number;
}

/** A text on its way. */
export interface Weighed {
  readonly message: string;
  readonly segments: number;
  readonly purpose: MessagePurpose;
}

export interface DailyLimitParts {
  readonly store: LeadStore;
  readonly clock: Clock;
  /** IANA; its midnight begins a day. */
  readonly zone: string;
  readonly account: NodeId;
  /** As deployed last. */
  readonly settings: LimitSettings;
  /** The limit was reached: texts are held from now on. */
  readonly reached: () => void;
  /** What was held may be asked for again. */
  readonly released: () => void;
  readonly failed: (error: unknown) => void;
}

/** How long the number of leads counts as known, ms. */
const LEADS_KNOWN_FOR_MS = 60_000;
const WRITE_EVERY_MS = 1_000;
/** After a crash so many leads that were touched last are looked through for texts that were not counted. */
const LOOKED_THROUGH = 500;

/**
 * Keeps a flow that runs wild from texting, and costing, for ever: over the limit of a day the texts of the account are held
 * until a person lets them go on, over midnight and restarts. Transactional texts and answers to STOP, START and HELP count
 * and are never held. Counted is what the provider took, or may have taken.
 */
export class DailyLimit {
  /** Resolves when it is known what was used up before. Until then texts are held. */
  readonly ready: Promise<void>;
  #settings: LimitSettings;
  /** The day that it is now. */
  #day = { name: '', from: Infinity, until: -Infinity };
  #spent: Spent;
  /** Texts whose count was made up for when the store was opened, and which may still be told of. */
  readonly #madeUpFor = new Set<string>();
  /** Segments whose outcome is not known yet. */
  #underWay = 0;
  #leads = 0;
  #leadsKnownAt = -Infinity;
  #isReady = false;
  #isWritten = true;
  #writtenAt = -Infinity;
  #cancelWrite: (() => void) | undefined;

  constructor(private readonly parts: DailyLimitParts) {
    this.#settings = parts.settings;
    this.#spent = nothingSpent(this.#today);
    this.ready = this.#read().catch(parts.failed);
  }

  /** The account is deployed anew. */
  configure(settings: LimitSettings): void {
    this.#settings = settings;
    if (this.#isReady) this.#liftIfRaised();
  }

  /** Segments a day, without what a person has let go on. */
  get limit(): number {
    const { segments, dollars, segmentPrice } = this.#settings;
    const most = segments ?? usualLimit(this.#leads);
    return dollars === undefined ? most : Math.min(most, Math.max(1, Math.floor(dollars / segmentPrice)));
  }

  get stop(): LimitStop | undefined {
    const { held, segments, day } = this.#spent;
    if (!held) return undefined;
    const today = (day === this.#today ? segments : 0) + this.#underWay;
    const dollars = today * this.#settings.segmentPrice;
    return { segments: today, dollars, limit: this.limit, since: held.since };
  }

  /** False when the text has to wait: the limit is reached, or nobody knows yet whether it is. */
  letsThrough({ segments, purpose }: Weighed): boolean {
    if (!isLimited(purpose)) return true;
    if (!this.#isReady) return false;
    this.#turnDay();
    if (this.#spent.held) return false;
    if (this.#spent.segments + this.#underWay + segments <= this.#most) return true;
    if (this.#knowsLeads) this.#hold();
    else this.#countLeads().then(this.parts.released, this.parts.failed);
    return false;
  }

  /** The text is given to the provider now; call `ended` when its outcome is known, and `count` when it was taken. */
  began({ segments }: Weighed): void {
    this.#underWay += segments;
  }

  ended({ segments }: Weighed): void {
    this.#underWay -= segments;
  }

  /** The provider took it, or may have. */
  count({ message, segments }: Weighed): void {
    if (this.#madeUpFor.delete(message)) return;
    this.#turnDay();
    this.#spent = plusText(this.#spent, { id: message, segments }, this.parts.clock.now());
    if (this.#isReady && this.#knowsLeads && this.#spent.segments >= this.#most) this.#hold();
    this.#writeSoon();
  }

  /** A person has looked: as much again may go out today, and tomorrow the limit is what it was. */
  resume(): void {
    this.#turnDay();
    const { held, ...rest } = this.#spent;
    if (!held) return;
    const isToday = this.#spent.segments + this.#underWay >= this.#most;
    this.#spent = { ...rest, portions: rest.portions + (isToday ? 1 : 0) };
    this.#write();
    this.parts.released();
  }

  close(): void {
    this.#cancelWrite?.();
    if (!this.#isWritten) this.#write();
  }

  get #most(): number {
    return this.limit * (1 + this.#spent.portions);
  }

  get #today(): string {
    const { clock, zone } = this.parts;
    const now = clock.now();
    if (now < this.#day.from || now >= this.#day.until) {
      const today = DateTime.fromMillis(now, { zone }).startOf('day');
      const until = today.plus({ days: 1 }).toMillis();
      this.#day = { name: today.toISODate() ?? '', from: today.toMillis(), until };
    }
    return this.#day.name;
  }

  get #knowsLeads(): boolean {
    const age = this.parts.clock.now() - this.#leadsKnownAt;
    return this.#settings.segments !== undefined || age < LEADS_KNOWN_FOR_MS;
  }

  #turnDay(): void {
    const today = this.#today;
    if (today !== this.#spent.day) this.#spent = nothingSpent(today, this.#spent.held);
  }

  #hold(): void {
    if (this.#spent.held) return;
    this.#spent = { ...this.#spent, held: { since: this.parts.clock.now(), limit: this.limit } };
    this.#write();
    this.parts.reached();
  }

  async #countLeads(): Promise<void> {
    this.#leads = await this.parts.store.size();
    this.#leadsKnownAt = this.parts.clock.now();
  }

  async #read(): Promise<void> {
    const { store, account, released } = this.parts;
    await this.#countLeads();
    const saved = readSpent(await store.setting(settingOf(account)));
    const missed = saved?.day === this.#today ? await this.#uncounted(saved) : [];
    // What was counted meanwhile comes on top.
    const meanwhile = this.#spent;
    this.#spent = saved ?? nothingSpent(this.#today);
    for (const one of missed.filter(({ id }) => !meanwhile.counted.includes(id))) {
      this.#spent = plusText(this.#spent, one, this.#spent.last);
      this.#madeUpFor.add(one.id);
    }
    this.#turnDay();
    const { segments, texts, last, counted } = this.#spent;
    this.#spent = {
      ...this.#spent,
      segments: segments + meanwhile.segments,
      texts: texts + meanwhile.texts,
      last: Math.max(last, meanwhile.last),
      counted: [...counted, ...meanwhile.counted],
    };
    this.#liftIfRaised();
    this.#isReady = true;
    released();
  }

  /** A limit that somebody has set higher since is the answer of a person, too. */
  #liftIfRaised(): void {
    const { segments, dollars } = this.#settings;
    const { held, ...rest } = this.#spent;
    if (!held || (segments === undefined && dollars === undefined) || this.limit <= held.limit) return;
    this.#spent = rest;
    this.#write();
  }

  async #uncounted(saved: Spent): Promise<readonly Message[]> {
    const { store, account } = this.parts;
    const found: Message[] = [];
    for (const id of await store.recentLeads(LOOKED_THROUGH)) {
      const messages = (await store.read({ id }))?.messages ?? [];
      found.push(...messages.filter((one) => one.account === account && isUncounted(one, saved)));
    }
    return found;
  }

  /** At once after a pause, then once a second. */
  #writeSoon(): void {
    this.#isWritten = false;
    if (!this.#isReady || this.#cancelWrite) return;
    const { clock } = this.parts;
    const at = this.#writtenAt + WRITE_EVERY_MS;
    if (at <= clock.now()) return this.#write();
    this.#cancelWrite = clock.wakeAt(at, () => this.#write());
  }

  #write(): void {
    const { store, account, clock, failed } = this.parts;
    this.#cancelWrite?.();
    this.#cancelWrite = undefined;
    this.#isWritten = true;
    this.#writtenAt = clock.now();
    store.putSetting(settingOf(account), spentAsJson(this.#spent)).catch(failed);
  }
}

function settingOf(account: NodeId): string {
  return `spent:${account}`;
}
