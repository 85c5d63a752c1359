import type { E164, LeadId } from '../../leads/lead';
import { isOpen } from '../../leads/message';
import type { LeadRecord } from '../../leads/record';
import { nextDue } from '../../leads/stillness';
import type { Change } from '../changes';
import { CHECKSUM_LENGTH } from './checksum';
import { lineEnd } from './files';
import { LineHead } from './line-head';
import type { LinePage } from './line-page';
import { recordAfter, Unread } from './unread';

/** A lead as the store holds her: what start-up and the scheduler need at once, and the rest as text or as object. */
export interface LeadEntry {
  readonly id: LeadId;
  readonly phone: E164;
  readonly shard: number;
  /** The store-wide number of the last change that is in it. */
  revision: number;
  /** ms UTC */
  lastActiveAt: number;
  /** When something of her falls due next (`nextDue`), ms UTC; Infinity for never. Set by the due index. */
  due: number;
  /** The highest handover number that was ever given for her. */
  lastSeq: number;
  waiting: boolean;
  orphaned: boolean;
  /** Has a message that somebody has to see to. */
  unfinished: boolean;
  /** Has a handover that stays open by itself. */
  kept: boolean;
  /**
   * Where her line starts in the text of her shard, or her last line in the journal, until somebody asks for her; her
   * record from then on. The text lies outside the heap of JavaScript: 100,000 strings there cost the garbage collector
   * half of the start-up.
   */
  body: number | Unread | LeadRecord;
}

export const SHARDS = 256;

/** Which shard a lead belongs to: FNV-1a of the end of the id, where ids differ. */
export function shardOf(id: LeadId): number {
  let hash = 0x811c9dc5;
  for (let i = Math.max(0, id.length - 8); i < id.length; i++)
    hash = Math.imul(hash ^ id.charCodeAt(i), 0x01000193);
  return (hash ^ (hash >>> 16)) & (SHARDS - 1);
}

/** An entry for a lead that has no change yet. */
export function newEntry(id: LeadId, phone: E164, body: Unread | LeadRecord): LeadEntry {
  return {
    id,
    phone,
    shard: shardOf(id),
    revision: 0,
    lastActiveAt: 0,
    due: Infinity,
    lastSeq: 0,
    waiting: false,
    orphaned: false,
    unfinished: false,
    kept: false,
    body,
  };
}

/** True until the record of an entry is held as an object. */
export function isResting(body: LeadEntry['body']): body is number | Unread {
  return typeof body === 'number' || body instanceof Unread;
}

/** The record of an entry, read from the text of its shard and the journal if need be; the entry stays as it is. */
export function recordOf({ body }: LeadEntry, text: Buffer): LeadRecord {
  if (typeof body === 'number') return recordAt(text, body);
  return body instanceof Unread ? recordAfter(body, (start) => recordAt(text, start)) : body;
}

function recordAt(text: Buffer, start: number): LeadRecord {
  const json = text.indexOf(OPEN_BRACE, start);
  return JSON.parse(text.toString('utf8', json, lineEnd(text, start))) as LeadRecord;
}

/** Brings the head of an entry up to its record after `changes`. Returns its due time, which the due index notes. */
export function refresh(entry: LeadEntry, record: LeadRecord, changes: readonly Change[]): number {
  entry.lastActiveAt = record.lastActiveAt;
  let due = entry.due;
  for (const change of changes) {
    if (movesDue(change)) {
      due = nextDue(record);
      entry.waiting = record.waits.length > 0;
      entry.orphaned = record.waits.some((wait) => wait.orphaned);
    } else if (movesUnfinished(change)) {
      entry.unfinished = record.messages.some(({ life }) => isOpen(life));
    } else if (movesKept(change)) {
      entry.kept = record.handovers.some((handover) => handover.kept);
    }
  }
  return due;
}

/** True for a change after which the waits are others, or something else is due next. */
export function movesDue({ kind }: Change): boolean {
  return MOVES_DUE.has(kind);
}

/** True for a change after which she may have, or have no more, messages that somebody has to see to. */
export function movesUnfinished({ kind }: Change): boolean {
  return kind === 'message_planned' || kind === 'message_moved';
}

/** True for a change after which the lead may have, or have no more, handovers that stay open by themselves. */
export function movesKept({ kind }: Change): boolean {
  return kind === 'handover_kept' || kind === 'handover_arrived';
}

const MOVES_DUE: ReadonlySet<Change['kind']> = new Set([
  'parked',
  'wait_ended',
  'wait_moved',
  'wait_orphaned',
  'wait_latched',
  'paused',
  'resumed',
  'contested',
  'segments_seen',
  'enrollment_moved',
  'enrollment_held',
  'enrollment_released',
  'gathered',
  'turn_ended',
  'lead_erased',
]);

/** A wait as the head of a line tells of it: `due` in ms UTC, null for never by itself. */
export interface WaitSummary {
  readonly node: string;
  readonly due: number | null;
}

/** The waits of an entry, without reading the whole lead. */
export function waitsOf(entry: LeadEntry, text: Buffer): readonly WaitSummary[] {
  if (!entry.waiting) return [];
  let body: number | Unread | LeadRecord | undefined = entry.body;
  for (; body instanceof Unread; body = body.before) if (body.waits !== '') return waitsIn(body.waits);
  if (body === undefined) return [];
  if (typeof body !== 'number') return body.waits;
  const head = text.toString('latin1', body, text.indexOf(OPEN_BRACE, body));
  return waitsIn(head.split('\t')[WAITS_FIELD] ?? '');
}

function waitsIn(field: string): WaitSummary[] {
  return field.split(',').map((wait) => {
    const [node = '', due = ''] = wait.split(':');
    return { node: decodeURIComponent(node), due: due === '' ? null : Number(due) };
  });
}

/** Waits as the head of a line tells of them. */
export function waitsText(waits: readonly WaitSummary[]): string {
  let text = '';
  for (const { node, due } of waits) {
    const name = PLAIN.test(node) ? node : encodeURIComponent(node);
    text += `${text && ','}${name}:${due ?? ''}`;
  }
  return text;
}

/** What `encodeURIComponent` leaves as it is, and the ids of nodes consist of: asking costs less than encoding. */
const PLAIN = /^[\w.-]+$/;

const OPEN_BRACE = 0x7b;
const WAITING = 1;
const ORPHANED = 2;
const UNFINISHED = 4;
const KEPT = 8;
const WAITS_FIELD = 8;

/** Whether the lead waits, is orphaned, has unfinished messages or kept handovers, as the head of a line tells of it. */
export function flagsOf(entry: LeadEntry): number {
  return (
    (entry.waiting ? WAITING : 0) |
    (entry.orphaned ? ORPHANED : 0) |
    (entry.unfinished ? UNFINISHED : 0) |
    (entry.kept ? KEPT : 0)
  );
}

/** The reverse. */
export function setFlags(entry: LeadEntry, flags: number): void {
  entry.waiting = (flags & WAITING) !== 0;
  entry.orphaned = (flags & ORPHANED) !== 0;
  entry.unfinished = (flags & UNFINISHED) !== 0;
  entry.kept = (flags & KEPT) !== 0;
}

/**
 * Adds the line of an entry to a snapshot: checksum, revision, id, phone, last activity, due, last handover number,
 * flags, waits, record; tabs between. Everything before the record is what start-up needs.
 */
export function addLine(page: LinePage, entry: LeadEntry, text: Buffer): void {
  const { body } = entry;
  if (typeof body === 'number') return page.copy(text, body, lineEnd(text, body) + 1);
  const record = recordOf(entry, text);
  const due = entry.due === Infinity ? '' : entry.due;
  page.add(
    `\t${entry.revision}\t${entry.id}\t${entry.phone}\t${entry.lastActiveAt}\t${due}\t${entry.lastSeq}\t${flagsOf(entry)}\t${waitsText(record.waits)}\t${JSON.stringify(record)}`,
  );
}

/**
 * The entry of an intact line that starts at `start` in the text of its shard; undefined when it is not a lead's. Its
 * due time still has to be told to the due index.
 */
export function entryOf(
  text: Buffer,
  start: number,
  end: number,
): { entry: LeadEntry; due: number } | undefined {
  const json = text.indexOf(OPEN_BRACE, start);
  if (json < 0 || json >= end) return undefined;
  const head = new LineHead(text, start + CHECKSUM_LENGTH + 1);
  const revision = head.number() ?? 0;
  const id = head.text();
  const phone = head.text() as E164;
  const lastActiveAt = head.number() ?? 0;
  const due = head.number() ?? Infinity;
  const lastSeq = head.number() ?? 0;
  const flags = head.number() ?? 0;
  const entry: LeadEntry = {
    id,
    phone,
    shard: shardOf(id),
    revision,
    lastActiveAt,
    due: Infinity,
    lastSeq,
    waiting: false,
    orphaned: false,
    unfinished: false,
    kept: false,
    body: start,
  };
  setFlags(entry, flags);
  return { entry, due };
}

/** What an id must look like to stand in the head of a line. */
export function isPlainId(id: string): boolean {
  return /^[\x21-\x7a]+$/.test(id);
}
