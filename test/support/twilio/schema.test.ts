import assert from 'node:assert/strict';
import { ACCOUNT, SENDER, SERVICE } from './fake';
import { problemsOfAnswer, problemsOfRequest } from './schema';
import { sidOf } from './webhooks';

const MESSAGES = `/2010-04-01/Accounts/${ACCOUNT}/Messages.json`;
const FORM = { To: '+13055550142', From: SENDER, Body: 'Hi!' };

/** As the description shows a message that was created without a Messaging Service. */
const MESSAGE = {
  account_sid: ACCOUNT,
  api_version: '2010-04-01',
  body: 'Hello! 👍',
  date_created: 'Thu, 30 Jul 2015 20:12:31 +0000',
  date_sent: 'Thu, 30 Jul 2015 20:12:33 +0000',
  date_updated: 'Thu, 30 Jul 2015 20:12:33 +0000',
  direction: 'outbound-api',
  error_code: null,
  error_message: null,
  from: '+14155552345',
  messaging_service_sid: SERVICE,
  num_media: '0',
  num_segments: '1',
  price: null,
  price_unit: null,
  sid: sidOf(1),
  status: 'queued',
  subresource_uris: { media: `/2010-04-01/Accounts/${ACCOUNT}/Messages/${sidOf(1)}/Media.json` },
  to: '+14155552345',
  uri: `/2010-04-01/Accounts/${ACCOUNT}/Messages/${sidOf(1)}.json`,
};

describe('the description of the API that the fake holds to', () => {
  const asks = (more: Record<string, string>, method = 'POST', path = MESSAGES): readonly string[] =>
    problemsOfRequest(method, path, new URLSearchParams(more));

  it('takes what the API takes', () => {
    assert.deepEqual(asks(FORM), []);
    assert.deepEqual(
      asks({ ...FORM, ValidityPeriod: '36000', MediaUrl: 'https://a.test/b%20c.png?d=%7B' }),
      [],
    );
    assert.deepEqual(asks({ ...FORM, StatusCallback: 'https://u:p%25@a.test/s?m=1&l=2#rc=5&rp=all' }), []);
    assert.deepEqual(asks({ To: FORM.To, PageSize: '100' }, 'GET'), []);
  });

  for (const [what, given] of [
    ['no recipient', { From: SENDER, Body: 'Hi!' }],
    ['a recipient that is no number', { ...FORM, To: '3055550142' }],
    ['a service that is none', { ...FORM, MessagingServiceSid: 'MG1' }],
    ['a text of 1,601 characters', { ...FORM, Body: 'x'.repeat(1601) }],
    ['media with a blank', { ...FORM, MediaUrl: 'https://a.test/b c.png' }],
    ['media with half a code', { ...FORM, MediaUrl: 'https://a.test/100%.png' }],
    ['a login with a bare %', { ...FORM, StatusCallback: 'https://u:50%off@a.test/' }],
    ['a validity of nothing', { ...FORM, ValidityPeriod: '0' }],
    ['a parameter that is not there', { ...FORM, Idempotency: 'x' }],
  ] as const) {
    it(`finds ${what}`, () => assert.equal(asks(given).length, 1));
  }

  it('finds an address that is not there, and pages of a size that is none', () => {
    assert.equal(asks(FORM, 'POST', `/2010-04-01/Accounts/${ACCOUNT}/SMS/Messages.json`).length, 1);
    assert.equal(asks({ To: FORM.To, PageSize: '1001' }, 'GET').length, 1);
  });

  it('finds whatever an answer has otherwise', () => {
    assert.deepEqual(problemsOfAnswer('message', MESSAGE), []);
    const { sid: _, ...withoutSid } = MESSAGE;
    for (const wrong of [
      { ...MESSAGE, status: 'bogus' },
      { ...MESSAGE, date_created: '2015-07-30T20:12:31Z' },
      { ...MESSAGE, error_code: '30003' },
      { ...MESSAGE, num_segments: 1 },
      { ...MESSAGE, status_callback: 'https://a.test' },
      { ...MESSAGE, direction: null },
      withoutSid,
    ]) {
      assert.equal(problemsOfAnswer('message', wrong).length, 1);
    }
    const everyNull = Object.fromEntries(Object.keys(MESSAGE).map((name) => [name, null]));
    assert.deepEqual(
      problemsOfAnswer('message', { ...everyNull, status: 'sent', direction: 'outbound-api' }),
      [],
    );
  });
});
