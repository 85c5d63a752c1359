import assert from 'node:assert/strict';
import { DateTime } from 'luxon';
import fc from 'fast-check';
import type { Lead } from '../../src/leads/lead';
import { candidateZones, localTime, zoneOffset } from '../../src/permission/zones';
import { isZone } from '../../src/leads/zones';
import { aLead, DAY, HOUR, MINUTE, phone, utc } from './people';

const defaultZone = 'Europe/Berlin';

describe('where a lead may live', () => {
  const cases: [string, string, string | undefined, readonly string[]][] = [
    ['her own zone alone, when she declared one', '+13055550142', 'America/Denver', ['America/Denver']],
    ['the zone of her area code', '+13055550142', undefined, ['America/New_York']],
    [
      'all zones of an area code that has several',
      '+12085550142',
      undefined,
      ['America/Boise', 'America/Denver', 'America/Los_Angeles'],
    ],
    ['a Canadian area code', '+12045550142', undefined, ['America/Winnipeg']],
    ['a Caribbean area code', '+17875550142', undefined, ['America/Puerto_Rico']],
    [
      'the area code, when the declared zone is not known',
      '+13055550142',
      'Mars/Olympus',
      ['America/New_York'],
    ],
    ['the area code, when the declared zone is empty', '+13055550142', '', ['America/New_York']],
    ['the zone of the country, abroad', '+33612345678', undefined, ['Europe/Paris']],
    [
      'the zone of the country, when a declared zone abroad is not known',
      '+33612345678',
      '???',
      ['Europe/Paris'],
    ],
    [
      "all zones of the country, the store's first",
      '+4915112345678',
      undefined,
      ['Europe/Berlin', 'Europe/Busingen'],
    ],
    [
      'the zones of the area code and one that is no place',
      '+13055550142',
      'UTC',
      ['America/New_York', 'UTC'],
    ],
  ];
  for (const [what, number, zone, expected] of cases) {
    it(`is ${what}`, () => {
      const lead = aLead({ phone: phone(number), ...(zone === undefined ? {} : { zone }) });
      assert.deepEqual(candidateZones(lead, { defaultZone }), expected);
    });
  }

  for (const [what, number] of [
    ['toll-free', '+18005550142'],
    ['of an unknown area code', '+16795550142'],
  ] as const) {
    it(`is anywhere in the US, when the number is ${what}`, () => {
      const zones = candidateZones(aLead({ phone: phone(number) }), { defaultZone });
      for (const zone of ['America/New_York', 'America/Los_Angeles', 'Pacific/Honolulu', 'America/Adak']) {
        assert.ok(zones.includes(zone), zone);
      }
      assert.ok(!zones.includes(defaultZone));
    });
  }

  it('is nowhere, when the number is of no country, such as of a satellite', () => {
    const lead = aLead({ phone: phone('+881612345678') });
    assert.deepEqual(candidateZones(lead, { defaultZone }), []);
  });

  /** How far the clocks of a country are apart, hours, in the winter of the north; by the tables of IANA's zone.tab. */
  const SPREAD: [string, string, number, number][] = [
    ['the United Kingdom', '+447911123456', 1, 0],
    ['Jersey', '+447797712345', 1, 0],
    ['Russia', '+79012345678', 26, 10],
    ['Kazakhstan', '+77012345678', 7, 0],
    ['Australia', '+61412345678', 12, 3],
    ['Brazil', '+5511987654321', 16, 3],
    ['Mexico', '+525512345678', 12, 3],
    ['Spain', '+34612345678', 3, 1],
    ['Portugal', '+351912345678', 3, 1],
    ['Chile', '+56961234567', 4, 2],
    ['Indonesia', '+62812345678', 4, 2],
    ['New Zealand', '+64211234567', 2, 0.75],
    ['India', '+918123456789', 1, 0],
    ['Kosovo, which zone.tab does not have', '+38344123456', 1, 0],
  ];
  for (const [country, number, zones, hours] of SPREAD) {
    it(`is in every zone of ${country}`, () => {
      const of = candidateZones(aLead({ phone: phone(number) }), { defaultZone: 'America/New_York' });
      const offsets = of.map((zone) => zoneOffset(zone, utc('2026-12-08T12:00:00Z')) / HOUR);
      assert.ok(of.length <= zones && of.length >= zones - 2, `${of.length} zones`);
      assert.equal(Math.max(...offsets) - Math.min(...offsets), hours);
    });
  }

  const HINTED: [string, Partial<Lead>, readonly string[]][] = [
    [
      'the zone that a public form told, beside that of the number',
      { zoneHint: 'America/Los_Angeles' },
      ['America/Los_Angeles', 'America/New_York'],
    ],
    ['the zone that a public form told too', { zoneHint: 'America/New_York' }, ['America/New_York']],
    [
      'the zone that somebody told who knows, and that of a public form',
      { zone: 'America/Denver', zoneHint: 'America/Los_Angeles' },
      ['America/Los_Angeles', 'America/Denver'],
    ],
    ...['EST', 'GMT', 'Etc/GMT+5', 'etc/utc', 'CET', 'EST5EDT', 'Zulu', 'PST8PDT', 'HST', 'Etc/UCT'].map(
      (zone): [string, Partial<Lead>, readonly string[]] => [
        `the area code, and ${zone} beside it`,
        { zone },
        ['America/New_York', zone],
      ],
    ),
    ...['US/Eastern', 'us/pacific', 'Japan', 'GB', 'Canada/Atlantic'].map(
      (zone): [string, Partial<Lead>, readonly string[]] => [
        `${zone} alone, which is a place`,
        { zone },
        [zone],
      ],
    ),
  ];
  for (const [what, told, zones] of HINTED) {
    it(`is ${what}`, () => assert.deepEqual(candidateZones(aLead(told), { defaultZone }), zones));
  }

  it('is in fewer hours, never in more, whatever zone anybody tells', () => {
    const zone = fc.constantFrom(
      ...Intl.supportedValuesOf('timeZone'),
      'UTC',
      'EST',
      'Etc/GMT+12',
      'Mars/Base',
    );
    const number = fc.constantFrom(
      '+13055550142',
      '+12085550142',
      '+447911123456',
      '+61412345678',
      '+18005550142',
    );
    fc.assert(
      fc.property(number, zone, (told, zoneHint) => {
        const known = candidateZones(aLead({ phone: phone(told) }), { defaultZone });
        const hinted = candidateZones(aLead({ phone: phone(told), zoneHint }), { defaultZone });
        for (const one of known) assert.ok(hinted.includes(one), `${one} is gone`);
      }),
      { seed: 1 },
    );
  });

  it('every zone of the area codes is one that the runtime knows', () => {
    for (let code = 200; code < 1000; code++) {
      for (const zone of candidateZones(aLead({ phone: phone(`+1${code}5550142`) }), { defaultZone })) {
        assert.ok(isZone(zone), zone);
      }
    }
  });
});

describe('the time on the wall', () => {
  it('is told as weekday, hour and minute', () => {
    const at = utc('2026-03-08T06:59:59.999Z');
    assert.deepEqual(localTime('America/New_York', at), { weekday: 7, hour: 1, minute: 59 });
    assert.deepEqual(localTime('America/New_York', at + 1), { weekday: 7, hour: 3, minute: 0 });
    assert.deepEqual(localTime('Asia/Kathmandu', at), { weekday: 7, hour: 12, minute: 44 });
  });

  it('agrees with luxon around every change of the clock in 2026 and 2027, in ten zones', () => {
    const zones = [
      'America/New_York',
      'America/Adak',
      'America/St_Johns',
      'America/Phoenix',
      'Europe/London',
      'Africa/Casablanca',
      'Australia/Lord_Howe',
      'Pacific/Chatham',
      'America/Santiago',
      'Asia/Kathmandu',
    ];
    let changes = 0;
    for (const zone of zones) {
      for (let day = utc('2026-01-01T00:00:00Z'); day < utc('2028-01-01T00:00:00Z'); day += DAY) {
        const changed = zoneOffset(zone, day) !== zoneOffset(zone, day + DAY);
        changes += changed ? 1 : 0;
        for (let at = day; at < day + DAY; at += changed ? 10 * MINUTE : 13 * HOUR) {
          const expected = DateTime.fromMillis(at, { zone });
          const { weekday, hour, minute } = expected;
          assert.deepEqual(localTime(zone, at), { weekday, hour, minute }, `${zone} ${expected.toISO()}`);
        }
      }
    }
    assert.equal(changes, 8 * 4);
  });

  it('of an unknown zone is an error that does not repeat the name', () => {
    assert.throws(() => localTime('+13055550142 or so', 0), {
      name: 'RangeError',
      message: 'unknown time zone',
    });
  });
});
