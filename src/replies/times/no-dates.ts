/**
 * Words that a parser of dates takes for one and that are none: "I sat down", "24/7", "the 2nd one". Blanks of the same length
 * stand in their place, so that what follows stays where it was. Linear: each expression is bounded.
 */
export function withoutNoDates(shown: string): string {
  return NO_DATES.reduce((text, words) => text.replace(words, (found) => ' '.repeat(found.length)), shown);
}

/** What stands before a short name of a day that is meant as one. */
const BEFORE_DAY =
  '(?:on|this|next|until|till?|by|before|after|from|for|come|maybe|perhaps|or|and|coming|every|through|thru|to|either|about|say|try|not|me)';
/** What follows one. */
const AFTER_DAY =
  '(?:$|[,.!?;&/-]|\\d|(?:at|around|after|before|by|morning|afternoon|evening|night|noon|works?|please|pls|thanks|sounds|or)\\b)';

/** What may follow "the 2nd" of a month; anything else is what is counted: "the 2nd one". */
const AFTER_ORDINAL =
  '(?:of|at|in|on|by|around|after|before|until|till?|to|through|works?|is|would|will|sounds|or|and|please|pls|plz|thanks|thx|then|maybe|for|if|because|so|but|can|could|should|that|this|next|morning|afternoon|evening|night|instead|i|we|you|' +
  'jan\\w{0,6}|feb\\w{0,6}|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep\\w{0,7}|oct\\w{0,5}|nov\\w{0,6}|dec\\w{0,6})\\b';

const FRACTION_OF =
  '(?:price|off|of|the|an?|cups?|hours?|dozen|pounds?|lbs?|inch(?:es)?|miles?|way|through|done|full|size|day|cost|ton)';
const COUNTED =
  '(?:people|persons|guests|adults|kids|children|of us|rooms?|bedrooms?|beds|baths?|units?|dollars|bucks|k|percent|%|items?|pieces|times|stars|years old|employees|users|seats|cars|boxes|miles|feet|ft|lbs)';

const NO_DATES: readonly RegExp[] = [
  // I sat down, the sun, mon ami, wed in spring
  new RegExp(`(?<!\\b${BEFORE_DAY} )(?<!^)\\b(?:sat|sun|mon|wed)\\b(?! ?${AFTER_DAY})`, 'gi'),
  new RegExp(`^(?:sat|sun|mon|wed)\\b(?! ?${AFTER_DAY})`, 'gi'),
  /\b(?:i|we|you|he|she|they|it|the|just|who|has|have|had|a)\s(?:sat|sun|wed|mon)\b/gi,
  // the money, the monitor: a parser looks at the first letters
  /\bthe (?:mon|sun|sat|wed|sec|dec|mar|jan)\p{L}{1,12}\b(?<!day)/giu,
  // march on, may I
  /\bmarch (?:on|in|to|forward|away|out|up)\b(?! \d)/gi,
  /\b(?:24\/7|24-7|50\/50|9\/11|7-eleven|4\/4)\b/gi,
  new RegExp(`\\b[1-9]\\/[1-9]\\d?(?= ${FRACTION_OF}\\b)`, 'gi'),
  new RegExp(`\\bthe \\d{1,2}(?:st|nd|rd|th)(?= (?!${AFTER_ORDINAL})\\p{L})`, 'giu'),
  new RegExp(`\\b\\d{1,3} ?(?:to|or|-|–|and) ?\\d{1,3}(?= ?${COUNTED})`, 'gi'),
  // give me a second, the second one
  /(?<!\bin )\b(?:a|one|the|my|just a|another|each|every|per) (?:sec|secs|second|minute|min|moment|hour)s?\b(?! (?:from now|later))/gi,
  // 2 hours of work, 3 days a week
  /(?<!\b(?:in|after|within|next|another|about|every|for) (?:the |about |another )?)\b\d{1,3}(?:\.\d)? (?:seconds?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?)\b(?! (?:from|later|ago|out|ahead|time|before|after))/gi,
  // at 5 Oak Street
  /\bat \d{1,5} (?!(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Today|Tomorrow|Tonight|Please|Pls|Thanks|Am|Pm|On|In|Or)\w{0,7}\b)\p{Lu}\p{Ll}{2,20}\b/gu,
  /\b(?:ratio|odds|version|score|verse|chapter|room|size|scale)(?: of)? \d{1,3}[:.]\d{1,3}\b/gi,
];

const HOURS: Readonly<Record<string, string>> = Object.fromEntries(
  'one two three four five six seven eight nine ten eleven twelve'
    .split(' ')
    .map((word, index) => [word, String(index + 1)]),
);

/** `half past 3` as `3:30`, `quarter to 5` as `4:45`, `15h30` as `15:30`. */
export function withDigitalTimes(shown: string): string {
  return shown
    .replace(
      /\b(half|quarter|a quarter|\d{1,2}|ten|twenty|five)(?: minutes)? (past|to|till|before|after) (\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b(?![:/]|(?:st|nd|rd|th)\b| (?:day|week|month|year|hour|people|kids))/gi,
      (whole, part: string, side: string, hour: string) => digital(part, side, hour) ?? whole,
    )
    .replace(
      /(?<!\b(?:in|for|within|after) )\b([01]?\d|2[0-4])\s?h\s?([0-5]\d)?\b(?! (?:later|ago))/gi,
      (_, hour: string, minute = '00') => `${hour}:${String(minute)}`,
    );
}

function digital(part: string, side: string, hourText: string): string | undefined {
  const small = part.toLowerCase();
  const minutes = PARTS_OF_HOUR[small];
  const hour = Number(HOURS[hourText.toLowerCase()] ?? hourText);
  // "3 to 5" are two hours, and "5 after 6" may be a count.
  if (minutes === undefined || !(hour >= 1 && hour <= 12)) return undefined;
  const isPast = /^(?:past|after)$/i.test(side);
  if (!isPast && small === 'half') return undefined;
  const at = isPast ? hour * 60 + minutes : hour * 60 - minutes;
  return `${Math.floor(at / 60) === 0 ? 12 : Math.floor(at / 60)}:${String(at % 60).padStart(2, '0')}`;
}

const PARTS_OF_HOUR: Readonly<Record<string, number>> = {
  half: 30,
  quarter: 15,
  'a quarter': 15,
  ten: 10,
  twenty: 20,
};
