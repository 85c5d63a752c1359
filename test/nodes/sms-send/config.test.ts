import assert from 'node:assert/strict';
import { DEFAULTS, readSmsSend } from '../../../nodes/sms-send/config';
import { configOf, refuses } from '../config-cases';

const GOOD = { account: 'a1', text: 'Hi {{firstName | "there"}}!' };

describe('the config of an SMS send', () => {
  it('needs an account and a text', () => {
    assert.deepEqual(configOf(readSmsSend(GOOD)), { ...DEFAULTS, ...GOOD });
  });

  refuses(readSmsSend, GOOD, [
    { when: 'no account is chosen', saved: { account: '' }, property: 'account', says: /SMS account/ },
    { when: 'the text is empty', saved: { text: ' ' }, property: 'text', says: /empty/ },
    { when: 'Mustache is broken', saved: { text: 'Hi {{firstName' }, property: 'text', says: /not closed/ },
    {
      when: 'a placeholder was left over',
      saved: { text: 'Hi [First Name]' },
      property: 'text',
      says: /as it stands/,
    },
  ]);
});
