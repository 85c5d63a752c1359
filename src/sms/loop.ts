import type { Message } from '../leads/message';
import type { LeadRecord } from '../leads/record';
import { plainWords } from '../replies/words';

/** So many turns in a row without a person in them are two machines talking to each other. */
export const MOST_TURNS = 5;
/** Nobody reads a text and types an answer in so short a time, every time, ms. */
const AT_ONCE_MS = 5_000;
/** Who says the same again and again within so long is a machine too, ms. */
const SAME_WITHIN_MS = 3_600_000;

/**
 * True when `text`, which has come at `at` (ms UTC), is the fifth answer in a row that a machine seems to have written: each
 * came within five seconds of a text of ours, or all say the same within an hour. Counted anew once a person has resumed
 * the lead.
 */
export function isLoop(record: LeadRecord, text: string, at: number): boolean {
  const since = record.notes.findLast(({ kind }) => kind === 'resumed')?.at ?? -Infinity;
  const answers = [...record.replies.filter((reply) => reply.at > since), { text, at }].slice(-MOST_TURNS);
  if (answers.length < MOST_TURNS) return false;
  const turns = answers.map((answer, index) => {
    const asked = lastTextBefore(record, answer.at);
    // Two answers to one text are one turn.
    const isTurn = asked !== undefined && asked.plannedAt >= (answers[index - 1]?.at ?? -Infinity);
    return { ...answer, waited: isTurn ? answer.at - asked.plannedAt : Infinity };
  });
  const words = plainWords(text);
  const isSame = at - (answers[0]?.at ?? at) <= SAME_WITHIN_MS && words !== '';
  return (
    turns.every(({ waited }) => waited <= AT_ONCE_MS) ||
    (isSame && turns.every((turn) => turn.waited < Infinity && plainWords(turn.text) === words))
  );
}

function lastTextBefore({ messages }: LeadRecord, at: number): Message | undefined {
  return messages.findLast(({ plannedAt, life }) => plannedAt <= at && life.state !== 'blocked');
}
