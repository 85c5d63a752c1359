import type { E164, Lead } from '../leads/lead';
import { isPlace, isZone } from '../leads/zones';
import { countriesOf, zonesOfCountries } from './places/country-zones';
import npaZones from './data/npa-zones.json';

/** Which zones a lead may live in, and what time it is there. */

export interface AreaCode {
  readonly country: string;
  readonly states: readonly string[];
  readonly zones: readonly string[];
}

const AREA_CODES: ReadonlyMap<string, AreaCode> = new Map(Object.entries<AreaCode>(npaZones.npa));

/** Every zone of the fifty states: for toll-free and unknown area codes, which may ring anywhere. */
const ALL_US_ZONES: readonly string[] = [
  ...new Set([...AREA_CODES.values()].filter((code) => code.country === 'US').flatMap((code) => code.zones)),
];

/** What tells where a lead may be. */
export type Told = Pick<Lead, 'phone' | 'zone' | 'zoneHint'>;

/**
 * The IANA zones where the lead may be. A text may go out only when it is allowed in all of them: the place that was told by
 * somebody who knows, alone; else each zone of the number (`zonesOfNumber`). What anybody may have told, and a zone that is no
 * place (`UTC`, `EST`), stands beside these and never in their place. An unknown zone name is passed over. Empty when nothing is
 * known: then nobody may be texted. The first one is the clock by which the lead's days and times are reckoned.
 */
export function candidateZones(
  lead: Told,
  { defaultZone }: { readonly defaultZone: string },
): readonly string[] {
  const told = lead.zone !== undefined && isZone(lead.zone) ? lead.zone : undefined;
  const isAlone = told !== undefined && isPlace(told);
  const zones = isAlone ? zoneAlone(told) : zonesOfNumber(lead.phone, defaultZone);
  const hint = lead.zoneHint;
  const beside = [isAlone ? undefined : told, hint !== undefined && isZone(hint) ? hint : undefined];
  return beside.every((zone) => zone === undefined) ? zones : withHints(zones, beside);
}

/** A place that was told is most likely where the lead's clock hangs, so it comes first. */
function withHints(zones: readonly string[], beside: readonly (string | undefined)[]): readonly string[] {
  const hints = beside.filter((zone) => zone !== undefined);
  return [...new Set([...hints.filter(isPlace), ...zones, ...hints])];
}

/**
 * The zones of a number: those of its area code (country code 1), or of its country (IANA's zone.tab); all US zones when it is
 * toll-free or its area code is not known. The store's own zone comes first where it is one of several. Empty for numbers of no
 * country.
 */
function zonesOfNumber(phone: E164, defaultZone: string): readonly string[] {
  if (phone.startsWith('+1')) return AREA_CODES.get(phone.slice(2, 5))?.zones ?? ALL_US_ZONES;
  const zones = zonesOfCountries(countriesOf(phone));
  if (zones.length < 2 || !zones.includes(defaultZone)) return zones;
  return [defaultZone, ...zones.filter((zone) => zone !== defaultZone)];
}

/**
 * Where the area code of a number of country code 1 is. `states` holds US states and Canadian provinces, none for the
 * District of Columbia and elsewhere. Undefined for numbers of other countries, toll-free ones and unknown area codes.
 */
export function areaOf(phone: string): AreaCode | undefined {
  return phone.startsWith('+1') ? AREA_CODES.get(phone.slice(2, 5)) : undefined;
}

/** Every zone of a US state or Canadian province that one of its area codes has. */
export function zonesOfState(state: string): readonly string[] {
  const codes = [...AREA_CODES.values()].filter(({ states }) => states.includes(state));
  return [...new Set(codes.flatMap(({ zones: of }) => of))];
}

/** The day of the calendar on the wall in `zone` at `at` (ms UTC), in days since 1970-01-01. */
export function localDay(zone: string, at: number): number {
  return Math.floor((at + zoneOffset(zone, at)) / DAY_MS);
}

/** What the clock on the wall shows. */
export interface LocalTime {
  /** ISO: 1 is Monday, 7 is Sunday. */
  readonly weekday: number;
  readonly hour: number;
  readonly minute: number;
}

/**
 * What the clock on the wall shows in `zone` at `at` (ms UTC).
 * @throws RangeError when the zone is not known
 */
export function localTime(zone: string, at: number): LocalTime {
  const minute = localMinuteOfWeek(zone, at);
  return {
    weekday: Math.floor(minute / MINUTES_A_DAY) + 1,
    hour: Math.floor((minute % MINUTES_A_DAY) / 60),
    minute: minute % 60,
  };
}

/**
 * Local minutes since Monday 00:00 in `zone` at `at` (ms UTC), 0 to 10,079.
 * @throws RangeError when the zone is not known
 */
export function localMinuteOfWeek(zone: string, at: number): number {
  const minutes = Math.floor((at + zoneOffset(zone, at)) / MINUTE_MS);
  // 1970-01-01 was a Thursday, three days after a Monday.
  return (((minutes + 3 * MINUTES_A_DAY) % MINUTES_A_WEEK) + MINUTES_A_WEEK) % MINUTES_A_WEEK;
}

/**
 * How far local time in `zone` is ahead of UTC at `at`, in ms.
 * @throws RangeError when the zone is not known
 */
export function zoneOffset(zone: string, at: number): number {
  const known = zoneOf(zone);
  if (!known) throw new RangeError('unknown time zone');
  return known.offsetAt(at);
}

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const MINUTES_A_DAY = 1_440;
const MINUTES_A_WEEK = 10_080;

/** Offsets of a UTC day: one until `change` (ms UTC; Infinity on most days), another from then on. */
interface OffsetDay {
  readonly before: number;
  readonly change: number;
  readonly after: number;
}

/** A zone that remembers its offsets day by day: asking Intl takes microseconds. */
class Zone {
  readonly alone: readonly string[];
  readonly #format: Intl.DateTimeFormat;
  readonly #days = new Map<number, OffsetDay>();

  /** @throws RangeError when the zone is not known */
  constructor(name: string) {
    this.alone = [name];
    this.#format = new Intl.DateTimeFormat('en-US', {
      timeZone: name,
      calendar: 'iso8601',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  }

  offsetAt(at: number): number {
    const number = Math.floor(at / DAY_MS);
    const day = this.#days.get(number) ?? this.#learn(number);
    return at < day.change ? day.before : day.after;
  }

  #learn(number: number): OffsetDay {
    const start = number * DAY_MS;
    const before = this.#ask(start);
    const after = this.#ask(start + DAY_MS);
    const change = before === after ? Infinity : this.#findChange(start, start + DAY_MS, before);
    const day = { before, change, after };
    if (this.#days.size >= MOST_DAYS) this.#days.clear();
    this.#days.set(number, day);
    return day;
  }

  /** By halving, down to the second: no zone changes its clock twice a day. */
  #findChange(from: number, to: number, before: number): number {
    let same = from / 1000;
    let changed = to / 1000;
    while (changed - same > 1) {
      const middle = Math.floor((same + changed) / 2);
      if (this.#ask(middle * 1000) === before) same = middle;
      else changed = middle;
    }
    return changed * 1000;
  }

  #ask(at: number): number {
    const parts = new Map(this.#format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
    const of = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
    const local = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'));
    return local - Math.floor(at / 1000) * 1000;
  }
}

/** Bounds on what is remembered: years of days for each zone, and more names than there are zones. */
const MOST_DAYS = 2_000;
const MOST_NAMES = 1_000;
const zones = new Map<string, Zone | undefined>();

function zoneOf(name: string): Zone | undefined {
  const known = zones.get(name);
  if (known || zones.has(name)) return known;
  if (zones.size >= MOST_NAMES) zones.clear();
  const zone = makeZone(name);
  zones.set(name, zone);
  return zone;
}

function makeZone(name: string): Zone | undefined {
  try {
    return new Zone(name);
  } catch {
    return undefined;
  }
}

function zoneAlone(name: string): readonly string[] {
  return zoneOf(name)?.alone ?? [];
}

/** The states, and the zones, of a number of country code 1: empty for others, toll-free and unknown area codes. */
export function placesOf(phone: E164): {
  readonly states: readonly string[];
  readonly zones: readonly string[];
} {
  const area = phone.startsWith('+1') ? AREA_CODES.get(phone.slice(2, 5)) : undefined;
  return area ?? { states: [], zones: [] };
}
