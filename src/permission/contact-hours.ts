/** Contact hours as a person sets them. */

/**
 * When marketing texts may arrive, by the clock where the lead lives. `start` is inclusive, `end` exclusive; an end
 * before the start is on the next day; `24:00` is the end of the day. `days` are ISO weekdays (1 Monday to 7 Sunday) on
 * which the window begins.
 */
export interface ContactWindow {
  readonly start: string;
  readonly end: string;
  readonly days: readonly number[];
}

/** Whose hours count. `by_state`: the federal ones, narrowed by every state where the lead may be. */
export const HOURS_BY = ['federal', 'strictest', 'by_state', 'window'] as const;
export type HoursBy = (typeof HOURS_BY)[number];

/** Contact hours with all that belongs to them. */
export interface ContactPlan {
  readonly by: HoursBy;
  /** The store's own hours, one of which is enough: all there is to `window`, and for leads outside the US to `by_state`. */
  readonly windows: readonly ContactWindow[];
  /** Nobody is texted on the federal holidays of the United States. `strictest` closes them anyway. */
  readonly federalHolidays?: boolean;
  /** Nobody is texted on these days: `YYYY-MM-DD`, or `MM-DD` for every year. */
  readonly closedDates?: readonly string[];
}

export type ContactHours = ContactPlan | ContactWindow | 'any';

export const EVERY_DAY: readonly number[] = [1, 2, 3, 4, 5, 6, 7];

/** No telephone solicitation before 8:00 or after 21:00 of the called party (47 CFR 64.1200(c)(1), read November 2026). */
export const FEDERAL_HOURS: ContactWindow = { start: '08:00', end: '21:00', days: EVERY_DAY };
