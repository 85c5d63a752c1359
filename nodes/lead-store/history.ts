import type { Enrollment, ExitReason } from '../../src/leads/enrollment';
import type { Behavior } from '../../src/leads/lead';
import type { LedgerEntry } from '../../src/leads/ledger';
import type { Message } from '../../src/leads/message';
import type { PauseReason } from '../../src/leads/pause';
import type { LeadRecord, Note } from '../../src/leads/record';
import type { Reply, ReplyReading } from '../../src/leads/reply';
import type { TurnedAway } from '../../src/leads/wait';

interface Line {
  readonly at: number;
  readonly text: string;
}

/** Lines of one millisecond stand in the order in which one leads to the other. */
const RANKS = ['behavior', 'consent', 'journey', 'text', 'end'] as const;
type RankedLine = Line & { readonly rank: (typeof RANKS)[number] };

/** What happened to a lead, oldest first, in words for people. The words of texts stand in the conversation. */
export function historyOf(record: LeadRecord, nodeName: (node: string) => string): Line[] {
  const lines: RankedLine[] = [
    ...record.behaviors.filter((one) => !isToldElsewhere(one, record)).map(behaviorLine),
    ...record.replies.flatMap(replyLines),
    ...record.ledger.map(ledgerLine),
    ...record.enrollments.flatMap(enrollmentLines),
    ...record.messages.map((message) => textLine(message, record, nodeName)),
    ...record.notes.map((note) => noteLine(note, nodeName)),
  ];
  return lines
    .sort((a, b) => a.at - b.at || RANKS.indexOf(a.rank) - RANKS.indexOf(b.rank))
    .map(({ at, text }) => ({ at, text }));
}

const LEDGER_WORDS = {
  consent: 'consent given',
  confirmation: 'consent confirmed',
  opt_out: 'opted out',
  opt_in: 'opted in',
  preference: 'asked for another channel or fewer texts',
  folded: 'lines that changed nothing are folded',
} as const;
const LEDGER_BEHAVIORS = { opted_out: 'opt_out', opted_in: 'opt_in' } as const;

/** A reply has its own line, and STOP and START stand in the ledger. */
function isToldElsewhere({ name, at, source }: Behavior, { ledger }: LeadRecord): boolean {
  if (name === 'sms_replied') return source === 'reply';
  if (name !== 'opted_out' && name !== 'opted_in') return false;
  return ledger.some(({ kind, recordedAt }) => kind === LEDGER_BEHAVIORS[name] && recordedAt === at);
}

function behaviorLine({ at, name }: Behavior): RankedLine {
  return { at, rank: 'behavior', text: name.replaceAll('_', ' ') };
}

/** STOP, START and preferences stand in the ledger, and a wish for later is a pause. */
const REPLY_WORDS: Readonly<Record<ReplyReading['kind'], string | undefined>> = {
  text: 'replied',
  help: 'asked for help',
  unclear: 'replied: this may be an opt-out',
  reaction: 'reacted to a text',
  auto_text: 'a machine replied',
  opt_out: undefined,
  opt_in: undefined,
  snooze: undefined,
  quiet: 'asked for no texts at some hours',
  preference: undefined,
};

function replyLines({ at, reading }: Reply): RankedLine[] {
  const isWeak = reading.kind === 'unclear' && reading.weak;
  const text = isWeak ? 'replied: look whether this asks for no more texts' : REPLY_WORDS[reading.kind];
  return text === undefined ? [] : [{ at, rank: 'behavior', text }];
}

function ledgerLine({ recordedAt, kind, channel }: LedgerEntry): RankedLine {
  return {
    at: recordedAt,
    rank: 'consent',
    text: `${LEDGER_WORDS[kind]} (${channel.replaceAll('_', ' ')})`,
  };
}

const EXIT_WORDS: Readonly<Record<ExitReason, string>> = {
  replied: 'the lead replied',
  behavior: 'the lead did what ends it',
  left_segment: 'the lead left the segment',
  opted_out: 'the lead opted out',
  restarted: 'the journey starts anew',
  displaced: 'another one has the lead for itself',
  by_flow: 'a node of the flow ended it',
  deleted: 'the lead was deleted',
  over_cap: 'the cap was reached',
  moment_past: 'the moment it should wait for was past',
};

function enrollmentLines({ journeyName, enteredAt, state }: Enrollment): RankedLine[] {
  const name = `"${journeyName}"`;
  const entered: RankedLine = { at: enteredAt, rank: 'journey', text: `entered ${name}` };
  switch (state.status) {
    case 'active':
      return [entered];
    case 'completed':
      return [entered, { at: state.endedAt, rank: 'end', text: `completed ${name}` }];
    case 'converted': {
      const by = state.behavior.name.replaceAll('_', ' ');
      return [entered, { at: state.endedAt, rank: 'journey', text: `converted in ${name}: ${by}` }];
    }
    case 'exited': {
      const why = state.behavior ? state.behavior.name.replaceAll('_', ' ') : EXIT_WORDS[state.reason];
      const text = `left ${name}: ${why}`;
      return [entered, { at: state.endedAt, rank: state.reason === 'by_flow' ? 'end' : 'journey', text }];
    }
  }
}

const ANSWERED: Readonly<Record<string, string>> = { opt_out: 'STOP', opt_in: 'START', help: 'HELP' };

/** That a text went, and from where; its words stand in the conversation. */
function textLine(message: Message, { replies }: LeadRecord, nodeName: (node: string) => string): RankedLine {
  const state = message.life.state.replaceAll('_', ' ');
  const asked = replies.find(({ id }) => message.step === `answer:${id}`)?.reading.kind ?? '';
  const what =
    message.purpose === 'answer'
      ? `answered ${ANSWERED[asked] ?? 'a reply'}`
      : `texted: "${nodeName(message.node)}"`;
  return { at: message.plannedAt, rank: 'text', text: `${what} (${state})` };
}

const TURNED_AWAY_WORDS: Readonly<Record<TurnedAway, string>> = {
  already_entered: 'the lead entered it before',
  still_inside: 'the lead is still inside',
  too_soon: 'it is too soon after the last time',
  already_ended: 'what ends it had happened already',
  coalesced: 'another one started in the same moment',
  claimed: 'another one has the lead for itself',
  outranked: 'a higher one is under way',
  too_old: 'the behavior arrived too late',
  opted_out: 'the lead opted out',
};

function noteLine(note: Note, nodeName: (node: string) => string): RankedLine {
  const { at } = note;
  switch (note.kind) {
    case 'turned_away': {
      const reason = TURNED_AWAY_WORDS[note.reason];
      return { at, rank: 'journey', text: `not let into "${note.journeyName}": ${reason}` };
    }
    case 'not_sent':
    case 'text_held': {
      const { kind, verdict } = note;
      const what = `${kind === 'text_held' ? 'held' : 'not texted'} at "${nodeName(note.node)}"`;
      return { at, rank: 'text', text: verdict.answer === 'allow' ? what : `${what}: ${verdict.because}` };
    }
    case 'wait_dropped':
      return {
        at,
        rank: 'end',
        text: `did not go on from "${nodeName(note.node)}": ${DROPPED_WORDS[note.reason]}`,
      };
    case 'held':
      return { at, rank: 'journey', text: `held "${note.journeyName}": another one has the lead for itself` };
    case 'released':
      return { at, rank: 'end', text: `"${note.journeyName}" goes on` };
    case 'paused':
      return { at, rank: 'journey', text: `paused: ${PAUSE_WORDS[note.reason]}` };
    case 'resumed':
      return { at, rank: 'journey', text: 'resumed' };
    case 'left_out':
      return { at, rank: 'behavior', text: `left out, because it cannot be read: ${note.fields.join(', ')}` };
    case 'another_person':
      return { at, rank: 'behavior', text: 'another person gave this number' };
  }
}

const DROPPED_WORDS = {
  moment_past: 'the moment to wait for was past',
  by_hand: 'a person ended the wait',
} as const;

/** Why a lead is paused. */
export const PAUSE_WORDS: Readonly<Record<PauseReason, string>> = {
  person: 'a person took over',
  unclear: 'it is not clear whether the lead opted out',
  loop: 'a machine answers our texts, and a person has to look',
  snoozed: 'the lead asked for later',
};
