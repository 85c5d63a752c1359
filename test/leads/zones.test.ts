import assert from 'node:assert/strict';
import { isZone } from '../../src/leads/zones';

describe('isZone', () => {
  for (const zone of [
    'America/New_York',
    'Asia/Kolkata',
    'Asia/Calcutta',
    'US/Eastern',
    'UTC',
    'Etc/GMT+5',
  ]) {
    it(`knows ${zone}`, () => assert.equal(isZone(zone), true));
  }

  for (const text of [
    '',
    'Mars/Base',
    '+02:00',
    'local',
    'America/New York',
    '__proto__',
    'x'.repeat(1e6),
    '../etc/passwd',
  ]) {
    it(`does not know ${JSON.stringify(text.slice(0, 20))}`, () => assert.equal(isZone(text), false));
  }
});
