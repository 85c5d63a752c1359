import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { OutgoingText, SendOutcome } from '../../../src/sms/gateway';
import { checkConnection } from '../../../src/sms/twilio/check';
import type { TwilioSettings } from '../../../src/sms/twilio/settings';
import { openTwilio } from '../../../src/sms/twilio/twilio';
import { DAY, numberOf } from '../../support/house';
import { sidOf } from '../../support/twilio/webhooks';
import { ACCOUNT, FakeTwilio, SENDER, SERVICE, TOKEN, type Fault } from '../../support/twilio/fake';

const NOBODY = new Set<string>();

describe('the Twilio gateway', () => {
  let fake: FakeTwilio;
  beforeEach(async () => {
    fake = await FakeTwilio.open();
  });
  afterEach(() => fake.close());

  const settings = (changes: Partial<TwilioSettings> = {}): TwilioSettings => ({
    accountSid: ACCOUNT,
    authToken: TOKEN,
    senders: [numberOf(SENDER)],
    baseUrl: fake.url,
    segmentsPerSecond: 1,
    ...changes,
  });
  const text = (changes: Partial<OutgoingText> = {}): OutgoingText => ({
    message: 'm1',
    lead: 'l1',
    to: numberOf('+13055550142'),
    text: 'Hi Ana!',
    sender: numberOf(SENDER),
    plannedAt: Date.now(),
    calledAt: Date.now(),
    ...changes,
  });
  const send = (
    changes: Partial<OutgoingText> = {},
    more: Partial<TwilioSettings> = {},
  ): Promise<SendOutcome> => openTwilio(settings(more), { timeoutMs: 2_000 }).send(text(changes));

  describe('a text', () => {
    it('arrives with sender, words, validity and our ids in the callback', async () => {
      const outcome = await send(
        { validUntil: Date.now() + 90_500, calledAt: Date.now(), media: ['https://acme.test/a.png'] },
        { statusCallback: 'https://acme.test/nurture/sms/status?x=1' },
      );
      const [one] = fake.messages;
      assert.deepEqual(outcome, { kind: 'accepted', sid: one!.sid });
      assert.equal(one!.from, SENDER);
      assert.equal(one!.body, 'Hi Ana!');
      assert.equal(one!.validityPeriod, 90);
      assert.deepEqual(one!.media, ['https://acme.test/a.png']);
      assert.equal(one!.statusCallback, 'https://acme.test/nurture/sms/status?x=1&m=m1&l=l1');
    });

    it('leaves the choice of the number to a Messaging Service', async () => {
      const gateway = openTwilio(settings({ senders: [], messagingServiceSid: SERVICE }));
      const { sender: _, ...withoutSender } = text();
      assert.equal((await gateway.send(withoutSender)).kind, 'accepted');
      assert.equal(fake.messages[0]!.service, SERVICE);
      assert.equal(fake.messages[0]!.from, null);
    });

    it('can sign in with an API key', async () => {
      assert.equal((await send({}, { apiKey: fake.apiKey })).kind, 'accepted');
      assert.equal((await send({}, { apiKey: { ...fake.apiKey, secret: 'old' } })).kind, 'not_taken');
    });
  });

  describe('what goes wrong', () => {
    const cases: readonly [Fault, Partial<SendOutcome>, number][] = [
      [{ kind: 'refuse', status: 429, code: 20429 }, { kind: 'not_taken', why: 'busy' }, 0],
      [{ kind: 'refuse', status: 429 }, { kind: 'not_taken', why: 'busy' }, 0],
      [{ kind: 'refuse', status: 400, code: 21611 }, { kind: 'not_taken', why: 'busy', waitMs: 300_000 }, 0],
      [{ kind: 'refuse', status: 401, code: 20003 }, { kind: 'not_taken', why: 'account' }, 0],
      [{ kind: 'refuse', status: 400, code: 21606 }, { kind: 'not_taken', why: 'sender' }, 0],
      [{ kind: 'refuse', status: 404 }, { kind: 'not_taken', why: 'account' }, 0],
      [{ kind: 'refuse', status: 400, code: 21610 }, { kind: 'failed', code: '21610' }, 0],
      [{ kind: 'refuse', status: 400, code: 99_999 }, { kind: 'failed', code: '99999' }, 0],
      [{ kind: 'refuse', status: 503 }, { kind: 'unknown' }, 0],
      [{ kind: 'fail_after', status: 500 }, { kind: 'unknown' }, 1],
      [{ kind: 'drop_before' }, { kind: 'unknown' }, 0],
      [{ kind: 'drop_after' }, { kind: 'unknown' }, 1],
      [{ kind: 'broken_json' }, { kind: 'unknown' }, 1],
      [{ kind: 'no_answer_after' }, { kind: 'unknown' }, 1],
    ];
    for (const [fault, expected, created] of cases) {
      it(`${JSON.stringify(fault)} is ${expected.kind}`, async () => {
        fake.fault = () => fault;
        const gateway = openTwilio(settings(), { timeoutMs: 150 });
        const outcome = await gateway.send(text());
        assert.deepEqual({ ...outcome, ...expected }, outcome);
        assert.equal(fake.messages.length, created);
        assert.equal(fake.requests.length, 1, 'nothing is repeated');
        const found = await gateway.find(text(), NOBODY);
        assert.equal(found.kind, created === 1 ? 'accepted' : 'not_found');
      });
    }

    it('nobody listens at the address: certainly not taken', async () => {
      const outcome = await send({}, { baseUrl: 'http://127.0.0.1:1' });
      assert.ok(outcome.kind === 'not_taken' && outcome.why === 'no_network');
    });

    it('the address speaks no TLS: certainly not taken', async () => {
      const outcome = await send({}, { baseUrl: fake.url.replace('http:', 'https:') });
      assert.ok(outcome.kind === 'not_taken' && outcome.why === 'no_network');
    });
  });

  describe('finding a text of unknown outcome', () => {
    const form = (changes: Record<string, string> = {}): URLSearchParams =>
      new URLSearchParams({ To: '+13055550142', From: SENDER, Body: 'Hi Ana!', ...changes });

    it('takes neither another text, nor an older one, nor one that is known', async () => {
      const gateway = openTwilio(settings());
      fake.create(form({ To: '+13055550143' }));
      const now = Date.now();
      fake.now = () => now - 3 * DAY;
      fake.create(form());
      fake.create(form({ Body: 'Hi Ana! ' }));
      fake.now = () => now;
      assert.equal((await gateway.find(text(), NOBODY)).kind, 'not_found');
      const one = fake.create(form());
      assert.deepEqual(await gateway.find(text(), NOBODY), { kind: 'accepted', sid: one.sid });
      assert.equal((await gateway.find(text(), new Set([one.sid]))).kind, 'not_found');
    });

    it('rejects without a word of the request when Twilio cannot be asked', async () => {
      const gateway = openTwilio(settings({ baseUrl: 'http://127.0.0.1:1' }));
      await assert.rejects(gateway.find(text(), NOBODY), (error: Error) => {
        assert.equal(error.message, 'Twilio cannot be asked now (ECONNREFUSED)');
        assert.deepEqual(Object.keys(error), []);
        return true;
      });
    });

    it('asks once more what became of an accepted text', async () => {
      const gateway = openTwilio(settings());
      const one = fake.create(form());
      assert.deepEqual(await gateway.ask?.(one.sid), { state: 'accepted', sid: one.sid });
      await fake.move(one.sid, 'undelivered', { code: 30005 });
      assert.deepEqual(await gateway.ask?.(one.sid), { state: 'undelivered', sid: one.sid, code: '30005' });
    });
  });

  it('is asked in vain for a text that Twilio has no more, and not again', async () => {
    const gateway = openTwilio(settings());
    assert.equal(await gateway.ask?.(sidOf(404)), undefined);
  });

  describe('the connection check', () => {
    const says = async (changes: Partial<TwilioSettings> = {}): Promise<string> => {
      const check = await checkConnection(settings(changes), { timeoutMs: 500 });
      return check.ok ? 'ok' : `${check.field}: ${check.says}`;
    };

    it('is content with what is right, and sends nothing', async () => {
      assert.equal(await says(), 'ok');
      assert.equal(await says({ apiKey: fake.apiKey }), 'ok');
      assert.equal(await says({ senders: [], messagingServiceSid: SERVICE }), 'ok');
      assert.equal(fake.messages.length, 0);
    });

    it('says in plain words what is wrong, and never a secret', async () => {
      const other = numberOf('+12025550199');
      assert.match(await says({ accountSid: 'AC12' }), /^accountSid: The Account SID is AC and 32/);
      assert.match(await says({ authToken: '' }), /^authToken: The Auth Token is missing/);
      assert.match(await says({ authToken: 'wrong-token' }), /^authToken: Twilio does not accept/);
      assert.match(
        await says({ apiKey: { ...fake.apiKey, secret: 'wrong-secret' } }),
        /^apiKey: Twilio does not/,
      );
      assert.match(await says({ senders: [] }), /^senders: Write at least one/);
      assert.match(await says({ senders: [other] }), /^senders: The sender is not a number of this/);
      assert.match(await says({ senders: [numberOf(SENDER), other] }), /^senders: Sender 2 is not/);
      const service = SERVICE.replace('MG0', 'MG1');
      assert.match(
        await says({ messagingServiceSid: service }),
        /^messagingServiceSid: This Twilio account has no/,
      );
      assert.match(await says({ baseUrl: 'nowhere' }), /^baseUrl: The base URL must be/);
      assert.match(
        await says({ baseUrl: 'http://127.0.0.1:1' }),
        /^network: Twilio cannot be reached \(ECONNREFUSED\)/,
      );
      fake.accountStatus = 'suspended';
      assert.match(await says(), /^accountSid: The Twilio account is suspended/);
    });

    it('knows an address that is not Twilio', async () => {
      const page = createServer((_, response) => response.end('<html>Welcome</html>'));
      await new Promise<void>((resolve) => page.listen(0, '127.0.0.1', resolve));
      const baseUrl = `http://127.0.0.1:${(page.address() as AddressInfo).port}`;
      assert.match(await says({ baseUrl }), /^baseUrl: What answers at the base URL is not/);
      page.close();
      page.closeAllConnections();
    });
  });

  it('loads the SDK of Twilio only when the first text leaves', () => {
    const count = (then: string): number =>
      Number(
        execFileSync(process.execPath, [
          '--import=tsx',
          '--input-type=commonjs',
          '-e',
          `const { openTwilio } = require('./src/sms/twilio/twilio.ts'); require('./src/engine.ts');
           const gateway = openTwilio(${JSON.stringify(settings({ baseUrl: 'http://127.0.0.1:1' }))});
           const loaded = () => Object.keys(require.cache).filter((file) => file.includes('/node_modules/twilio/')).length;
           (async () => { ${then}; console.log(loaded()); })();`,
        ]).toString(),
      );
    assert.equal(count(''), 0);
    assert.ok(count(`await gateway.send(${JSON.stringify(text())})`) > 100);
  }).timeout(20_000);
});
