import assert from 'node:assert/strict';
import { DEFAULTS, readLeadTrigger } from '../../../nodes/lead-trigger/config';
import { configOf, refuses } from '../config-cases';

const GOOD = { store: 's1' };

describe('the config of a lead trigger', () => {
  it('needs a store and nothing else', () => {
    assert.deepEqual(configOf(readLeadTrigger(GOOD)), { ...DEFAULTS, store: 's1' });
  });

  it('takes numbers as dialogs save them, and lists as one text', () => {
    const config = configOf(
      readLeadTrigger({ ...GOOD, count: '3', behaviors: 'pricing_viewed, cart_updated,' }),
    );
    assert.equal(config.count, 3);
    assert.deepEqual(config.behaviors, ['pricing_viewed', 'cart_updated']);
  });

  it('needs no behavior when it starts by silence', () => {
    assert.equal(configOf(readLeadTrigger({ ...GOOD, start: 'silence', behaviors: [] })).start, 'silence');
  });

  refuses(readLeadTrigger, GOOD, [
    { when: 'no store is chosen', saved: { store: '' }, property: 'store', says: /lead store/ },
    { when: 'nothing starts it', saved: { behaviors: [' '] }, property: 'behaviors', says: /at least one/ },
    { when: 'a count is no number', saved: { count: 'often' }, property: 'count', says: /1 to 100/ },
    { when: 'a count is 0', saved: { count: 0 }, property: 'count', says: /1 to 100/ },
    {
      when: 'the policy is unknown',
      saved: { policy: 'sometimes' },
      property: 'policy',
      says: /once_while_active/,
    },
  ]);
});
