import assert from 'node:assert/strict';
import { Temporal } from 'temporal-polyfill';
import { hoursGate, type ContactWindow } from '../../src/permission/hours';
import { seededRandomness } from '../../src/randomness';
import { DAY, utc } from './people';

/**
 * Contact hours against an oracle that shares no code with them: the Temporal polyfill, which has its own arithmetic of
 * zones. It lists when windows begin and end day by day, where the code under test looks minutes of a week up.
 */

const CASES = 2_000;
const ZONES = [
  'America/New_York',
  'America/Los_Angeles',
  'America/Phoenix',
  'America/Adak',
  'America/St_Johns',
  'America/Havana', // changes its clock at midnight
  'America/Puerto_Rico',
  'Europe/Berlin',
  'Europe/London',
  'Africa/Casablanca', // goes back for Ramadan
  'Asia/Kathmandu',
  'Asia/Beirut', // changes its clock at midnight
  'Australia/Lord_Howe', // by half an hour
  'Australia/Sydney',
  'Pacific/Chatham',
  'Pacific/Apia',
];
/** Around every change of the clock that these zones have in 2026, and a quiet week. */
const BEGINNINGS = ['2026-02-13', '2026-03-05', '2026-03-20', '2026-03-27', '2026-04-02', '2026-07-01']
  .concat(['2026-09-24', '2026-10-01', '2026-10-22', '2026-10-29'])
  .map((date) => utc(`${date}T00:00:00Z`));

interface Piece {
  readonly from: number;
  readonly to: number;
  readonly shown: number;
}

type Interval = readonly [from: number, to: number];

describe('contact hours against the Temporal polyfill', () => {
  const random = seededRandomness(20261124);
  const pieces = new Map<string, readonly Piece[]>();
  const pick = <T>(from: readonly T[]): T => {
    const one = from[random.below(from.length)];
    assert.ok(one !== undefined);
    return one;
  };
  const timeOfDay = (): string => {
    const minute = random.below(1_440);
    return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
  };
  const aWindow = (): ContactWindow => ({
    start: timeOfDay(),
    end: timeOfDay(),
    days: [1, 2, 3, 4, 5, 6, 7].filter(() => random.below(4) > 0),
  });

  it(`agree in ${CASES} generated cases: zones, nights, closed days and changes of the clock`, function () {
    this.timeout(60_000);
    const counted = { allow: 0, hold: 0, block: 0 };
    let overnight = 0;
    let changes = 0;
    for (let i = 0; i < CASES; i++) {
      const windows = random.below(3) === 0 ? [aWindow(), aWindow()] : [aWindow()];
      const zones = random.below(3) === 0 ? [pick(ZONES), pick(ZONES)] : [pick(ZONES)];
      const at = pick(BEGINNINGS) + random.below(5 * DAY);
      const closedDates = random.below(3) === 0 ? [dateIn(zones[0] ?? '', at + random.below(2) * DAY)] : [];
      const hours = { by: 'window' as const, windows, closedDates };
      const answer = hoursGate(hours).ask({ at, zones, spreadMs: 0, spreadSeed: '' });
      counted[answer.answer]++;
      overnight += windows.some(({ start, end }) => end < start) ? 1 : 0;
      changes += zones.some((zone) => offset(zone, at) !== offset(zone, at + 2 * DAY)) ? 1 : 0;
      const told = `case ${i}: ${JSON.stringify({ windows, closedDates, zones })} at ${new Date(at).toISOString()}`;
      const expected = oracle(windows, closedDates, zones, at);
      // What is closed for eight days is far enough away; the gate looks further.
      if (expected === 'later') assert.notEqual(answer.answer, 'allow', told);
      else assert.equal(answer.answer === 'hold' ? answer.until : answer.answer, expected, told);
    }
    for (const count of Object.values(counted)) assert.ok(count > 50, JSON.stringify(counted));
    assert.ok(overnight > 500 && changes > 100, `${overnight} nights, ${changes} changes of the clock`);
  });

  function oracle(
    windows: readonly ContactWindow[],
    closed: readonly string[],
    zones: readonly string[],
    at: number,
  ): number | 'allow' | 'later' {
    const lists = zones.map((zone) => openIntervals(windows, closed, zone, at));
    const openAll = (moment: number): boolean =>
      lists.every((list) => list.some(([from, to]) => from <= moment && moment < to));
    if (openAll(at)) return 'allow';
    const starts = lists
      .flat()
      .map(([from]) => from)
      .filter((from) => from > at && from <= at + 8 * DAY);
    return starts.sort((a, b) => a - b).find(openAll) ?? 'later';
  }

  /** When the wall shows an open minute, from the day before to ten days later: each day by itself, in wall time. */
  function openIntervals(
    windows: readonly ContactWindow[],
    closed: readonly string[],
    zone: string,
    at: number,
  ): Interval[] {
    const first = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate();
    const found: Interval[] = [];
    for (let i = -1; i <= 10; i++) {
      const day = first.add({ days: i });
      if (closed.includes(day.toString())) continue;
      const before = day.subtract({ days: 1 });
      for (const { start, end, days } of windows) {
        if (days.includes(day.dayOfWeek)) {
          if (start <= end) found.push(...stretch(day, zone, start, end));
          else found.push(...stretch(day, zone, start, '24:00'));
        }
        if (end < start && days.includes(before.dayOfWeek)) found.push(...stretch(day, zone, '00:00', end));
      }
    }
    return found;
  }

  /** The moments of one day at which the wall shows from `start` to before `end`; two pieces where an hour comes twice. */
  function stretch(day: Temporal.PlainDate, zone: string, start: string, end: string): Interval[] {
    return piecesOf(day, zone).flatMap(({ from, to, shown }): Interval[] => {
      const left = Math.max(from, from + (minutes(start) - shown) * 60_000);
      const right = Math.min(to, from + (minutes(end) - shown) * 60_000);
      return left < right ? [[left, right]] : [];
    });
  }

  /** A day, cut where the clock is changed. Within a piece the wall runs evenly; at its beginning it shows `shown`. */
  function piecesOf(day: Temporal.PlainDate, zone: string): readonly Piece[] {
    const key = `${zone} ${day.toString()}`;
    const known = pieces.get(key);
    if (known) return known;
    const begins = day.toZonedDateTime(zone);
    const ends = day.add({ days: 1 }).toZonedDateTime(zone);
    const edges = [begins.epochMilliseconds];
    const change = begins.getTimeZoneTransition('next');
    if (change && change.epochMilliseconds < ends.epochMilliseconds) edges.push(change.epochMilliseconds);
    edges.push(ends.epochMilliseconds);
    const made = edges.slice(1).map((to, i): Piece => {
      const from = edges[i] ?? to;
      const wall = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(zone);
      return { from, to, shown: wall.hour * 60 + wall.minute };
    });
    pieces.set(key, made);
    return made;
  }

  function minutes(time: string): number {
    return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
  }

  function dateIn(zone: string, at: number): string {
    return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate().toString();
  }

  function offset(zone: string, at: number): number {
    return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).offsetNanoseconds;
  }
});
