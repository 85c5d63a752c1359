import FlatQueue from 'flatqueue';
import type { LeadId } from '../../leads/lead';
import { lookThrough, othersTurn } from '../../turns';
import type { LeadEntry } from './lead-entry';

interface Look {
  /** The most that anybody who shares it wants to know. */
  limit: number;
  readonly found: Promise<LeadId[]>;
}

/**
 * Which leads changed last. Every open editor asks when something has changed, all at once: those who ask before a look
 * through all leads begins share it, and one look follows the other.
 */
export class RecentLeads {
  #running: Promise<unknown> = Promise.resolve();
  #next: Look | undefined;

  constructor(private readonly all: readonly LeadEntry[]) {}

  /** The leads changed last, newest first. */
  async last(limit: number): Promise<LeadId[]> {
    const look = (this.#next ??= this.#plan());
    look.limit = Math.max(look.limit, limit);
    return (await look.found).slice(0, limit);
  }

  #plan(): Look {
    const found = this.#running.then(othersTurn).then(() => {
      this.#next = undefined;
      return newestAmong(this.all, look.limit);
    });
    const look: Look = { limit: 0, found };
    this.#running = found.catch(() => undefined);
    return look;
  }
}

async function newestAmong(all: readonly LeadEntry[], limit: number): Promise<LeadId[]> {
  const newest = new FlatQueue<LeadEntry>();
  await lookThrough(all, (entry) => {
    if (newest.length === limit && entry.revision <= (newest.peekValue() ?? 0)) return;
    newest.push(entry, entry.revision);
    if (newest.length > limit) newest.pop();
  });
  const ids: LeadId[] = [];
  for (let entry = newest.pop(); entry; entry = newest.pop()) ids.push(entry.id);
  return ids.reverse();
}
