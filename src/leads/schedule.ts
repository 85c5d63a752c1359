/** Hours and less are exact; days and weeks keep the time of day where the lead lives. */
export const DURATION_UNITS = ['seconds', 'minutes', 'hours', 'days', 'weeks'] as const;
export type DurationUnit = (typeof DURATION_UNITS)[number];

/** What happens when the moment that is waited for lies in the past: go on at once, wait for the next one, or leave. */
export const PAST_ANSWERS = ['continue', 'next', 'leave'] as const;
export type PastAnswer = (typeof PAST_ANSWERS)[number];

/** When a wait ends by itself. Times are HH:MM; days are ISO weekdays, 1 Monday to 7 Sunday. */
export type Schedule =
  | { readonly kind: 'after'; readonly amount: number; readonly unit: DurationUnit }
  /** The time of day, on one of the days, where the lead lives. `past`: today is one of them, and it is later already. */
  | {
      readonly kind: 'time';
      readonly time: string;
      readonly days: readonly number[];
      readonly past: PastAnswer;
    }
  /** As soon as it is between two times on one of the days; an end before the start is on the next day. */
  | {
      readonly kind: 'window';
      readonly start: string;
      readonly end: string;
      readonly days: readonly number[];
      /** By whose clock: where the lead lives, or the store's own zone, as for the hours of a business. */
      readonly zone: 'lead' | 'store';
    }
  /** A person has to choose this. */
  | { readonly kind: 'never' };

/** A date that stands in a field of the lead, and a moment before or after it. */
export interface FieldDate {
  readonly field: string;
  readonly amount: number;
  readonly unit: DurationUnit;
  readonly side: 'before' | 'after';
  /** HH:MM: that time of that day. Without it: the time in the field, or `DATE_TIME` when there is only a date. */
  readonly time?: string;
  /** `next`: the same day of a later year. */
  readonly past: PastAnswer;
}

/** A date without a time of its own means this time of day. */
export const DATE_TIME = '09:00';
