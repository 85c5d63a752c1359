import { isJsonObject, type Json } from '../../json';
import type { Message } from '../../leads/message';

/** Held since the limit was reached, until a person lets the account go on. */
export interface Held {
  /** ms UTC */
  readonly since: number;
  /** The limit that was reached, segments a day. */
  readonly limit: number;
}

/** What an account has used up on one day, as it is kept in the store. */
export interface Spent {
  /** Such as `2026-03-03`, by the store's zone. */
  readonly day: string;
  readonly segments: number;
  readonly texts: number;
  /** How often a person let the account go on this day: each time by as much again. */
  readonly portions: number;
  /** When the last of them was counted, ms UTC. */
  readonly last: number;
  /** The texts counted shortly before, by id. */
  readonly counted: readonly string[];
  readonly held?: Held;
}

export function nothingSpent(day: string, held?: Held): Spent {
  return { day, segments: 0, texts: 0, portions: 0, last: 0, counted: [], ...(held ? { held } : {}) };
}

/** Ids of so many texts are kept: those of the time in which a crash may come between a text and its count. */
const MOST_COUNTED = 500;

export function plusText(
  spent: Spent,
  { id, segments }: Pick<Message, 'id' | 'segments'>,
  at: number,
): Spent {
  return {
    ...spent,
    segments: spent.segments + segments,
    texts: spent.texts + 1,
    last: Math.max(spent.last, at),
    counted: [...spent.counted, id].slice(-MOST_COUNTED),
  };
}

/** What is counted is written soon after the text's outcome, ms. */
const WRITTEN_WITHIN_MS = 10_000;

/** True for a text that the provider has, and whose count a crash may have kept from the disk. */
export function isUncounted({ id, life, plannedAt }: Message, { last, counted }: Spent): boolean {
  if (counted.includes(id)) return false;
  switch (life.state) {
    case 'accepted':
    case 'unknown':
      return life.at >= last - WRITTEN_WITHIN_MS;
    // When it was accepted is not known any more.
    case 'sent':
    case 'delivered':
    case 'undelivered':
      return plannedAt >= last - WRITTEN_WITHIN_MS;
    // Its count comes with its outcome, if there is something to count.
    case 'planned':
    case 'sending':
    case 'failed':
    case 'blocked':
      return false;
  }
}

export function spentAsJson({ held, counted, ...rest }: Spent): Json {
  return { ...rest, counted: [...counted], ...(held ? { held: { ...held } } : {}) };
}

/** undefined for what is no such record. */
export function readSpent(saved: Json | undefined): Spent | undefined {
  if (!isJsonObject(saved)) return undefined;
  const { day, segments, texts, portions, last, counted, held } = saved;
  if (typeof day !== 'string' || !Array.isArray(counted)) return undefined;
  if (![segments, texts, portions, last].every((one) => typeof one === 'number')) return undefined;
  const isHeld = isJsonObject(held) && typeof held['since'] === 'number' && typeof held['limit'] === 'number';
  return {
    day,
    segments: Number(segments),
    texts: Number(texts),
    portions: Number(portions),
    last: Number(last),
    counted: counted.filter((id) => typeof id === 'string'),
    ...(isHeld ? { held: { since: Number(held['since']), limit: Number(held['limit']) } } : {}),
  };
}
