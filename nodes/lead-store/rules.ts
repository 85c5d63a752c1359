import type { DateHabits, DateKind } from '../../src/leads/input/date';
import type { ContactHours } from '../../src/permission/contact-hours';
import { DEFAULT_SPREAD_MS, type ContactRules } from '../../src/permission/rules';
import type { ReleasePace } from '../../src/journeys/scheduler';
import type { LeadStoreConfig } from './config';

/** The zone of leads whose own cannot be told: as set, or the one of this machine. */
export function zoneOf({ zone }: Pick<LeadStoreConfig, 'zone'>): string {
  return zone || Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** How waits leave that are due together. */
export function paceOf({
  pace: which,
  pacePerMinute: perMinute,
}: Pick<LeadStoreConfig, 'pace' | 'pacePerMinute'>): {
  pace?: ReleasePace;
} {
  return perMinute === 0 ? {} : { pace: { which, perMinute } };
}

/** What the engine asks before every text, as the dialog of the store says it. */
export function rulesOf(config: LeadStoreConfig): ContactRules {
  const { consent, capCount, capHours, onCap, answersAnytime } = config;
  return {
    consent,
    hours: hoursOf(config),
    cap: capCount === 0 ? null : { count: capCount, windowMs: capHours * 3_600_000 },
    onCap,
    answersAnytime,
    defaultZone: zoneOf(config),
    country: config.country,
    dates: datesOf(config),
    spreadMs: DEFAULT_SPREAD_MS,
  };
}

/** How dates are written by the people of the store. */
export function datesOf({
  country,
  dayFields,
  momentFields,
}: Pick<LeadStoreConfig, 'country' | 'dayFields' | 'momentFields'>): DateHabits {
  const declared = new Map<string, DateKind>();
  for (const field of dayFields) declared.set(field, 'day');
  for (const field of momentFields) declared.set(field, 'moment');
  return { country, declared };
}

function hoursOf(config: LeadStoreConfig): ContactHours {
  const { hours, hoursStart, hoursEnd, days, moreHours, federalHolidays, closedDates } = config;
  if (hours === 'any') return 'any';
  const windows = [{ start: hoursStart, end: hoursEnd, days }, ...moreHours];
  return { by: hours, windows, federalHolidays, closedDates };
}
