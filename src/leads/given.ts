import { types } from 'node:util';
import { type Json, type JsonObject, isJsonObject } from '../json';
import { readDate, type DateHabits } from './input/date';
import { withoutEntities } from './input/entities';
import { noteIgnored, type Ignored } from './input/ignored';

/** Why something that was posted cannot be taken. `problem` names the field and says what is wrong with it. */
export class Refusal extends Error {
  override readonly name = 'Refusal';

  constructor(
    readonly field: string,
    readonly problem: string,
  ) {
    super(problem);
  }
}

/** How much one behavior may bring along, so that nothing posted can blow up the store. */
export const LIMITS = { levels: 6, values: 250, characters: 32_000, text: 4_000, key: 64 } as const;

/** What is left of the limits while one behavior is read. */
export interface Room {
  values: number;
  characters: number;
  /** What was left out. */
  readonly ignored: Ignored[];
  /** Texts of web forms may hold HTML entities; the words of a consent stay as they are. */
  readonly entities: boolean;
}

export function fullRoom({ entities = true } = {}): Room {
  return { values: LIMITS.values, characters: LIMITS.characters, ignored: [], entities };
}

/** Reads an optional field: one that cannot be read is left out and noted, and costs nothing else. */
export function optional<T>(room: Room, read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    noteIgnored(room.ignored, { field: error.field, because: error.problem, why: 'unread' });
    return undefined;
  }
}

/** A form sends every field it has, also the empty ones. */
export function isMissing(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'string' && value.trim() === '');
}

/** The own property of something posted; nothing is inherited from `Object`. */
export function own(value: object, key: string): unknown {
  return Object.getOwnPropertyDescriptor(value, key)?.value;
}

/** The value as an object, an empty one when it is missing. @throws Refusal */
export function givenObject(value: unknown, field: string): object {
  if (isMissing(value)) return {};
  if (!isJsonObject(value)) throw new Refusal(field, `\`${field}\` must be an object.`);
  return value;
}

/** A copy of what was posted that surely survives JSON and stays inside the limits. @throws Refusal */
export function givenJson(value: unknown, field: string, room: Room, level = 1): Json {
  if (--room.values < 0) throw tooMuch(field);
  if (value === null || typeof value === 'boolean') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return givenNumber(value, field);
  if (typeof value === 'bigint') return String(value);
  if (typeof value === 'string') return givenText(value, field, room);
  // A flow may bring a Date where JSON has its text.
  if (types.isDate(value) && Number.isFinite(value.getTime())) return value.toISOString();
  if (typeof value !== 'object' || ArrayBuffer.isView(value) || types.isDate(value)) {
    throw new Refusal(field, `\`${field}\` holds something that JSON cannot hold.`);
  }
  if (level > LIMITS.levels) {
    throw new Refusal(field, `\`${field}\` is nested too deeply: at most ${LIMITS.levels} levels.`);
  }
  if (!Array.isArray(value)) return givenJsonObject(value, field, room, level);
  if (value.length > room.values) throw tooMuch(field);
  return value.map((entry: unknown) => givenJson(entry ?? null, field, room, level + 1));
}

/** @throws Refusal */
export function givenJsonObject(value: object, field: string, room: Room, level = 1): JsonObject {
  const copy: JsonObject = {};
  const keys = Object.keys(value);
  if (keys.length > room.values) throw tooMuch(field);
  for (const key of keys) {
    const inside = `${field}.${printableKey(key)}`;
    checkKey(key, field, room);
    const entry = own(value, key);
    if (entry !== undefined) copy[key] = givenJson(entry, inside, room, level + 1);
  }
  return copy;
}

/** Refuses keys that could reach the prototype of an object, and endless ones. @throws Refusal */
export function checkKey(key: string, field: string, room: Room): void {
  if (isUnsafeKey(key)) throw new Refusal(field, `\`${field}\` must not hold a field named \`${key}\`.`);
  if (key === '' || key.length > LIMITS.key) {
    throw new Refusal(
      field,
      `\`${field}\` has a field whose name is empty or over ${LIMITS.key} characters.`,
    );
  }
  room.characters -= key.length;
}

export function isUnsafeKey(key: string): boolean {
  return key === '__proto__' || key === 'constructor' || key === 'prototype';
}

/**
 * When something happened, ms UTC. Taken is what `readDate` reads as a moment: ISO 8601 with date, time and zone
 * (`2026-11-23T09:30:00Z`, `2026-11-23 09:30+01:00`), and seconds or milliseconds since 1970 as a number or in digits.
 * Nothing before the year 2000; a few minutes in the future are a clock that runs fast, and count as now; more is refused.
 * @throws Refusal
 */
export function givenTime(value: unknown, field: string, now: number): number {
  const reading = readDate(value, HAPPENED, 'at');
  if (reading.kind === 'ambiguous') {
    const days = reading.readings.join(' or ');
    throw new Refusal(field, `\`${field}\` may be ${days}: write it as in 2026-11-23T09:30:00Z.`);
  }
  if (reading.kind !== 'moment') {
    throw new Refusal(
      field,
      `\`${field}\` must be a date and time with a zone, such as 2026-11-23T09:30:00Z.`,
    );
  }
  const { at } = reading;
  if (at < YEAR_2000) throw new Refusal(field, `\`${field}\` lies before the year 2000.`);
  if (at > now + FAST_CLOCK_MS) throw new Refusal(field, `\`${field}\` lies in the future.`);
  return Math.min(at, now);
}

/** What happened did so at a moment, also at midnight. */
const HAPPENED: DateHabits = { declared: new Map([['at', 'moment']]) };
const YEAR_2000 = 946_684_800_000;
const FAST_CLOCK_MS = 5 * 60_000;

/** Adding 0 makes -0 the 0 that JSON writes. @throws Refusal for a whole number that has lost digits on its way */
function givenNumber(value: number, field: string): number {
  if (!Number.isInteger(value) || Math.abs(value) < 2 ** 53 || Math.abs(value) > 1e21) return value + 0;
  throw new Refusal(field, `\`${field}\` is a number beyond 2^53, which has lost digits: send it as a text.`);
}

function givenText(text: string, field: string, room: Room): string {
  if (text.length > LIMITS.text) {
    throw new Refusal(field, `\`${field}\` is too long: at most ${LIMITS.text} characters.`);
  }
  room.characters -= text.length;
  if (room.characters < 0) throw tooMuch(field);
  const typed = room.entities ? withoutEntities(text) : text;
  // PostgreSQL cannot keep NUL, and nobody typed it.
  return typed.includes('\0') ? typed.replaceAll('\0', '') : typed;
}

function tooMuch(field: string): Refusal {
  const most = `at most ${LIMITS.values} values and ${LIMITS.characters} characters in one behavior`;
  return new Refusal(field, `\`${field}\` holds too much: ${most}.`);
}

/** A key as it may stand in a sentence: somebody may have posted a phone number as a key. */
export function printableKey(key: string): string {
  return /^[\w.-]{1,40}$/.test(key) && key.replace(/\D/g, '').length < 4 ? key : '…';
}
