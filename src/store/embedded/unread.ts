import type { LeadRecord } from '../../leads/record';
import { applyChange, type Change } from '../changes';

/**
 * A line of the journal whose changes nobody has asked for yet: its head has told what the store must know at once. The
 * bytes lie outside the heap of JavaScript; the records of 100,000 leads there are most of what a start would cost.
 */
export class Unread {
  constructor(
    /** What it follows: where her line starts in the text of her shard, another line of the journal, or nothing. */
    readonly before: number | Unread | undefined,
    readonly bytes: Buffer,
    /** Where its JSON starts and ends in the bytes. */
    readonly json: number,
    readonly end: number,
    /** What was settled when it was written. */
    readonly settledUpTo: number,
    /** Her waits as its head tells of them; empty when it does not, or when there are none. */
    readonly waits: string,
  ) {}
}

/** The record that comes of everything unread. `recordAt` reads the line that starts there in the text of the shard. */
export function recordAfter(last: Unread, recordAt: (start: number) => LeadRecord): LeadRecord {
  const lines: Unread[] = [];
  let first: Unread['before'] = last;
  for (; first instanceof Unread; first = first.before) lines.push(first);
  let record = first === undefined ? undefined : recordAt(first);
  for (const { bytes, json, end, settledUpTo } of lines.reverse()) {
    for (const change of changesIn(bytes, json, end)) record = applyChange(record, change, settledUpTo);
  }
  if (!record) throw new Error('the changes of a lead end with her deletion');
  return record;
}

/** The changes of a line whose JSON starts and ends here. */
export function changesIn(bytes: Buffer, json: number, end: number): Change[] {
  return JSON.parse(bytes.toString('utf8', json, end)) as Change[];
}
