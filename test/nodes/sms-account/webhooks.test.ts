import assert from 'node:assert/strict';
import type { Message } from '../../../src/leads/message';
import { optedOut } from '../../../src/permission/ledger';
import { ANA } from '../../support/house';
import { Workbench, withListeners, type Surroundings } from '../../support/workbench';
import { PUBLIC_URL, TWILIO_SECRETS, twilioAccount } from '../../support/twilio/account';
import { ACCOUNT as SID, FakeTwilio, SENDER, TOKEN } from '../../support/twilio/fake';
import {
  deliver,
  formWebhook,
  incomingText,
  jsonWebhook,
  sidOf,
  statusOf,
  type SignedWebhook,
} from '../../support/twilio/webhooks';

const REPLY = `${PUBLIC_URL}/nurture/sms/reply`;
const STATUS = `${PUBLIC_URL}/nurture/sms/status`;
const OTHER_TOKEN = 'ffffffffffffffffffffffffffffffff';

const ROUTER = { id: 'router', type: 'nurture-reply-router', store: 'store', listen: 'all', routes: [] };
const SEND = {
  id: 'send',
  type: 'nurture-sms-send',
  account: 'account',
  text: 'Hi {{firstName | "there"}}!',
};

const isUnderWay = ({ life }: Message): boolean => life.state === 'planned' || life.state === 'sending';

describe('the webhooks of an SMS account with Twilio', () => {
  let fake: FakeTwilio;
  let bench: Workbench;
  const open = async (more: Surroundings = {}): Promise<void> => {
    bench = await Workbench.open([...withListeners(ROUTER, 1), ...withListeners(SEND, 2)], {
      credentials: { account: TWILIO_SECRETS },
      ...more,
      account: { ...twilioAccount(fake.url), ...more.account },
    });
    fake.reached = bench.red.url;
    fake.now = () => bench.clock.now();
  };
  beforeEach(async () => {
    fake = await FakeTwilio.open();
    await open();
  });
  afterEach(async () => {
    await bench.close();
    await fake.close();
  });

  const post = (webhook: SignedWebhook, init: Parameters<typeof deliver>[2] = {}): Promise<Response> =>
    deliver(webhook, bench.red.url, init);
  const text = (told: Record<string, string>, url = REPLY, token = TOKEN): SignedWebhook =>
    formWebhook(token, url, incomingText(SID, told));
  const says = async (told: Record<string, string>): Promise<void> => {
    assert.equal((await post(text(told))).status, 200);
    await bench.engine.rest();
  };
  /** Resolves once Ana was sent so many texts and the outcome of each is on disk. */
  const sent = (count: number): Promise<void> =>
    new Promise((resolve) => {
      const look = (): void =>
        void bench.lead().then(({ messages }) => {
          if (messages.length < count || messages.some(isUnderWay)) return;
          stop();
          resolve();
        });
      const stop = bench.engine.watch(look);
      look();
    });
  const warnings = (): string[] => bench.red.complaints().filter((line) => line.startsWith('Refused'));

  it('take a reply, and answer with an empty TwiML once it is on disk', async () => {
    const response = await post(text({ Body: 'How much is it?', MessageSid: sidOf(7) }));
    assert.equal(response.status, 200);
    assert.match(response.headers.get('content-type') ?? '', /^text\/xml/);
    assert.equal(await response.text(), '<?xml version="1.0" encoding="UTF-8"?><Response/>');
    const { replies } = await bench.lead();
    assert.deepEqual(
      replies.map(({ id, text: said, to }) => [id, said, to]),
      [[sidOf(7), 'How much is it?', SENDER]],
    );
    await bench.engine.rest();
    assert.equal(bench.out('router')[0]?.['payload'], 'How much is it?');
    assert.deepEqual(bench.red.complaints(), []);
  });

  it('take the same reply again with 200, and do nothing twice', async () => {
    await says({ Body: 'STOP please', MessageSid: sidOf(7) });
    const before = structuredClone(await bench.lead());
    const [first, second] = await Promise.all(
      [1, 2].map(() => post(text({ Body: 'hi', MessageSid: sidOf(8) }))),
    );
    await says({ Body: 'STOP please', MessageSid: sidOf(7) });
    assert.deepEqual([first?.status, second?.status], [200, 200]);
    const { replies, ledger } = await bench.lead();
    assert.equal(replies.length, before.replies.length + 1);
    assert.deepEqual(ledger, before.ledger);
  });

  it('let a text of ours get its end, whatever comes when', async () => {
    await bench.knows();
    await bench.give('send', { phone: ANA });
    await sent(1);
    const one = fake.messages[0]!;
    assert.ok(one.statusCallback?.startsWith(`${STATUS}?`), one.statusCallback);
    assert.ok(one.statusCallback?.endsWith('#rc=5&rp=all&tt=15000'));
    const state = async (): Promise<unknown> => (await bench.lead()).messages.at(-1)?.life.state;
    assert.equal(await state(), 'accepted');
    assert.equal(await fake.callBack(one, 'delivered'), 204);
    assert.equal(await state(), 'delivered');
    for (const late of ['sent', 'queued', 'delivered', 'undelivered', 'nobody_knows_this_word']) {
      assert.equal(await fake.callBack(one, late, late === 'undelivered' ? 30003 : null), 204);
      assert.equal(await state(), 'delivered', late);
    }
    assert.deepEqual(bench.red.complaints(), []);
  });

  it('leave it to the phone of a real person to text: the sidebar cannot', async () => {
    const { lead } = await bench.knows();
    await bench.give('send', { phone: ANA });
    await sent(1);
    const response = await fetch(`${bench.red.url}/lead-nurture/stores/store/phones/${lead.id}/reply`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ text: 'STOP' }),
    });
    assert.equal(response.status, 400);
    assert.match(await response.text(), /real phone/);
    assert.deepEqual((await bench.lead()).replies, []);
  });

  it('find the text of a status without our ids by its number and sid', async () => {
    await bench.knows();
    await bench.give('send', { phone: ANA });
    await sent(1);
    const one = fake.messages[0]!;
    const told = { MessageSid: one.sid, MessageStatus: 'undelivered', ErrorCode: '30003' };
    assert.equal((await post(formWebhook(TOKEN, STATUS, statusOf(SID, told)))).status, 204);
    const [first, again] = (await bench.lead()).messages;
    assert.equal(first?.life.state === 'undelivered' && first.life.code, '30003');
    assert.equal(again?.life.state, 'planned', 'the phone was off: it is tried again');
  });

  it('take a status of a text that is not ours with 204, and change nothing', async () => {
    const { lead } = await bench.knows();
    const before = structuredClone(await bench.lead());
    for (const query of ['', '?m=nobody&l=nobody', `?m=nobody&l=${lead.id}`, '?l=&m=']) {
      const response = await post(formWebhook(TOKEN, STATUS + query, statusOf(SID, {})));
      assert.equal(response.status, 204);
    }
    assert.deepEqual(await bench.lead(), before);
  });

  const ANSWERED: [string, Record<string, string>][] = [
    ['STOP that Advanced Opt-Out has answered', { Body: 'Stop', OptOutType: 'STOP' }],
    ['a word of its own that Advanced Opt-Out took for STOP', { Body: 'baja', OptOutType: 'STOP' }],
    ['STOP that Twilio answers by default', { Body: 'sToP' }],
    ['REVOKE that Twilio answers by default', { Body: 'REVOKE' }],
  ];
  for (const [what, told] of ANSWERED) {
    it(`record ${what}, and send no confirmation`, async () => {
      await bench.knows();
      await says(told);
      const record = await bench.lead();
      assert.ok(optedOut(record.ledger));
      assert.deepEqual([record.messages, fake.messages], [[], []]);
    });
  }

  it('confirm an opt-out that Twilio does not know, and START and HELP only where Twilio does not', async () => {
    await bench.knows();
    await says({ Body: 'HELP', MessageSid: sidOf(1) });
    await says({ Body: 'Please stop texting me', MessageSid: sidOf(2) });
    await sent(1);
    assert.match(fake.messages.map(({ body }) => body).join('|'), /^Acme: You're unsubscribed[^|]*$/);
    await says({ Body: 'START', MessageSid: sidOf(3) });
    assert.equal(optedOut((await bench.lead()).ledger), undefined);
    assert.equal(fake.messages.length, 1);
  });

  it('answer all keywords themselves where Twilio was asked not to', async () => {
    await bench.close();
    await open({ account: { keywords: 'us' } });
    await bench.knows();
    await says({ Body: 'HELP', MessageSid: sidOf(1) });
    await says({ Body: 'STOP', MessageSid: sidOf(2) });
    await sent(2);
    assert.equal(fake.messages.length, 2);
    await says({ Body: 'HELP', OptOutType: 'HELP', MessageSid: sidOf(3) });
    assert.equal(fake.messages.length, 2, 'what Twilio has answered is answered');
  });

  it('bring pictures with a reply, also without words, and no address that is none of the web', async () => {
    await says({
      MessageSid: sidOf(1, 'MM'),
      NumMedia: '3',
      MediaUrl0: 'https://api.twilio.com/media/0',
      MediaContentType0: 'image/jpeg',
      MediaUrl1: 'javascript:alert(1)',
      MediaContentType1: 'text/html',
      MediaUrl2: 'https://api.twilio.com/media/2',
      MediaContentType2: 'video/mp4',
    });
    const media = [
      { url: 'https://api.twilio.com/media/0', contentType: 'image/jpeg' },
      { url: 'https://api.twilio.com/media/2', contentType: 'video/mp4' },
    ];
    assert.deepEqual((await bench.lead()).replies[0]?.media, media);
    const [msg] = bench.out('router');
    assert.equal(msg?.['payload'], '');
    assert.deepEqual((msg?.['reply'] as { media?: unknown }).media, media);
  });

  const BODIES: [string, string, string][] = [
    ['with NUL characters', 'h\0i\0', 'hi'],
    ['of nothing', '', ''],
    ['of 1,600 characters', 'ñ'.repeat(1600), 'ñ'.repeat(1600)],
    ['of emoji and lines', '👩‍👩‍👧‍👦\r\nyes & no = 100 %', '👩‍👩‍👧‍👦\r\nyes & no = 100 %'],
  ];
  for (const [what, sent, kept] of BODIES) {
    it(`take a body ${what}`, async () => {
      await says({ Body: sent });
      assert.equal((await bench.lead()).replies[0]?.text, kept);
    });
  }

  it('leave parameters alone that nobody knows yet, but check that they are signed', async () => {
    const told = { Body: 'hi', 'New[Thing]': '{"a":1}', __proto__x: '1', constructor: 'x', ÄÖ: '' };
    await says(told);
    assert.equal((await bench.lead()).replies.length, 1);
    const webhook = text({ ...told, MessageSid: sidOf(2) });
    assert.equal((await post({ ...webhook, body: webhook.body.replace('New%5B', 'Old%5B') })).status, 403);
  });

  it('take JSON that is signed by its hash', async () => {
    const told = Object.fromEntries(incomingText(SID, { Body: 'hi' }));
    assert.equal((await post(jsonWebhook(TOKEN, REPLY, told))).status, 200);
    assert.equal((await bench.lead()).replies.length, 1);
    const webhook = jsonWebhook(TOKEN, REPLY, { ...told, MessageSid: sidOf(2) });
    assert.equal((await post({ ...webhook, body: webhook.body.replace('hi', 'ho') })).status, 403);
  });

  it('believe neither Host nor X-Forwarded headers, but what the account says', async () => {
    const headers = {
      'x-forwarded-host': 'evil.example',
      'x-forwarded-proto': 'http',
      'x-forwarded-prefix': '/x',
    };
    assert.equal((await post(text({ Body: 'hi' }), { headers })).status, 200);
    const local = text({ Body: 'hi', MessageSid: sidOf(2) }, `${bench.red.url}/nurture/sms/reply`);
    assert.equal((await post(local)).status, 403);
  });

  it('take both tokens during a rotation, and the new one alone after it', async () => {
    await bench.close();
    await open({ credentials: { account: { ...TWILIO_SECRETS, nextAuthToken: OTHER_TOKEN } } });
    assert.equal((await post(text({ MessageSid: sidOf(1) }))).status, 200);
    assert.equal((await post(text({ MessageSid: sidOf(2) }, REPLY, OTHER_TOKEN))).status, 200);
    await bench.close();
    await open({ credentials: { account: { ...TWILIO_SECRETS, authToken: OTHER_TOKEN } } });
    assert.equal((await post(text({ MessageSid: sidOf(3) }))).status, 403);
    assert.equal((await post(text({ MessageSid: sidOf(4) }, REPLY, OTHER_TOKEN))).status, 200);
  });

  const STRANGERS: [string, () => SignedWebhook, number][] = [
    ['no signature', () => ({ ...text({ Body: 'STOP' }), headers: { 'content-type': 'text/plain' } }), 403],
    ['a wrong token', () => text({ Body: 'STOP' }, REPLY, OTHER_TOKEN), 403],
    ['an empty token', () => text({ Body: 'STOP' }, REPLY, ''), 403],
    ['the address of the other webhook', () => ({ ...text({ Body: 'STOP' }, STATUS), url: REPLY }), 403],
    ['a query more', () => ({ ...text({ Body: 'STOP' }), url: `${REPLY}?x=1` }), 403],
    [
      'another account of Twilio, signed',
      () => formWebhook(TOKEN, REPLY, incomingText(`AC${'f'.repeat(32)}`, {})),
      403,
    ],
    ['more than 64 KB, signed', () => text({ Body: 'x'.repeat(65_536) }), 413],
    ['no MessageSid, signed', () => text({ MessageSid: '' }), 400],
    ['no sender, signed', () => text({ From: '' }), 400],
    ['no receiver, signed', () => text({ To: '' }), 400],
  ];
  for (const [what, webhook, status] of STRANGERS) {
    it(`answer ${status} to ${what}, and nothing changes`, async () => {
      const response = await post(webhook());
      assert.equal(response.status, status);
      assert.match(await response.text(), /^\{"error":"[^"]+"\}$/);
      await bench.engine.rest();
      assert.equal(await bench.engine.store.size(), 0);
      assert.doesNotMatch(
        bench.red.complaints().join(),
        /\d{7}|STOP/,
        'nothing of the request is in the log',
      );
    });
  }

  for (const method of ['GET', 'PUT', 'DELETE', 'HEAD', 'OPTIONS']) {
    it(`answer 405 to ${method}`, async () => {
      const { headers } = text({});
      const response = await fetch(`${bench.red.url}/nurture/sms/reply?Body=hi`, { method, headers });
      assert.deepEqual([response.status, response.headers.get('allow')], [405, 'POST']);
    });
  }

  it('take a message of no phone number with 200, and leave it alone', async () => {
    for (const from of ['whatsapp:+13055550142', '12345', 'Riverside', 'client:ana']) {
      assert.equal((await post(text({ From: from, Body: 'hi' }))).status, 200);
    }
    assert.equal(await bench.engine.store.size(), 0);
  });

  it('say once a minute that strangers knock, and how many', async () => {
    for (let i = 0; i < 50; i++) await post(text({ Body: 'hi' }, REPLY, OTHER_TOKEN));
    assert.equal(warnings().length, 1);
    assert.match(warnings()[0] ?? '', /^Refused a request to the reply webhook: its signature does not fit/);
  });

  it('say 503 while the store cannot write, so that Twilio comes again', async () => {
    const { store } = bench.engine;
    await store.close();
    assert.equal((await post(text({ Body: 'hi' }))).status, 503);
    assert.deepEqual(bench.red.complaints(), []);
  });
});
