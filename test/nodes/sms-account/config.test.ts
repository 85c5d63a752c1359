import assert from 'node:assert/strict';
import { DEFAULTS, readSmsAccount } from '../../../nodes/sms-account/config';
import { configOf, refuses } from '../config-cases';

describe('the config of an SMS account', () => {
  it('needs a store and nothing else', () => {
    assert.deepEqual(configOf(readSmsAccount({ store: 's1' })), { ...DEFAULTS, store: 's1' });
  });

  refuses(readSmsAccount, { store: 's1' }, [
    { when: 'no store is chosen', saved: { store: '' }, property: 'store', says: /lead store/ },
    {
      when: 'the sender is no number',
      saved: { sender: 'Riverside' },
      property: 'sender',
      says: /country code/,
    },
  ]);
});
