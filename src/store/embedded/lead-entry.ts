import type { E164, LeadId } from '../../leads/lead';
import type { LeadRecord } from '../../leads/record';
import type { Change } from '../changes';
import { CHECKSUM_LENGTH, seal } from './checksum';

/** A lead as the store holds her: what start-up and the scheduler need at once, and the rest as text or as object. */
export interface LeadEntry {
  readonly id: LeadId;
  readonly phone: E164;
  readonly shard: number;
  /** The store-wide number of the last change that is in it. */
  revision: number;
  /** ms UTC */
  lastActiveAt: number;
  /** The earliest due time of its waits that are not orphaned, ms UTC; Infinity for none. Set by the due index. */
  due: number;
  /** The highest handover number that was ever given for her. */
  lastSeq: number;
  waiting: boolean;
  orphaned: boolean;
  /** Has a message that is planned or sending. */
  unfinished: boolean;
  /**
   * Her line of the snapshot until somebody asks for her, the record from then on; never both, which would cost the
   * memory twice. The line is held as one character per byte: as UTF-8 an emoji would double all of it.
   */
  body: string | LeadRecord;
}

export const SHARDS = 256;

/** Which shard a lead belongs to (FNV-1a of the id). */
export function shardOf(id: LeadId): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < id.length; i++) hash = Math.imul(hash ^ id.charCodeAt(i), 0x01000193);
  return (hash ^ (hash >>> 16)) & (SHARDS - 1);
}

/** An entry for a lead that has no change yet. */
export function newEntry(record: LeadRecord): LeadEntry {
  const { id, phone } = record.lead;
  return {
    id,
    phone,
    shard: shardOf(id),
    revision: 0,
    lastActiveAt: record.lastActiveAt,
    due: Infinity,
    lastSeq: 0,
    waiting: false,
    orphaned: false,
    unfinished: false,
    body: record,
  };
}

/** The record of an entry, read from its text if need be; the entry stays as it is. */
export function recordOf({ body }: LeadEntry): LeadRecord {
  if (typeof body !== 'string') return body;
  return JSON.parse(Buffer.from(body.slice(body.indexOf('{')), 'latin1').toString()) as LeadRecord;
}

/** Brings the head of an entry up to its record after `changes`. Returns its due time, which the due index notes. */
export function refresh(entry: LeadEntry, record: LeadRecord, changes: readonly Change[]): number {
  entry.lastActiveAt = record.lastActiveAt;
  let due = entry.due;
  for (const { kind } of changes) {
    if (kind === 'parked' || kind === 'wait_ended' || kind === 'wait_orphaned') {
      due = dueOf(record);
      entry.waiting = record.waits.length > 0;
      entry.orphaned = record.waits.some((wait) => wait.orphaned);
    } else if (kind === 'message_planned' || kind === 'message_moved') {
      entry.unfinished = record.messages.some(
        ({ life }) => life.state === 'planned' || life.state === 'sending',
      );
    }
  }
  return due;
}

function dueOf(record: LeadRecord): number {
  let due = Infinity;
  for (const wait of record.waits) {
    if (wait.due !== null && !wait.orphaned && wait.due < due) due = wait.due;
  }
  return due;
}

/** A wait as the head of a line tells of it: `due` in ms UTC, null for never by itself. */
export interface WaitSummary {
  readonly node: string;
  readonly due: number | null;
}

/** The waits of an entry, without reading the whole lead. */
export function waitsOf(entry: LeadEntry): readonly WaitSummary[] {
  if (!entry.waiting) return [];
  if (typeof entry.body !== 'string') return entry.body.waits;
  const waits = entry.body.slice(0, entry.body.indexOf('{')).split('\t')[WAITS_FIELD] ?? '';
  return waits.split(',').map((wait) => {
    const [node = '', due = ''] = wait.split(':');
    return { node: decodeURIComponent(node), due: due === '' ? null : Number(due) };
  });
}

const OPEN_BRACE = 0x7b;
const WAITING = 1;
const ORPHANED = 2;
const UNFINISHED = 4;
const WAITS_FIELD = 8;

/**
 * The line of an entry in a snapshot: checksum, revision, id, phone, last activity, due, last handover number, flags,
 * waits, record; tabs between. Everything before the record is what start-up needs.
 */
export function lineOf(entry: LeadEntry): string {
  if (typeof entry.body === 'string') return entry.body;
  const flags =
    (entry.waiting ? WAITING : 0) | (entry.orphaned ? ORPHANED : 0) | (entry.unfinished ? UNFINISHED : 0);
  const waits = entry.body.waits.map(({ node, due }) => `${encodeURIComponent(node)}:${due ?? ''}`).join(',');
  const due = entry.due === Infinity ? '' : entry.due;
  const head = `${entry.revision}\t${entry.id}\t${entry.phone}\t${entry.lastActiveAt}\t${due}\t${entry.lastSeq}\t${flags}\t${waits}`;
  const bytes = Buffer.from(`        \t${head}\t${JSON.stringify(entry.body)}`);
  seal(bytes, 0, bytes.length);
  return bytes.toString('latin1');
}

/** The entry of an intact line. Its due time still has to be told to the due index. */
export function entryOf(
  bytes: Buffer,
  start: number,
  end: number,
): { entry: LeadEntry; due: number } | undefined {
  const json = bytes.indexOf(OPEN_BRACE, start);
  if (json < 0 || json >= end) return undefined;
  // A text of its own: a slice of the line would keep the whole line in memory for as long as the id.
  const head = bytes.toString('latin1', start + CHECKSUM_LENGTH + 1, json).split('\t');
  const [revision, id, phone, lastActiveAt, due, lastSeq, flagDigits] = head;
  if (!id || !phone || flagDigits === undefined) return undefined;
  const flags = Number(flagDigits);
  const entry: LeadEntry = {
    id,
    phone: phone as E164,
    shard: shardOf(id),
    revision: Number(revision),
    lastActiveAt: Number(lastActiveAt),
    due: Infinity,
    lastSeq: Number(lastSeq),
    waiting: (flags & WAITING) !== 0,
    orphaned: (flags & ORPHANED) !== 0,
    unfinished: (flags & UNFINISHED) !== 0,
    body: bytes.toString('latin1', start, end),
  };
  return { entry, due: due ? Number(due) : Infinity };
}

/** What an id must look like to stand in the head of a line. */
export function isPlainId(id: string): boolean {
  return /^[\x21-\x7a]+$/.test(id);
}
