import assert from 'node:assert/strict';
import { readDate } from '../../../src/replies/dates';

/** Thursday, 26 November 2026, one in the afternoon in New York. */
const NOW = Date.UTC(2026, 10, 26, 18);
const iso = (text: string): string | undefined => readDate(text, NOW, 'America/New_York')?.iso.slice(0, 16);

describe('words that are no date', () => {
  const NONE = [
    ...['do I have the money', 'I sat down', '24/7', '1/2 price', 'the 2nd one', 'I have a second question'],
    ...[
      'give me a second',
      'the 3rd option',
      '1/2 off',
      '3/4 of it',
      '9/11',
      '50/50',
      'the sun',
      'mon ami',
      'march on',
    ],
    ...[
      '2.5 hours of work',
      '3 to 5 people',
      'I live at 5 Oak Street',
      'ratio 3:30',
      'may I ask',
      'sun is shining',
    ],
    ...[
      'the 1st floor',
      'open 24/7 right',
      'we sat there',
      'a 2nd one please',
      'the 4th bedroom',
      '2 weeks of vacation',
    ],
  ];
  for (const text of NONE) it(`"${text}"`, () => assert.equal(iso(text), undefined));
});

describe('words of a time', () => {
  const TIMES: readonly (readonly [string, string])[] = [
    ['now', '2026-11-26T13:00'],
    ['right now', '2026-11-26T13:00'],
    ['in a second', '2026-11-26T13:00'],
    ['in half an hour', '2026-11-26T13:30'],
    ['in 2 hours', '2026-11-26T15:00'],
    ['half past 3', '2026-11-26T15:30'],
    ['quarter past 4', '2026-11-26T16:15'],
    ['quarter to 5', '2026-11-26T16:45'],
    ['ten past four', '2026-11-26T16:10'],
    ['15h', '2026-11-26T15:00'],
    ['at 15h30', '2026-11-26T15:30'],
    ['on the 2nd', '2026-12-02'],
    ['the 2nd works', '2026-12-02'],
    ['sat at 5', '2026-11-28T17:00'],
    ['on sun', '2026-11-29'],
    ['Wed', '2026-12-02'],
    ['12/3 at 4', '2026-12-03T16:00'],
  ];
  for (const [text, moment] of TIMES) it(`"${text}" is ${moment}`, () => assert.equal(iso(text), moment));
});
