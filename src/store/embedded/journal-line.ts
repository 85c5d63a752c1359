import type { Json } from '../../json';
import { isJsonObject } from '../../json';
import type { LeadId } from '../../leads/lead';
import { CHECKSUM_LENGTH } from './checksum';
import { LineHead } from './line-head';
import { type JournalPoint, readPoint } from './log/point';
import { readTold, type Told } from './told';

/** What a line of the journal says. */
export type JournalLine =
  | ChangesLine
  | { readonly kind: 'settled'; readonly revision: number | undefined; readonly upTo: number }
  | {
      readonly kind: 'setting';
      readonly revision: number | undefined;
      readonly key: string;
      readonly value: Json;
    }
  | { readonly kind: 'head'; readonly head: SegmentHead }
  /** Written by a version of the package that this one knows nothing of. */
  | { readonly kind: 'foreign' };

/** The changes of one decision. */
export interface ChangesLine {
  readonly kind: 'changes';
  /** From format 3 on each line but a head has the number after that of the line before it. */
  readonly revision: number;
  readonly id: LeadId;
  /** The highest handover number that was given, when the decision took any. */
  readonly seq: number | undefined;
  /** Undefined for a deletion, and in lines of format 1. */
  readonly told: Told | undefined;
  /** Where the JSON of the changes starts. */
  readonly json: number;
}

/** The first line of a segment: what lines of dropped segments said of the store as a whole. */
export interface SegmentHead {
  readonly format: number;
  /** Which segment of which store it is, who writes it, and where the journal was before. Undefined up to format 2. */
  readonly origin: SegmentOrigin | undefined;
  /** The number of the last change before, up to format 2. */
  readonly revision?: number;
  readonly seq: number;
  readonly settledUpTo: number;
  readonly settings: Readonly<Record<string, Json>>;
  /** Hashes of the numbers of deleted leads. */
  readonly suppressed?: readonly string[];
}

/** Where a segment belongs. */
export interface SegmentOrigin {
  readonly store: string;
  readonly segment: number;
  readonly epoch: number;
  readonly before: JournalPoint;
}

/** Rises when an older version of the package could not read the files any more. */
export const FORMAT = 3;

/**
 * True for a format that this version reads. In format 1 the changes of a lead come without what is told of the lead; up to
 * format 2 a segment does not say where it belongs, and lines without changes have no number.
 */
export function isReadable(format: unknown): format is number {
  return format === 1 || format === 2 || format === FORMAT;
}

/**
 * In the place of the tab behind the checksum: the first line of those that were written together. All before it was on the
 * disk when it was written.
 */
export const GROUP_START = 0x0b;

/** True for the first line of those that were written together. */
export function startsGroup(bytes: Buffer, start: number): boolean {
  return bytes[start + CHECKSUM_LENGTH] === GROUP_START;
}

/**
 * The line for all changes of one decision, as `Journal.commit` wants it. `told`: what `toldOf` says of the lead, empty
 * for a deletion.
 */
export function changesLine(
  revision: number,
  id: LeadId,
  seq: number | undefined,
  told: string,
  json: string,
): string {
  return `\t${revision}\t${id}\t${seq ?? ''}\t${told}${json}`;
}

/** The line that says that all handovers up to this number have arrived. */
export function settledLine(revision: number, upTo: number): string {
  return `\tsettled\t${upTo}\t${revision}`;
}

/** The line that sets a value of the store as a whole, such as its webhook key. */
export function settingLine(revision: number, key: string, value: Json): string {
  return `\tsetting\t${revision}\t${JSON.stringify([key, value])}`;
}

/** The first line of a segment. */
export function headLine({ origin, ...head }: SegmentHead): string {
  return `\thead\t${JSON.stringify({ ...head, ...origin })}`;
}

/** Reads an intact line. Undefined, or a SyntaxError, when it makes no sense. */
export function readLine(bytes: Buffer, start: number, end: number): JournalLine | undefined {
  const head = new LineHead(bytes, start + CHECKSUM_LENGTH + 1);
  const firstByte = bytes[head.at] ?? 0;
  if (firstByte >= DIGIT_0 && firstByte <= DIGIT_9) {
    const revision = head.number() ?? NaN;
    const id = head.text();
    const seq = head.number();
    const told = bytes[head.at] === OPEN_BRACKET ? undefined : readTold(head);
    if (head.at >= end || bytes[head.at] !== OPEN_BRACKET || bytes[end - 1] !== CLOSE_BRACKET)
      return undefined;
    return { kind: 'changes', revision, id, seq, told, json: head.at };
  }
  switch (head.text()) {
    case 'settled': {
      const [upTo = NaN, revision] = bytes.toString('latin1', head.at, end).split('\t').map(Number);
      return Number.isNaN(upTo + (revision ?? 0)) ? undefined : { kind: 'settled', revision, upTo };
    }
    case 'setting': {
      const revision = bytes[head.at] === OPEN_BRACKET ? undefined : head.number();
      const [key, value] = restOf(head, end) as [string, Json];
      return { kind: 'setting', revision, key, value };
    }
    case 'head': {
      const segment = headIn(restOf(head, end));
      return segment ? { kind: 'head', head: segment } : { kind: 'foreign' };
    }
    default:
      return undefined;
  }
}

/** The JSON behind the fields that were read. */
function restOf(head: LineHead, end: number): unknown {
  return JSON.parse(head.bytes.toString('utf8', head.at, end));
}

const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const DIGIT_0 = 0x30;
const DIGIT_9 = 0x39;

/** Undefined when it is of a format that is not known here. */
function headIn(json: unknown): SegmentHead | undefined {
  if (!isJsonObject(json) || !isReadable(json['format'])) return undefined;
  const { store, segment, epoch } = json;
  const before = readPoint(json['before']);
  const isKnown =
    typeof store === 'string' && typeof segment === 'number' && typeof epoch === 'number' && before;
  const origin = isKnown ? { store, segment, epoch, before } : undefined;
  return { ...(json as unknown as SegmentHead), origin };
}
