import assert from 'node:assert/strict';
import { dueAfter, dueBy, dueByDate, type Beginning, type Reckoning } from '../../src/journeys/due';
import { dateAt } from '../../src/leads/input/date';
import type { FieldDate, Schedule } from '../../src/leads/schedule';
import { moment } from './oracle';

const ZONE = 'America/New_York';
const WEEK = [1, 2, 3, 4, 5, 6, 7];
const WORK = [1, 2, 3, 4, 5];

/** Wall times are New York's. */
const from = (wall: string, changes: Partial<Beginning> = {}): Beginning => ({
  from: moment(wall, ZONE),
  zone: ZONE,
  storeZone: 'Europe/London',
  spreadMs: 0,
  seed: 'lead:wait',
  ...changes,
});
const when = (wall: string): Reckoning => ({ kind: 'due', at: moment(wall, ZONE) });

describe('when a wait is due', () => {
  const time = (at: string, days = WEEK, past: FieldDate['past'] = 'next'): Schedule => ({
    kind: 'time',
    time: at,
    days,
    past,
  });
  const window = (start: string, end: string, days = WORK, zone: 'lead' | 'store' = 'lead'): Schedule => ({
    kind: 'window',
    start,
    end,
    days,
    zone,
  });
  // 2026-11-24 is a Tuesday.
  const cases: readonly [what: string, Schedule, begins: string, due: string][] = [
    ['24 hours', { kind: 'after', amount: 24, unit: 'hours' }, '2026-11-24T10:00', '2026-11-25T10:00'],
    ['1 day', { kind: 'after', amount: 1, unit: 'days' }, '2026-11-24T10:00', '2026-11-25T10:00'],
    [
      '1 day into summer time',
      { kind: 'after', amount: 1, unit: 'days' },
      '2026-03-07T10:00',
      '2026-03-08T10:00',
    ],
    [
      '24 hours into summer time',
      { kind: 'after', amount: 24, unit: 'hours' },
      '2026-03-07T10:00',
      '2026-03-08T11:00',
    ],
    [
      '1 day to 02:30 that is skipped',
      { kind: 'after', amount: 1, unit: 'days' },
      '2026-03-07T02:30',
      '2026-03-08T03:30',
    ],
    ['half a day', { kind: 'after', amount: 0.5, unit: 'days' }, '2026-11-24T10:00', '2026-11-24T22:00'],
    ['2 weeks', { kind: 'after', amount: 2, unit: 'weeks' }, '2026-10-25T10:00', '2026-11-08T10:00'],
    ['nothing', { kind: 'after', amount: 0, unit: 'days' }, '2026-11-24T10:00', '2026-11-24T10:00'],
    ['the next 9:00, today', time('09:00'), '2026-11-24T08:59', '2026-11-24T09:00'],
    ['the next 9:00 at 9:00 sharp, tomorrow', time('09:00'), '2026-11-24T09:00', '2026-11-25T09:00'],
    ['Tuesday 9:00 on a Tuesday noon', time('09:00', [2]), '2026-11-24T12:00', '2026-12-01T09:00'],
    ['a weekday at 9:00 on a Friday noon', time('09:00', WORK), '2026-11-27T12:00', '2026-11-30T09:00'],
    [
      '9:00, going on when it is past',
      time('09:00', WEEK, 'continue'),
      '2026-11-24T12:00',
      '2026-11-24T12:00',
    ],
    [
      '9:00, going on, before it is past',
      time('09:00', WEEK, 'continue'),
      '2026-11-24T08:00',
      '2026-11-24T09:00',
    ],
    [
      'Friday 9:00, going on, on another day',
      time('09:00', [5], 'continue'),
      '2026-11-24T12:00',
      '2026-11-27T09:00',
    ],
    ['a time that is skipped', time('02:30'), '2026-03-07T12:00', '2026-03-08T03:30'],
    ['a time that comes twice, the first', time('01:30'), '2026-10-31T12:00', '2026-11-01T01:30'],
    ['business hours, open', window('09:00', '17:00'), '2026-11-24T16:59', '2026-11-24T16:59'],
    ['business hours, just over', window('09:00', '17:00'), '2026-11-24T17:00', '2026-11-25T09:00'],
    ['business hours on a Friday evening', window('09:00', '17:00'), '2026-11-27T18:00', '2026-11-30T09:00'],
    [
      'business hours of the store, in London',
      window('09:00', '17:00', WORK, 'store'),
      '2026-11-24T00:00',
      '2026-11-24T04:00',
    ],
    ['a night, after midnight', window('22:00', '04:00', [2]), '2026-11-25T01:00', '2026-11-25T01:00'],
  ];
  for (const [what, schedule, begins, due] of cases) {
    it(`${what}: from ${begins} to ${due}`, () => assert.deepEqual(dueBy(schedule, from(begins)), when(due)));
  }

  it('a time that comes twice fires once: in the second hour it is past', () => {
    const second = moment('2026-11-01T01:30', ZONE) + 3_600_000;
    const again = from('2026-11-01T01:30', { from: second - 60_000 });
    assert.deepEqual(dueBy(time('01:30'), again), when('2026-11-02T01:30'));
  });

  it('9:00 that is past, leaving', () =>
    assert.deepEqual(dueBy(time('09:00', WEEK, 'leave'), from('2026-11-24T12:00')), { kind: 'leave' }));

  it('never', () =>
    assert.deepEqual(dueBy({ kind: 'never' }, from('2026-11-24T12:00')), { kind: 'due', at: null }));

  it('takes UTC for a zone that nobody knows', () => {
    const start = Date.UTC(2026, 10, 24, 10);
    assert.equal(dueAfter(start, 1, 'days', 'Mars/Olympus'), start + 86_400_000);
  });

  describe('spread by chance', () => {
    const TEN_MINUTES = 600_000;
    const put = (schedule: Schedule, seed: string, begins = '2026-11-24T12:00'): number => {
      const due = dueBy(schedule, from(begins, { spreadMs: TEN_MINUTES, seed }));
      assert.ok(due.kind === 'due' && due.at !== null);
      return due.at;
    };
    const spread = (schedule: Schedule, begins?: string): number[] =>
      Array.from({ length: 500 }, (_, lead) => put(schedule, `lead_${lead}`, begins));

    it('puts each lead off by something of her own, up to the limit', () => {
      const nine = moment('2026-11-25T09:00', ZONE);
      const late = spread(time('09:00')).map((at) => at - nine);
      assert.ok(late.every((ms) => ms >= 0 && ms < TEN_MINUTES));
      assert.ok(new Set(late).size > 480);
      const mean = late.reduce((sum, ms) => sum + ms, 0) / late.length;
      assert.ok(Math.abs(mean - TEN_MINUTES / 2) < TEN_MINUTES / 10, String(mean));
    });

    it('puts the same lead off by the same', () =>
      assert.equal(put(time('09:00'), 'lead_7'), put(time('09:00'), 'lead_7')));

    it('never leaves a window', () => {
      const [open, close] = ['09:00', '09:03'].map((at) => moment(`2026-11-25T${at}`, ZONE));
      for (const at of spread(window('09:00', '09:03'))) assert.ok(at >= open! && at < close!);
    });
  });
});

describe('when a date in a field is due', () => {
  const date = (changes: Partial<FieldDate> = {}): FieldDate => ({
    field: 'appointment',
    amount: 0,
    unit: 'days',
    side: 'before',
    past: 'continue',
    ...changes,
  });
  const dayBefore = { amount: 1 } as const;
  const cases: readonly [what: string, value: unknown, Partial<FieldDate>, due: string][] = [
    ['a date is 9:00 of that day', '2026-12-24', {}, '2026-12-24T09:00'],
    ['a date, the day before', '2026-12-24', dayBefore, '2026-12-23T09:00'],
    ['a date, the day before at 18:30', '2026-12-24', { ...dayBefore, time: '18:30' }, '2026-12-23T18:30'],
    [
      'a date, two hours after its 9:00',
      '2026-12-24',
      { amount: 2, unit: 'hours', side: 'after' },
      '2026-12-24T11:00',
    ],
    ['a date and time where she lives', '2026-12-24T18:00', {}, '2026-12-24T18:00'],
    ['a date and time with blanks around', ' 2026-12-24 18:00 ', {}, '2026-12-24T18:00'],
    ['a date and time with a zone', '2026-12-24T18:00:00Z', {}, '2026-12-24T13:00'],
    [
      'a date and time, two hours before',
      '2026-12-24T18:00',
      { amount: 2, unit: 'hours' },
      '2026-12-24T16:00',
    ],
    ['a date and time, that day at 8:00', '2026-12-24T18:00', { time: '08:00' }, '2026-12-24T08:00'],
    ['milliseconds', moment('2026-12-24T18:00', ZONE), {}, '2026-12-24T18:00'],
    ['milliseconds in digits', String(moment('2026-12-24T18:00', ZONE)), {}, '2026-12-24T18:00'],
    ['nothing', undefined, {}, 'never'],
    ['an empty field', '', {}, 'never'],
    ['some words', 'next Friday', {}, 'never'],
    ['a day that is none', '2026-02-30', {}, 'never'],
    ['an object', { date: '2026-12-24' }, {}, 'never'],
    ['a year alone', '2026', {}, 'never'],
    ['past, going on', '2026-11-20', {}, '2026-11-24T12:00'],
    ['past by its offset, going on', '2026-11-25', { amount: 2 }, '2026-11-24T12:00'],
    ['past, next year', '2026-11-20', { past: 'next' }, '2027-11-20T09:00'],
    ['a birthday', '1988-12-01', { past: 'next' }, '2026-12-01T09:00'],
    ['a birthday on 29 February', '1988-02-29', { past: 'next' }, '2027-02-28T09:00'],
    [
      'a long time after a date, each year',
      '2020-01-01',
      { amount: 400, side: 'after', past: 'next' },
      '2027-02-05T09:00',
    ],
    ['past, leaving', '2026-11-20', { past: 'leave' }, 'leave'],
  ];
  for (const [what, value, changes, due] of cases) {
    it(`${what}: ${due}`, () => {
      const expected: Reckoning =
        due === 'leave' ? { kind: 'leave' } : due === 'never' ? { kind: 'due', at: null } : when(due);
      assert.deepEqual(dueByDate(date(changes), value, from('2026-11-24T12:00')), expected);
    });
  }

  it('takes no date that no calendar has', () => {
    const bad = [
      '2026-13-01',
      '2026-00-10',
      '2026-04-31',
      '2026-12-24T24:00',
      '2026-12-24T10:61',
      '1850-01-01',
    ];
    const odd = ['2026-12-24T10:00+25:00', NaN, Infinity, true, null, '9'.repeat(80)];
    for (const value of [...bad, ...odd]) assert.equal(dateAt(value, {}, ZONE), undefined, String(value));
  });
});
