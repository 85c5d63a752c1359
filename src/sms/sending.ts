import type { Enrollment, EnrollmentId, NodeId } from '../leads/enrollment';
import type { Behavior, E164 } from '../leads/lead';
import { isUndecided, type Message, type Purpose } from '../leads/message';
import { leadAs } from '../leads/model/person';
import type { LeadRecord } from '../leads/record';
import type { Verdict } from '../leads/verdict';
import { activeEnrollments, leave } from '../journeys/exits';
import { latenessOf } from '../journeys/lateness';
import {
  markDone,
  stepId,
  stepIds,
  waitOf,
  wasDone,
  wasHeld,
  type StepPlace,
} from '../journeys/deliveries/step';
import { park } from '../journeys/waits';
import { judge, type ContactRules, type Question } from '../permission/verdict';
import { candidateZones } from '../permission/zones';
import { derivedId } from '../derived-id';
import type { Draft } from '../store/draft';
import { readMedia } from './media';
import { setLife } from './moving';
import { isSameText, keptUntil } from './repeats';
import type { Step } from './step';
import { closingTime } from './validity';
import { hasParkedFor, parkForText } from './waiting-text';
import { frameFirstText } from '../texts/first-text';
import { countSegments, plainer } from '../texts/segments';
import { LONGEST_TEXT, renderText, tooLong } from '../texts/render';

export type { Step } from './step';

/** A text that a flow wants to send. */
export interface TextRequest extends Step {
  readonly account: NodeId;
  /** Where the text may take values from that the lead does not have. */
  readonly msg: object;
  readonly template: string;
  readonly purpose: Purpose;
  /** The first text to a lead names the brand and says how to stop. */
  readonly introduce: boolean;
  /** Look-alike characters that make a text longer become plain ones. */
  readonly plainer: boolean;
  readonly onHold: 'hold' | 'not_sent';
  /** Templates of https URLs of what is sent with the text. */
  readonly media?: readonly string[];
  /** So long after the flow first wanted it, the text is not sent any more, ms; without it, it never is too late. */
  readonly staleAfterMs?: number | undefined;
}

/** What the account says about the way of a text, while it is being planned. */
export interface Way {
  /** Which of our numbers it goes out from; undefined when the gateway chooses. */
  readonly sender: E164 | undefined;
  /** False: it is planned, and leaves when its turn comes. */
  readonly now: boolean;
  /** Why it waits, one sentence for people. */
  readonly because: string;
  /** True when the gateway can drop a text that comes too late. */
  readonly expires: boolean;
}

/** A text as it will be, whose way is asked. */
export interface Outgoing {
  readonly message: string;
  readonly record: LeadRecord;
  readonly segments: number;
  readonly journey: NodeId | undefined;
  readonly purpose: Purpose;
}

/** What the account says while a text is being planned. */
export interface AccountWay {
  /** Whether its texts reach real phones. */
  readonly textsPeople: boolean;
  readonly wayOf: (text: Outgoing) => Way;
}

/** What the store knows about its client. */
export interface House {
  readonly brand: string;
  readonly rules: ContactRules;
}

/** What was decided about a text; `planned` is on disk and may now be given to the gateway. */
export type Planned =
  | { readonly kind: 'planned'; readonly message: Message }
  /** It is on disk too, and waits for its turn; its step is parked. */
  | { readonly kind: 'queued'; readonly message: Message }
  /** This step was done before, by a delivery of the same message. Its flow goes on from here, again. */
  | { readonly kind: 'already'; readonly message: Message }
  /** It was done before, and was parked for its text: the end of that wait takes the flow on, or has done so. */
  | { readonly kind: 'goes_on_by_itself' }
  | { readonly kind: 'held'; readonly verdict: Verdict; readonly until: number }
  /** This step was held before, by a delivery of the same message; what was held goes on by itself. */
  | { readonly kind: 'held_before' }
  | { readonly kind: 'not_sent'; readonly verdict: Verdict }
  | { readonly kind: 'not_renderable'; readonly problem: string };

/**
 * Plans a text: asks for the verdict at the last moment, writes the words, and puts the message down as `sending`, so
 * that the plan is on disk before the gateway is called (ARCHITECTURE, promises 2 and 3).
 */
export function planText(
  draft: Draft,
  request: TextRequest,
  house: House,
  { textsPeople, wayOf }: AccountWay,
): Planned {
  const record = draft.lead;
  const before = doneBefore(record, request);
  if (before) return before;

  const { staleAfterMs } = request;
  const staleAt =
    staleAfterMs === undefined ? undefined : draft.now - latenessOf(record, request.delivery) + staleAfterMs;
  const verdict = judge({
    ...questionOf(draft, request, request.purpose, house.rules, staleAt),
    textsPeople,
  });
  if (verdict.answer === 'block') return notSent(draft, request, verdict, house.rules);
  const written = write(draft, request, house);
  if (!written.ok) return { kind: 'not_renderable', problem: written.problem };
  if (verdict.answer === 'hold') {
    if (request.onHold === 'not_sent') return notSent(draft, request, verdict, house.rules);
    // At the moment from which on it makes no sense it comes again, and is let out as stale.
    const until = Math.min(verdict.until, staleAt ?? Infinity);
    hold(draft, request, verdict, until);
    return { kind: 'held', verdict, until };
  }
  const { text, media } = written;
  const step = stepId(record, request);
  const id = derivedId('m', record.lead.id, step, String(textsOf(record, request).length));
  const { segments } = countSegments(text);
  const journey = enrollmentById(record, request.enrollment)?.journey;
  const { purpose } = request;
  const { sender, now, because, expires } = wayOf({ message: id, record, segments, journey, purpose });
  const validUntil = expires
    ? closingTime(questionOf(draft, request, request.purpose, house.rules))
    : undefined;
  const message: Message = {
    id,
    step,
    node: request.node,
    ...(request.enrollment === undefined ? {} : { enrollment: request.enrollment }),
    ...(request.delivery === undefined ? {} : { delivery: request.delivery }),
    ...(isOver(record, request) ? { afterEnd: true } : {}),
    account: request.account,
    to: record.lead.phone,
    ...(sender === undefined ? {} : { sender }),
    text,
    ...(media.length === 0 ? {} : { media }),
    segments,
    purpose: request.purpose,
    plannedAt: draft.now,
    ...(staleAt === undefined ? {} : { staleAt }),
    verdict,
    ...(validUntil === undefined ? {} : { validUntil }),
    life: { state: now ? 'sending' : 'planned' },
  };
  draft.add({ kind: 'message_planned', message });
  if (now) return { kind: 'planned', message };
  parkForText(draft, request, message, because);
  return { kind: 'queued', message };
}

/** How far the step has come already, when its message is given again. */
function doneBefore(record: LeadRecord, request: TextRequest): Planned | undefined {
  if (wasHeld(record, request)) return { kind: 'held_before' };
  const texts = textsOf(record, request);
  const parked = texts.findLast((text) => hasParkedFor(record, text));
  // The end of the wait for its text is the step going on, every other delivery is an earlier one.
  if (parked && waitOf(record, request.delivery)?.message !== parked.id)
    return isUndecided(parked.life) ? { kind: 'already', message: parked } : { kind: 'goes_on_by_itself' };
  const done = texts.find(({ life }) => life.state !== 'blocked');
  if (done) return { kind: 'already', message: done };
  const verdict = turnedDownBefore(record, request);
  return verdict && { kind: 'not_sent', verdict };
}

/** The texts of a step; those that were blocked have never left. */
function textsOf(record: LeadRecord, place: StepPlace): readonly Message[] {
  const ids = stepIds(record, place);
  return record.messages.filter(({ step }) => ids.includes(step));
}

/** The verdict that turned this step down before, if one did. */
export function turnedDownBefore(record: LeadRecord, step: Step): Verdict | undefined {
  if (!wasDone(record, 'not_sent', step)) return undefined;
  const note = record.notes.findLast((one) => one.kind === 'not_sent' && one.node === step.node);
  return note?.kind === 'not_sent' ? note.verdict : undefined;
}

/** The guard's question, for a step of a flow; from `staleAt` on (ms UTC) the text makes no sense any more. */
export function askVerdict(
  draft: Draft,
  step: Step,
  purpose: Purpose,
  rules: ContactRules,
  staleAt?: number,
): Verdict {
  return judge(questionOf(draft, step, purpose, rules, staleAt));
}

function questionOf(
  draft: Draft,
  step: Step,
  purpose: Purpose,
  rules: ContactRules,
  staleAt?: number,
): Question {
  const record = draft.lead;
  const enrollment = enrollmentOf(record, step);
  return {
    record,
    purpose,
    ...(enrollment ? { enrollment } : {}),
    step: stepId(record, step),
    at: draft.now,
    rules,
    staleAt,
    spreadSeed: `${record.lead.id}:${step.node}`,
  };
}

/**
 * The verdict of now on a text that was planned some time ago and has not left; the plan itself does not count. And when its
 * hours end, if it may go.
 */
function judgeAgain(
  draft: Draft,
  message: Message,
  rules: ContactRules,
  textsPeople: boolean,
): { readonly verdict: Verdict; readonly validUntil: number | undefined } {
  const { step, purpose, staleAt } = message;
  const record = { ...draft.lead, messages: draft.lead.messages.filter((one) => isOther(one, message)) };
  const enrollment = message.afterEnd ? undefined : enrollmentOf(record, placeOf(message));
  const question: Question = {
    record,
    purpose,
    ...(enrollment ? { enrollment } : {}),
    step,
    at: draft.now,
    rules,
    staleAt,
    spreadSeed: step,
    textsPeople,
  };
  const verdict = judge(question);
  return { verdict, validUntil: verdict.answer === 'allow' ? closingTime(question) : undefined };
}

function isOther(one: Message, message: Message): boolean {
  return one.id !== message.id && !isSameText(message, one);
}

/**
 * Lets a text go to its gateway that was planned some time ago: with a new verdict. What may not go out now is blocked, and
 * its step, when it comes again, is planned anew.
 */
export function judgeAndBegin(
  draft: Draft,
  message: Message,
  rules: ContactRules,
  textsPeople: boolean,
): Message {
  const { verdict, validUntil } = judgeAgain(draft, message, rules, textsPeople);
  const opens = verdict.answer === 'hold' ? keptUntil(message, verdict.until) : undefined;
  if (opens !== undefined) return setLife(draft, message, { state: 'planned', after: opens });
  if (verdict.answer !== 'allow') {
    return setLife(draft, message, { state: 'blocked', at: draft.now, reason: verdict.reason });
  }
  const { validUntil: _, ...rest } = setLife(draft, message, { state: 'sending', since: draft.now });
  return validUntil === undefined ? rest : { ...rest, validUntil };
}

/**
 * Parks the message of a step until its text may go out, with the reason for people to read, and notes in the lead's history
 * what was decided. `until` (ms UTC): not as long as the verdict says.
 */
export function hold(
  draft: Draft,
  step: Step,
  verdict: Verdict & { readonly answer: 'hold' },
  until = verdict.until,
): void {
  const { reason, because } = verdict;
  draft.add({ kind: 'note', note: { kind: 'text_held', at: draft.now, node: step.node, verdict } });
  const { keep, ...place } = step;
  const untilResumed = reason === 'paused' || reason === 'journey_held';
  const late = latenessOf(draft.lead, step.delivery);
  park(draft, {
    ...place,
    msg: keep(),
    kind: 'hold',
    due: untilResumed ? (draft.lead.pause?.until ?? null) : until,
    because,
    ...(untilResumed ? { untilResumed } : {}),
    ...(late === 0 ? {} : { late }),
    awaits: [],
  });
}

/** Notes in the lead's history why she was not texted, and ends her journey where the rules say so of the cap. */
export function notSent(
  draft: Draft,
  step: Step,
  verdict: Verdict,
  rules: ContactRules,
): { kind: 'not_sent'; verdict: Verdict } {
  const { node, enrollment } = step;
  draft.add({ kind: 'note', note: { kind: 'not_sent', at: draft.now, node, verdict } });
  markDone(draft, 'not_sent', step);
  if (verdict.answer === 'block' && verdict.reason === 'over_cap' && rules.onCap === 'leave') {
    const left = activeEnrollments(draft).find(({ id }) => id === enrollment);
    if (left) leave(draft, left, { kind: 'exited', reason: 'over_cap' });
  }
  return { kind: 'not_sent', verdict };
}

/**
 * The enrollment whose end would make the step stale. A step that follows from the trigger's "left" output, or from
 * something later, is meant to come after the end.
 */
function enrollmentOf(record: LeadRecord, step: StepPlace): Enrollment | undefined {
  return isOver(record, step) ? undefined : enrollmentById(record, step.enrollment);
}

/** True for a step that its flow wants although the enrollment has ended. */
function isOver(record: LeadRecord, { enrollment: id, delivery }: StepPlace): boolean {
  const state = enrollmentById(record, id)?.state;
  return state !== undefined && 'left' in state && delivery !== undefined && delivery >= state.left;
}

/** The place of a text that is planned; version 0.1.0 wrote the delivery at the end of the step. */
function placeOf({ node, enrollment, delivery, step }: Message): StepPlace {
  const visit = step.slice(step.lastIndexOf(':') + 1);
  return { node, enrollment, visit, delivery: delivery ?? (/^\d+$/.test(visit) ? Number(visit) : undefined) };
}

type Written =
  | { readonly ok: true; readonly text: string; readonly media: readonly string[] }
  | { readonly ok: false; readonly problem: string };

function write(draft: Draft, request: TextRequest, house: House): Written {
  const { lead: now, messages } = draft.lead;
  const lead = leadAs(now, enrollmentById(draft.lead, request.enrollment)?.person);
  const behavior = behaviorOf(draft.lead, request);
  const zone = candidateZones(lead, house.rules)[0] ?? house.rules.defaultZone;
  const view = {
    lead,
    brand: house.brand,
    now: draft.now,
    zone,
    ...(house.rules.dates ? { dates: house.rules.dates } : {}),
    msg: request.msg,
    ...(behavior ? { behavior } : {}),
  };
  const rendered = renderText(request.template, view);
  if (!rendered.ok) return rendered;
  const plain = request.plainer ? plainer(rendered.text) : rendered.text;
  const first = request.introduce && messages.every(neverLeft);
  const text = first ? frameFirstText(plain, { brand: house.brand }) : plain;
  if (text.length > LONGEST_TEXT) return { ok: false, problem: tooLong(text.length) };
  const media = readMedia(request.media ?? [], view);
  return media.ok ? { ok: true, text, media: media.urls } : media;
}

function behaviorOf(record: LeadRecord, step: Step): Behavior | undefined {
  return enrollmentById(record, step.enrollment)?.behavior ?? record.behaviors.at(-1);
}

function neverLeft({ life, purpose }: Message): boolean {
  return life.state === 'failed' || life.state === 'blocked' || purpose === 'answer';
}

function enrollmentById(record: LeadRecord, wanted: EnrollmentId | undefined): Enrollment | undefined {
  return wanted === undefined ? undefined : record.enrollments.find(({ id }) => id === wanted);
}
