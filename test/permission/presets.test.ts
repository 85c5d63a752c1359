import assert from 'node:assert/strict';
import type { JsonObject } from '../../src/json';
import { hoursGate, type ContactHours, type ContactPlan } from '../../src/permission/hours';
import { closedDays, isClosedDate, isFederalHoliday } from '../../src/permission/holidays';
import { whereabouts } from '../../src/permission/whereabouts';
import { aLead, DAY, phone, utc } from './people';

const OWN = [{ start: '10:00', end: '18:00', days: [1, 2, 3, 4, 5] }];
const plan = (by: ContactPlan['by'], more: Partial<ContactPlan> = {}): ContactPlan => ({
  by,
  windows: OWN,
  ...more,
});
const BY_STATE = plan('by_state');

const WIDE = plan('by_state', { windows: [{ start: '00:00', end: '24:00', days: [1, 2, 3, 4, 5, 6, 7] }] });

/** Numbers outside the North American plan: 9 to 20 where they live, in all zones of their country. */
const ABROAD: [string, string, ContactHours, string, string][] = [
  ['London at 22:30', '+447911123456', WIDE, '2026-11-24T22:30:00Z', '2026-11-25T09:00:00.000Z'],
  ['London at 8:59', '+447911123456', WIDE, '2026-11-24T08:59:59Z', '2026-11-24T09:00:00.000Z'],
  ['London at 9:00', '+447911123456', WIDE, '2026-11-24T09:00:00Z', 'allow'],
  ['London at 20:00', '+447911123456', WIDE, '2026-11-24T20:00:00Z', '2026-11-25T09:00:00.000Z'],
  [
    'London by federal hours at 20:30',
    '+447911123456',
    plan('federal'),
    '2026-11-24T20:30:00Z',
    '2026-11-25T09:00:00.000Z',
  ],
  [
    'own hours are narrowed, for a number of another country',
    '+447911123456',
    plan('window', { windows: WIDE.windows }),
    '2026-11-24T21:00:00Z',
    '2026-11-25T09:00:00.000Z',
  ],
  [
    'Sydney at 10:00, when it is 7:00 in Perth',
    '+61412345678',
    WIDE,
    '2026-11-24T10:00:00+11:00',
    '2026-11-24T01:00:00.000Z',
  ],
  [
    'Kaliningrad at 9:00, when Kamchatka has 19:00',
    '+79161234567',
    WIDE,
    '2026-11-24T09:00:00+02:00',
    'allow',
  ],
  [
    'Moscow at 12:00, when Kamchatka sleeps',
    '+79161234567',
    WIDE,
    '2026-11-24T12:00:00+03:00',
    '2026-11-25T07:00:00.000Z',
  ],
  [
    'Madrid at 9:30, when the Canaries have 8:30',
    '+34612345678',
    WIDE,
    '2026-11-24T09:30:00+01:00',
    '2026-11-24T09:00:00.000Z',
  ],
  ['a satellite, whose place nobody knows', '+881612345678', WIDE, '2026-11-24T12:00:00Z', 'block'],
];

const MIAMI = '+13055550142';
const DALLAS = '+12145550142';
const NEW_YORK = '+12125550142';
const TOLL_FREE = '+18005550142';

interface Told {
  readonly number?: string;
  readonly zone?: string;
  readonly fields?: JsonObject;
}

/** The answer as people say it: allow, block, or the moment it opens. */
function ask(hours: ContactHours | readonly ContactHours[], at: string, told: Told = {}): string {
  const { number = MIAMI, zone, fields = {} } = told;
  const lead = aLead({ phone: phone(number), fields, ...(zone === undefined ? {} : { zone }) });
  const place = whereabouts(lead, { defaultZone: 'Europe/Berlin', country: 'DE' });
  const all = Array.isArray(hours) ? (hours as readonly ContactHours[]) : [hours as ContactHours];
  const answer = hoursGate(...all).ask({ at: utc(at), ...place, spreadMs: 0, spreadSeed: 'x' });
  return answer.answer === 'hold' ? new Date(answer.until).toISOString() : answer.answer;
}

describe('contact hours by preset', () => {
  const cases: [string, ContactHours | readonly ContactHours[], string, Told, string][] = [
    ['federal: a Florida number at 20:15', plan('federal'), '2026-11-24T20:15:00-05:00', {}, 'allow'],
    ['federal: at 21:00', plan('federal'), '2026-11-24T21:00:00-05:00', {}, '2026-11-25T13:00:00.000Z'],
    [
      'by state: a Florida number at 20:15 is held until 8:00',
      BY_STATE,
      '2026-11-24T20:15:00-05:00',
      {},
      '2026-11-25T13:00:00.000Z',
    ],
    [
      'by state: a Texas number on Sunday at 10:00 is held until 12:00',
      BY_STATE,
      '2026-11-22T10:00:00-06:00',
      { number: DALLAS },
      '2026-11-22T18:00:00.000Z',
    ],
    [
      'by state: a Texas number on Monday at 8:30 is held until 9:00',
      BY_STATE,
      '2026-11-23T08:30:00-06:00',
      { number: DALLAS },
      '2026-11-23T15:00:00.000Z',
    ],
    [
      'by state: New York has only the federal hours',
      BY_STATE,
      '2026-11-24T20:59:59-05:00',
      { number: NEW_YORK },
      'allow',
    ],
    [
      'by state: an Alabama number on Sunday waits for Monday',
      BY_STATE,
      '2026-11-22T12:00:00-06:00',
      { number: '+12055550142' },
      '2026-11-23T14:00:00.000Z',
    ],
    [
      'by state: a Louisiana number on Thanksgiving waits for Friday',
      BY_STATE,
      '2026-11-26T12:00:00-06:00',
      { number: '+15045550142' },
      '2026-11-27T14:00:00.000Z',
    ],
    [
      'by state: a Florida number on Thanksgiving does not',
      BY_STATE,
      '2026-11-26T12:00:00-05:00',
      {},
      'allow',
    ],
    [
      'moved to California: it is too early there',
      BY_STATE,
      '2026-11-24T09:00:00-05:00',
      { fields: { state: 'CA' } },
      '2026-11-24T17:00:00.000Z',
    ],
    [
      'moved to California: it is too late in Florida',
      BY_STATE,
      '2026-11-24T20:15:00-05:00',
      { fields: { address: { state: 'California' } } },
      '2026-11-25T17:00:00.000Z',
    ],
    [
      'moved, and told us her zone: the Florida rule, by her own clock',
      BY_STATE,
      '2026-11-24T20:15:00-05:00',
      { zone: 'America/Los_Angeles', fields: { state: 'CA' } },
      'allow',
    ],
    [
      'moved, and told us her zone: until 20:00 there',
      BY_STATE,
      '2026-11-24T20:00:00-08:00',
      { zone: 'America/Los_Angeles' },
      '2026-11-25T16:00:00.000Z',
    ],
    [
      'federal: moved to California, both zones must be open too',
      plan('federal'),
      '2026-11-24T09:00:00-05:00',
      { fields: { province: 'ca' } },
      '2026-11-24T16:00:00.000Z',
    ],
    [
      'a state that is none changes nothing',
      BY_STATE,
      '2026-11-24T09:00:00-05:00',
      { fields: { state: 'interested' } },
      'allow',
    ],
    [
      'by state: a toll-free number may be anywhere, so all states and zones must be open',
      BY_STATE,
      '2026-11-24T09:00:00-05:00',
      { number: TOLL_FREE },
      // From 10:00 in Honolulu it is 15:00 in New York; from Adak's 10:00 it is the same: Rhode Island closes at 18:00.
      '2026-11-24T20:00:00.000Z',
    ],
    [
      'by state: abroad the own hours of the store count, by the clock there',
      BY_STATE,
      '2026-11-24T09:59:00+01:00',
      { number: '+4915112345678' },
      '2026-11-24T09:00:00.000Z',
    ],
    [
      'by state: so they do in Canada',
      BY_STATE,
      '2026-11-24T17:59:00-05:00',
      { number: '+14165550142' },
      'allow',
    ],
    [
      'by state: a German number with an address in Texas',
      BY_STATE,
      '2026-11-22T10:00:00-06:00',
      { number: '+4915112345678', fields: { state: 'TX' } },
      // On Sunday it is noon in El Paso when Berlin closes; on Monday it is 9:00 there.
      '2026-11-23T16:00:00.000Z',
    ],
    ...ABROAD.map(([what, number, hours, at, expected]): [string, ContactHours, string, object, string] => [
      `abroad: ${what}`,
      hours,
      at,
      { number },
      expected,
    ]),
    [
      'strictest: not on Sunday',
      plan('strictest'),
      '2026-11-22T12:00:00-05:00',
      {},
      '2026-11-23T14:00:00.000Z',
    ],
    ['strictest: from 9:00', plan('strictest'), '2026-11-23T08:59:59-05:00', {}, '2026-11-23T14:00:00.000Z'],
    ['strictest: until 20:00', plan('strictest'), '2026-11-23T19:59:59.999-05:00', {}, 'allow'],
    [
      'strictest: not on Thanksgiving',
      plan('strictest'),
      '2026-11-26T12:00:00-05:00',
      {},
      '2026-11-27T14:00:00.000Z',
    ],
    [
      'own hours for each weekday',
      plan('window', { windows: [...OWN, { start: '12:00', end: '14:00', days: [6] }] }),
      '2026-11-28T11:00:00-05:00',
      {},
      '2026-11-28T17:00:00.000Z',
    ],
    [
      'own hours, closed on Christmas and the days around the year',
      plan('window', { federalHolidays: true, closedDates: ['12-24', '2026-12-28'] }),
      '2026-12-24T11:00:00-05:00',
      {},
      // 24 own, 25 Christmas, 26 and 27 weekend, 28 own.
      '2026-12-29T15:00:00.000Z',
    ],
    [
      'a night that begins before a closed day ends with it',
      plan('window', {
        windows: [{ start: '22:00', end: '02:00', days: [1, 2, 3, 4, 5, 6, 7] }],
        closedDates: ['2026-11-25'],
      }),
      '2026-11-25T00:30:00-05:00',
      {},
      '2026-11-26T05:00:00.000Z',
    ],
    [
      'several together: the narrowest of all counts',
      [plan('federal'), { start: '11:00', end: '23:00', days: [2] }],
      '2026-11-24T10:00:00-05:00',
      {},
      '2026-11-24T16:00:00.000Z',
    ],
    [
      'several together: and the end of the other',
      [plan('federal'), { start: '11:00', end: '23:00', days: [2] }],
      '2026-11-24T21:00:00-05:00',
      {},
      '2026-12-01T16:00:00.000Z',
    ],
  ];
  for (const [what, hours, at, told, expected] of cases) {
    it(what, () => assert.equal(ask(hours, at, told), expected));
  }

  it('refuse a closed day that is no date', () => {
    for (const date of ['12-32', '02-30', '2026-02-29', '24.12.', '', '1-1']) {
      assert.ok(!isClosedDate(date), date);
      assert.throws(() => hoursGate(plan('federal', { closedDates: [date] })), RangeError);
    }
    for (const date of ['02-29', '2028-02-29', '12-31']) assert.ok(isClosedDate(date), date);
  });

  it('are the own ones alone for numbers of the own country', () => {
    const own = plan('window', { windows: [{ start: '07:00', end: '22:00', days: [1, 2, 3, 4, 5, 6, 7] }] });
    assert.equal(ask(own, '2026-11-24T07:30:00+01:00', { number: '+4915112345678' }), 'allow');
    assert.equal(
      ask(own, '2026-11-24T07:30:00+01:00', { number: '+33612345678' }),
      '2026-11-24T08:00:00.000Z',
    );
    assert.equal(
      ask(WIDE, '2026-11-24T07:30:00+01:00', { number: '+4915112345678' }),
      '2026-11-24T08:00:00.000Z',
    );
  });

  it('name the states in their rule', () => {
    const rule = (number: string): string =>
      hoursGate(BY_STATE).ask({
        at: 0,
        ...whereabouts(aLead({ phone: phone(number) }), { defaultZone: 'UTC' }),
        spreadMs: 0,
        spreadSeed: '',
      }).rule;
    assert.equal(rule(MIAMI), 'hours.by_state.FL');
    assert.equal(rule(NEW_YORK), 'hours.by_state.federal');
    assert.equal(rule(TOLL_FREE), 'hours.by_state.any');
    assert.equal(
      rule('+4915112345678'),
      'hours.abroad.10:00-18:00.mon_tue_wed_thu_fri + hours.abroad.09:00-20:00',
    );
  });
});

describe('the holidays of the United States', () => {
  // The list that opm.gov has for 2026, and the observed days of 2021 and 2022 that fall on weekends.
  const holidays = [
    '2026-01-01',
    '2026-01-19',
    '2026-02-16',
    '2026-05-25',
    '2026-06-19',
    '2026-07-03',
    '2026-07-04',
    '2026-09-07',
    '2026-10-12',
    '2026-11-11',
    '2026-11-26',
    '2026-12-25',
  ];

  it('of 2026 are these twelve days', () => {
    const first = utc('2026-01-01T00:00:00Z') / DAY;
    const found = Array.from({ length: 365 }, (_, i) => first + i)
      .filter(isFederalHoliday)
      .map((day) => new Date(day * DAY).toISOString().slice(0, 10));
    assert.deepEqual(found, holidays);
  });

  for (const [date, is] of [
    ['2021-12-31', true], // New Year of 2022 was a Saturday.
    ['2022-06-20', true], // Juneteenth was a Sunday.
    ['2021-07-05', true],
    ['2021-12-24', true],
    ['2026-12-24', false],
    ['2027-05-24', false], // the last Monday is the 31st
    ['2027-05-31', true],
  ] as const) {
    it(`${is ? 'include' : 'do not include'} ${date}`, () => {
      assert.equal(closedDays([], true)(utc(`${date}T00:00:00Z`) / DAY), is);
    });
  }
});
