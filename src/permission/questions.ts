import { DateTime } from 'luxon';
import type { PermissionAnswer } from '../leads/evidence';
import { Refusal, givenTime } from '../leads/given';
import type { ActKind, LedgerEntry } from '../leads/ledger';
import type { Purpose } from '../leads/message';
import type { LeadRecord } from '../leads/record';
import { isZone } from '../leads/zones';
import type { Gate } from '../leads/verdict';
import { explainVerdict } from './explain';
import { consented, optedOut } from './ledger';
import type { ContactRules } from './rules';
import { judge } from './verdict';
import { candidateZones } from './zones';

/** May we text her, could we have, and why. */
export interface PermissionQuestion {
  readonly purpose: Purpose;
  /** The moment that is asked about, ms UTC. */
  readonly at: number;
  /** ms UTC */
  readonly now: number;
}

/**
 * Whether a text of this purpose may go to the lead at a moment. Of a moment that is past: by what was known of her then,
 * and by the contact rules, the zone and the number of today, whose past nobody keeps. Outside any journey. Undefined for a
 * moment at which she was not known yet.
 */
export function askPermission(
  record: LeadRecord,
  { purpose, at, now }: PermissionQuestion,
  rules: ContactRules,
): PermissionAnswer | undefined {
  if (record.lead.createdAt > at) return undefined;
  const then = at < now ? recordAsOf(record, at) : record;
  const exact = { ...rules, spreadMs: 0 };
  const verdict = judge({ record: then, purpose, step: '', at, rules: exact, spreadSeed: '' });
  const zone = zoneOf(then, rules);
  const isKnown = !isForgotten(record, at);
  const decidedBy = isKnown ? (optedOut(then.ledger) ?? consented(then.ledger, purpose)) : undefined;
  return {
    purpose,
    at,
    may: verdict.answer,
    says: explainVerdict(verdict, zone),
    why: [
      decidedBy ? actInWords(decidedBy, zone) : isKnown ? NO_CONSENT : FORGOTTEN,
      ...heardLater(record, at).map((entry) => lateInWords(entry, zone)),
      ...verdict.gates.filter(({ answer }) => answer !== 'allow').map((gate) => gateInWords(gate, zone)),
    ],
    verdict,
    ...(decidedBy ? { decidedBy } : {}),
  };
}

/** What was known of a lead at a moment that is past (ms UTC): her ledger, texts, replies and pause. */
export function recordAsOf(record: LeadRecord, at: number): LeadRecord {
  const { pause: _, ...rest } = record;
  const held = record.notes.findLast((note) => isOfPause(note) && note.at <= at);
  return {
    ...rest,
    ledger: record.ledger.flatMap(unfolded).filter(({ recordedAt }) => recordedAt <= at),
    messages: record.messages.filter(({ plannedAt }) => plannedAt <= at),
    replies: record.replies.filter((reply) => reply.at <= at),
    ...(held?.kind === 'paused' ? { pause: { since: held.at, until: null, reason: held.reason } } : {}),
  };
}

/**
 * The moment that is asked about, ms UTC: as `givenTime` reads it, or a date alone, such as `2026-03-14`, which is noon of that
 * day where the lead lives. Missing: now. @throws Refusal
 */
export function momentOf(value: unknown, record: LeadRecord, rules: ContactRules, now: number): number {
  if (value === undefined || value === null || value === '') return now;
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value)) {
    const noon = DateTime.fromISO(`${value}T12:00`, { zone: zoneOf(record, rules) });
    if (noon.isValid) return noon.toMillis();
    throw new Refusal('at', '`at` is a day that does not exist.');
  }
  return givenTime(value, 'at', Infinity);
}

/** A line, or what is kept of those that were folded into it. What nobody knows any more counts as an opt-out. */
function unfolded(line: LedgerEntry): LedgerEntry[] {
  if (line.kind !== 'folded') return [line];
  const { acts, at, forgottenUpTo, hash, channel, words, source } = line;
  const unknown = forgottenUpTo === undefined ? [] : [{ kind: 'opt_out', at, recordedAt: at } as const];
  return [...unknown, ...acts].map((act) => ({ ...act, hash, channel, words, source }));
}

function isOfPause({ kind }: LeadRecord['notes'][number]): boolean {
  return kind === 'paused' || kind === 'resumed';
}

/** Opt-outs that had been said by then and reached us later. */
function heardLater({ ledger }: LeadRecord, at: number): LedgerEntry[] {
  return ledger.filter((entry) => entry.kind === 'opt_out' && entry.at <= at && entry.recordedAt > at);
}

const NO_CONSENT = 'The ledger has no consent that covers the text.';
const FORGOTTEN = 'The ledger of that time was too long to be kept, so nothing in it allows the text.';

function isForgotten({ ledger }: LeadRecord, at: number): boolean {
  return ledger.some((line) => line.kind === 'folded' && at <= (line.forgottenUpTo ?? -Infinity));
}

const ACTS: Readonly<Record<ActKind, string>> = {
  consent: 'She agreed',
  confirmation: 'She confirmed',
  opt_out: 'She opted out',
  opt_in: 'She opted in',
  preference: 'The lead said how they want to be contacted',
};

function actInWords(entry: LedgerEntry, zone: string): string {
  const { kind, at, channel, words, source } = entry;
  if (kind === 'folded') return 'The oldest lines of the ledger were folded.';
  const to = entry.kind === 'consent' ? ` to ${entry.covers ?? 'marketing'} texts` : '';
  const said = words === '' ? '' : `: "${words}"`;
  const where = [channel, source].filter((part) => part !== '').join(', ');
  return `${ACTS[kind]}${to} on ${when(at, zone)} (${where})${said}.`;
}

function lateInWords({ at, recordedAt, channel }: LedgerEntry, zone: string): string {
  return `She had opted out on ${when(at, zone)} (${channel}); it reached us on ${when(recordedAt, zone)}.`;
}

function gateInWords(gate: Gate, zone: string): string {
  const opens = gate.answer === 'hold' ? `; it opens on ${when(gate.until, zone)}` : '';
  return `${gate.gate.replaceAll('_', ' ')}: ${gate.value} (${gate.rule})${opens}.`;
}

function when(at: number, zone: string): string {
  return DateTime.fromMillis(at, { zone, locale: 'en-US' }).toFormat('d LLL yyyy, HH:mm');
}

function zoneOf({ lead }: LeadRecord, rules: ContactRules): string {
  const [zone = rules.defaultZone] = candidateZones(lead, rules);
  return isZone(zone) ? zone : 'UTC';
}
