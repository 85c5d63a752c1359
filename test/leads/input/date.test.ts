import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Json } from '../../../src/json';
import { dueByDate } from '../../../src/journeys/due';
import { fieldHolds } from '../../../src/leads/field-test';
import { givenTime } from '../../../src/leads/given';
import {
  dateAt,
  isoOfReading,
  readDate,
  type DateHabits,
  type DateKind,
} from '../../../src/leads/input/date';
import { newLead } from '../../../src/leads/lead';
import { wallTime } from '../../../src/leads/model/wall-time';
import { renderText } from '../../../src/texts/template';
import { numberOf } from '../../support/house';

const ZONE = 'America/New_York';
const US: DateHabits = { country: 'US' };
const GB: DateHabits = { country: 'GB' };
const CA: DateHabits = { country: 'CA' };
const iso = (value: unknown, habits = US, field?: string): string | undefined =>
  isoOfReading(readDate(value, habits, field));

/** What was written, what it says, and who writes so. */
type Row = readonly [
  value: unknown,
  says: string | undefined,
  source: string,
  habits?: DateHabits,
  field?: string,
];

const ROWS: readonly Row[] = [
  // ISO 8601 and what looks like it
  ['2026-12-03', '2026-12-03', 'ISO 8601; HTML input type=date'],
  ['2026-12-03T18:00', '2026-12-03T18:00:00.000', 'HTML input type=datetime-local'],
  ['2026-12-03T18:00:00Z', '2026-12-03T18:00:00.000Z', 'RFC 3339'],
  ['2026-12-03T18:00:00-05:00', '2026-12-03T23:00:00.000Z', 'Shopify Admin API: created_at'],
  ['2026-12-03T18:00:00.123456Z', '2026-12-03T18:00:00.123Z', 'Python datetime.isoformat'],
  ['2026-12-03T18:00:00+0000', '2026-12-03T18:00:00.000Z', 'Meta lead ads: created_time'],
  ['2026-12-03 18:00:00', '2026-12-03T18:00:00.000', 'MySQL DATETIME'],
  ['2026-12-03 18:00:00 UTC', '2026-12-03T18:00:00.000Z', 'BigQuery export; Ruby Time#to_s'],
  ['2026-12-03 18:00:00 -0500', '2026-12-03T23:00:00.000Z', 'Ruby Time#to_s'],
  ['2026-12-03T18:00:00+01:00[Europe/Paris]', '2026-12-03T17:00:00.000Z', 'Java ZonedDateTime; RFC 9557'],
  ['20261203', '2026-12-03', 'SAP DATS; iCalendar DATE'],
  [20261203, '2026-12-03', 'the same as a number'],
  ['20261203T180000Z', '2026-12-03T18:00:00.000Z', 'iCalendar DATE-TIME'],
  ['2026/12/03', '2026-12-03', 'Google Sheets in Japan'],
  ['2026-12-3', '2026-12-03', 'hand-written CSV'],
  // Midnight sharp stands for a day
  ['2026-12-03T00:00:00Z', '2026-12-03', 'Salesforce date in JSON exports; Zapier'],
  ['2026-12-03T00:00:00.000+00:00', '2026-12-03', 'MongoDB export of a day'],
  ['2026-12-03 00:00:00', '2026-12-03', 'SQL dump of a day'],
  [1796256000000, '2026-12-03', 'HubSpot date property: ms at midnight UTC'],
  ['2026-12-03T00:00:00Z', '2026-12-03T00:00:00.000Z', 'Rails: a column that ends in _at', US, 'starts_at'],
  [
    '2026-12-03T02:30:00Z',
    '2026-12-03',
    'declared a day',
    { declared: new Map([['visit', 'day']]) },
    'visit',
  ],
  // Counted
  [1796324400, '2026-12-03T19:00:00.000Z', 'Stripe: created, in seconds'],
  ['1796324400', '2026-12-03T19:00:00.000Z', 'the same as text'],
  [1796324400.5, '2026-12-03T19:00:00.500Z', 'Slack: ts'],
  [1796324400000, '2026-12-03T19:00:00.000Z', 'JavaScript Date.now'],
  [1796324400000000, '2026-12-03T19:00:00.000Z', 'Google Analytics 4: event_timestamp, microseconds'],
  ['1796324400000000000', '2026-12-03T19:00:00.000Z', 'InfluxDB: nanoseconds'],
  [-631152000, '1950-01-01', 'a birthday in seconds'],
  [46359, '2026-12-03', 'Excel serial date'],
  ['46359', '2026-12-03', 'Excel serial date in CSV'],
  [46359.75, '2026-12-03T18:00:00.000', 'Google Sheets SERIAL_NUMBER with a time'],
  ['/Date(1796324400000)/', '2026-12-03T19:00:00.000Z', 'ASP.NET JavaScriptSerializer'],
  [new Date(1796324400000), '2026-12-03T19:00:00.000Z', 'a Date in a flow'],
  // By the country
  ['12/03/2026', '2026-12-03', 'US forms'],
  ['12/03/2026', '2026-03-12', 'UK forms', GB],
  ['12/3/26', '2026-12-03', 'Excel in the US, short date'],
  ['13/12/2026', '2026-12-13', 'there is no 13th month'],
  ['12/03/2026 6:00 PM', '2026-12-03T18:00:00.000', 'Calendly notification, US'],
  ['12/03/2026, 6:00:00 PM', '2026-12-03T18:00:00.000', 'Date.toLocaleString in en-US'],
  ['03/12/2026 18:00', '2026-12-03T18:00:00.000', 'Date.toLocaleString in en-GB', GB],
  ['03.12.2026', '2026-12-03', 'German forms, whatever the country'],
  ['3. 12. 2026', '2026-12-03', 'Czech forms'],
  ['03-12-2026', '2026-12-03', 'Dutch forms', { country: 'NL' }],
  ['12/12/2026', '2026-12-12', 'the same either way', CA],
  // By name
  ['December 3, 2026', '2026-12-03', 'US letters; Jotform'],
  ['Dec 3, 2026 at 6:00 PM', '2026-12-03T18:00:00.000', 'Apple Shortcuts'],
  ['3 December 2026', '2026-12-03', 'UK letters'],
  ['Thursday, December 3rd, 2026', '2026-12-03', 'Typeform, long date'],
  ['Thu, 03 Dec 2026 18:00:00 GMT', '2026-12-03T18:00:00.000Z', 'RFC 5322, HTTP-date'],
  ['Thu, 3 Dec 2026 18:00:00 -0500', '2026-12-03T23:00:00.000Z', 'e-mail headers'],
  [
    'Thu Dec 03 2026 18:00:00 GMT-0500 (Eastern Standard Time)',
    '2026-12-03T23:00:00.000Z',
    'JavaScript Date.toString',
  ],
  ['03-Dec-2026', '2026-12-03', 'Oracle; Excel dd-mmm-yyyy'],
  ['3 de diciembre de 2026', '2026-12-03', 'Spanish long date'],
  ['3 décembre 2026', '2026-12-03', 'French long date'],
  ['3. Dezember 2026', '2026-12-03', 'German long date'],
  ['3 de dezembro de 2026', '2026-12-03', 'Portuguese long date'],
  ['3. März 2026', '2026-03-03', 'with an umlaut'],
  ['1er août 2026', '2026-08-01', 'French first of the month'],
  // As they come
  [' 2026-12-03 ', '2026-12-03', 'blanks around'],
  ['\ufeff2026-12-03\u200b', '2026-12-03', 'BOM and zero-width blank'],
  ['12/03/2026\u202f6:00\u202fPM', '2026-12-03T18:00:00.000', 'Node.js 20 toLocaleString: narrow blanks'],
  // No dates
  ['2026', undefined, 'a year'],
  [2026, undefined, 'a year as a number'],
  ['2026-02-30', undefined, 'no calendar has it'],
  ['0000-00-00', undefined, 'MySQL zero date'],
  ['next Friday', undefined, 'words'],
  ['12:30', undefined, 'a time alone'],
  ['1/2', undefined, 'a fraction'],
  ['555-0142', undefined, 'a phone number'],
  [5, undefined, 'a count'],
  ['02139', undefined, 'a ZIP code with its zero'],
  ['N/A', undefined, 'an export'],
  [true, undefined, 'a box'],
  [{ date: '2026-12-03' }, undefined, 'an object'],
  [Number.NaN, undefined, 'no number'],
  ['Mercury 3, 2026', undefined, 'no month'],
  ['2026-12-03T25:00:00Z', undefined, 'no hour'],
];

describe('a date from outside', () => {
  for (const [value, says, source, habits = US, field] of ROWS) {
    const shown = value instanceof Date ? 'a Date' : JSON.stringify(value);
    it(`${shown} is ${says ?? 'no date'} (${source})`, () => assert.equal(iso(value, habits, field), says));
  }

  const AMBIGUOUS: readonly (readonly [string, DateHabits, readonly string[]])[] = [
    ['12/03/2026', CA, ['2026-12-03', '2026-03-12']],
    ['12/03/2026', {}, ['2026-12-03', '2026-03-12']],
    ['26/12/03', US, ['2003-12-26', '2026-12-03']],
  ];
  for (const [value, habits, readings] of AMBIGUOUS) {
    it(`"${value}" may be ${readings.join(' or ')} where ${habits.country ?? 'nobody told the country'}`, () =>
      assert.deepEqual(readDate(value, habits), { kind: 'ambiguous', readings }));
  }

  it('of any day is read from every form that programs write it in', () => {
    const days = fc.integer({ min: Date.UTC(1928, 0, 1) / 864e5, max: Date.UTC(2150, 0, 1) / 864e5 });
    fc.assert(
      fc.property(days, (number) => {
        const date = new Date(number * 864e5);
        const day = date.toISOString().slice(0, 10);
        const [year, month, of] = day.split('-') as [string, string, string];
        const named = (locale: string): string =>
          new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(date);
        const forms = [
          day,
          `${year}${month}${of}`,
          `${month}/${of}/${year}`,
          `${of}.${month}.${year}`,
          `${day}T00:00:00Z`,
        ];
        for (const form of [...forms, ...['en-US', 'en-GB', 'es', 'fr', 'de', 'pt'].map(named)])
          assert.equal(iso(form), day, form);
        assert.equal(iso(number + 25_569), day, 'serial');
      }),
      { seed: 4, numRuns: 300 },
    );
  });

  it('of any moment is read from every form that programs write it in', () => {
    const seconds = fc.integer({ min: 2e8, max: 5e9 }).filter((second) => second % 86_400 !== 0);
    fc.assert(
      fc.property(seconds, (second) => {
        const at = second * 1000;
        const forms = [
          second,
          String(second),
          at,
          String(at),
          at * 1000,
          new Date(at),
          new Date(at).toISOString(),
        ];
        for (const form of [...forms, new Date(at).toUTCString(), `/Date(${at})/`])
          assert.deepEqual(readDate(form, US), { kind: 'moment', at }, String(form));
      }),
      { seed: 4, numRuns: 300 },
    );
  });

  it('never throws, whatever it is', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        readDate(value, US);
        dateAt(value, CA, ZONE, 'visit');
      }),
      { seed: 4, numRuns: 500 },
    );
  });
});

/** 1 January 2026: all dates of the table that are read lie behind it or before, and waits continue then. */
const NOW = Date.UTC(2026, 0, 1);
const DECLARED: readonly (DateKind | undefined)[] = [undefined, 'day', 'moment'];

/** The day in New York on which a value is, as waits, texts and rules find it. */
function daysFound(value: Json, habits: DateHabits): Record<string, string | undefined> {
  const dayIn = (at: number): string => new Date(wallTime(at, ZONE)).toISOString().slice(0, 10);
  const wait = dueByDate({ field: 'visit', amount: 0, unit: 'days', side: 'after', past: 'next' }, value, {
    from: 0,
    zone: ZONE,
    storeZone: ZONE,
    dates: habits,
    spreadMs: 0,
    seed: '',
  });
  const fields = { visit: value };
  const lead = newLead('l', numberOf('+12125550142'), 0, { fields, zone: ZONE });
  const printed = renderText('{{visit | date}}', { lead, brand: '', now: NOW, zone: ZONE, dates: habits });
  const due = wait.kind === 'due' && wait.at !== null ? dayIn(wait.at) : undefined;
  const asked = () => ({ zone: ZONE, dates: habits });
  const isOn = (day: string): boolean =>
    !fieldHolds(value, { op: 'before', value: day }, 'visit', asked) &&
    !fieldHolds(value, { op: 'after', value: day }, 'visit', asked);
  const rule = due !== undefined && isOn(due) ? due : undefined;
  return {
    wait: due,
    rule,
    text: due !== undefined && printed.ok && printed.text === monthAndDay(due) ? due : undefined,
  };
}

function monthAndDay(day: string): string {
  return new Intl.DateTimeFormat('en-US', { month: 'long', day: 'numeric', timeZone: 'UTC' }).format(
    new Date(day),
  );
}

describe('a date is the same wherever it is used', () => {
  for (const declared of DECLARED) {
    it(`in waits, rules and texts, for each form of the table, declared ${declared ?? 'nothing'}`, () => {
      for (const [value, , source, habits = US] of ROWS) {
        if (value instanceof Date || typeof value === 'object' || Number.isNaN(value)) continue;
        const known = { ...habits, ...(declared ? { declared: new Map([['visit', declared]]) } : {}) };
        const { wait, rule, text } = daysFound(value as Json, known);
        const read = dateAt(value, known, ZONE, 'visit');
        // What lies before 1970 is waited for by its next year.
        if (read && read.at < 0) continue;
        const day = read && new Date(wallTime(read.at, ZONE)).toISOString().slice(0, 10);
        assert.deepEqual(
          { wait, rule, text },
          { wait: day, rule: day, text: day },
          `${JSON.stringify(value)} (${source})`,
        );
      }
    });
  }

  it('as the time of a behavior it is the same moment, and no day', () => {
    for (const [value, , source, habits = US] of ROWS) {
      const reading = readDate(value, { ...habits, declared: new Map([['at', 'moment']]) }, 'at');
      if (reading.kind === 'moment' && reading.at > Date.UTC(2000, 0, 1))
        assert.equal(givenTime(value, 'at', Infinity), reading.at, source);
      else assert.throws(() => givenTime(value, 'at', Infinity), source);
    }
  });

  it('what cannot be read, or may be two days, ends no wait, is true of no rule and stands in no text', () => {
    for (const value of ['next Friday', '12/03/2026', 'N/A', '26/12/03', 2026]) {
      assert.deepEqual(
        daysFound(value, CA),
        { wait: undefined, rule: undefined, text: undefined },
        String(value),
      );
      const asked = () => ({ zone: ZONE, dates: CA });
      for (const op of ['before', 'after'] as const)
        assert.equal(fieldHolds(value, { op, value: '2026-06-01' }, 'visit', asked), false);
    }
  });

  it('a day has no time of day', () => {
    const lead = newLead('l', numberOf('+12125550142'), 0, { fields: { due: '2026-12-03T00:00:00Z' } });
    const rendered = renderText('At {{due | time}}', { lead, brand: '', now: NOW, zone: ZONE });
    assert.ok(!rendered.ok && /day without a time/.test(rendered.problem));
  });

  it('a time of a behavior that may be two days is named with both', () =>
    assert.throws(() => givenTime('12/03/2026 6:00 PM', 'at', Infinity), /2026-12-03 or 2026-03-12/));
});
