import type { E164 } from '../../leads/lead';
import type { Change } from '../changes';
import {
  flagsOf,
  isResting,
  type LeadEntry,
  movesDue,
  movesKept,
  movesUnfinished,
  waitsText,
} from './lead-entry';
import type { LineHead } from './line-head';

/** What a line of the journal tells of its lead besides the changes, so that a start need not read them. */
export interface Told {
  /** The number of her last change before; 0 when she is new. Where it is another one, a line of hers is lost. */
  readonly before: number;
  /** Of a new lead. */
  readonly phone: E164 | undefined;
  /** ms UTC */
  readonly lastActiveAt: number;
  /** What the changes may have moved; undefined when all of it is as before. */
  readonly moved:
    | {
        /** ms UTC, Infinity for never */
        readonly due: number;
        readonly flags: number;
        readonly waits: string;
      }
    | undefined;
}

/** The fields, each with its tab, for a lead to whom the changes were just made. `before`: see `Told`. */
export function toldOf(entry: LeadEntry, before: number, changes: readonly Change[]): string {
  const who = `${before}\t${before === 0 ? entry.phone : ''}\t${entry.lastActiveAt}`;
  if (!changes.some(moves)) return `${who}\t\t\t\t`;
  const due = entry.due === Infinity ? '' : entry.due;
  return `${who}\t${due}\t${flagsOf(entry)}\t${waitsText(isResting(entry.body) ? [] : entry.body.waits)}\t`;
}

function moves(change: Change): boolean {
  return movesDue(change) || movesUnfinished(change) || movesKept(change);
}

/** Reads the fields. Undefined when they make no sense; the head stands behind them all the same. */
export function readTold(head: LineHead): Told | undefined {
  const before = head.number() ?? NaN;
  const phone = head.text();
  const lastActiveAt = head.number() ?? NaN;
  const due = head.number() ?? Infinity;
  const flags = head.number();
  const waits = head.text();
  if (Number.isNaN(before + lastActiveAt + due + (flags ?? 0)) || (phone === '') !== before > 0)
    return undefined;
  return {
    before,
    phone: phone === '' ? undefined : (phone as E164),
    lastActiveAt,
    moved: flags === undefined ? undefined : { due, flags, waits },
  };
}
