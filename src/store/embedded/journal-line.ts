import type { Json } from '../../json';
import { isJsonObject } from '../../json';
import type { LeadId } from '../../leads/lead';
import type { Change } from '../changes';
import { CHECKSUM_LENGTH } from './checksum';
import { LineHead } from './line-head';

/** What a line of the journal says. */
export type JournalLine =
  | {
      readonly kind: 'changes';
      readonly revision: number;
      readonly id: LeadId;
      /** The highest handover number that was given, when the decision took any. */
      readonly seq: number | undefined;
      readonly changes: readonly Change[];
    }
  | { readonly kind: 'settled'; readonly upTo: number }
  | { readonly kind: 'setting'; readonly key: string; readonly value: Json }
  | { readonly kind: 'head'; readonly head: SegmentHead }
  /** Written by a version of the package that this one knows nothing of. */
  | { readonly kind: 'foreign' };

/** The first line of a segment: what lines of dropped segments said of the store as a whole. */
export interface SegmentHead {
  readonly format: typeof FORMAT;
  readonly revision: number;
  readonly seq: number;
  readonly settledUpTo: number;
  readonly settings: Readonly<Record<string, Json>>;
  /** Hashes of the numbers of deleted leads. */
  readonly suppressed?: readonly string[];
}

/** Rises when an older version of the package could not read the files any more. */
export const FORMAT = 1;

/** The line for all changes of one decision, as `Journal.commit` wants it. */
export function changesLine(revision: number, id: LeadId, seq: number | undefined, json: string): string {
  return `\t${revision}\t${id}\t${seq ?? ''}\t${json}`;
}

export function settledLine(upTo: number): string {
  return `\tsettled\t${upTo}`;
}

export function settingLine(key: string, value: Json): string {
  return `\tsetting\t${JSON.stringify([key, value])}`;
}

export function headLine(head: SegmentHead): string {
  return `\thead\t${JSON.stringify(head)}`;
}

/** Reads an intact line. Undefined, or a SyntaxError, when it makes no sense. */
export function readLine(bytes: Buffer, start: number, end: number): JournalLine | undefined {
  const head = new LineHead(bytes, start + CHECKSUM_LENGTH + 1);
  const firstByte = bytes[head.at] ?? 0;
  if (firstByte >= DIGIT_0 && firstByte <= DIGIT_9) {
    const revision = head.number() ?? NaN;
    const id = head.text();
    const seq = head.number();
    return { kind: 'changes', revision, id, seq, changes: restOf(head, end) as Change[] };
  }
  switch (head.text()) {
    case 'settled':
      return { kind: 'settled', upTo: Number(restOf(head, end)) };
    case 'setting': {
      const [key, value] = restOf(head, end) as [string, Json];
      return { kind: 'setting', key, value };
    }
    case 'head': {
      const segment = restOf(head, end);
      return isSegmentHead(segment) ? { kind: 'head', head: segment } : { kind: 'foreign' };
    }
    default:
      return undefined;
  }
}

/** The JSON behind the fields that were read. */
function restOf(head: LineHead, end: number): unknown {
  return JSON.parse(head.bytes.toString('utf8', head.at, end));
}

const DIGIT_0 = 0x30;
const DIGIT_9 = 0x39;

function isSegmentHead(head: unknown): head is SegmentHead {
  return isJsonObject(head) && head['format'] === FORMAT;
}
