import type { NodeId } from '../leads/enrollment';
import type { E164, Lead } from '../leads/lead';
import type { Message } from '../leads/message';
import type { LeadRecord } from '../leads/record';
import type { Media, Reply, ReplyReading } from '../leads/reply';
import { takeBehavior, type Deployed } from '../journeys/behaviors';
import { journeysAsking } from '../journeys/exits';
import { bringIn } from '../journeys/newcomers';
import { pauseLead, resumeLead } from '../journeys/pauses';
import { isNewOptOut } from '../journeys/opt-outs';
import { endWait, waitForReply } from '../journeys/waits';
import { consented, optedOut, unconfirmedConsent } from '../permission/ledger';
import type { ContactRules } from '../permission/verdict';
import { agrees } from '../replies/assent';
import { LANGUAGES, type Language } from '../replies/opt-out/grammar';
import { readReply } from '../replies/reading';
import type { Draft } from '../store/draft';
import { planAnswer, stopAnswer, type Answers, type ReplyRules } from './answers';
import { ask, isDoubtful } from './doubt';
import { endQuiet, obeyQuiet } from './quieting';
import { obeySnooze, readWish } from './snoozing';
import { bindReply } from './binding';
import { digestOfText, idOfText, mayPermit } from './texts-again';
import { isLoop } from './loop';
import { endTurnIfOver, gather, textSoFar } from './turns';
import { confirmByReply } from './confirming';
import { endFewerTexts, keepPreference } from './preferring';
import { behaviorOf, optInByReply, optOutByReply } from './opting-out';

/** An SMS from a lead, as a gateway reports it. */
export interface IncomingText {
  /** The provider's id; the same text with the same id again changes nothing, but for an opt-out that would. */
  readonly id: string;
  readonly from: E164;
  /** Our number. */
  readonly to: string;
  /** Empty when only files came. */
  readonly text: string;
  readonly media?: readonly Media[];
  /**
   * The provider took it for a keyword of its own: it has acted on it at its side and answered it, so that we do not
   * answer a second time (Twilio docs, "Advanced Opt-Out": `OptOutType`, read November 2026).
   */
  readonly keyword?: 'opt_out' | 'opt_in' | 'help';
  /** Which account received it. */
  readonly account: NodeId;
}

/** A reply router that listens. */
export interface Listener {
  readonly node: NodeId;
  /** The tab it is on. */
  readonly flow: string;
  /**
   * `flow`: replies of leads whose last journey starts on its tab. `flow_or_none`: also of leads who were in no journey.
   * `all`: every reply.
   */
  readonly scope: 'flow' | 'flow_or_none' | 'all';
}

/** What receiving a text needs to know of the rest. */
export interface Reception {
  readonly deployed: Deployed;
  readonly listeners: readonly Listener[];
  readonly answers: Answers;
  readonly rules: ContactRules;
  readonly replies: ReplyRules;
}

/** What came of a text: the answer that has to go out, if any. */
export interface Received {
  readonly lead: Lead;
  readonly repeated: boolean;
  /** Its id had been used for another text, or an opt-out comes again: it is recorded under this one. */
  readonly recordedAs?: string;
  readonly answer?: Message;
}

/**
 * Takes an SMS from a lead. Opt-out first, before anything else looks at it; then HELP and START; a machine's text or a
 * reaction ends nothing; and everything else is an answer: to the wait that asks for it, or else to the reply routers.
 */
export function takeReply(draft: Draft, incoming: IncomingText, reception: Reception): Received {
  const unknownSender = !draft.record;
  if (unknownSender) bringIn(draft, incoming.from);
  const id = idOfText(draft, incoming);
  if (id === undefined) return { lead: draft.lead.lead, repeated: true };
  const text = { ...incoming, id };
  const reading = readIncoming(draft, text, reception);
  const reply = recordReply(draft, text, reading, unknownSender);
  const answer = actOn(draft, reply, text, reception);
  return {
    lead: draft.lead.lead,
    repeated: false,
    ...(id === incoming.id ? {} : { recordedAs: id }),
    ...(answer ? { answer } : {}),
  };
}

function actOn(
  draft: Draft,
  reply: Reply,
  incoming: IncomingText,
  reception: Reception,
): Message | undefined {
  const { answers, deployed } = reception;
  switch (reply.reading.kind) {
    case 'opt_out': {
      if (draft.lead.turn) draft.add({ kind: 'turn_ended' });
      if (!isNewOptOut(draft.lead.ledger, { channel: 'sms' })) return undefined;
      optOutByReply(draft, reply, 'sms', deployed);
      return answer(draft, stopAnswer(answers, reply.reading), incoming, reception);
    }
    case 'opt_in':
      return optIn(draft, reply, incoming, reception);
    case 'help':
      return answer(draft, answers.help, incoming, reception);
    case 'auto_text':
      if (reply.reading.loop) pauseLead(draft, { reason: 'loop', until: null });
      tellListeners(draft, reply, reception);
      return undefined;
    case 'reaction':
      tellListeners(draft, reply, reception);
      return undefined;
    case 'snooze':
      if (draft.lead.turn) draft.add({ kind: 'turn_ended' });
      tellListeners(draft, reply, reception);
      return obeySnooze(draft, reply, reply.reading, { ...reception, account: incoming.account });
    case 'quiet':
      if (draft.lead.turn) draft.add({ kind: 'turn_ended' });
      tellListeners(draft, reply, reception);
      return obeyQuiet(draft, reply, reply.reading, { ...reception, account: incoming.account });
    case 'preference':
      if (draft.lead.turn) draft.add({ kind: 'turn_ended' });
      tellListeners(draft, reply, reception);
      return keepPreference(draft, reply, reply.reading, { ...reception, account: incoming.account });
    case 'unclear':
      if (isDoubtful(draft, reply)) return ask(draft, reply, incoming.account, reception);
      takeAnswer(draft, reply, reception);
      return undefined;
    case 'text':
      return takeText(draft, reply, incoming, reception);
  }
}

/** START from somebody who already gets our texts is an answer like any other. */
function optIn(
  draft: Draft,
  reply: Reply,
  incoming: IncomingText,
  reception: Reception,
): Message | undefined {
  const isIn = consented(draft.lead.ledger) && !isListed(draft.lead, reception.rules);
  if (isIn) return takeText(draft, reply, incoming, reception);
  optInByReply(draft, reply, reception.deployed);
  return answer(draft, reception.answers.start, incoming, reception);
}

/** True for who opted out at another store; also when that cannot be told: her START must not be lost. */
function isListed({ lead }: LeadRecord, { shared }: ContactRules): boolean {
  try {
    return shared?.has(lead.phone) ?? false;
  } catch {
    return true;
  }
}

/** An answer to whatever we asked last; also to whether we shall stop. */
function takeText(
  draft: Draft,
  reply: Reply,
  incoming: IncomingText,
  reception: Reception,
): Message | undefined {
  const { answers, deployed, replies } = reception;
  const { ledger, pause } = draft.lead;
  if (replies.yesOptsIn && optedOut(ledger) && agrees(reply.text)) {
    return optIn(draft, reply, incoming, reception);
  }
  if (pause?.reason === 'snoozed' && reply.reading.kind === 'opt_in') resumeLead(draft, deployed);
  if (reply.reading.kind === 'opt_in') {
    endQuiet(draft);
    endFewerTexts(draft);
  }
  if (unconfirmedConsent(ledger) && agrees(reply.text)) {
    confirmByReply(draft, reply, deployed);
    return undefined;
  }
  if (pause?.reason === 'unclear') {
    if (agrees(reply.text)) {
      optOutByReply(draft, reply, 'sms', deployed);
      return answer(draft, stopAnswer(answers, reply.reading), incoming, reception);
    }
    resumeLead(draft, deployed);
  }
  takeAnswer(draft, reply, reception);
  return undefined;
}

/** What the provider has answered already is not answered again. */
function answer(
  draft: Draft,
  text: string,
  { id, account, keyword }: IncomingText,
  { rules }: Reception,
): Message | undefined {
  if (keyword !== undefined) return undefined;
  return planAnswer(draft, { text, reply: id, account, purpose: 'answer' }, rules);
}

function recordReply(
  draft: Draft,
  incoming: IncomingText,
  reading: ReplyReading,
  unknownSender: boolean,
): Reply {
  const reply: Reply = {
    id: incoming.id,
    at: draft.now,
    text: incoming.text,
    ...(incoming.media && incoming.media.length > 0 ? { media: incoming.media } : {}),
    to: incoming.to,
    reading,
    ...bindReply(draft.lead, incoming.to, incoming.text, draft.now),
    unknownSender,
  };
  draft.add({ kind: 'reply', reply });
  if (mayPermit(incoming, reading)) draft.add({ kind: 'assented', digest: digestOfText(incoming) });
  return reply;
}

/**
 * What the provider took it for counts, in whatever language its keywords are. But for START: its words for that may be
 * usual answers, such as YES, and lift an opt-out only where there is one.
 */
function readIncoming(
  draft: Draft,
  { keyword, text }: IncomingText,
  { replies, rules, answers }: Reception,
): ReplyReading {
  const counts = keyword !== undefined && (keyword !== 'opt_in' || optedOut(draft.lead.ledger));
  if (counts) return { kind: keyword, rule: `${keyword}.provider` };
  const hints = languagesOf(draft.lead.lead, answers);
  const reading = readReply(text, { hints });
  const before = textSoFar(draft);
  if (reading.kind === 'text' && before !== '') {
    // `take me off` and `your list` are an opt-out in two texts.
    const whole = readReply(`${before}\n${text}`, { hints });
    if (whole.kind === 'opt_out' || (whole.kind === 'unclear' && !whole.weak)) return whole;
  }
  const isAnswer = reading.kind === 'text' || reading.kind === 'unclear';
  if (isAnswer && (draft.lead.pause?.reason === 'loop' || isLoop(draft.lead, text, draft.now))) {
    return { kind: 'auto_text', loop: true };
  }
  const wish = (said: string): ReplyReading | undefined => readWish(draft, reading, said, rules);
  if (!replies.snooze) return reading;
  return wish(text) ?? (before === '' ? undefined : wish(`${before} ${text}`)) ?? reading;
}

/** Languages that the lead speaks, as far as a field tells, or else those in which the store answers. */
function languagesOf({ fields }: Lead, { stopIn = {} }: Answers): readonly Language[] {
  const field = fields['language'] ?? fields['locale'];
  const told = (typeof field === 'string' ? field : '').slice(0, 2).toLowerCase();
  const spoken = told === '' ? Object.keys(stopIn) : [told];
  return LANGUAGES.filter((language) => spoken.includes(language));
}

/** An answer goes on with the texts that come right after it, as one. */
function takeAnswer(draft: Draft, reply: Reply, reception: Reception): void {
  const { gatherMs } = reception.replies;
  if (gatherMs === 0) return handToFlows(draft, reply, reception);
  gather(draft, reply, gatherMs);
  goOnAfterTurn(draft, reception);
}

/** When what a lead is writing has come to its end, it goes to whatever asks for it. */
export function goOnAfterTurn(draft: Draft, reception: Reception): void {
  const last = endTurnIfOver(draft);
  if (last) handToFlows(draft, last, reception);
}

/** A reply that an open wait asks for belongs to the wait; any other ends the journeys that end at a reply. */
function handToFlows(draft: Draft, reply: Reply, reception: Reception): void {
  const { deployed } = reception;
  const isHere = (node: NodeId): boolean => deployed.isHere(node);
  const asked = waitForReply(draft.lead, reply, isHere);
  if (asked) endWait(draft, asked.wait, { kind: 'reply', reply: reply.id, output: asked.output });
  const askedBy = journeysAsking(draft, asked?.wait.enrollment);
  takeBehavior(draft, behaviorOf(reply, 'sms_replied', reply.at), deployed, askedBy);
  if (!asked) tellListeners(draft, reply, reception);
}

function tellListeners(draft: Draft, reply: Reply, { listeners, deployed }: Reception): void {
  const flow = flowOf(draft.lead, reply, deployed);
  for (const { node, scope, flow: tab } of listeners) {
    const isMeant = scope === 'all' || tab === flow || (scope === 'flow_or_none' && flow === undefined);
    if (isMeant) draft.handOver(node, { kind: 'reply', reply: reply.id });
  }
}

/** The tab of the journey that the reply most likely answers; undefined when there is none. */
function flowOf(record: LeadRecord, reply: Reply, deployed: Deployed): string | undefined {
  const enrollment =
    record.enrollments.find(({ id }) => id === reply.enrollment) ?? record.enrollments.at(-1);
  return enrollment && deployed.journeys.get(enrollment.journey)?.flow;
}
