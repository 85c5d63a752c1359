import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isJsonObject, type JsonObject } from '../../json';
import { CHECKSUM_LENGTH, isIntact } from '../embedded/checksum';
import { eachLine } from '../embedded/files';

/** The name of the file in the list's folder. */
export const LIST = 'list';
/** Of format 1 were lines that did not count, and did not name what came before them. */
export const FORMAT = 2;

/** Where a list stands: what it cannot come back from without having lost something. */
export interface Standing {
  /** How many lines it has. */
  readonly lines: number;
  /** A hash over all of them. */
  readonly head: string;
}

/** What the list heard of a number last. */
export interface Mark {
  readonly out: boolean;
  /** ms UTC */
  readonly at: number;
}

/** What a line says. */
export type Told =
  | { readonly kind: 'begin'; readonly key: string }
  /** A list of format 1 goes on in the present one. */
  | { readonly kind: 'upgraded' }
  /** `entry`: the hash of the ledger's line; older lines have none. */
  | { readonly kind: 'mark'; readonly number: string; readonly mark: Mark; readonly entry?: string }
  /** It was closed in good order. */
  | { readonly kind: 'end' };

/** Nothing stands before the first line. */
export const BEGINNING: Standing = { lines: 0, head: '' };

/** The text of the next line, as a page takes it, and where the list stands then. */
export function nextLine(
  after: Standing,
  told: Told,
): { readonly text: string; readonly standing: Standing } {
  const lines = after.lines + 1;
  const text = `\t${JSON.stringify({ n: lines, after: after.head, ...saying(told) })}`;
  return { text, standing: { lines, head: headAfter(after.head, Buffer.from(text)) } };
}

function saying(told: Told): JsonObject {
  switch (told.kind) {
    case 'begin':
      return { format: FORMAT, key: told.key };
    case 'upgraded':
      return { format: FORMAT };
    case 'mark': {
      const { number, mark, entry } = told;
      return {
        [mark.out ? 'out' : 'in']: number,
        at: mark.at,
        ...(entry === undefined ? {} : { of: entry }),
      };
    }
    case 'end':
      return { end: true };
  }
}

/** A hash over all lines: that of those before, and the next. */
function headAfter(head: string, line: Uint8Array): string {
  return createHash('sha256').update(head).update(line).digest('base64url').slice(0, 22);
}

export interface LinesRead {
  /** Where the list stood after each line. */
  readonly heads: readonly string[];
  /** Bytes of whole lines, and of what follows them: a line that was being written. */
  readonly wholeLines: number;
  readonly unfinished: number;
  /** Its lines count themselves and are chained; those of an older version of the package are not. */
  readonly chained: boolean;
  /** The first line that does not belong where it is, from 1; undefined when all do. */
  readonly damagedAt: number | undefined;
}

/** Reads the file of a list and calls back with what its intact lines say; undefined when there is no file. */
export async function readLines(folder: string, found: (told: Told) => void): Promise<LinesRead | undefined> {
  const path = join(folder, LIST);
  if (!existsSync(path)) return undefined;
  const heads: string[] = [];
  let head = '';
  let counted = false;
  let damagedAt: number | undefined;
  const { wholeLines, unfinished } = await eachLine(path, (chunk, start, end) => {
    const line = isIntact(chunk, start, end)
      ? parsed(chunk.toString('utf8', start + CHECKSUM_LENGTH, end))
      : {};
    const told = toldBy(line);
    // Once lines count themselves all that follow do.
    const fits = 'n' in line ? line['n'] === heads.length + 1 && line['after'] === head : !counted;
    counted ||= 'n' in line;
    if (told) found(told);
    if (!told || !fits || (heads.length === 0) !== (told.kind === 'begin')) damagedAt ??= heads.length + 1;
    head = headAfter(head, chunk.subarray(start + CHECKSUM_LENGTH, end));
    heads.push(head);
  });
  return { heads, wholeLines, unfinished, chained: counted, damagedAt };
}

function toldBy(line: JsonObject): Told | undefined {
  const { format, key, out, in: back, at, of: entry, end } = line;
  if (typeof key === 'string') return format === 1 || format === FORMAT ? { kind: 'begin', key } : undefined;
  if (format === FORMAT) return { kind: 'upgraded' };
  if (end === true) return { kind: 'end' };
  const number = out ?? back;
  if (typeof number !== 'string' || typeof at !== 'number') return undefined;
  const mark = { out: out !== undefined, at };
  return { kind: 'mark', number, mark, ...(typeof entry === 'string' ? { entry } : {}) };
}

function parsed(json: string): JsonObject {
  try {
    const value: unknown = JSON.parse(json);
    return isJsonObject(value) ? value : {};
  } catch {
    return {};
  }
}
