import { StoreError } from '../store/contract';
import type { Enrollment } from '../leads/enrollment';
import type { MessagePurpose, Purpose } from '../leads/message';
import type { QuietTime } from '../leads/model/quiet-time';
import type { PauseReason } from '../leads/pause';
import type { LeadRecord } from '../leads/record';
import type { Reply } from '../leads/reply';
import { GATES, type Gate, type GateName, type Verdict } from '../leads/verdict';
import { askCaps, capOfWish, type FrequencyCap } from './cap';
import {
  hoursGate,
  wallClock,
  type ContactHours,
  type HoursAnswer,
  type HoursGate,
  type HoursQuestion,
} from './hours';
import type { ContactRules } from './rules';
import { consented, coverageOf, optedOut } from './ledger';
import { hoursOutside } from './quiet-hours';
import { allowed, blocked } from './gates/gate';
import { numberGate, whyUnusable } from './gates/number';
import { rulesOfStates } from './state-rules';
import { whereabouts } from './whereabouts';

export * from './rules';

/** May this text go to this lead now? */
export interface Question {
  readonly record: LeadRecord;
  readonly purpose: MessagePurpose;
  /** The passage through a journey that the text belongs to; none outside a journey. */
  readonly enrollment?: Enrollment | undefined;
  /** Enrollment + node + pass. */
  readonly step: string;
  /** Now, ms UTC. */
  readonly at: number;
  readonly rules: ContactRules;
  /** From this moment on (ms UTC) the text makes no sense any more. */
  readonly staleAt?: number | undefined;
  /** Lead and step: where in the spread a held text falls. */
  readonly spreadSeed: string;
  /** Whether the text would leave by an account that texts real phones; left out: that is not known, or it does not. */
  readonly textsPeople?: boolean | undefined;
}

/** Why a text may not go, or not yet, in one word. */
export type Reason =
  | 'opted_out'
  | 'paused'
  | 'no_consent'
  | 'journey_over'
  | 'journey_held'
  | 'unreachable'
  | 'outside_hours'
  | 'over_cap'
  | 'stale'
  | 'already_sent';

const OBJECTIONS: { readonly [gate in GateName]: { readonly reason: Reason; readonly because: string } } = {
  suppression: { reason: 'opted_out', because: 'The lead opted out, and only her own START lifts that.' },
  pause: { reason: 'paused', because: 'Automation is paused for the lead.' },
  consent: { reason: 'no_consent', because: 'The lead has not agreed to marketing texts.' },
  enrollment: { reason: 'journey_over', because: 'The journey of this text has ended for the lead.' },
  number: { reason: 'unreachable', because: 'The number of the lead cannot receive texts.' },
  contact_hours: {
    reason: 'outside_hours',
    because: 'It is outside the contact hours where the lead may live.',
  },
  frequency_cap: {
    reason: 'over_cap',
    because: 'The lead has had as many marketing texts as the contact rules allow for now.',
  },
  staleness: { reason: 'stale', because: 'The text came too late to make sense.' },
  duplicate_step: {
    reason: 'already_sent',
    because: 'There already is a text to the lead for this step of the journey.',
  },
};

const HELD = {
  reason: 'journey_held',
  because: 'Another journey has the lead for itself; this one goes on when that has ended.',
} as const;

/** What a gate says that holds: the journey of a text that is held has not ended. */
function holdingFor(gate: GateName): (typeof OBJECTIONS)[GateName] {
  return gate === 'enrollment' ? HELD : OBJECTIONS[gate];
}

/**
 * Whether a text may go out now: all gates in the order of GATES, each looked at and recorded even when an earlier one
 * blocks. Block when any blocks (the first one gives the reason), else hold until the last one opens (that one gives
 * the reason), else allow. Ask again when a hold ends: other gates may have closed. Hours that make no sense and zones
 * that nobody knows block; they do not throw.
 */
export function judge(question: Question): Verdict {
  const { at } = question;
  const gates = [
    suppressionGate(question),
    pauseGate(question),
    consentGate(question),
    enrollmentGate(question),
    numberGate(question),
    contactHoursGate(question),
    frequencyCapGate(question),
    stalenessGate(question),
    duplicateStepGate(question),
  ];
  let holding: (Gate & { readonly answer: 'hold' }) | undefined;
  for (const gate of gates) {
    if (gate.answer === 'block') return { at, gates, answer: 'block', ...objectionOf(gate, question) };
    if (gate.answer === 'hold' && (!holding || gate.until > holding.until)) holding = gate;
  }
  if (!holding) return { at, gates, answer: 'allow' };
  return { at, gates, answer: 'hold', until: holding.until, ...holdingFor(holding.gate) };
}

function objectionOf({ gate, rule }: Gate, { purpose }: Question): { reason: Reason; because: string } {
  if (gate === 'number') return { reason: 'unreachable', because: whyUnusable(rule) };
  if (gate !== 'consent' || purpose === 'marketing') return OBJECTIONS[gate];
  return { reason: 'no_consent', because: 'The lead has not agreed to texts of this kind.' };
}

/** If the store cannot be used, the answer is no (ARCHITECTURE, promise 3). Rethrows what is no error of the store. */
export function closedFor(error: unknown, now: number): Verdict {
  if (!(error instanceof StoreError)) throw error;
  return closedVerdict(now, `The lead store cannot be used, so nobody is texted: ${error.message}.`);
}

/**
 * The answer when nobody can know, because the store cannot be read: no (ARCHITECTURE, promise 3). `because` is one sentence
 * for people, without number or text of anybody; `at` is ms UTC.
 */
export function closedVerdict(at: number, because: string): Verdict {
  const gates = GATES.map((gate): Gate => ({
    gate,
    value: 'not known',
    rule: 'store.readable',
    answer: 'block',
  }));
  return { at, gates, answer: 'block', reason: 'store_unreadable', because };
}

// What most verdicts share is made once: a verdict of nine gates is asked for before every text.
const NOT_OPTED_OUT = allowed('suppression', 'not opted out', 'suppression.store');
const OPTED_OUT = blocked('suppression', 'opted out', 'suppression.store');
const OPTED_OUT_ELSEWHERE = blocked('suppression', 'opted out at another store', 'suppression.shared');
const ANSWER_TO_OPTED_OUT = allowed('suppression', 'opted out', 'suppression.one_answer');

/**
 * Opt-out counts for every purpose but the one answer to STOP, START or HELP: one confirmation is allowed
 * (47 CFR 64.1200(a)(12), read November 2026).
 */
function suppressionGate({ record, purpose, rules }: Question): Gate {
  if (optedOut(record.ledger)) return purpose === 'answer' ? ANSWER_TO_OPTED_OUT : OPTED_OUT;
  return purpose !== 'answer' && rules.shared?.has(record.lead.phone) ? OPTED_OUT_ELSEWHERE : NOT_OPTED_OUT;
}

const NOT_PAUSED = allowed('pause', 'not paused', 'pause.none');
const PAUSED: Readonly<Record<PauseReason, { readonly value: string; readonly rule: string }>> = {
  person: { value: 'a person took over', rule: 'pause.person' },
  unclear: { value: 'an opt-out is being asked about', rule: 'pause.unclear' },
  loop: { value: 'a machine answers', rule: 'pause.loop' },
  snoozed: { value: 'the lead asked for later', rule: 'pause.snoozed' },
};
/** A pause that only a person ends has no end to hold until: what is held is asked again when she is resumed. */
const FAR_AWAY_MS = 365 * 86_400_000;

/** Holds what a pause holds still; a lead who asked to be left alone still hears of her order. */
function pauseGate({ record: { pause }, purpose, at }: Question): Gate {
  if (!pause) return NOT_PAUSED;
  const { value, rule } = PAUSED[pause.reason];
  const until = pause.until ?? at + FAR_AWAY_MS;
  const passes = purpose === 'answer' || (pause.reason === 'snoozed' && purpose === 'transactional');
  if (passes || until <= at) return allowed('pause', value, rule);
  return { gate: 'pause', value, rule, answer: 'hold', until };
}

const AGREED_TO: Readonly<Record<Purpose, Gate>> = {
  marketing: allowed('consent', 'agreed to marketing texts', 'consent.required'),
  conversational: allowed('consent', 'agreed to conversational texts', 'consent.required'),
  transactional: allowed('consent', 'agreed to transactional texts', 'consent.required'),
};
const AGREED_BY_START = allowed('consent', 'agreed by START', 'consent.required');
const WROTE = allowed('consent', 'the lead wrote first', 'consent.wrote');
const NOT_AGREED = {
  less: blocked('consent', 'agreed to less', 'consent.required'),
  never: blocked('consent', 'never agreed', 'consent.required'),
  noLonger: blocked('consent', 'no longer agreed', 'consent.required'),
};
const CONSENT_ASSUMED = allowed('consent', 'assumed', 'consent.assumed');
const CONSENT_NOT_NEEDED = onlyForMarketing('consent', 'consent.marketing_only');

/**
 * A consent that covers the text. Who writes to us may be answered without one (CTIA Messaging Principles 5.1:
 * conversational messaging, implied consent).
 */
function consentGate({ record, purpose, rules }: Question): Gate {
  if (purpose === 'answer') return CONSENT_NOT_NEEDED.answer;
  if (rules.consent === 'assumed' && purpose === 'marketing') return CONSENT_ASSUMED;
  if (rules.consent !== 'every_text' && purpose !== 'marketing') return CONSENT_NOT_NEEDED[purpose];
  const { ledger, replies } = record;
  const consent = consented(ledger, purpose);
  if (consent?.kind === 'consent') return AGREED_TO[coverageOf(consent)];
  if (consent) return AGREED_BY_START;
  if (purpose === 'conversational' && replies.some(isByPerson)) return WROTE;
  if (optedOut(ledger)) return NOT_AGREED.noLonger;
  return consented(ledger, 'transactional') ? NOT_AGREED.less : NOT_AGREED.never;
}

const NO_JOURNEY = allowed('enrollment', 'no journey', 'enrollment.goes_on');
const JOURNEY = {
  active: allowed('enrollment', 'active', 'enrollment.goes_on'),
  completed: allowed('enrollment', 'completed', 'enrollment.goes_on'),
  converted: blocked('enrollment', 'converted', 'enrollment.goes_on'),
  exited: blocked('enrollment', 'exited', 'enrollment.goes_on'),
};

/** The confirmation of STOP goes out although STOP has just ended the journey. */
function enrollmentGate({ enrollment, purpose, at }: Question): Gate {
  if (!enrollment || purpose === 'answer') return NO_JOURNEY;
  const { state } = enrollment;
  if (state.status !== 'active' || state.heldBy === undefined) return JOURNEY[state.status];
  const rule = 'enrollment.not_claimed';
  return { gate: 'enrollment', value: 'held', rule, answer: 'hold', until: at + FAR_AWAY_MS };
}

const HOURS_NOT_NEEDED = notNeeded('contact_hours', 'hours.marketing_only');
const IN_CONVERSATION = allowed('contact_hours', 'the lead wrote a moment ago', 'hours.conversation');

/** Hours are for marketing, and for a conversation that the lead is not in at the moment. */
function contactHoursGate({ record, purpose, rules, at, spreadSeed }: Question): Gate {
  if (purpose === 'transactional' || purpose === 'answer') return HOURS_NOT_NEEDED[purpose];
  if (purpose === 'conversational' && rules.answersAnytime !== false && wroteLately(record, at)) {
    return IN_CONVERSATION;
  }
  const ready = prepared(rules);
  if (!ready.hours) return blocked('contact_hours', 'the contact hours cannot be read', 'hours.readable');
  const place = whereabouts(record.lead, rules);
  const asked = { at, ...place, spreadSeed, spreadMs: rules.spreadMs };
  const { zone, rule, ...answer } = askWithQuiet(ready, record.lead.quiet, asked);
  const value = zone === undefined ? 'no zone known' : wallClock(zone, at);
  return { gate: 'contact_hours', value, rule, ...answer };
}

/** The hours of the store, and those in which the lead wants none; `rule` tells whose close it. */
function askWithQuiet(ready: Prepared, quiet: readonly QuietTime[] = [], asked: HoursQuestion): HoursAnswer {
  const { hours, withQuiet } = ready;
  const ofStore = hours?.ask(asked) ?? { answer: 'block', zone: undefined, rule: 'hours.readable' };
  if (quiet.length === 0 || ofStore.answer === 'block') return ofStore;
  const both = withQuiet(quiet)?.ask(asked) ?? ofStore;
  if (both.answer === 'allow') return ofStore;
  return { ...both, rule: ofStore.answer === 'allow' ? 'hours.wish_of_lead' : ofStore.rule };
}

/** So long after her text a lead expects an answer, whatever the hour, ms. */
const CONVERSATION_MS = 30 * 60_000;

function wroteLately({ replies }: LeadRecord, at: number): boolean {
  const last = replies.findLast(isByPerson);
  return last !== undefined && at - last.at <= CONVERSATION_MS;
}

/** What a machine wrote, and a reaction, is no conversation. */
function isByPerson({ reading: { kind } }: Reply): boolean {
  return kind !== 'reaction' && kind !== 'auto_text';
}

const CAP_NOT_NEEDED = onlyForMarketing('frequency_cap', 'cap.marketing_only');
const NO_CAP = allowed('frequency_cap', 'no cap', 'cap.none');

function frequencyCapGate({ record, purpose, rules, at }: Question): Gate {
  if (purpose !== 'marketing') return CAP_NOT_NEEDED[purpose];
  const wished = record.lead.contact?.texts && capOfWish(record.lead.contact.texts);
  const caps = capsFor(record, rules);
  const asked = askCaps(record.messages, wished ? [...caps, wished] : caps, at);
  if (!asked) return NO_CAP;
  const { sent, ...answer } = asked.answer;
  const rule = asked.cap === wished ? 'cap.wish_of_lead' : capRuleOf(asked.cap);
  const mayWait = answer.answer !== 'hold' || (rules.onCap ?? 'hold') === 'hold';
  return { gate: 'frequency_cap', value: `${sent} sent`, rule, ...(mayWait ? answer : { answer: 'block' }) };
}

/** The caps of the store and of a guard, and those of the states where the lead may be, when their hours count. */
function capsFor({ lead }: LeadRecord, rules: ContactRules): readonly FrequencyCap[] {
  const { caps, byState } = prepared(rules);
  if (!byState) return caps;
  const ofStates = rulesOfStates(whereabouts(lead, rules).states).flatMap(([, { cap }]) => cap ?? []);
  return ofStates.length === 0 ? caps : [...caps, ...ofStates];
}

const NEVER_STALE = allowed('staleness', 'never stale', 'stale.never');

function stalenessGate({ staleAt, at }: Question): Gate {
  if (staleAt === undefined) return NEVER_STALE;
  return at < staleAt
    ? allowed('staleness', 'in time', 'stale.after')
    : blocked('staleness', 'too late', 'stale.after');
}

const FIRST_TIME = allowed('duplicate_step', 'first text of this step', 'step.once');
const REPEATED = blocked('duplicate_step', 'a text of this step exists', 'step.once');

/** A blocked text never left: its step may be planned anew. */
function duplicateStepGate({ record, step }: Question): Gate {
  const sent = record.messages.some((message) => message.step === step && message.life.state !== 'blocked');
  return sent ? REPEATED : FIRST_TIME;
}

interface Prepared {
  /** undefined: the hours of the rules make no sense. */
  readonly hours: HoursGate | undefined;
  /** The hours of the rules, without those in which a lead wants no texts. */
  readonly withQuiet: (quiet: readonly QuietTime[]) => HoursGate | undefined;
  readonly caps: readonly FrequencyCap[];
  /** Whether the caps of states count too. */
  readonly byState: boolean;
}

const preparedRules = new WeakMap<ContactRules, Prepared>();

function prepared(rules: ContactRules): Prepared {
  const known = preparedRules.get(rules);
  if (known) return known;
  const hours = [rules.hours, ...(rules.also?.hours ? [rules.also.hours] : [])];
  const bys = hours.map((one) => (typeof one === 'object' && 'by' in one ? one.by : undefined));
  const caps = [rules.cap, rules.also?.cap, bys.includes('strictest') ? STRICTEST_CAP : undefined];
  const made: Prepared = {
    hours: readableHours(hours),
    withQuiet: quietHours(hours),
    caps: caps.filter((cap) => cap !== null && cap !== undefined),
    byState: bys.includes('by_state'),
  };
  preparedRules.set(rules, made);
  return made;
}

function capRuleOf({ count, windowMs }: FrequencyCap): string {
  return `cap.${count}_per_${windowMs / 3_600_000}h`;
}

/** What Florida, Oklahoma and Maryland allow (data/state-rules.json). */
const STRICTEST_CAP: FrequencyCap = { count: 3, windowMs: 86_400_000 };

const MOST_WISHES = 500;

/** Made ready for each wish once: most leads who have one say one of a few. */
function quietHours(hours: readonly ContactHours[]): Prepared['withQuiet'] {
  const known = new Map<string, HoursGate | undefined>();
  return (quiet) => {
    const key = JSON.stringify(quiet);
    if (known.has(key)) return known.get(key);
    if (known.size >= MOST_WISHES) known.clear();
    const gate = readableHours([...hours, ...hoursOutside(quiet)]);
    known.set(key, gate);
    return gate;
  };
}

function readableHours(hours: readonly ContactHours[]): HoursGate | undefined {
  try {
    return hoursGate(...hours);
  } catch {
    return undefined;
  }
}

function onlyForMarketing(gate: GateName, rule: string): Record<Exclude<MessagePurpose, 'marketing'>, Gate> {
  return {
    conversational: allowed(gate, 'not needed for a conversational text', rule),
    ...notNeeded(gate, rule),
  };
}

function notNeeded(gate: GateName, rule: string): Record<'transactional' | 'answer', Gate> {
  return {
    transactional: allowed(gate, 'not needed for a transactional text', rule),
    answer: allowed(gate, 'not needed for an answer to STOP, START or HELP', rule),
  };
}
