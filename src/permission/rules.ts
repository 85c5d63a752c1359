import type { FrequencyCap } from './cap';
import type { SuppressionList } from '../store/suppression-list';
import type { DateHabits } from '../leads/input/date';
import type { ContactHours } from './contact-hours';

/** What to do with a marketing text over the cap: keep it until there is room, drop it, or end its journey too. */
export const ON_CAP = ['hold', 'skip', 'leave'] as const;
export type OnCap = (typeof ON_CAP)[number];

/**
 * Which texts need recorded consent of a kind that covers them: `required`: marketing; `every_text`: others too.
 * `assumed`: the leads of this store agreed elsewhere, and somebody answers for that.
 */
export const CONSENT_RULES = ['required', 'every_text', 'assumed'] as const;
export type ConsentRule = (typeof CONSENT_RULES)[number];

/** What a lead store says about texting its leads. Make it once and pass the same object: it is prepared once. */
export interface ContactRules {
  readonly consent: ConsentRule;
  readonly hours: ContactHours;
  readonly cap: FrequencyCap | null;
  /** Left out: hold. */
  readonly onCap?: OnCap;
  /** Whether an answer to what the lead wrote half an hour ago or less may leave at any hour. Left out: it may. */
  readonly answersAnytime?: boolean;
  /** What a guard asks on top. */
  readonly also?: OwnRules;
  /** IANA zone of the store: the first one of leads whose country has it among others. */
  readonly defaultZone: string;
  /** ISO 3166 country of the store; numbers of it are at home. */
  readonly country?: string;
  /** How dates are written here. Left out: as anywhere. */
  readonly dates?: DateHabits;
  /** Who opted out at another store that shares it is not texted here. */
  readonly shared?: SuppressionList;
  /** Held texts leave spread over this many ms. */
  readonly spreadMs: number;
}

/** What a guard asks on top of the rules of its store; it can only narrow them. */
export interface OwnRules {
  readonly hours?: ContactHours;
  readonly cap?: FrequencyCap;
}

/** The rules of the store with what a guard asks on top; the same object for the same two. */
export function narrowed(rules: ContactRules, also: OwnRules): ContactRules {
  const before = narrowedRules.get(also);
  if (before?.rules === rules) return before.both;
  const both = { ...rules, also };
  narrowedRules.set(also, { rules, both });
  return both;
}

const narrowedRules = new WeakMap<OwnRules, { readonly rules: ContactRules; readonly both: ContactRules }>();

/** The default of `spreadMs`: ten minutes. */
export const DEFAULT_SPREAD_MS = 600_000;
