import assert from 'node:assert/strict';
import { seededRandomness } from '../../src/randomness';
import { EVERY_DAY, FEDERAL_HOURS, hoursGate, type ContactHours } from '../../src/permission/hours';
import { DAY, MINUTE, utc } from './people';

const NEW_YORK = ['America/New_York'];

/** The answer as people say it: allow, block, or the moment it opens. Without spread unless told. */
function ask(
  hours: ContactHours,
  zones: readonly string[],
  at: string,
  spreadMs = 0,
  spreadSeed = 'x',
): string {
  const answer = hoursGate(hours).ask({ at: utc(at), zones, spreadMs, spreadSeed });
  return answer.answer === 'hold' ? new Date(answer.until).toISOString() : answer.answer;
}

const mornings = { start: '09:00', end: '12:00', days: EVERY_DAY };

describe('contact hours', () => {
  const cases: [string, ContactHours, readonly string[], string, string][] = [
    ['are open at the first minute', FEDERAL_HOURS, NEW_YORK, '2026-11-23T13:00:00.000Z', 'allow'],
    [
      'are closed just before',
      FEDERAL_HOURS,
      NEW_YORK,
      '2026-11-23T12:59:59.999Z',
      '2026-11-23T13:00:00.000Z',
    ],
    ['are open in the last minute', FEDERAL_HOURS, NEW_YORK, '2026-11-24T01:59:59.999Z', 'allow'],
    [
      'are closed at the end',
      FEDERAL_HOURS,
      NEW_YORK,
      '2026-11-24T02:00:00.000Z',
      '2026-11-24T13:00:00.000Z',
    ],
    [
      'hold a download at 2:07 until 8:00',
      FEDERAL_HOURS,
      NEW_YORK,
      '2026-11-23T07:07:00Z',
      '2026-11-23T13:00:00.000Z',
    ],
    [
      'must be open on both coasts',
      FEDERAL_HOURS,
      ['America/New_York', 'America/Los_Angeles'],
      '2026-11-23T14:00:00Z',
      '2026-11-23T16:00:00.000Z',
    ],
    [
      'close on the earlier coast for both',
      FEDERAL_HOURS,
      ['America/New_York', 'America/Los_Angeles'],
      '2026-11-24T02:00:00Z',
      '2026-11-24T16:00:00.000Z',
    ],
    [
      'pass over days that are not theirs',
      { start: '09:00', end: '20:00', days: [1, 2, 3, 4, 5] },
      NEW_YORK,
      '2026-11-28T02:30:00Z', // Friday 21:30
      '2026-11-30T14:00:00.000Z',
    ],
    [
      'of a night belong to the day they begin on',
      { start: '22:00', end: '02:00', days: [5] },
      NEW_YORK,
      '2026-11-28T06:59:00Z', // Saturday 01:59
      'allow',
    ],
    [
      'of a night end on the next morning',
      { start: '22:00', end: '02:00', days: [5] },
      NEW_YORK,
      '2026-11-28T07:00:00Z', // Saturday 02:00
      '2026-12-05T03:00:00.000Z',
    ],
    [
      'of a Sunday night last into Monday',
      { start: '22:00', end: '02:00', days: [7] },
      NEW_YORK,
      '2026-11-23T06:30:00Z', // Monday 01:30
      'allow',
    ],
    [
      'may last all day',
      { start: '00:00', end: '24:00', days: EVERY_DAY },
      NEW_YORK,
      '2026-11-23T05:00:00Z',
      'allow',
    ],
    [
      'of no length never open',
      { start: '09:00', end: '09:00', days: EVERY_DAY },
      NEW_YORK,
      '2026-11-23T14:00:00Z',
      'block',
    ],
    [
      'of no day never open',
      { start: '09:00', end: '20:00', days: [] },
      NEW_YORK,
      '2026-11-23T14:00:00Z',
      'block',
    ],
    [
      'that are never open in all zones at once block',
      mornings,
      ['America/New_York', 'Pacific/Honolulu'],
      '2026-11-23T14:30:00Z',
      'block',
    ],
    ['need a zone', FEDERAL_HOURS, [], '2026-11-23T18:00:00Z', 'block'],
    ['may be any', 'any', NEW_YORK, '2026-11-23T07:07:00Z', 'allow'],
    [
      'open when the clock is put forward past their start',
      { start: '02:30', end: '05:00', days: EVERY_DAY },
      NEW_YORK,
      '2026-03-08T06:00:00Z', // 01:00; at 02:00 it is 03:00
      '2026-03-08T07:00:00.000Z',
    ],
    [
      'that lie in the hour the clock leaves out open the day after',
      { start: '02:00', end: '03:00', days: EVERY_DAY },
      NEW_YORK,
      '2026-03-08T06:00:00Z',
      '2026-03-09T06:00:00.000Z',
    ],
    [
      'of one day a week that the clock leaves out open a week later',
      { start: '02:00', end: '03:00', days: [7] },
      NEW_YORK,
      '2026-03-07T17:00:00Z',
      '2026-03-15T06:00:00.000Z',
    ],
    [
      'open a second time in the hour the clock repeats',
      { start: '00:30', end: '01:15', days: EVERY_DAY },
      NEW_YORK,
      '2026-11-01T05:20:00Z', // 01:20, the first time
      '2026-11-01T06:00:00.000Z', // 01:00, the second time
    ],
  ];
  for (const [what, hours, zones, at, expected] of cases) {
    it(what, () => assert.equal(ask(hours, zones, at), expected));
  }

  it('name the zone that closes them', () => {
    const zones = ['America/New_York', 'America/Los_Angeles'];
    const at = utc('2026-11-23T14:00:00Z');
    const answer = hoursGate(FEDERAL_HOURS).ask({ at, zones, spreadMs: 0, spreadSeed: 'x' });
    assert.equal(answer.zone, 'America/Los_Angeles');
  });

  it('have a rule that tells them', () => {
    const rule = (...hours: ContactHours[]): string =>
      hoursGate(...hours).ask({ at: 0, zones: NEW_YORK, spreadMs: 0, spreadSeed: 'x' }).rule;
    const weekend = { start: '09:00', end: '20:00', days: [1, 6] };
    assert.equal(rule(FEDERAL_HOURS), 'hours.08:00-21:00');
    assert.equal(rule(weekend), 'hours.09:00-20:00.mon_sat');
    assert.equal(rule('any'), 'hours.any');
    assert.equal(rule('any', { by: 'federal', windows: [] }), 'hours.federal');
    assert.equal(rule(FEDERAL_HOURS, weekend), 'hours.08:00-21:00 + hours.09:00-20:00.mon_sat');
  });

  const senseless: ContactHours[] = [
    { start: '8:00', end: '21:00', days: EVERY_DAY },
    { start: '08:00', end: '24:01', days: EVERY_DAY },
    { start: '08:60', end: '21:00', days: EVERY_DAY },
    { start: '', end: '21:00', days: EVERY_DAY },
    { start: '08:00', end: '21:00', days: [0] },
    { start: '08:00', end: '21:00', days: [1.5] },
  ];
  for (const hours of senseless) {
    it(`are refused when they make no sense: ${JSON.stringify(hours)}`, () => {
      assert.throws(() => hoursGate(hours), RangeError);
    });
  }
});

describe('the spread of held texts', () => {
  const night = '2026-11-23T07:07:00Z';
  const opens = utc('2026-11-23T13:00:00Z');
  const leaves = (seed: string, spreadMs: number, hours: ContactHours = FEDERAL_HOURS): number =>
    utc(ask(hours, NEW_YORK, night, spreadMs, seed)) - opens;

  it('is the same for the same lead and step, and another for others', () => {
    assert.equal(leaves('lead1 step1', 10 * MINUTE), leaves('lead1 step1', 10 * MINUTE));
    assert.notEqual(leaves('lead1 step1', 10 * MINUTE), leaves('lead2 step1', 10 * MINUTE));
    assert.notEqual(leaves('lead1 step1', 10 * MINUTE), leaves('lead1 step2', 10 * MINUTE));
  });

  it('is even: of 1,000 leads, each minute gets about a tenth', () => {
    const perMinute = Array.from({ length: 10 }, () => 0);
    for (let lead = 0; lead < 1000; lead++) {
      const after = leaves(`lead${lead}`, 10 * MINUTE);
      assert.ok(after >= 0 && after < 10 * MINUTE);
      const minute = Math.floor(after / MINUTE);
      perMinute[minute] = (perMinute[minute] ?? 0) + 1;
    }
    for (const count of perMinute) assert.ok(count > 60 && count < 140, String(perMinute));
  });

  it('never goes past the end of the window', () => {
    const short = { start: '08:00', end: '08:03', days: EVERY_DAY };
    for (let lead = 0; lead < 200; lead++) {
      const after = leaves(`lead${lead}`, 10 * MINUTE, short);
      assert.ok(after >= 0 && after < 3 * MINUTE);
    }
  });
});

describe('contact hours, looked at minute by minute with nothing but Intl', () => {
  // Two weeks around the changes of the clock: US, Europe and Australia, spring and autumn of 2026.
  const seasons = ['2026-03-01', '2026-03-25', '2026-04-01', '2026-09-29', '2026-10-20', '2026-10-28'];
  const zoneSets = [
    ['America/New_York'],
    ['America/Boise', 'America/Denver', 'America/Los_Angeles'],
    ['America/Adak', 'America/New_York', 'America/Phoenix'],
    ['Europe/Berlin'],
    ['Australia/Lord_Howe'],
    ['Pacific/Chatham', 'Australia/Sydney'],
    ['Asia/Kathmandu', 'Europe/London'],
    ['America/St_Johns', 'America/Halifax'],
  ];
  const random = seededRandomness(20261123);
  const timeOfDay = (): string => {
    const minute = random.below(96) * 15 + (random.below(3) === 0 ? random.below(15) : 0);
    return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
  };
  const pick = <T>(from: readonly T[]): T => {
    const one = from[random.below(from.length)];
    assert.ok(one !== undefined);
    return one;
  };

  it('agree in 400 generated cases', () => {
    const counted = { allow: 0, hold: 0, block: 0 };
    for (let i = 0; i < 400; i++) {
      const days = EVERY_DAY.filter(() => random.below(4) > 0);
      const hours = { start: timeOfDay(), end: timeOfDay(), days };
      const zones = pick(zoneSets);
      const at = utc(`${pick(seasons)}T00:00:00Z`) + random.below(6 * DAY);
      const answer = hoursGate(hours).ask({ at, zones, spreadMs: 0, spreadSeed: '' });
      counted[answer.answer]++;
      const told = `${JSON.stringify(hours)} ${zones.join()} ${new Date(at).toISOString()}`;
      const expected = bruteForce(hours, zones, at);
      assert.deepEqual(answer.answer === 'hold' ? answer.until : answer.answer, expected, told);
    }
    for (const count of Object.values(counted)) assert.ok(count > 20, JSON.stringify(counted));
  });

  function bruteForce(
    hours: { start: string; end: string; days: readonly number[] },
    zones: readonly string[],
    at: number,
  ): number | 'allow' | 'block' {
    const open = (moment: number): boolean => zones.every((zone) => isOpen(hours, wall(zone, moment)));
    if (open(at)) return 'allow';
    for (let moment = Math.floor(at / MINUTE) * MINUTE + MINUTE; moment <= at + 8 * DAY; moment += MINUTE) {
      if (open(moment)) return moment;
    }
    return 'block';
  }

  /** `Mon 08:15`: compared as text, so that it shares nothing with the code under test. */
  function isOpen(
    { start, end, days }: { start: string; end: string; days: readonly number[] },
    now: string,
  ): boolean {
    const time = now.slice(4);
    const today = days.includes(WEEK.indexOf(now.slice(0, 3)) + 1);
    const yesterday = days.includes(((WEEK.indexOf(now.slice(0, 3)) + 6) % 7) + 1);
    if (start <= end) return today && time >= start && time < end;
    return (today && time >= start) || (yesterday && time < end);
  }

  const WEEK = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
  const formats = new Map<string, Intl.DateTimeFormat>();
  const walls = new Map<string, string>();

  function wall(zone: string, at: number): string {
    const key = `${zone} ${Math.floor(at / MINUTE)}`;
    const known = walls.get(key);
    if (known !== undefined) return known;
    let format = formats.get(zone);
    if (!format) {
      const shape = { weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
      format = new Intl.DateTimeFormat('en-US', { timeZone: zone, ...shape });
      formats.set(zone, format);
    }
    const shown = format.format(at).replace(',', '');
    walls.set(key, shown);
    return shown;
  }
});
