import assert from 'node:assert/strict';
import { DEFAULTS, readOptOutGuard } from '../../../nodes/opt-out-guard/config';
import { configOf, refuses } from '../config-cases';

describe('the config of an opt-out guard', () => {
  it('needs a store and nothing else', () => {
    assert.deepEqual(configOf(readOptOutGuard({ store: 's1' })), { ...DEFAULTS, store: 's1' });
  });

  refuses(readOptOutGuard, { store: 's1' }, [
    { when: 'no store is chosen', saved: { store: '' }, property: 'store', says: /lead store/ },
    { when: 'the purpose is unknown', saved: { purpose: 'fun' }, property: 'purpose', says: /marketing/ },
    { when: "the hours are nobody's", saved: { hours: 'mine' }, property: 'hours', says: /strictest/ },
    {
      when: 'the own hours have no length',
      saved: { hoursEnd: '09:00' },
      property: 'hoursEnd',
      says: /same/,
    },
    { when: 'no day is left', saved: { days: [] }, property: 'days', says: /weekday/ },
  ]);
});
