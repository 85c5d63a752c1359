import { DateTime } from 'luxon';
import type { Verdict } from '../leads/verdict';
import { isZone } from '../leads/zones';

/** A verdict in a sentence or two for people; times as the clock shows them in `zone` (IANA; UTC when not known). */
export function explainVerdict(verdict: Verdict, zone: string): string {
  switch (verdict.answer) {
    case 'allow':
      return 'The text may go out.';
    case 'hold':
      if (verdict.reason === 'paused')
        return `The text is held until the lead is resumed. ${verdict.because}`;
      return `The text is held until ${dayAndTime(verdict.until, zone)}. ${verdict.because}`;
    case 'block':
      return `The text is not sent. ${verdict.because}`;
  }
}

function dayAndTime(at: number, zone: string): string {
  const known = isZone(zone) ? zone : 'UTC';
  const when = DateTime.fromMillis(at, { zone: known, locale: 'en-US' });
  return `${when.toFormat('ccc d LLL yyyy, HH:mm')} (${known})`;
}
