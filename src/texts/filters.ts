import type { Json } from '../json';
import { readDate, resolve } from '../leads/input/date';
import { Moment, type Place, type TimeStyle, formatTime, plusDays } from './local-time';

/** What a tag can stand for while its filters work on it. */
export type Value = Json | Moment;

/** Why a filter cannot work on a value: `is not a date`. A class, so that no value can be taken for it. */
export class Misfit {
  constructor(readonly words: string) {}
}

/** Works on a value that is there; `name` is what the value is called. */
export type Filter = (value: Value, place: Place, name: string) => Value | Misfit;

const HOUR_MS = 3_600_000;
/** Ten years. */
const MOST_DAYS = 3_660;

/**
 * The filter that is written so behind a `|`, or what is wrong with it. `words` is the filter's name and what follows it;
 * `quoted` is a text in quotes at its end.
 */
export function makeFilter(words: readonly string[], quoted: string | undefined): Filter | string {
  const [name = '', ...args] = words;
  if (name === 'plus') return makePlus(args);
  if (name === 'join') return args.length === 0 ? makeJoin(quoted ?? ', ') : wrongUse(name);
  const simple = Object.hasOwn(SIMPLE, name) ? SIMPLE[name] : undefined;
  if (!simple) return `there is no filter "${name}"; there are ${FILTER_NAMES.join(', ')}`;
  return args.length === 0 && quoted === undefined ? simple : wrongUse(name);
}

const SIMPLE: Readonly<Record<string, Filter>> = {
  weekday: timeFilter('weekday'),
  date: timeFilter('date'),
  time: timeFilter('time'),
  upper: textFilter((text) => text.toUpperCase()),
  lower: textFilter((text) => text.toLowerCase()),
  capitalize: textFilter((text) => text.replace(/^\P{L}*\p{L}/u, (start) => start.toUpperCase())),
  trim: textFilter((text) => text.trim()),
};

export const FILTER_NAMES = ['plus N days', 'join', ...Object.keys(SIMPLE)] as const;

/** Nothing to print: missing, null, blanks, an empty list. */
export function isEmpty(value: Value | undefined): boolean {
  if (typeof value === 'string') return value.trim() === '';
  return value === undefined || value === null || (Array.isArray(value) && value.length === 0);
}

/** The value as text, or undefined for what has none, such as an object. */
export function printed(value: Value, place: Place): string | undefined {
  if (typeof value === 'string') return value;
  if (value instanceof Moment) return formatTime(value.at, 'date', place);
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : undefined;
  if (Array.isArray(value)) return joined(value, ', ', place);
  return undefined;
}

function joined(list: readonly Json[], between: string, place: Place): string | undefined {
  const texts = list
    .filter((entry) => entry !== null && !Array.isArray(entry))
    .map((entry) => printed(entry, place));
  return texts.includes(undefined) ? undefined : texts.filter((text) => text?.trim()).join(between);
}

function textFilter(change: (text: string) => string): Filter {
  return (value, place) => {
    const text = printed(value, place);
    return text === undefined ? new Misfit('is not a text') : change(text);
  };
}

function makeJoin(between: string): Filter {
  return (value, place) => {
    const text = Array.isArray(value) ? joined(value, between, place) : printed(value, place);
    return text ?? new Misfit('is not a list of texts');
  };
}

function timeFilter(style: TimeStyle): Filter {
  return (value, place, name) => {
    const moment = asMoment(value, place, name);
    if (moment instanceof Misfit) return moment;
    return style === 'time' && !moment.hasTime ? NO_TIME : formatTime(moment.at, style, place);
  };
}

const NO_DATE = new Misfit('is not a date');
const NO_TIME = new Misfit('is a day without a time');
const TWO_DATES = new Misfit('may be either of two days: it has to be written as in 2026-12-24');

/** Days and weeks are calendar days where the lead lives; hours and minutes are exact. */
function makePlus([count = '', unit = '', ...rest]: readonly string[]): Filter | string {
  const kind = /^(minute|hour|day|week)s?$/.exec(unit)?.[1];
  const number = /^\d{1,4}$/.test(count) ? Number(count) : NaN;
  if (!kind || rest.length > 0 || !(number * (kind === 'week' ? 7 : 1) <= MOST_DAYS)) return wrongUse('plus');
  return (value, place, name) => {
    const moment = asMoment(value, place, name);
    if (moment instanceof Misfit) return moment;
    if (kind === 'minute') return new Moment(moment.at + number * 60_000);
    if (kind === 'hour') return new Moment(moment.at + number * HOUR_MS);
    const days = kind === 'week' ? 7 * number : number;
    return new Moment(plusDays(moment.at, days, place.zone), moment.hasTime);
  };
}

/** The last and the first moment that are printed; a filter must not meet an invalid date. */
const FIRST_MOMENT = Date.UTC(1900, 0, 1) - 86_400_000;
const LAST_MOMENT = Date.UTC(9900, 0, 1);

function asMoment(value: Value, { zone, dates = {} }: Place, name: string): Moment | Misfit {
  if (value instanceof Moment) return within(value);
  const reading = readDate(value, dates, name);
  if (reading.kind === 'ambiguous') return TWO_DATES;
  const dated = resolve(reading, zone);
  return dated ? within(new Moment(dated.at, dated.hasTime)) : NO_DATE;
}

function within(moment: Moment): Moment | Misfit {
  return moment.at >= FIRST_MOMENT && moment.at <= LAST_MOMENT ? moment : NO_DATE;
}

function wrongUse(name: string): string {
  if (name === 'plus') return 'the filter "plus" is written as in plus 3 days, plus 2 hours or plus 1 week';
  if (name === 'join') return 'the filter "join" is written as in join or join " and "';
  return `the filter "${name}" stands alone`;
}
