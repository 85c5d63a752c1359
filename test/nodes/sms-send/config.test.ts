import assert from 'node:assert/strict';
import { DEFAULTS, readSmsSend } from '../../../nodes/sms-send/config';
import { configOf, refuses } from '../config-cases';

const GOOD = { account: 'a1', text: 'Hi {{firstName | "there"}}!' };

describe('the config of an SMS send', () => {
  it('needs an account and a text', () => {
    assert.deepEqual(configOf(readSmsSend(GOOD)), { ...DEFAULTS, ...GOOD });
  });

  it('takes pictures whose addresses are templates', () => {
    const media = ['https://acme.test/{{product}}.png', '{{picture}}'];
    assert.deepEqual(configOf(readSmsSend({ ...GOOD, media })).media, media);
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
    {
      when: 'a picture has no https address',
      saved: { media: ['https://acme.test/a.png', 'http://acme.test/b.png'] },
      property: 'media',
      says: /^Media URL 2 must begin with https/,
    },
    {
      when: 'the address of a picture has broken Mustache',
      saved: { media: ['https://acme.test/{{firstName'] },
      property: 'media',
      says: /^Media URL 1: .*not closed/,
    },
    {
      when: 'there are eleven pictures',
      saved: { media: Array.from({ length: 11 }, () => 'https://acme.test/a.png') },
      property: 'media',
      says: /at most 10 media URLs; here are 11/,
    },
  ]);
});
