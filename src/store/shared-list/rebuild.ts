import { existsSync } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { realClock, type Clock } from '../../clock';
import type { LedgerEntry } from '../../leads/ledger';
import type { E164 } from '../../leads/lead';
import type { LeadStore } from '../contract';
import { diskFiles, PRIVATE_FOLDER, replaceFile, syncFolder, type Files } from '../embedded/files';
import { LinePage } from '../embedded/line-page';
import { lockFolder } from '../embedded/lock';
import { hashOfNumber, newSuppressionKey } from '../embedded/suppressed';
import { BEGINNING, LIST, nextLine, readLines, type Standing, type Told } from './lines';
import { remember, seenBy } from './seen';
import { Known, type Seen } from './shared-list';

/** What a ledger says last of all stores: an opt-out of its own, one that it heard of by the list, or a START. */
export interface LastAct {
  readonly kind: 'own_opt_out' | 'heard_opt_out' | 'start';
  readonly entry: LedgerEntry;
}

export interface Rebuilding {
  readonly folder: string;
  /** The name by which the stores share it. */
  readonly name: string;
  /** The stores that share it. */
  readonly sharers: readonly LeadStore[];
  readonly lastAct: (ledger: readonly LedgerEntry[]) => LastAct | undefined;
  readonly clock?: Clock;
  readonly files?: Files;
}

/** What came of it. */
export interface Rebuilt {
  /** How many numbers may not be texted. */
  readonly out: number;
  /** So many of them come from ledgers: the damaged file lacked them. */
  readonly fromLedgers: number;
  /** Name of the damaged file in the list's folder; undefined when there was none. */
  readonly setAside: string | undefined;
}

/**
 * Puts the list together again: what is still intact in its file, and above it what holds in the ledgers of the stores that
 * share it. Where the two may differ the number is out: what is not known is no permission. The damaged file stays beside
 * the new one under another name, and the stores remember the new list. Call it again when it did not come to its end.
 * @throws StoreError `in_use` while the list is open, `cannot_write` when a store cannot remember it
 */
export async function rebuildSharedList(rebuilding: Rebuilding): Promise<Rebuilt> {
  const { folder, name, sharers, clock = realClock, files = diskFiles } = rebuilding;
  await mkdir(folder, { recursive: true, mode: PRIVATE_FOLDER });
  const unlock = await lockFolder(folder, clock);
  try {
    const pieces = await salvage(folder, await seenByAny(sharers, name));
    const fromLedgers = await takeLedgers(pieces, rebuilding, clock.now());
    const { page, seen } = written(pieces);
    await replaceFile(files, folder, REBUILT, (append) => append(page.filled));
    const setAside = await putAside(folder);
    await rename(join(folder, REBUILT), join(folder, LIST));
    await syncFolder(folder);
    for (const store of sharers) await remember(store, name, seen);
    const out = [...pieces.known.marks.values()].filter((mark) => mark.out).length;
    return { out, fromLedgers, setAside };
  } finally {
    await unlock();
  }
}

const REBUILT = 'list.rebuilt';

/** What the new list is made of. */
class Pieces {
  readonly known = new Known();
  readonly told: Told[] = [];
  key = newSuppressionKey();

  take(told: Told): void {
    this.known.take(told);
    if (told.kind === 'begin') this.key = told.key;
    if (told.kind === 'mark') this.told.push(told);
  }
}

async function seenByAny(sharers: readonly LeadStore[], name: string): Promise<readonly Seen[]> {
  const seen = await Promise.all(sharers.map((store) => seenBy(store, name)));
  return seen.filter((one) => one !== undefined);
}

/** What is intact in the file; of the file of another list nothing is. */
async function salvage(folder: string, seen: readonly Seen[]): Promise<Pieces> {
  const pieces = new Pieces();
  const read = await readLines(folder, (told) => pieces.take(told));
  const [first] = read?.heads ?? [];
  const isForeign = seen.length > 0 && !seen.some(({ list }) => list === first);
  return isForeign || pieces.known.key === undefined ? new Pieces() : pieces;
}

/** Adds what holds in the ledgers; returns how many numbers are out by that. */
async function takeLedgers(pieces: Pieces, { sharers, lastAct }: Rebuilding, now: number): Promise<number> {
  const { known, key } = pieces;
  let added = 0;
  const add = (number: string, entry: LedgerEntry): void => {
    if (known.marks.get(number)?.out !== true) added++;
    pieces.take({ kind: 'mark', number, mark: { out: true, at: now }, entry: entry.hash });
  };
  const heard = new Map<string, LedgerEntry>();
  const started = new Set<string>();
  for (const store of sharers) {
    for await (const { phone, ledger } of ledgersOf(store)) {
      const act = lastAct(ledger);
      if (!act) continue;
      const number = hashOfNumber(phone, key);
      if (act.kind === 'start') started.add(number);
      else if (act.kind === 'heard_opt_out') heard.set(number, act.entry);
      else if (!wasHeard(known, number, act.entry)) add(number, act.entry);
    }
  }
  // What a store only heard of counts where nobody knows more: the store that was told may be gone.
  for (const [number, entry] of heard)
    if (!known.marks.has(number) && !started.has(number)) add(number, entry);
  return added;
}

/** A list of an older version did not say which line of a ledger it had heard of. */
function wasHeard(known: Known, number: string, { hash, recordedAt }: LedgerEntry): boolean {
  const before = known.marks.get(number);
  const isOld = before !== undefined && recordedAt <= Math.min(before.at, known.oldUntil);
  return isOld || known.hasHeard(number, hash);
}

/** So many leads are read before others have their turn. */
const SLICE_LEADS = 100;

async function* ledgersOf(
  store: LeadStore,
): AsyncGenerator<{ readonly phone: E164; readonly ledger: readonly LedgerEntry[] }> {
  const ids = await store.recentLeads(await store.size());
  for (const [index, id] of ids.entries()) {
    const record = await store.read({ id });
    if (record && record.ledger.length > 0) yield { phone: record.lead.phone, ledger: record.ledger };
    if (index % SLICE_LEADS === 0) await new Promise<void>((resolve) => setImmediate(resolve));
  }
}

/** The lines of the new list; those of ledgers that it had heard of among them, so that none counts as missed. */
function written({ key, told }: Pieces): { readonly page: LinePage; readonly seen: Seen } {
  const page = new LinePage();
  let standing: Standing = BEGINNING;
  const put = (line: Told): Standing => {
    const next = nextLine(standing, line);
    page.add(next.text);
    return (standing = next.standing);
  };
  const { head: list } = put({ kind: 'begin', key });
  for (const line of told) put(line);
  return { page, seen: { ...standing, list } };
}

async function putAside(folder: string): Promise<string | undefined> {
  if (!existsSync(join(folder, LIST))) return undefined;
  for (let nth = 1; ; nth++) {
    const name = `${LIST}.damaged-${nth}`;
    if (existsSync(join(folder, name))) continue;
    await rename(join(folder, LIST), join(folder, name));
    return name;
  }
}
