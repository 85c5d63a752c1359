import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readZone } from '../../../src/leads/input/zone-names';
import { isPlace, isZone } from '../../../src/leads/zones';
import names from '../../../src/leads/input/data/zone-names.json';

const READ: [string, string, string][] = [
  ['Rails and HubSpot forms', 'Eastern Time (US & Canada)', 'America/New_York'],
  ['Rails', 'Pacific Time (US & Canada)', 'America/Los_Angeles'],
  ['Rails', 'Indiana (East)', 'America/Indiana/Indianapolis'],
  ['Rails lists, with the offset in front', '(GMT-06:00) Central Time (US & Canada)', 'America/Chicago'],
  ["Windows' lists (tzutil /l)", '(UTC-07:00) Mountain Time (US & Canada)', 'America/Denver'],
  ["Windows' ids (.NET TimeZoneInfo.Id)", 'Eastern Standard Time', 'America/New_York'],
  ["Windows' ids", 'W. Europe Standard Time', 'Europe/Berlin'],
  ["Windows' ids", 'AUS Eastern Standard Time', 'Australia/Sydney'],
  ['Apple calendars', 'Pacific Daylight Time', 'America/Los_Angeles'],
  ['a person', 'Eastern Time', 'America/New_York'],
  ['small letters', 'us/eastern', 'US/Eastern'],
  ['capitals', 'AMERICA/CHICAGO', 'America/Chicago'],
  ['blanks around', '  America/Denver ', 'America/Denver'],
  ['a blank for the line', 'America/New York', 'America/New_York'],
  ['blanks around the slash', 'America / Los Angeles', 'America/Los_Angeles'],
  ['invisible characters', '\ufeffEurope/Paris\u200b', 'Europe/Paris'],
  ['a hard blank', 'Eastern\u00a0Standard Time', 'America/New_York'],
  ["IANA's older names", 'Asia/Calcutta', 'Asia/Calcutta'],
];

describe('readZone', () => {
  for (const [who, text, zone] of READ) {
    it(`reads ${JSON.stringify(text)} (${who})`, () => {
      assert.equal(readZone(text)?.toLowerCase(), zone.toLowerCase());
    });
  }

  for (const text of [
    '',
    '+02:00',
    'GMT-5',
    'local',
    'Mars/Base',
    '__proto__',
    'x'.repeat(1e6),
    '5',
    'Time',
  ]) {
    it(`does not know ${JSON.stringify(text.slice(0, 20))}`, () => assert.equal(readZone(text), undefined));
  }

  it('reads every name of the tables in any letters as a zone that the runtime knows', () => {
    for (const [name, zone] of [...Object.entries(names.windows), ...Object.entries(names.rails)]) {
      for (const text of [name, name.toUpperCase(), ` ${name.toLowerCase()} `]) {
        const read = readZone(text);
        assert.ok(read !== undefined && isZone(read), name);
        if (!isZone(text.trim())) assert.equal(read.toLowerCase(), zone.toLowerCase(), name);
      }
    }
  });

  it('reads the zones of the runtime as themselves, in any letters', () => {
    const zone = fc.constantFrom(...Intl.supportedValuesOf('timeZone'));
    fc.assert(
      fc.property(zone, (name) => {
        assert.equal(readZone(name), name);
        assert.equal(readZone(name.toUpperCase()), name);
      }),
    );
  });

  it('knows places from what only is an offset', () => {
    for (const zone of ['America/New_York', 'US/Eastern', 'Japan', 'NZ-CHAT', 'Antarctica/Troll'])
      assert.ok(isPlace(zone), zone);
    for (const zone of ['UTC', 'GMT', 'EST', 'MST', 'HST', 'CET', 'Etc/UTC', 'Etc/GMT-14', 'GMT0', 'Zulu'])
      assert.ok(!isPlace(zone), zone);
  });
});
