import assert from 'node:assert/strict';
import { isOldZoneData, livesWhereDataChanged } from '../../src/permission/zone-data';
import { aLead, phone } from './people';

describe('the time zone data of the runtime', () => {
  const VERSIONS: [string | undefined, boolean][] = [
    ['2024a', true],
    ['2025c', true],
    ['2026c', true],
    ['2026d', true],
    ['2026e', false],
    ['2026f', false],
    ['2027a', false],
    [undefined, true],
    ['', true],
    ['newest', true],
  ];
  for (const [version, old] of VERSIONS) {
    it(`of version ${version ?? 'unknown'} are ${old ? 'too old' : 'new enough'}`, () => {
      assert.equal(isOldZoneData(version), old);
    });
  }

  const LEADS: [string, Parameters<typeof aLead>[0], boolean][] = [
    ['a number of Winnipeg', { phone: phone('+12045550142') }, true],
    ['a number of Vancouver', { phone: phone('+16045550142') }, true],
    ['a number of Calgary', { phone: phone('+14035550142') }, true],
    ['a number of Toronto', { phone: phone('+14165550142') }, false],
    ['a number of Miami', { phone: phone('+13055550142') }, false],
    ['a toll-free number', { phone: phone('+18005550142') }, false],
    ['a number of Miami, who lives in Vancouver', { zone: 'America/Vancouver' }, true],
    [
      'a number of Vancouver, who lives in Seattle',
      { phone: phone('+16045550142'), zone: 'America/Los_Angeles' },
      false,
    ],
  ];
  for (const [who, about, matters] of LEADS) {
    it(`${matters ? 'matter' : 'do not matter'} for ${who}`, () => {
      assert.equal(livesWhereDataChanged(aLead(about), { defaultZone: 'UTC' }), matters);
    });
  }
});
