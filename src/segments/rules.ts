import { conditionHolds, type LeadCondition } from '../leads/condition';
import type { Asked, FieldTest } from '../leads/field-test';
import type { Behavior, Stage } from '../leads/lead';
import type { LeadRecord } from '../leads/record';
import type { Reply } from '../leads/reply';

/** Who belongs where: segments are tried in their order, and the first that fits takes the lead. */
export interface Segment {
  readonly name: string;
  /** The stage the lead moves to when the segment takes her. */
  readonly stage?: Stage;
  /** Whether all rules have to hold, or any one of them. A segment without rules takes nobody. */
  readonly match: 'all' | 'any';
  readonly rules: readonly SegmentRule[];
}

/**
 * One rule. Days are spans of 24 hours back from now: "within 7 days" is less than 7 days old, "silent for 7 days" is
 * 7 days or more, so that the two meet without a gap. Without `withinDays`: as far back as is remembered.
 */
export type SegmentRule =
  /** She did one of these at least so many times, all of them counted together. */
  | {
      readonly kind: 'behavior';
      readonly names: readonly string[];
      readonly atLeast: number;
      readonly withinDays?: number;
    }
  /** She did none of these. */
  | { readonly kind: 'not_behavior'; readonly names: readonly string[]; readonly withinDays?: number }
  /** No behavior and no reply for so long. Our own texts do not count. */
  | { readonly kind: 'silent'; readonly days: number }
  /** She became a lead lately. */
  | { readonly kind: 'created'; readonly withinDays: number }
  | LeadCondition
  /** She wrote to us: anything but a reaction or a machine's text. */
  | { readonly kind: 'replied'; readonly withinDays?: number };

export type { FieldTest };

/** `index` is null when no segment fits; `why` tells it in sentences for people. */
export interface ChosenSegment {
  readonly index: number | null;
  readonly name: string;
  readonly why: readonly string[];
}

/** What the leads are called that fit no segment. */
export const OTHERWISE = 'otherwise';

/** Finds the first segment that fits the lead at `now` (ms UTC). */
export function chooseSegment(
  record: LeadRecord,
  segments: readonly Segment[],
  now: number,
  asked?: Asked,
): ChosenSegment {
  const passedOver: string[] = [];
  for (const [index, { name, match, rules }] of segments.entries()) {
    const findings = rules.map((rule) => look(rule, record, now, asked));
    const fitting = findings.filter(({ holds }) => holds);
    const fits = match === 'all' ? fitting.length === findings.length : fitting.length > 0;
    if (fits && findings.length > 0) return { index, name, why: fitting.map(({ found }) => sentence(found)) };
    const missing = findings.filter(({ holds }) => !holds).map(({ found }) => found);
    passedOver.push(`Not ${name}: ${missing.join('; ') || 'it has no rules'}.`);
  }
  return { index: null, name: OTHERWISE, why: passedOver };
}

/** Whether one rule alone holds for the lead at `now` (ms UTC). */
export function ruleHolds(rule: SegmentRule, record: LeadRecord, now: number, asked?: Asked): boolean {
  return look(rule, record, now, asked).holds;
}

/**
 * When a rule that holds stops to hold because time passes and nothing happens, ms UTC; Infinity: never by that alone.
 */
export function holdsUntil(rule: SegmentRule, { behaviors, replies, lead }: LeadRecord): number {
  switch (rule.kind) {
    case 'behavior': {
      const times = behaviors.filter(({ name }) => rule.names.includes(name)).map(({ at }) => at);
      return expiry(times.sort((a, b) => b - a)[rule.atLeast - 1], rule.withinDays);
    }
    case 'replied':
      return expiry(replies.filter(isOfHers).at(-1)?.at, rule.withinDays);
    case 'created':
      return expiry(lead.createdAt, rule.withinDays);
    default:
      return Infinity;
  }
}

function expiry(at: number | undefined, withinDays: number | undefined): number {
  return at === undefined || withinDays === undefined ? Infinity : at + withinDays * DAY_MS;
}

/** What a rule found, in words, and whether that is what it asks for. */
interface Finding {
  readonly holds: boolean;
  readonly found: string;
}

const DAY_MS = 86_400_000;

function look(rule: SegmentRule, record: LeadRecord, now: number, asked: Asked | undefined): Finding {
  switch (rule.kind) {
    case 'behavior': {
      const count = countBehaviors(record.behaviors, rule.names, since(rule.withinDays, now));
      return { holds: count >= rule.atLeast, found: counted(count, rule.names, rule.withinDays) };
    }
    case 'not_behavior': {
      const count = countBehaviors(record.behaviors, rule.names, since(rule.withinDays, now));
      return { holds: count === 0, found: counted(count, rule.names, rule.withinDays) };
    }
    case 'silent': {
      const quiet = now - record.lastActiveAt;
      return { holds: quiet >= rule.days * DAY_MS, found: `silent for ${days(quiet)}` };
    }
    case 'created': {
      const { createdAt } = record.lead;
      const holds = createdAt > since(rule.withinDays, now);
      return { holds, found: `a lead for ${days(now - createdAt)}` };
    }
    case 'stage': {
      const { stage } = record.lead;
      return { holds: conditionHolds(record.lead, rule), found: `the stage is ${stage}` };
    }
    case 'tag': {
      const holds = conditionHolds(record.lead, rule);
      return { holds, found: `${holds ? 'has' : 'does not have'} the tag ${rule.has}` };
    }
    case 'field': {
      const holds = conditionHolds(record.lead, rule, asked);
      const test = 'value' in rule.test ? `${rule.test.op} ${rule.test.value}` : rule.test.op;
      return { holds, found: `the field ${rule.key}: "${test}" is ${holds ? 'true' : 'not true'}` };
    }
    case 'replied': {
      const after = since(rule.withinDays, now);
      const holds = record.replies.some((reply) => reply.at > after && isOfHers(reply));
      return { holds, found: `${holds ? 'replied' : 'did not reply'}${within(rule.withinDays)}` };
    }
  }
}

/** She wrote it: it is no reaction, and no text of a machine. */
function isOfHers({ reading }: Reply): boolean {
  return reading.kind !== 'reaction' && reading.kind !== 'auto_text';
}

/** What lies after this moment (ms UTC) counts as within so many days. */
function since(withinDays: number | undefined, now: number): number {
  return withinDays === undefined ? -Infinity : now - withinDays * DAY_MS;
}

function countBehaviors(behaviors: readonly Behavior[], names: readonly string[], after: number): number {
  let count = 0;
  for (const { name, at } of behaviors) if (at > after && names.includes(name)) count++;
  return count;
}

function counted(count: number, names: readonly string[], withinDays: number | undefined): string {
  return `did ${names.join(' or ')} ${count === 1 ? 'once' : `${count} times`}${within(withinDays)}`;
}

function within(withinDays: number | undefined): string {
  return withinDays === undefined ? '' : ` within ${days(withinDays * DAY_MS)}`;
}

function days(ms: number): string {
  const count = Math.max(0, Math.floor(ms / DAY_MS));
  return count === 1 ? '1 day' : `${count} days`;
}

function sentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}
