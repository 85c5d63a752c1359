import { MORNING, type QuietTime } from '../../leads/model/quiet-time';
import type { Language } from '../opt-out/grammar';
import { plainLetters, visible } from '../words';
import { clockSource, hourIn, timeOf } from './clock';
import { PARTS, SPANS, TIME_WORDS, type Part, type Span, type TimeWords } from './time-words';

/**
 * A wish for no texts at some times. It is no request for none at all: `quiet`: at these hours of each week, "not on Sundays",
 * "no texts after 9 pm". `span`: until something that is now or soon is over, "don't text me today".
 */
export type TimeWish = {
  readonly language: Language;
  /** What else stands in the reply, as plain words. */
  readonly rest: string;
} & (
  | { readonly kind: 'quiet'; readonly quiet: readonly QuietTime[] }
  | { readonly kind: 'span'; readonly span: Span }
);

/** Longer replies say more than when. In UTF-16 units; also bounds the work on hostile ones. */
const LONGEST_WISH = 160;

/**
 * Reads a wish for times without texts in English, Spanish, French, German or Portuguese. `answersWhen`: we have just asked
 * when; then a bare "not on Sundays" is the answer. Pure; never throws; linear. undefined: there is none, or it is said in a
 * way that may mean all texts ("or ever").
 */
export function readTimeWish(text: string, answersWhen = false): TimeWish | undefined {
  const shown = visible(text);
  if (shown.length > LONGEST_WISH) return undefined;
  const said = saidOf(shown);
  if (!HINT.test(said)) return undefined;
  const first = saidOf(shown.slice(0, FIRST_CLAUSE.exec(shown)?.index));
  for (const reader of READERS) {
    const wish = wishIn(said, first, reader, answersWhen);
    if (wish) return FOR_EVER.test(wish.rest) ? undefined : wish;
  }
  return undefined;
}

/** Some word of refusing or choosing, and some word of time: few replies have both. */
const HINT =
  /(?=.*\b(?:dont|do not|donot|never|stop|quit|not|no|nothing|avoid|refrain|zero|only|just|nunca|nada|solo|solamente|unicamente|sin|dejen?|deja|evit\w+|pas|plus|jamais|aucun|arretez?|cessez?|non|seulement|uniquement|nicht|nichts|nie|niemals|kein\w*|nur|nao|so|somente|apenas|sem|parem?|para|pare|nenhuma)\b)(?=.*(?:\d|day|mon|tue|wed|thu|fri|sat|sun|night|morning|noon|evening|early|late|week|month|hours|asleep|sleeping|work|tmrw|tomorrow|hoy|noche|manana|tarde|temprano|semana|lunes|martes|jueves|viernes|dia\b|mes\b|madrugada|horario|aujourdhui|soir|nuit|matin|demain|tot\b|tard|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|semaine|mois|midi|travail|heute|nacht|abend|morgen|fruh|spat|spaet|tags|mittwoch|woche|monat|samstag|sonntag|arbeit|vormittag|hoje|noite|manha|cedo|amanha|segunda|terca|quarta|quinta|sexta|domingo|sabado))/;

/** What ends a clause. */
const FIRST_CLAUSE = /[,;!?\n]|\.(?!\w)/;

/** Behind a time they make it one for all texts. */
const FOR_EVER =
  /\b(?:ever|never|anymore|any more|at all|for ?ever|any other (?:time|day)|every ?day|jamas|nunca(?: mas| mais)?|jamais|nie wieder|niemals|uberhaupt|de todo|du tout)\b/;

/** Plain words in which hours keep their colons, `p.m.` is `pm`, and a dash between hours stays. */
function saidOf(shown: string): string {
  return plainLetters(shown)
    .replace(/(?<![a-z])([ap])\.? ?m\b\.?/g, '$1m')
    .replace(/(\d)[.](?=\d\d\b)/g, '$1:')
    .replace(/([\dmh]) ?[-–] ?(?=\d)/g, '$1 - ')
    .replace(/(\p{L})-(?=\p{L})/gu, '$1 ')
    .replace(/[^\p{L}\p{N}:-]+/gu, ' ')
    .replace(/:(?!\d)/g, ' ')
    .replace(/ {2,}/g, ' ')
    .trim();
}

/** One language made ready. All expressions of times are sticky. */
interface Reader {
  readonly words: TimeWords;
  readonly refusal: RegExp;
  readonly refusalBehind: RegExp;
  readonly bare: RegExp;
  readonly bareBehind: RegExp | undefined;
  readonly only: RegExp;
  readonly onlyBehind: RegExp;
  readonly fillers: RegExp;
  readonly and: RegExp;
  readonly time: RegExp;
  readonly span: RegExp;
  /** Where a time may begin that stands before its refusal. */
  readonly timeStarts: RegExp;
}

const READERS: readonly Reader[] = TIME_WORDS.map(ready);

function ready(words: TimeWords): Reader {
  const whole = (source: string): string => `(?:${source})(?![\\w:])`;
  const fillers = `(?:${whole(words.fillers)} ?){0,6}`;
  return {
    words,
    refusal: new RegExp(`\\b${whole(words.refusal)} ?`, 'g'),
    refusalBehind: new RegExp(` ?${fillers}${whole(words.refusalBehind)}`, 'y'),
    bare: new RegExp(`^${fillers}${whole(words.bare)} `),
    bareBehind:
      words.bareBehind === '' ? undefined : new RegExp(` ${whole(words.bareBehind)}(?: ${fillers})?$`, 'y'),
    only: new RegExp(`\\b${whole(words.only)} ?`, 'g'),
    onlyBehind: new RegExp(` ${fillers}${whole(words.onlyBehind)}(?: ${fillers})?$`, 'y'),
    fillers: new RegExp(fillers, 'y'),
    and: new RegExp(` (?<and>${words.and} )?`, 'y'),
    time: new RegExp(timeSource(words), 'y'),
    span: new RegExp(SPANS.map((span) => `(?<${span}>${whole(words.spans[span])})`).join('|'), 'y'),
    timeStarts: new RegExp(`^${fillers}(?:${words.opening ?? '(?!)'})? ?`),
  };
}

function timeSource(words: TimeWords): string {
  const part = (Object.keys(PARTS) as Part[]).map((name) => `(?<${name}>${words.parts[name]})`).join('|');
  const days = words.days.map((day, index) => `(?<d${index + 1}>${day})`).join('|');
  const [from, to] = words.between;
  return (
    `(?:(?:${part})(?![\\w:])` +
    `|${words.on}(?:(?<weekend>${words.weekend})|(?<weekdays>${words.weekdays})|${days})(?<nights> (?:${words.parts.night}))?(?![\\w:])` +
    `|(?<between>${from}) ${clockSource(words, 1)} ${to} ${clockSource(words, 2)}` +
    `|(?<after>${words.after}) ${clockSource(words, 3)}` +
    `|(?<before>${words.before}) ${clockSource(words, 4)}` +
    `|(?<at>${words.at}) ${clockSource(words, 5)})`
  );
}

function wishIn(said: string, first: string, reader: Reader, answersWhen: boolean): TimeWish | undefined {
  return (
    behindMatches(said, reader, reader.refusal, true) ??
    behindMatches(said, reader, reader.only, false) ??
    (answersWhen ? undefined : bareWish(said, first, reader)) ??
    leadingTime(said, reader, answersWhen)
  );
}

/** A refusal, or "only", with its time right behind it. */
function behindMatches(said: string, reader: Reader, words: RegExp, refuses: boolean): TimeWish | undefined {
  for (const match of said.matchAll(words)) {
    const from = match.index + match[0].length;
    const rest = said.slice(0, match.index);
    // "Stop texting me today" may mean from today on.
    const ends = /^(?:stop|quit|arret|cess|parem? de|dejen? de|deja de)/.test(match[0]);
    const found = timesAt(said, from, reader, refuses && !ends);
    if (found) return wishOf(found, refuses, reader, `${rest}. ${said.slice(found.end)}`);
  }
  return undefined;
}

/** `first`: the first clause. "No, after 5" is another thing than "not after 5". */
function bareWish(said: string, first: string, reader: Reader): TimeWish | undefined {
  const bare = reader.bare.exec(first);
  const found = bare && timesAt(first, bare[0].length, reader, true);
  return found ? wishOf(found, true, reader, said.slice(found.end)) : undefined;
}

/** "Sonntags bitte keine Nachrichten", "hoy no", "weekends only". */
function leadingTime(said: string, reader: Reader, answersWhen: boolean): TimeWish | undefined {
  const from = reader.timeStarts.exec(said)?.[0].length ?? 0;
  const found = timesAt(said, from, reader, true);
  if (!found) return undefined;
  const ends = (expression: RegExp | undefined): number | undefined => {
    if (!expression) return undefined;
    expression.lastIndex = found.end;
    const match = expression.exec(said);
    return match ? found.end + match[0].length : undefined;
  };
  // "El lunes no" answers a question about that day.
  const isBare = found.span !== undefined && !answersWhen;
  const refused = ends(reader.refusalBehind) ?? (isBare ? ends(reader.bareBehind) : undefined);
  if (refused !== undefined) return wishOf(found, true, reader, said.slice(refused));
  const only = answersWhen || found.span !== undefined ? undefined : ends(reader.onlyBehind);
  return only === undefined ? undefined : wishOf(found, false, reader, said.slice(only));
}

/** Times that stand one after the other. */
interface Times {
  readonly named: readonly NamedTime[];
  readonly span: Span | undefined;
  readonly end: number;
}

type NamedTime = (
  | { readonly kind: 'days'; readonly days: readonly number[]; readonly atNight: boolean }
  | { readonly kind: 'hours'; readonly start: string; readonly end: string; readonly onWorkdays?: true }
) & {
  /** "And" or "or" stands before it. */
  readonly isOneMore?: true;
};

const MOST_TIMES = 5;

function timesAt(said: string, from: number, reader: Reader, spans: boolean): Times | undefined {
  let at = skip(reader.fillers, said, from);
  if (spans) {
    reader.span.lastIndex = at;
    const match = reader.span.exec(said);
    const span = match && SPANS.find((one) => match.groups?.[one] !== undefined);
    if (match && span) return { named: [], span, end: at + match[0].length };
  }
  const named: NamedTime[] = [];
  let end = at;
  let isOneMore: true | undefined;
  while (named.length < MOST_TIMES) {
    reader.time.lastIndex = at;
    const match = reader.time.exec(said);
    const one = match && namedTime(match.groups ?? {});
    if (!match || !one) break;
    named.push(isOneMore ? { ...one, isOneMore } : one);
    end = at + match[0].length;
    reader.and.lastIndex = end;
    const and = reader.and.exec(said);
    isOneMore = and?.groups?.['and'] === undefined ? undefined : true;
    at = end + (and?.[0].length ?? 0);
  }
  return named.length === 0 ? undefined : { named, span: undefined, end };
}

function skip(expression: RegExp, said: string, from: number): number {
  expression.lastIndex = from;
  return from + (expression.exec(said)?.[0].length ?? 0);
}

const WORKDAYS = [1, 2, 3, 4, 5];
const WEEKEND = [6, 7];
const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];

function namedTime(groups: Readonly<Record<string, string | undefined>>): NamedTime | undefined {
  for (const [part, [start, end]] of Object.entries(PARTS)) {
    if (groups[part] !== undefined)
      return { kind: 'hours', start, end, ...(part === 'work' ? { onWorkdays: true as const } : {}) };
  }
  const atNight = groups['nights'] !== undefined;
  if (groups['weekend'] !== undefined) return { kind: 'days', days: WEEKEND, atNight };
  if (groups['weekdays'] !== undefined) return { kind: 'days', days: WORKDAYS, atNight };
  const day = EVERY_DAY.find((number) => groups[`d${number}`] !== undefined);
  if (day !== undefined) return { kind: 'days', days: [day], atNight };
  if (groups['between'] !== undefined) {
    const [start, end] = [
      hourIn(groups, 1, 'none') ?? bareHour(groups['h1']),
      hourIn(groups, 2, 'none') ?? bareHour(groups['h2']),
    ];
    return start === undefined || end === undefined ? undefined : betweenHours(start, end, groups);
  }
  if (groups['after'] !== undefined) return hours(hourIn(groups, 3, 'evening'), MORNING_MINUTES);
  if (groups['before'] !== undefined) return hours(0, hourIn(groups, 4, 'morning'));
  return aroundHour(hourIn(groups, 5, 'none'));
}

const MORNING_MINUTES = 8 * 60;
const NOON = 12 * 60;
const EVENING = 18 * 60;
const DAY = 24 * 60;

function bareHour(digits: string | undefined): number | undefined {
  return digits === undefined ? undefined : Number(digits) * 60;
}

/** "Between 9 and 5" is a day at work; with `am` or `pm`, or hours over 12, both are as they stand. */
function betweenHours(
  start: number,
  end: number,
  groups: Readonly<Record<string, string | undefined>>,
): NamedTime | undefined {
  const isTold =
    [1, 2].some(
      (n) => groups[`am${n}`] ?? groups[`pm${n}`] ?? groups[`noon${n}`] ?? BY_24.exec(groups[`o${n}`] ?? ''),
    ) || Math.max(start, end) > NOON;
  // "Between 6 and 7" may be either half of the day.
  if (!isTold && end > start && end !== NOON) return undefined;
  const until = isTold || end > start ? end : end + NOON;
  return start > DAY || until > DAY ? undefined : hours(start, until);
}

/** Who says so counts hours to 24. */
const BY_24 = /^(?:uhr|h|hs|hrs|heures?|horas?)$/;

function hours(start: number | undefined, end: number | undefined): NamedTime | undefined {
  if (start === undefined || end === undefined || start === end) return undefined;
  // From midnight on is until morning.
  return { kind: 'hours', start: start === DAY ? '00:00' : timeOf(start), end: timeOf(end) };
}

/** "Not at 6 am": an hour that is too early, or too late, or this hour. */
function aroundHour(hour: number | undefined): NamedTime | undefined {
  if (hour === undefined) return undefined;
  if (hour < 9 * 60) return hours(0, Math.max(9 * 60, hour + 60));
  return hour >= EVENING ? hours(hour, MORNING_MINUTES) : hours(hour, hour + 60);
}

function wishOf(found: Times, refuses: boolean, { words }: Reader, rest: string): TimeWish | undefined {
  const shared = { language: words.language, rest: rest.replace(/^[. ]+|[. ]+$/g, '') };
  if (found.span !== undefined) return { ...shared, kind: 'span', span: found.span };
  const quiet = refuses ? refusedTimes(found.named) : timesAround(found.named);
  return quiet.length === 0 ? undefined : { ...shared, kind: 'quiet', quiet };
}

function refusedTimes(named: readonly NamedTime[]): QuietTime[] {
  const days = daysIn(named);
  const spans = named.flatMap((one) => (one.kind === 'hours' ? [one] : []));
  const night = named.some((one) => one.kind === 'days' && one.atNight);
  const quiet = spans.map(({ start, end, onWorkdays }) => ({
    start,
    end,
    days: onWorkdays ? WORKDAYS : EVERY_DAY,
  }));
  if (days.length === 0) return quiet;
  if (night) return [...quiet, { start: PARTS.night[0], end: MORNING, days }];
  // "Not on Sundays before 10" is one wish, "not on Sundays or after 9" are two.
  const [hour] = spans;
  if (hour && spans.length === 1 && hour.isOneMore !== true)
    return [{ start: hour.start, end: hour.end, days }];
  return [{ start: '00:00', end: '24:00', days }, ...quiet];
}

/** All that is not "only then". */
function timesAround(named: readonly NamedTime[]): QuietTime[] {
  const days = daysIn(named);
  const quiet: QuietTime[] = [];
  const others = EVERY_DAY.filter((day) => !days.includes(day));
  if (days.length > 0 && others.length > 0) quiet.push({ start: '00:00', end: '24:00', days: others });
  for (const one of named) {
    if (one.kind !== 'hours') continue;
    const last = one.end === MORNING && one.start > one.end ? '24:00' : one.end;
    if (last !== one.start) quiet.push(...around(one.start, last));
  }
  return quiet;
}

function around(start: string, end: string): QuietTime[] {
  const days = EVERY_DAY;
  if (end < start) return [{ start: end, end: start, days }];
  if (end === '24:00') return start === '00:00' ? [] : [{ start: '00:00', end: start, days }];
  if (start === '00:00') return [{ start: end, end: '24:00', days }];
  return [{ start: end, end: start, days }];
}

function daysIn(named: readonly NamedTime[]): number[] {
  const days = named.flatMap((one) => (one.kind === 'days' ? one.days : []));
  return [...new Set(days)].sort((a, b) => a - b);
}
