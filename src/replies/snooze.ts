import { DateTime } from 'luxon';
import { readDate, type WrittenDate } from './dates';
import { visible } from './words';

/** Until when a lead wants to hear nothing. */
export interface Snooze {
  /** ms UTC; in the future. */
  readonly until: number;
  /** For people, such as `Tuesday, December 1, 5:00 PM`. */
  readonly when: string;
}

/** What a wish for later is read with. */
export interface SnoozeContext {
  /** When it came, ms UTC. */
  readonly at: number;
  /** Where she may be (IANA); of several zones the one counts in which the moment comes last. */
  readonly zones: readonly string[];
  /** We asked for a day or a time: then "maybe Friday" is the answer. */
  readonly asked: boolean;
}

/** Longer ones say more than that. In UTF-16 units; also bounds the work on hostile ones. */
const LONGEST_WISH = 160;
const LONGEST_DATE = 40;
/** Who says "text me" more often does not say when. */
const MOST_REQUESTS = 2;
const MOST_LOOKS = 3;
const LONGEST_SNOOZE_MS = 400 * 86_400_000;
/** "Later today". */
const LATER_MS = 3 * 3_600_000;

/**
 * Reads a wish to be texted later, in English: "text me next Tuesday after 5", "not this week", "busy until Friday", "not
 * now, maybe in spring". undefined: it is none, or names no time within 400 days. "Call me on Friday" asks for a call, "I
 * can come on Friday" for nothing.
 */
export function readSnooze(text: string, context: SnoozeContext): Snooze | undefined {
  const shown = visible(text);
  if (shown.length > LONGEST_WISH || !HINT.test(shown)) return undefined;
  const wish = shown.replace(/[’`]/g, "'").replace(/\b(?:tmrw|tmr|tmw|2moro|tomorow)\b/gi, 'tomorrow');
  if (ASKS_OF_US.test(wish)) return undefined;
  const phrase = datePhraseOf(wish, context.asked, looking());
  if (phrase === undefined) return undefined;
  const found = context.zones.flatMap((zone) => snoozeIn(phrase, context.at, zone) ?? []);
  return found.sort((a, b) => b.until - a.until)[0];
}

/** Cheap, and true of every wish that can be read: most replies stop here. */
const HINT =
  /\b(?:text|message|msg|write|contact|ping|remind|ask|try|reach|hit|check|follow|get back|circle|touch|come back|not|until|till?|later|maybe|perhaps|too)\b/i;

/** `Did you text me on Monday?` */
const ASKS_OF_US =
  /^who\b|\b(?:why|how|did|didn't|didnt|have|haven't|were|was)\b[^.!]{0,20}\b(?:you|u|that|this)\b/i;

const FILLERS =
  "(?:me|us|with me|to me|w me|again|back|up|then|maybe|perhaps|possibly|pls|please|sometime|some time|anytime|instead|later|out|more|or|around|like|on|at|any|when i get paid|when i'm back|when im back)";
const REQUEST = new RegExp(
  '\\b(?:(?:text|message|msg|write|contact|ping|remind|ask|hit|reach)(?: out to| to| up)? (?:me|us)|try (?:me|us|again)|' +
    'reach out|check (?:back|in)|follow up|get back|circle back|touch base|come back|(?:text|message) (?:later|again))' +
    `(?:[ ,]{1,3}${FILLERS}){0,5}[ ,]{1,3}`,
  'gi',
);
/** What turns a request into its opposite, or into a promise of her own. */
const NO_REQUEST =
  /(?:\b(?:do not|don't|dont|never|stop|not|i|i'll|ill|i will|let me|we'll|we will|i can|did you) ?)$/i;
const KEPT_FROM = new RegExp(
  '\\b(?:not|nothing|wait|hold off|leave me alone|busy|away|out|off|travel(?:l)?ing|vacation|holiday|unavailable|gone|swamped|' +
    "don't|dont|stop|pause|working|tied up|abroad|sick)\\b[^.!?\\n]{0,40}?\\b(?:until|till|'til|til|before)(?= )",
  'i',
);
const START =
  "^(?:(?:hi|hey|hello|sorry|no|nope|nah|thanks|thank you|thx|ty|but|i'm|im|i am|we're|i|can't|cant|maybe|it's|its|please|ok|okay|yes|really|just|probably|definitely|well|um|can|do it)[ ,.!-]{1,3}){0,5}";
const NOT_THIS = new RegExp(`${START}(?=not (?:for )?(?:this|today|tonight|tomorrow)\\b)`, 'i');
const NOT_NOW = new RegExp(
  `${START}(?:not (?:right |just )?(?:now|yet|today|at the moment|at this time|this (?:week|month|year)|ready(?: yet)?|a good time)|` +
    'too (?:early|soon|busy)|(?:bad|not a good) timing|later|busy(?: right now| now| this week| today)?)' +
    "[ ,.;:!-]{1,4}(?:but |so |try |maybe |perhaps |possibly |probably |more like |rather |how about |let's say |lets say ){0,3}",
  'i',
);
const MAYBE = new RegExp(`${START}(?:maybe|perhaps|possibly|probably)[ ,]{1,3}`, 'i');

/** The part of a wish that begins with the date. */
function datePhraseOf(wish: string, asked: boolean, dated: Dated): string | undefined {
  for (const match of [...wish.matchAll(REQUEST)].slice(0, MOST_REQUESTS)) {
    if (!NO_REQUEST.test(wish.slice(0, match.index))) {
      const phrase = dated(wish.slice(match.index + match[0].length));
      if (phrase !== undefined) return phrase;
    }
  }
  const kept = KEPT_FROM.exec(wish);
  if (kept) return dated(wish.slice(kept.index + kept[0].length).trim());
  const whole = [NOT_NOW, NOT_THIS, ...(asked ? [] : [MAYBE])];
  for (const beginning of whole) {
    const match = beginning.exec(wish);
    const phrase = match && dated(wish.slice(match[0].length));
    if (phrase) return phrase;
  }
  return undefined;
}

type Dated = (rest: string) => string | undefined;

/**
 * What begins with a date, checked against some date at once, so that what follows "text me" is a time and nothing else.
 * Looks at so many different phrases of one wish: nobody says more often when, and a look costs a fifth of a millisecond.
 */
function looking(): Dated {
  const seen = new Map<string, string | undefined>();
  return (rest) => {
    const phrase = rest
      .replace(/^(?:the |on |by |around |about |early |sometime |some time ){1,3}/i, (lead) =>
        /the $/i.test(lead) ? 'the ' : '',
      )
      .slice(0, LONGEST_DATE);
    if (seen.has(phrase) || seen.size >= MOST_LOOKS) return seen.get(phrase);
    const found = readDate(phrase, 0, 'UTC');
    seen.set(phrase, found && found.index <= 4 ? phrase : undefined);
    return seen.get(phrase);
  };
}

function snoozeIn(phrase: string, at: number, zone: string): Snooze | undefined {
  const date = readDate(phrase, at, zone);
  const until = date && momentOf(date, at, zone);
  if (until === undefined || until <= at || until - at > LONGEST_SNOOZE_MS) return undefined;
  const local = DateTime.fromMillis(until, { zone }).setLocale('en-US');
  const hasTime = date?.hasTime === true || local.hasSame(DateTime.fromMillis(at, { zone }), 'day');
  return { until, when: local.toFormat(hasTime ? 'cccc, LLLL d, h:mm a' : 'cccc, LLLL d') };
}

/** A day without a time begins in the morning; what is left of today is some hours later. */
function momentOf(date: WrittenDate, at: number, zone: string): number {
  const isToday = DateTime.fromMillis(date.at, { zone }).hasSame(DateTime.fromMillis(at, { zone }), 'day');
  return isToday && !date.hasTime ? Math.max(date.at, at + LATER_MS) : date.at;
}

/** True for a text of ours that asks for a day or a time. */
export function asksWhen(text: string): boolean {
  return /\b(?:when|what (?:day|time|date)|which (?:day|time|date))\b/i.test(text);
}
