import type { JsonObject } from '../json';
import type { Enrollment, EnrollmentId, EnrollmentState } from '../leads/enrollment';
import type { Fold, LedgerEntry } from '../leads/ledger';
import type { Behavior, Clearable, Lead, Stage } from '../leads/lead';
import type { Person } from '../leads/model/person';
import type { Message, MessageState } from '../leads/message';
import { mostWith, sizeOfBehavior } from '../leads/limits';
import {
  type Contest,
  KEPT_ASSENTS,
  KEPT_BEHAVIOR_CHARACTERS,
  KEPT_BEHAVIORS,
  KEPT_ENDED_WAITS,
  KEPT_ENROLLMENTS,
  KEPT_MESSAGES,
  KEPT_NOTES,
  KEPT_REPLIES,
  KEPT_REPLY_CHARACTERS,
  LARGE_BEHAVIOR,
  type LeadRecord,
  type Note,
  type Postponed,
} from '../leads/record';
import type { Pause } from '../leads/pause';
import type { Reply } from '../leads/reply';
import type { Turn } from '../leads/turn';
import type { Handover, Wait, WaitEnd } from '../leads/wait';

/** Everything that can happen to a lead's record. A journal is a list of these. */
export type Change =
  | { readonly kind: 'lead_created'; readonly lead: Lead }
  | { readonly kind: 'lead_set'; readonly set: LeadSettings }
  | { readonly kind: 'behavior'; readonly behavior: Behavior }
  | { readonly kind: 'enrolled'; readonly enrollment: Enrollment }
  /** Another person has the number from now on; this is who entered. */
  | { readonly kind: 'person_kept'; readonly id: EnrollmentId; readonly person: Person }
  | { readonly kind: 'enrollment_moved'; readonly id: EnrollmentId; readonly to: EnrollmentState }
  /** The segments she has been in since she entered, and when time alone takes her out of one (ms UTC; null: never). */
  | {
      readonly kind: 'segments_seen';
      readonly id: EnrollmentId;
      readonly segments: readonly string[];
      readonly leavesAt: number | null;
    }
  | { readonly kind: 'parked'; readonly wait: Wait }
  /** With `handover`, the wait is handed to its node; without, it is cancelled. */
  | {
      readonly kind: 'wait_ended';
      readonly id: string;
      readonly handover?: { seq: number; at: number; end: WaitEnd };
    }
  /** It waits for something else, or for another time, from now on. */
  | { readonly kind: 'wait_moved'; readonly id: string; readonly to: WaitMove }
  | { readonly kind: 'wait_orphaned'; readonly id: string; readonly orphaned: boolean }
  /** It has ended, at `at` (ms UTC), and its node is told later. */
  | { readonly kind: 'wait_latched'; readonly id: string; readonly at: number; readonly end: WaitEnd }
  | { readonly kind: 'paused'; readonly pause: Pause }
  /** At `at`, ms UTC. */
  | { readonly kind: 'resumed'; readonly at: number }
  | { readonly kind: 'entry_postponed'; readonly entry: Postponed }
  /** null: it is over. */
  | { readonly kind: 'contested'; readonly contest: Contest | null }
  | { readonly kind: 'enrollment_held'; readonly id: EnrollmentId; readonly by: EnrollmentId }
  /** At `at`, ms UTC. */
  | { readonly kind: 'enrollment_released'; readonly id: EnrollmentId; readonly at: number }
  | { readonly kind: 'handed_over'; readonly handover: Handover }
  /** Other nodes hold its message: it stays open when the store's settled mark passes it. */
  | { readonly kind: 'handover_kept'; readonly seq: number }
  /** One that was kept has arrived. */
  | { readonly kind: 'handover_arrived'; readonly seq: number }
  /** A step has done what it does once and leaves nothing else behind. */
  | { readonly kind: 'step_done'; readonly id: string }
  | { readonly kind: 'message_planned'; readonly message: Message }
  | { readonly kind: 'message_moved'; readonly id: string; readonly to: MessageState }
  | { readonly kind: 'reply'; readonly reply: Reply }
  /** The reply before it is a text that gives a permission, or would: by its digest it is known for good. */
  | { readonly kind: 'assented'; readonly digest: string }
  /** The last reply of the turn has come; it goes on when the turn ends. */
  | { readonly kind: 'gathered'; readonly turn: Turn }
  | { readonly kind: 'turn_ended' }
  | { readonly kind: 'ledger'; readonly entry: LedgerEntry }
  /** In the order of the lines; the numbers of all are those before any is folded. */
  | { readonly kind: 'ledger_folded'; readonly folds: readonly Fold[] }
  | { readonly kind: 'note'; readonly note: Note }
  /**
   * Nothing of the lead remains but hashes: of the number, which stays suppressed, and of the digests of permissions
   * (`LeadRecord.assents`), which count no second time. The only change of its decision.
   */
  | { readonly kind: 'lead_erased'; readonly suppressed: string; readonly assents?: readonly string[] };

/** `due` is ms UTC; what is left out stays. */
export type WaitMove = Pick<Wait, 'due'> & Partial<Pick<Wait, 'awaits' | 'schedule' | 'spreadMs'>>;

/** What may be set on a lead. `fields` are merged one by one, null removes one; `tags` replace. */
export interface LeadSettings {
  readonly firstName?: string;
  readonly lastName?: string;
  readonly zone?: string;
  readonly zoneHint?: string;
  readonly quiet?: Lead['quiet'];
  readonly contact?: Lead['contact'];
  readonly stage?: Stage;
  readonly fields?: JsonObject;
  readonly tags?: readonly string[];
  /** What is not known any more; what is set at the same time is. */
  readonly clear?: readonly Clearable[];
}

/** The number of the handover that a change makes, if it makes one. */
export function seqOf(change: Change): number | undefined {
  if (change.kind === 'handed_over') return change.handover.seq;
  return change.kind === 'wait_ended' ? change.handover?.seq : undefined;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer E)[] ? E[] : T[K] };

/**
 * Applies one change. Pure of time and chance, so that a journal gives the same record again on every start.
 * Changes `record` in place, for speed: the store alone calls this. Returns the record, a new one for `lead_created`, none
 * for `lead_erased`.
 * `settledUpTo`: handovers up to this number have arrived and are forgotten.
 * @throws Error when the first change of a lead is not `lead_created`
 */
export function applyChange(
  record: LeadRecord | undefined,
  change: Change,
  settledUpTo: number,
): LeadRecord | undefined {
  if (change.kind === 'lead_created') return emptyRecord(change.lead);
  if (!record) throw new Error(`the first change of a lead is "${change.kind}" and not "lead_created"`);
  if (change.kind === 'lead_erased') return undefined;
  const to = record as Mutable<LeadRecord>;
  switch (change.kind) {
    case 'lead_set':
      to.lead = withSettings(record.lead, change.set);
      break;
    case 'behavior':
      keep(to.behaviors, change.behavior, KEPT_BEHAVIORS);
      forgetLargeBehaviors(to.behaviors);
      to.lastActiveAt = Math.max(to.lastActiveAt, change.behavior.at);
      break;
    case 'enrolled':
      to.enrollments.push(change.enrollment);
      forgetOldEnrollment(to.enrollments);
      break;
    case 'person_kept': {
      const { person } = change;
      replace(to.enrollments, change.id, (enrollment) => ({ ...enrollment, person }));
      break;
    }
    case 'enrollment_moved':
      setState(to, change.id, change.to);
      break;
    case 'segments_seen': {
      const { segments, leavesAt } = change;
      replace(to.enrollments, change.id, (enrollment) => ({ ...enrollment, segments, leavesAt }));
      break;
    }
    case 'parked':
      to.waits.push(change.wait);
      break;
    case 'wait_ended':
      endWait(to, change, settledUpTo);
      break;
    case 'wait_moved':
      replace(to.waits, change.id, (wait) => ({ ...wait, ...change.to }));
      break;
    case 'wait_orphaned':
      replace(to.waits, change.id, (wait) => ({ ...wait, orphaned: change.orphaned }));
      break;
    case 'wait_latched':
      replace(to.waits, change.id, (wait) => ({ ...wait, latched: change.end, due: change.at }));
      break;
    case 'paused':
      to.pause = change.pause;
      break;
    case 'resumed':
      resume(to, change.at);
      break;
    case 'entry_postponed':
      to.postponed = [...others(to.postponed ?? [], change.entry), change.entry];
      break;
    case 'contested':
      if (change.contest) to.contest = change.contest;
      else delete to.contest;
      break;
    case 'enrollment_held':
      setState(to, change.id, { status: 'active', heldBy: change.by });
      break;
    case 'enrollment_released':
      setState(to, change.id, { status: 'active' });
      letGoOn(to, change.at, ({ enrollment }) => enrollment === change.id);
      break;
    case 'handed_over':
      addHandover(to, change.handover, settledUpTo);
      break;
    case 'handover_kept':
      to.handovers = to.handovers.map((one) => (one.seq === change.seq ? { ...one, kept: true } : one));
      break;
    case 'handover_arrived':
      to.handovers = to.handovers.filter(({ seq }) => seq !== change.seq);
      break;
    case 'step_done':
      keep(to.endedWaits, change.id, KEPT_ENDED_WAITS);
      break;
    case 'message_planned':
      keep(to.messages, change.message, KEPT_MESSAGES);
      break;
    case 'message_moved':
      replace(to.messages, change.id, (message) => ({ ...message, life: change.to }));
      break;
    case 'reply':
      keep(to.replies, change.reply, KEPT_REPLIES);
      forgetLongReplies(to.replies);
      to.lastActiveAt = Math.max(to.lastActiveAt, change.reply.at);
      break;
    case 'assented':
      to.assents = [...(record.assents ?? []), change.digest].slice(-KEPT_ASSENTS);
      break;
    case 'gathered':
      gather(to, change.turn);
      break;
    case 'turn_ended':
      delete to.turn;
      break;
    case 'ledger':
      to.ledger.push(change.entry);
      break;
    case 'ledger_folded':
      for (const { from, count, line } of [...change.folds].reverse()) to.ledger.splice(from, count, line);
      break;
    case 'note':
      keep(to.notes, change.note, KEPT_NOTES);
      break;
    default:
      unknownChange(change);
  }
  return record;
}

function emptyRecord(lead: Lead): LeadRecord {
  return {
    lead,
    behaviors: [],
    lastActiveAt: lead.createdAt,
    enrollments: [],
    endedWaits: [],
    waits: [],
    handovers: [],
    messages: [],
    replies: [],
    ledger: [],
    notes: [],
  };
}

/** Not `{ ...lead, ...set }`: V8 copies one object at once, but what is spread after it name by name. */
function withSettings(lead: Lead, set: LeadSettings): Lead {
  const { clear } = set;
  if (clear) return withSettings(without(lead, clear), restOf(set));
  const changed = Object.assign({ ...lead }, set, { fields: lead.fields });
  if (set.fields) changed.fields = merged(lead.fields, set.fields);
  return changed;
}

function restOf({ clear: _clear, ...rest }: LeadSettings): LeadSettings {
  return rest;
}

function without(lead: Lead, names: readonly Clearable[]): Lead {
  const { firstName, lastName, zone, zoneHint, tags, ...rest } = lead;
  const stays = (name: Clearable): boolean => !names.includes(name);
  return {
    ...rest,
    tags: stays('tags') ? tags : [],
    ...(firstName !== undefined && stays('firstName') && { firstName }),
    ...(lastName !== undefined && stays('lastName') && { lastName }),
    ...(zone !== undefined && stays('zone') && { zone }),
    ...(zoneHint !== undefined && stays('zoneHint') && { zoneHint }),
  };
}

function merged(fields: JsonObject, set: JsonObject): JsonObject {
  const all: JsonObject = { ...fields, ...set };
  for (const name of Object.keys(set)) {
    if (set[name] === null) delete all[name];
  }
  return all;
}

function setState(to: Mutable<LeadRecord>, id: EnrollmentId, state: EnrollmentState): void {
  replace(to.enrollments, id, (enrollment) => ({ ...enrollment, state }));
}

function resume(to: Mutable<LeadRecord>, at: number): void {
  delete to.pause;
  delete to.postponed;
  letGoOn(to, at, () => true);
}

/** What holds still goes on: held texts are due at once, whether they may go is asked again. */
function letGoOn(to: Mutable<LeadRecord>, at: number, isMeant: (wait: Wait) => boolean): void {
  to.waits = to.waits.map((wait) => {
    if (!isMeant(wait)) return wait;
    if (wait.untilResumed) return { ...wait, due: at };
    // The clock may have been set back since it was latched.
    return wait.latched ? { ...wait, due: Math.min(wait.due ?? at, at) } : wait;
  });
}

function others(postponed: readonly Postponed[], entry: Postponed): Postponed[] {
  return postponed.filter(({ journey }) => journey !== entry.journey);
}

function gather(to: Mutable<LeadRecord>, turn: Turn): void {
  to.turn = turn;
  const [first] = turn.replies;
  if (first === undefined) return;
  replace(to.replies, turn.replies.at(-1) ?? first, (reply) => ({ ...reply, turn: first }));
}

function endWait(
  to: Mutable<LeadRecord>,
  change: Change & { kind: 'wait_ended' },
  settledUpTo: number,
): void {
  const index = to.waits.findIndex((wait) => wait.id === change.id);
  const wait = to.waits[index];
  if (!wait) return;
  to.waits.splice(index, 1);
  keep(to.endedWaits, wait.id, KEPT_ENDED_WAITS);
  if (wait.enrollment !== undefined && wait.awaits.some(({ kind }) => kind === 'reply'))
    replace(to.enrollments, wait.enrollment, (enrollment) => ({ ...enrollment, asked: true as const }));
  if (!change.handover) return;
  const { seq, at, end } = change.handover;
  addHandover(to, { seq, at, node: wait.node, event: { kind: 'wait_ended', wait, end } }, settledUpTo);
}

function addHandover(to: Mutable<LeadRecord>, handover: Handover, settledUpTo: number): void {
  const isOver = (old: Handover): boolean => old.seq <= settledUpTo && !old.kept;
  if (to.handovers.some(isOver)) to.handovers = to.handovers.filter((old) => !isOver(old));
  to.handovers.push(handover);
}

/** Few leads send much: only then the sizes are added up. */
function forgetLargeBehaviors(behaviors: Behavior[]): void {
  const last = behaviors.at(-1);
  if (!last || sizeOfBehavior(last) < LARGE_BEHAVIOR) return;
  let size = behaviors.reduce((sum, behavior) => sum + sizeOfBehavior(behavior), 0);
  while (size > KEPT_BEHAVIOR_CHARACTERS && behaviors.length > 1) {
    const oldest = behaviors.shift();
    if (oldest) size -= sizeOfBehavior(oldest);
  }
}

/** A text of a phone has 1,600 characters at most; what a flow calls a reply may have any number. */
function forgetLongReplies(replies: Reply[]): void {
  const last = replies.at(-1);
  if (!last || last.text.length < KEPT_REPLY_CHARACTERS / KEPT_REPLIES) return;
  let size = replies.reduce((sum, { text }) => sum + text.length, 0);
  while (size > KEPT_REPLY_CHARACTERS && replies.length > 1) size -= replies.shift()?.text.length ?? 0;
}

/** What is active, and the last passage through each journey, is never forgotten: exits and policies need them. */
function forgetOldEnrollment(enrollments: Enrollment[]): void {
  const last = enrollments.at(-1);
  if (!last || enrollments.length <= mostWith(last.behavior, KEPT_ENROLLMENTS)) return;
  const index = enrollments.findIndex(
    ({ journey, state }, at) =>
      state.status !== 'active' &&
      enrollments.some((other, later) => later > at && other.journey === journey),
  );
  if (index >= 0) enrollments.splice(index, 1);
}

function keep<T>(list: T[], entry: T, most: number): void {
  list.push(entry);
  if (list.length > most) list.shift();
}

function replace<T extends { readonly id: string }>(list: T[], id: string, make: (old: T) => T): void {
  const index = list.findIndex((entry) => entry.id === id);
  const old = list[index];
  if (old) list[index] = make(old);
}

function unknownChange(change: never): never {
  throw new Error(`unknown change ${JSON.stringify((change as { kind?: unknown }).kind)}`);
}
