import type { Json } from '../../json';
import { isJsonObject } from '../../json';
import type { LeadId } from '../../leads/lead';
import type { Change } from '../changes';
import { CHECKSUM_LENGTH } from './checksum';

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
  const line = bytes.toString('utf8', start + CHECKSUM_LENGTH + 1, end);
  const second = line.indexOf('\t') + 1;
  const first = line.slice(0, second - 1);
  switch (first) {
    case 'settled':
      return { kind: 'settled', upTo: Number(line.slice(second)) };
    case 'setting': {
      const [key, value] = JSON.parse(line.slice(second)) as [string, Json];
      return { kind: 'setting', key, value };
    }
    case 'head': {
      const head: unknown = JSON.parse(line.slice(second));
      return isSegmentHead(head) ? { kind: 'head', head } : { kind: 'foreign' };
    }
    default: {
      const third = line.indexOf('\t', second) + 1;
      const fourth = line.indexOf('\t', third) + 1;
      if (third === 0 || fourth === 0) return undefined;
      const seq = line.slice(third, fourth - 1);
      return {
        kind: 'changes',
        revision: Number(first),
        id: line.slice(second, third - 1),
        seq: seq === '' ? undefined : Number(seq),
        changes: JSON.parse(line.slice(fourth)) as Change[],
      };
    }
  }
}

function isSegmentHead(head: unknown): head is SegmentHead {
  return isJsonObject(head) && head['format'] === FORMAT;
}
