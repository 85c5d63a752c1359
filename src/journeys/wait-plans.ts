import type { JsonObject } from '../json';
import { conditionHolds } from '../leads/condition';
import type { NodeId } from '../leads/enrollment';
import { ownField, type AskedOf } from '../leads/field-test';
import type { LeadRecord } from '../leads/record';
import type { Awaited, EditAnswer, Wait, WaitPlan } from '../leads/wait';
import type { ContactRules } from '../permission/verdict';
import { askedOf } from '../permission/zones';
import type { Draft } from '../store/draft';
import { dueBy, dueByDate, type Beginning, type Reckoning } from './due';
import { leave } from './exits';
import { waitId, type StepPlace } from './deliveries/step';
import { endWait, park } from './waits';

/** A message that shall wait as its node is set. */
export interface Waiting extends StepPlace {
  readonly plan: WaitPlan;
  readonly msg: JsonObject;
}

/** `left`: what it should wait for is past, and the plan says that she leaves then. */
export type Begun = ReturnType<typeof park> | 'left';

type Zones = Pick<ContactRules, 'defaultZone' | 'dates'>;
type Planned = Pick<Wait, 'id' | 'node' | 'enrollment'> & { readonly plan: WaitPlan };
type Reckoned =
  { readonly kind: 'leave' } | (Reckoning & { kind: 'due' } & { readonly awaits: readonly Awaited[] });

/** Begins a wait, once. What is true already, and may be, ends it in the same step. */
export function beginWait(draft: Draft, waiting: Waiting, zones: Zones): Begun {
  const { plan, ...place } = waiting;
  const { node, enrollment } = place;
  const id = waitId(draft.lead, waiting);
  const owner = enrollment === undefined ? {} : { enrollment };
  const reckoned = reckon(draft.lead, { id, node, plan, ...owner }, draft.now, zones);
  const parked = park(draft, {
    ...place,
    kind: 'wait',
    due: reckoned.kind === 'due' ? reckoned.at : null,
    awaits: reckoned.kind === 'due' ? reckoned.awaits : plan.awaits,
    schedule: plan.schedule,
    ...(plan.spreadMs === 0 ? {} : { spreadMs: plan.spreadMs }),
  });
  const wait = draft.lead.waits.find((one) => one.id === id);
  if (parked !== 'parked' || !wait) return parked;
  if (endByCondition(draft, wait, zones)) return parked;
  if (reckoned.kind === 'due') return parked;
  leaveFrom(draft, wait);
  return 'left';
}

/** The plan in one form, whatever the order of its outputs: two plans that wait for the same have the same. */
export function planKey({ schedule, spreadMs, awaits }: WaitPlan): string {
  return canonical({ schedule, spreadMs, awaits: awaits.map(awaitedKey).sort() });
}

/** What is awaited in one form, whatever its output is. */
export function awaitedKey(awaited: Awaited): string {
  return canonical({ ...awaited, output: 0, due: 0 });
}

/** The node of these waits was edited while they were parked. Those that follow the new plan already are left alone. */
export function replan(
  draft: Draft,
  node: NodeId,
  { plan, onEdit }: { readonly plan: WaitPlan; readonly onEdit: EditAnswer },
  zones: Zones,
): void {
  if (onEdit === 'keep') return;
  const key = planKey(plan);
  for (const wait of [...(draft.record?.waits ?? [])]) {
    if (wait.node !== node || wait.kind !== 'wait' || wait.latched) continue;
    if (wait.schedule && planKey({ ...wait, schedule: wait.schedule, spreadMs: wait.spreadMs ?? 0 }) === key)
      continue;
    // Those who are let go leave with the overdue ones: in order, and paced.
    const reckoned: Reckoned =
      onEdit === 'release'
        ? { kind: 'due', at: draft.now, awaits: plan.awaits }
        : reckon(draft.lead, { ...wait, plan }, wait.since, zones);
    if (reckoned.kind === 'leave') {
      leaveFrom(draft, wait);
      continue;
    }
    const { schedule, spreadMs } = plan;
    const { at: due, awaits } = reckoned;
    draft.add({ kind: 'wait_moved', id: wait.id, to: { due, awaits, schedule, spreadMs } });
    if (onEdit === 'rebase') endByCondition(draft, { ...wait, awaits }, zones);
  }
}

/**
 * What is known of the lead has changed: waits for a date move along with it, and those that wait for a condition end.
 * `before`: as she was before this decision.
 */
export function followLead(
  draft: Draft,
  before: LeadRecord | undefined,
  isHere: (node: NodeId) => boolean,
  zones: Zones,
): void {
  for (const wait of [...(draft.record?.waits ?? [])]) {
    if (wait.latched || wait.awaits.length === 0) continue;
    if (isHere(wait.node) && endByCondition(draft, wait, zones, before)) continue;
    if (wait.awaits.some((one) => one.kind === 'date')) moveWithDate(draft, wait, before, zones);
  }
}

/** Whoever comes back finds what is true already. */
export function endTrueConditions(draft: Draft, waits: readonly Wait[], zones: Zones): void {
  for (const wait of waits) endByCondition(draft, wait, zones);
}

function endByCondition(draft: Draft, wait: Wait, zones: Zones, before?: LeadRecord): boolean {
  const asked = (): AskedOf => askedOf(draft.lead.lead, zones);
  for (const awaited of wait.awaits) {
    if (awaited.kind !== 'condition') continue;
    const { condition, is, when, output } = awaited;
    if (conditionHolds(draft.lead.lead, condition, asked) !== is) continue;
    const cameTrue = before !== undefined && conditionHolds(before.lead, condition, asked) !== is;
    if (when === 'becomes' && !cameTrue) continue;
    endWait(draft, wait, { kind: 'condition', output });
    return true;
  }
  return false;
}

function moveWithDate(draft: Draft, wait: Wait, before: LeadRecord | undefined, zones: Zones): void {
  const { lead } = draft.lead;
  const moves = wait.awaits.some(
    (one) =>
      one.kind === 'date' &&
      (lead.zone !== before?.lead.zone ||
        ownField(lead.fields, one.date.field) !== ownField(before?.lead.fields ?? {}, one.date.field)),
  );
  if (!moves) return;
  const beginning = beginningOf(draft.lead, { ...wait, spreadMs: wait.spreadMs ?? 0 }, draft.now, zones);
  const reckoned = withDates(draft.lead, wait.awaits, ownDue(draft.lead, wait, zones), beginning);
  if (reckoned.kind === 'leave') return leaveFrom(draft, wait);
  const { at: due, awaits } = reckoned;
  draft.add({ kind: 'wait_moved', id: wait.id, to: { due, awaits } });
}

/** When it ends without any date, ms UTC. */
function ownDue(record: LeadRecord, wait: Wait, zones: Zones): number | null {
  if (!wait.schedule) return null;
  const begun = beginningOf(record, { ...wait, spreadMs: wait.spreadMs ?? 0 }, wait.since, zones);
  const own = dueBy(wait.schedule, begun);
  return own.kind === 'due' ? own.at : null;
}

/** When a wait that began at `from` (ms UTC) ends by itself, and when each awaited date comes. */
function reckon(record: LeadRecord, { plan, ...wait }: Planned, from: number, zones: Zones): Reckoned {
  const beginning = beginningOf(record, { ...wait, spreadMs: plan.spreadMs }, from, zones);
  const own = dueBy(plan.schedule, beginning);
  return own.kind === 'leave' ? own : withDates(record, plan.awaits, own.at, beginning);
}

function withDates(
  { lead }: LeadRecord,
  awaits: readonly Awaited[],
  own: number | null,
  beginning: Beginning,
): Reckoned {
  let at = own;
  const dated: Awaited[] = [];
  for (const awaited of awaits) {
    if (awaited.kind !== 'date') {
      dated.push(awaited);
      continue;
    }
    const date = dueByDate(awaited.date, ownField(lead.fields, awaited.date.field), beginning);
    if (date.kind === 'leave') return date;
    dated.push({ ...awaited, due: date.at });
    if (date.at !== null && (at === null || date.at < at)) at = date.at;
  }
  return { kind: 'due', at, awaits: dated };
}

function beginningOf(
  { lead }: LeadRecord,
  { id, spreadMs }: { readonly id: string; readonly spreadMs: number },
  from: number,
  zones: Zones,
): Beginning {
  const { zone, dates } = askedOf(lead, zones);
  return { from, zone, dates, storeZone: zones.defaultZone, spreadMs, seed: `${lead.id}:${id}` };
}

/** Ends the journey of the wait; outside of one the message goes nowhere, and the history says so. */
function leaveFrom(draft: Draft, wait: Wait): void {
  const enrollment = draft.lead.enrollments.find(({ id }) => id === wait.enrollment);
  if (enrollment?.state.status === 'active')
    return leave(draft, enrollment, { kind: 'exited', reason: 'moment_past' });
  draft.add({ kind: 'wait_ended', id: wait.id });
  const { node } = wait;
  draft.add({ kind: 'note', note: { kind: 'wait_dropped', at: draft.now, node, reason: 'moment_past' } });
}

/** JSON with its keys in order. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
