import assert from 'node:assert/strict';
import { DEFAULTS, VERSION, readLeadStore } from '../../../nodes/lead-store/config';
import { configOf, refuses } from '../config-cases';

describe('the config of a lead store', () => {
  it('needs nothing', () => assert.deepEqual(configOf(readLeadStore({ version: VERSION })), DEFAULTS));

  it('gathers no texts where it was saved before there was such a setting', () => {
    for (const before of [{}, { version: 1 }, { version: 1, path: 'old' }]) {
      assert.equal(configOf(readLeadStore(before)).gatherSeconds, 0);
    }
    assert.equal(configOf(readLeadStore({ version: 1, gatherSeconds: 7 })).gatherSeconds, 7);
  });

  refuses(readLeadStore, {}, [
    { when: 'the path is no path', saved: { path: 'My Leads' }, property: 'path', says: /small letters/ },
    { when: 'the country is a word', saved: { country: 'Spain' }, property: 'country', says: /two letters/ },
    { when: 'the hours begin at 25', saved: { hoursStart: '25:00' }, property: 'hoursStart', says: /HH:MM/ },
    { when: 'the hours have no length', saved: { hoursEnd: '08:00' }, property: 'hoursEnd', says: /same/ },
    { when: 'no day is left', saved: { days: [] }, property: 'days', says: /weekday/ },
    {
      when: 'more hours have no day',
      saved: { moreHours: [{ start: '10:00', end: '16:00', days: [] }] },
      property: 'moreHours[0].days',
      says: /Entry 1: Choose at least one weekday/,
    },
    {
      when: 'a closed day is no date',
      saved: { closedDates: ['24.12.'] },
      property: 'closedDates',
      says: /2026-12-24/,
    },
    {
      when: 'replies are gathered too long',
      saved: { gatherSeconds: 121 },
      property: 'gatherSeconds',
      says: /to 120/,
    },
    { when: 'the cap is negative', saved: { capCount: -1 }, property: 'capCount', says: /from 0/ },
    { when: 'STOP would get no answer', saved: { stopAnswer: '' }, property: 'stopAnswer', says: /1 to/ },
  ]);
});
