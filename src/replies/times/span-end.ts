import { DateTime } from 'luxon';
import type { Snooze } from '../snooze';
import type { Span } from './time-words';

/** Texts go on at nine in the morning, as after a day without a time. */
const MORNING = 9;

/**
 * When what a lead named is over, by the clock in the zone in which it is over last: "not today" until tomorrow morning. `at`
 * is ms UTC, `zones` IANA. undefined without a zone.
 */
export function endOfSpan(span: Span, at: number, zones: readonly string[]): Snooze | undefined {
  const ends = zones.map((zone) => endIn(span, DateTime.fromMillis(at, { zone })));
  const [last] = ends.sort((a, b) => b.toMillis() - a.toMillis());
  if (!last) return undefined;
  const format = last.hour === MORNING ? 'cccc, LLLL d' : 'cccc, LLLL d, h:mm a';
  return { until: last.toMillis(), when: last.setLocale('en-US').toFormat(format) };
}

function endIn(span: Span, now: DateTime): DateTime {
  const morning = now.startOf('day').set({ hour: MORNING });
  switch (span) {
    case 'this_morning':
      return now.hour < 12 ? now.startOf('day').set({ hour: 12 }) : morning.plus({ days: 1 });
    case 'tonight':
    case 'today':
      return morning.plus({ days: 1 });
    case 'tomorrow':
      return morning.plus({ days: 2 });
    case 'this_weekend':
    case 'this_week':
      return now.plus({ weeks: 1 }).startOf('week').set({ hour: MORNING });
    case 'this_month':
      return now.plus({ months: 1 }).startOf('month').set({ hour: MORNING });
  }
}
