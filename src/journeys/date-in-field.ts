import { momentOf } from './wall-time';

/** A date as it stands in a field of a lead. */
export interface DateInField {
  /** ms UTC; of a date without a time: midnight where the lead lives. */
  readonly at: number;
  readonly hasTime: boolean;
}

const ISO =
  /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?\s*(Z|[+-]\d\d(?::?\d\d)?)?)?$/i;
const DIGITS = /^-?\d{1,15}$/;
const EARLIEST = Date.UTC(1900, 0, 1);
const LATEST = Date.UTC(2200, 0, 1);

/**
 * Reads the date in a field: an ISO date (`2026-12-24`), an ISO date and time (`2026-12-24T18:00`, with a zone of its own
 * or else by the clock in `zone`), or milliseconds since 1970 as a number or in digits. Years 1900 to 2199. undefined:
 * there is no date in it.
 */
export function readFieldDate(value: unknown, zone: string): DateInField | undefined {
  if (typeof value === 'number') return within(value, true);
  if (typeof value !== 'string' || value.length > 64) return undefined;
  const text = value.trim();
  return DIGITS.test(text) && !/^\d{4}$/.test(text) ? within(Number(text), true) : readIso(text, zone);
}

function readIso(text: string, zone: string): DateInField | undefined {
  const match = ISO.exec(text);
  if (!match) return undefined;
  const part = (index: number): number => Number(match[index] ?? 0);
  const [year, month, day, hour, minute, second] = [part(1), part(2), part(3), part(4), part(5), part(6)];
  const ms = Math.floor(Number(`0.${match[7] ?? 0}`) * 1000);
  const wall = Date.UTC(year, month - 1, day, hour, minute, second, ms);
  const isOneDay = new Date(Date.UTC(year, month - 1, day)).getUTCMonth() === month - 1;
  if (!isOneDay || month < 1 || day < 1 || hour > 23 || minute > 59 || second > 59) return undefined;
  const hasTime = match[4] !== undefined;
  if (match[8] === undefined) return within(momentOf(wall, zone), hasTime);
  const offset = offsetIn(match[8]);
  return offset === undefined ? undefined : within(wall - offset, hasTime);
}

/** ms of `Z`, `+01`, `-0530` or `+05:30`. */
function offsetIn(text: string): number | undefined {
  if (/z/i.test(text)) return 0;
  const digits = text.slice(1).replace(':', '').padEnd(4, '0');
  const [hours, minutes] = [Number(digits.slice(0, 2)), Number(digits.slice(2))];
  if (hours > 18 || minutes > 59) return undefined;
  return (text.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}

function within(at: number, hasTime: boolean): DateInField | undefined {
  return at >= EARLIEST && at < LATEST ? { at, hasTime } : undefined;
}
