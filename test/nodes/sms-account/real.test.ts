import assert from 'node:assert/strict';
import type { PhoneDetail } from '../../../nodes/shared/admin-types';
import { startNodeRed, type FlowNode, type NodeRed, type NodeRedVersion } from '../../support/node-red';
import { ACCOUNT, STORE } from '../../support/workbench';
import { PUBLIC_URL, TWILIO_SECRETS, twilioAccount } from '../../support/twilio/account';
import { ACCOUNT as SID, FakeTwilio, TOKEN } from '../../support/twilio/fake';
import type { FakeMessage } from '../../support/twilio/messages';
import { deliver, formWebhook, incomingText, sidOf } from '../../support/twilio/webhooks';

const LOGIN = 'gate:keeper';
/** Its password, by bcrypt. */
const LOGIN_HASH = '$2b$04$E/hxCHolIItVu0iKg0UtguQ/hOeDJ5g3GGIgiPJFteFTkBQkYf48a';
const TAB = { id: 'tab', type: 'tab', label: 'Real texts' };
const SEND = {
  id: 'send',
  type: 'nurture-sms-send',
  z: 'tab',
  x: 300,
  y: 100,
  account: 'account',
  purpose: 'transactional',
};
const flows = (apiUrl: string): FlowNode[] => [
  TAB,
  { ...STORE },
  { ...ACCOUNT, ...twilioAccount(apiUrl), credentials: { ...TWILIO_SECRETS, login: LOGIN } },
  {
    ...{ id: 'press', type: 'inject', z: 'tab', x: 100, y: 100, wires: [['send']] },
    props: [{ p: 'phone', v: '+13055550142', vt: 'str' }],
  },
  { ...SEND, text: 'Hello from Acme!', wires: [[], []] },
];

for (const nodeRed of ['4.1', '5'] satisfies NodeRedVersion[]) {
  describe(`Twilio with Node-RED ${nodeRed}, an HTTP root and a login before its nodes`, function () {
    this.timeout(90_000);
    let fake: FakeTwilio;
    let red: NodeRed;
    const headers = { authorization: `Basic ${Buffer.from(LOGIN).toString('base64')}` };
    const reply = (told: Record<string, string>): ReturnType<typeof formWebhook> =>
      formWebhook(TOKEN, `${PUBLIC_URL}/api/nurture/sms/reply`, incomingText(SID, told));
    const phone = async (): Promise<PhoneDetail> => {
      const [first] = (await red.admin('/lead-nurture/stores/store/phones')) as { lead: string }[];
      return (await red.admin(`/lead-nurture/stores/store/phones/${first?.lead ?? ''}`)) as PhoneDetail;
    };
    const texts = async (): Promise<string[]> =>
      (await phone()).conversation.map(({ from, text, state }) => `${from}: ${text} (${state})`);
    /** The next text that the fake gets. */
    const nextText = (): Promise<FakeMessage> =>
      new Promise((resolve) => {
        const { create } = fake;
        fake.create = (form) => {
          fake.create = create;
          const one = create.call(fake, form);
          setImmediate(() => resolve(one));
          return one;
        };
      });

    before(async () => {
      fake = await FakeTwilio.open();
      const httpNodeAuth = { user: 'gate', pass: LOGIN_HASH };
      red = await startNodeRed({ nodeRed, settings: { httpNodeRoot: '/api', httpNodeAuth } });
      fake.reached = red.url;
      await red.deploy(flows(fake.url));
    });
    after(async () => {
      await red?.stop();
      await fake?.close();
    });

    it('texts, hears what became of it, and hears the reply', async () => {
      const arrived = nextText();
      await red.admin('/inject/press', { method: 'POST' });
      const one = await arrived;
      assert.equal(one.body, 'Hello from Acme! Reply STOP to opt out.');
      assert.equal(
        one.statusCallback?.split('?')[0],
        `https://${LOGIN}@leads.example.com/api/nurture/sms/status`,
      );
      assert.equal(await fake.callBack(one, 'delivered'), 204);
      const answer = await deliver(reply({ Body: 'How nice!' }), red.url, { headers });
      assert.equal(answer.status, 200);
      assert.match(answer.headers.get('content-type') ?? '', /^text\/xml/);
      assert.deepEqual(await texts(), [`us: ${one.body} (delivered)`, 'lead: How nice! (text)']);
    });

    it('asks strangers for the login, and those who have it for the signature', async () => {
      const before = await texts();
      const signed = reply({ Body: 'STOP', MessageSid: sidOf(2) });
      assert.equal((await deliver(signed, red.url)).status, 401);
      const forged = { ...signed, headers: { ...signed.headers, 'x-twilio-signature': 'x'.repeat(28) } };
      assert.equal((await deliver(forged, red.url, { headers })).status, 403);
      assert.deepEqual(await texts(), before);
    });

    it('keeps its address over a redeploy, and what comes meanwhile waits for its end', async () => {
      const deploying = red.deploy([
        ...flows(fake.url),
        { id: 'more', type: 'comment', z: 'tab', x: 9, y: 9 },
      ]);
      const sids = [10, 11, 12, 13, 14, 15].map((nth) => sidOf(nth));
      const answers = await Promise.all(
        sids.map((MessageSid) =>
          deliver(reply({ Body: `at ${MessageSid}`, MessageSid }), red.url, { headers }),
        ),
      );
      await deploying;
      assert.deepEqual(
        answers.map(({ status }) => status),
        sids.map(() => 200),
      );
      const heard = await texts();
      for (const sid of sids) assert.equal(heard.filter((text) => text.includes(sid)).length, 1);
    });

    it('never gives a secret back, and writes none and no number into the log', async () => {
      const view = await red.admin('/credentials/nurture-sms-account/account');
      assert.deepEqual(view, {
        has_accountSid: true,
        has_authToken: true,
        has_nextAuthToken: false,
        has_apiKeySid: false,
        has_apiKeySecret: false,
        has_login: true,
      });
      const all = JSON.stringify(await red.admin('/flows')) + red.output();
      for (const secret of [SID, TOKEN, 'keeper', '3055550142']) {
        assert.ok(
          !all.replaceAll('"v":"+13055550142"', '').includes(secret),
          'a secret or a number is shown',
        );
      }
    });

    it('checks the connection with what is stored', async () => {
      const secrets = { accountSid: '__PWRD__', authToken: '__PWRD__' };
      const answer = await red.admin('/lead-nurture/accounts/check', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          account: 'account',
          senders: '+12025550100',
          messagingService: '',
          apiUrl: fake.url,
          secrets,
        }),
      });
      assert.deepEqual(answer, { ok: true, says: 'Twilio accepts this account.' });
    });

    it('knows a repeated reply again after a restart', async () => {
      const before = await texts();
      await red.restart();
      assert.equal((await deliver(reply({ Body: 'How nice!' }), red.url, { headers })).status, 200);
      assert.deepEqual(await texts(), before);
    });
  });
}
