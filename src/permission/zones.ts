import type { AskedOf } from '../leads/field-test';
import type { DateHabits } from '../leads/input/date';
import type { E164, Lead } from '../leads/lead';
import { zoneNamed, zoneOffset } from '../leads/model/zone-offset';
import { isPlace, isZone } from '../leads/zones';
import { countriesOf, zonesOfCountries } from './places/country-zones';
import npaZones from './data/npa-zones.json';

export { zoneOffset };

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

/** Whose clock counts when dates of the lead are compared, and how they are written at this store. */
export function askedOf(
  lead: Told,
  { defaultZone, dates = {} }: { readonly defaultZone: string; readonly dates?: DateHabits },
): AskedOf {
  return { zone: candidateZones(lead, { defaultZone })[0] ?? defaultZone, dates };
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

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const MINUTES_A_DAY = 1_440;
const MINUTES_A_WEEK = 10_080;

function zoneAlone(name: string): readonly string[] {
  return zoneNamed(name)?.alone ?? [];
}

/** The states, and the zones, of a number of country code 1: empty for others, toll-free and unknown area codes. */
export function placesOf(phone: E164): {
  readonly states: readonly string[];
  readonly zones: readonly string[];
} {
  const area = phone.startsWith('+1') ? AREA_CODES.get(phone.slice(2, 5)) : undefined;
  return area ?? { states: [], zones: [] };
}
