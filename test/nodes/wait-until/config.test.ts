import assert from 'node:assert/strict';
import { DEFAULTS, readWaitUntil, waitOutputs } from '../../../nodes/wait-until/config';
import { configOf, refuses } from '../config-cases';

const GOOD = { store: 's1' };

describe('the config of a wait until', () => {
  it('needs a store and nothing else', () => {
    assert.deepEqual(configOf(readWaitUntil(GOOD)), { ...DEFAULTS, store: 's1' });
  });

  it('has an output for each awaited thing, and one for the end of the time', () => {
    const { awaits } = configOf(
      readWaitUntil({ ...GOOD, awaits: [{ kind: 'behavior', name: 'purchased' }, { kind: 'reply' }] }),
    );
    assert.deepEqual(waitOutputs({ awaits }), ['purchased', 'reply', 'timed out']);
  });

  refuses(readWaitUntil, GOOD, [
    { when: 'no store is chosen', saved: { store: '' }, property: 'store', says: /lead store/ },
    {
      when: 'an awaited behavior has no name',
      saved: { awaits: [{ kind: 'reply' }, { kind: 'behavior', name: '' }] },
      property: 'awaits[1].name',
      says: /^Entry 2: name the behavior/,
    },
    {
      when: 'it would never end',
      saved: { timeout: 'never', awaits: [] },
      property: 'timeout',
      says: /never end/,
    },
    { when: 'the time is negative', saved: { amount: -1 }, property: 'amount', says: /from 0/ },
  ]);
});
