import assert from 'node:assert/strict';
import type { ConnectionView } from '../../../nodes/shared/admin-types';
import { STORED } from '../../../nodes/sms-account/secrets';
import { TWILIO_SECRETS, twilioAccount } from '../../support/twilio/account';
import { FakeTwilio, SENDER } from '../../support/twilio/fake';
import { Workbench } from '../../support/workbench';

describe('"Check connection" of an SMS account', () => {
  let fake: FakeTwilio;
  let bench: Workbench;
  before(async () => {
    fake = await FakeTwilio.open();
    bench = await Workbench.open([], {
      credentials: { account: TWILIO_SECRETS, disabled: TWILIO_SECRETS },
      account: twilioAccount(fake.url),
    });
  });
  after(async () => {
    await bench.close();
    await fake.close();
  });

  const ask = async (body: unknown): Promise<[number, ConnectionView]> => {
    const response = await fetch(`${bench.red.url}/lead-nurture/accounts/check`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return [response.status, await response.json()];
  };
  const check = async (told: object = {}, account = 'account'): Promise<ConnectionView> => {
    const typed = { senders: SENDER, messagingService: '', apiUrl: fake.url, secrets: TWILIO_SECRETS };
    const [status, view] = await ask({ account, ...typed, ...told });
    assert.equal(status, 200);
    return view;
  };

  it('works with what is typed, before any deploy', async () => {
    assert.equal((await check({}, 'never-deployed')).ok, true);
  });

  it('works with what is stored, when nothing was touched', async () => {
    assert.equal((await check({ secrets: { accountSid: STORED, authToken: STORED } })).ok, true);
  });

  const WRONG: [string, object, string, RegExp][] = [
    ['a wrong token', { secrets: { ...TWILIO_SECRETS, authToken: 'no' } }, 'authToken', /does not accept/],
    ['no token', { secrets: { accountSid: STORED } }, 'authToken', /missing/],
    ['no secrets', { secrets: {} }, 'accountSid', /missing/],
    ['a number of somebody else', { senders: '+13055550199' }, 'senders', /not a number of this/],
    ['a number that is none', { senders: 'Riverside' }, 'senders', /country code/],
    ['a service that is none', { messagingService: 'MG' }, 'messagingService', /MG and 32/],
    ['half an API key', { secrets: { ...TWILIO_SECRETS, apiKeySecret: 's' } }, 'apiKeySid', /missing/],
  ];
  for (const [what, told, field, says] of WRONG) {
    it(`names the field of ${what}`, async () => {
      const view = await check(told);
      assert.deepEqual([view.ok, view.field], [false, field]);
      assert.match(view.says, says);
      assert.doesNotMatch(view.says, /0199|token-of/, 'it holds no secret and no number');
    });
  }

  it('sends stored secrets nowhere but where they went before', async () => {
    const elsewhere = await FakeTwilio.open();
    try {
      for (const account of ['account', 'disabled', 'never-deployed']) {
        const secrets = { ...TWILIO_SECRETS, authToken: STORED };
        const view = await check({ apiUrl: elsewhere.url, secrets }, account);
        assert.deepEqual([view.ok, view.field], [false, 'authToken']);
      }
      assert.deepEqual(elsewhere.requests, []);
    } finally {
      await elsewhere.close();
    }
  });

  it('says so when nothing answers', async () => {
    const view = await check({ apiUrl: 'http://127.0.0.1:9', secrets: TWILIO_SECRETS });
    assert.equal(view.ok, false);
    assert.match(view.says, /cannot be reached/);
  });

  for (const body of [
    {},
    [],
    { account: 1 },
    { account: 'a', senders: '', messagingService: '', apiUrl: '' },
  ]) {
    it(`answers 400 to ${JSON.stringify(body)}`, async () => {
      assert.equal((await ask(body))[0], 400);
    });
  }
});
