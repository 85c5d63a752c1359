import assert from 'node:assert/strict';
import { dueAfter, dueBy, dueByDate, type Beginning } from '../../src/journeys/due';
import { momentOf, wallTime } from '../../src/journeys/wall-time';
import type { FieldDate, Schedule } from '../../src/leads/schedule';
import * as oracle from './oracle';

const beginning = (from: number, zone: string): Beginning => ({
  from,
  zone,
  storeZone: 'UTC',
  spreadMs: 0,
  seed: '',
});
const at = (schedule: Schedule, from: number, zone: string): number | null => {
  const due = dueBy(schedule, beginning(from, zone));
  return due.kind === 'due' ? due.at : assert.fail('it leaves');
};

const WORK = [1, 2, 3, 4, 5];
const WEEK = [...WORK, 6, 7];

for (const zone of oracle.ZONES) {
  describe(`schedule rules agree with Temporal around every change of the clocks in ${zone}, 2025 to 2027`, () => {
    // Where the clocks never change, midsummer will do.
    const changes = oracle.changesOf(zone);
    if (changes.length === 0) changes.push(Date.UTC(2026, 6, 1));
    const everywhere = (check: (from: number) => void): void => {
      for (const change of changes) for (const from of oracle.momentsAround(change)) check(from);
    };

    it('knows the changes', () => {
      assert.ok(
        zone === 'Asia/Kathmandu' ? changes.length === 1 : changes.length >= 6,
        String(changes.length),
      );
    });

    it('wall times, those that do not exist and those that come twice included', () => {
      everywhere((from) => {
        const wall = new Date(wallTime(from, zone)).toISOString().slice(0, -1);
        assert.equal(
          wall,
          oracle.zoned(from, zone).toPlainDateTime().toString({ smallestUnit: 'millisecond' }),
        );
        for (const minutes of [0, 30, 60, 90]) {
          const moved = new Date(Date.parse(`${wall}Z`) + minutes * 60_000).toISOString().slice(0, -1);
          assert.equal(momentOf(Date.parse(`${moved}Z`), zone), oracle.moment(moved, zone), moved);
        }
      });
    });

    it('days and weeks; and 24 hours are 24 hours', () => {
      everywhere((from) => {
        assert.equal(dueAfter(from, 1, 'days', zone), oracle.daysLater(from, 1, zone));
        assert.equal(dueAfter(from, 1, 'weeks', zone), oracle.daysLater(from, 7, zone));
        assert.equal(dueAfter(from, -1, 'days', zone), oracle.daysLater(from, -1, zone));
        assert.equal(dueAfter(from, 24, 'hours', zone), from + 24 * 3_600_000);
      });
    });

    it('a time of day, every day and on weekdays', () => {
      everywhere((from) => {
        for (const time of ['00:30', '01:30', '02:15', '03:00'])
          for (const days of [WEEK, WORK])
            assert.equal(
              at({ kind: 'time', time, days, past: 'next' }, from, zone),
              oracle.nextTime(from, time, days, zone),
              `${time} on ${days.join()} from ${new Date(from).toISOString()}`,
            );
      });
    });

    it('windows on weekdays, by day and over night', () => {
      const QUARTER = 15 * 60_000;
      const windows = [
        { start: '09:00', end: '17:00', days: WORK },
        { start: '01:30', end: '04:00', days: WEEK },
        { start: '22:00', end: '02:30', days: [5, 6, 7] },
      ];
      for (const change of changes) {
        const first = change - 4 * 3_600_000;
        const quarters = Array.from({ length: 8 * 96 }, (_, step) => first + step * QUARTER);
        for (const window of windows) {
          const open = quarters.filter((moment) => oracle.isOpen(moment, window, zone));
          for (const from of quarters.slice(0, 33)) {
            const due = at({ kind: 'window', ...window, zone: 'lead' }, from, zone);
            assert.equal(
              due,
              open.find((moment) => moment >= from),
              new Date(from).toISOString(),
            );
          }
        }
      }
    });

    it('days before and after a date in a field, with a time of their own, this year and every year', () => {
      for (const change of changes) {
        const day = oracle.zoned(change, zone).toPlainDate();
        for (const days of [-1, 0, 1, 2])
          for (const time of ['00:30', '02:30', '09:00']) {
            const date: FieldDate = {
              field: 'appointment',
              amount: Math.abs(days),
              unit: 'days',
              side: days < 0 ? 'before' : 'after',
              time,
              past: 'next',
            };
            const expected = oracle.dateAt(day.toString(), day.year, days, time, zone);
            const early = beginning(expected - 5 * 86_400_000, zone);
            const born = day.with({ year: 1988 }).toString();
            assert.deepEqual(dueByDate(date, day.toString(), early), { kind: 'due', at: expected });
            assert.deepEqual(dueByDate(date, born, early), { kind: 'due', at: expected });
            assert.deepEqual(dueByDate(date, born, beginning(expected, zone)), {
              kind: 'due',
              at: oracle.dateAt(born, day.year + 1, days, time, zone),
            });
          }
      }
    });
  });
}
