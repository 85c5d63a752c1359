import assert from 'node:assert/strict';
import { DateTime } from 'luxon';
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
    ['the default zone of the store, abroad', '+4915112345678', undefined, ['Europe/Berlin']],
    [
      'the default zone, when a declared zone abroad is not known',
      '+4915112345678',
      '???',
      ['Europe/Berlin'],
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

  it('is nowhere, when neither the number nor the store tells a zone', () => {
    const lead = aLead({ phone: phone('+4915112345678') });
    assert.deepEqual(candidateZones(lead, { defaultZone: 'nowhere' }), []);
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
