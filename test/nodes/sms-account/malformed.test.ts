import assert from 'node:assert/strict';
import { once } from 'node:events';
import { Agent, request, type IncomingMessage } from 'node:http';
import { text as textOf } from 'node:stream/consumers';
import { seededRandomness, type Randomness } from '../../../src/randomness';
import { Workbench } from '../../support/workbench';
import { PUBLIC_URL, TWILIO_SECRETS, twilioAccount } from '../../support/twilio/account';
import { ACCOUNT as SID, TOKEN } from '../../support/twilio/fake';
import {
  deliver,
  formWebhook,
  incomingText,
  parametersIn,
  sidOf,
  signatureOf,
  statusOf,
} from '../../support/twilio/webhooks';
import { getExpectedBodyHash } from 'twilio/lib/webhooks/webhooks';

const REQUESTS = 10_000;
const AT_ONCE = 25;

/** A body, and what else is wrong about it. */
interface Bad {
  readonly what: string;
  readonly body: Buffer | string;
  /** Default: a form that is signed as it is. */
  readonly signed?: 'form' | 'json' | 'wrongly' | 'not';
  readonly query?: string;
}

type Make = (pick: Pick, name: Name) => Bad;
type Name = 'reply' | 'status';

/** Seeded chance in the words of a generator. */
class Pick {
  constructor(readonly chance: Randomness) {}
  one<T>(list: readonly T[]): T {
    return list[this.chance.below(list.length)]!;
  }
  bytes(length: number): Buffer {
    return Buffer.from(Array.from({ length }, () => this.chance.below(256)));
  }
}

const PROTOTYPE_NAMES = [
  '__proto__',
  'constructor',
  'hasOwnProperty',
  'toString',
  'valueOf',
  '__defineGetter__',
];
const ODD_VALUES = [
  '',
  ' ',
  '\0',
  '[]',
  '{}',
  'NULL',
  'NaN',
  '-1',
  '1e999',
  '<script>',
  '${x}',
  '../..',
  '٣',
  '\u202e',
  'x'.repeat(5_000),
];
const REQUIRED: Readonly<Record<Name, readonly string[]>> = {
  reply: ['MessageSid', 'From', 'To', 'AccountSid'],
  status: ['MessageSid', 'MessageStatus', 'AccountSid'],
};

/** What Twilio would post, with fields changed. */
const whole = (name: Name, told: Record<string, string> = {}): [string, string][] =>
  name === 'reply' ? incomingText(SID, { Body: 'hello', ...told }) : statusOf(SID, told);
const form = (pairs: readonly (readonly [string, string])[]): string =>
  new URLSearchParams(pairs.map(([name, value]) => [name, value])).toString();

const MAKERS: readonly Make[] = [
  (pick, name) => {
    const lacking = pick.one(REQUIRED[name]);
    return { what: `signed, without ${lacking}`, body: form(whole(name).filter(([key]) => key !== lacking)) };
  },
  (pick, name) => {
    const field = pick.one(REQUIRED[name].filter((one) => one !== 'From' && one !== 'To'));
    return {
      what: `signed, with an odd ${field}`,
      body: form(whole(name, { [field]: pick.one(ODD_VALUES) })),
    };
  },
  (pick, name) => ({
    what: 'signed, with the first of two MessageSids that is none',
    body: `MessageSid=${pick.one(['', 'SM1', '%00', 'x'])}&${form(whole(name))}`,
  }),
  (pick, name) => ({
    what: 'signed, with broken escapes',
    body: `${form(whole(name)).replace(/(^|&)MessageSid=/, '$1MessageSid=%')}&%zz=%${pick.one(['', 'e', 'zz', 'e0%a4', 'ff'])}`,
  }),
  (pick) => ({
    what: 'signed, of prototype names',
    body: form(PROTOTYPE_NAMES.map((one) => [one, pick.one(ODD_VALUES)])),
  }),
  (pick) => ({
    what: 'signed, with fields below prototype names',
    body: `${pick.one(PROTOTYPE_NAMES)}[MessageSid]=${sidOf(1)}&${pick.one(PROTOTYPE_NAMES)}.From=%2B13055550142`,
  }),
  (pick) => ({ what: 'signed, of one huge key', body: `${'k'.repeat(1 + pick.chance.below(60_000))}=1` }),
  (pick) => ({
    what: 'signed, of one key many times',
    body: 'From=%2B1&'.repeat(1 + pick.chance.below(450)),
  }),
  () => ({
    what: 'signed, of too many parameters',
    body: Array.from({ length: 600 }, (_, i) => `k${i}=1`).join('&'),
  }),
  (pick) => ({
    what: 'signed, of punctuation',
    body: pick.one(['', '&', '&&&&', '=', '===&=', ';', '?', '#', '+', '%20']),
  }),
  (pick, name) => ({
    what: 'of another account, signed',
    body: form(whole(name, { AccountSid: `AC${pick.one(['f', 'a', '1']).repeat(32)}` })),
  }),
  (pick) => ({
    what: 'JSON of the wrong shape, signed',
    signed: 'json',
    body: pick.one([
      '',
      '[]',
      'null',
      '"x"',
      '1',
      '{',
      '{}',
      '[{}]',
      '{"MessageSid":{"a":[1]}}',
      '{"__proto__":{"MessageSid":"SM"}}',
      '['.repeat(5_000),
    ]),
  }),
  (pick, name) => ({
    what: 'JSON with objects for texts, signed',
    signed: 'json',
    body: JSON.stringify({
      ...Object.fromEntries(whole(name)),
      [pick.one(REQUIRED[name])]: pick.one([null, {}, [], true, [['a']]]),
    }),
  }),
  (pick) => ({
    what: 'binary',
    body: pick.bytes(1 + pick.chance.below(2_000)),
    signed: pick.one(['form', 'wrongly', 'not']),
  }),
  (_pick, name) => ({
    what: 'good, but wrongly signed',
    body: form(whole(name, { Body: 'STOP' })),
    signed: 'wrongly',
  }),
  (_pick, name) => ({
    what: 'good, but not signed',
    body: form(whole(name, { Body: 'STOP' })),
    signed: 'not',
  }),
  (pick, name) => ({
    what: 'over 64 KB',
    body: form(whole(name, { Body: 'x'.repeat(65_536 + pick.chance.below(4_000)) })),
    signed: pick.one(['form', 'wrongly']),
  }),
  (pick, name) => ({
    what: 'good and signed for another address',
    body: form(whole(name, { Body: 'STOP' })),
    signed: 'wrongly',
    query: pick.one(['?', '?x', '?bodySHA256=', '?bodySHA256=%', '?m=%ff', '?__proto__=1']),
  }),
];

describe('10,000 malformed bodies', function () {
  this.timeout(180_000);

  it('are answered 4xx, change nothing, and leave the runtime up', async () => {
    const bench = await Workbench.open([], {
      credentials: { account: TWILIO_SECRETS },
      account: twilioAccount('http://127.0.0.1:9'),
    });
    const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
    try {
      await bench.knows();
      const before = structuredClone(await bench.lead());
      const pick = new Pick(seededRandomness(Number(process.env['FC_SEED'] ?? 20261124)));
      const answers = new Map<string, number>();
      const wrong: string[] = [];
      const bads = Array.from({ length: REQUESTS }, (_, nth) => {
        const name = pick.one<Name>(['reply', 'status']);
        return { name, bad: MAKERS[nth % MAKERS.length]!(pick, name) };
      });
      const work = async (): Promise<void> => {
        for (let next = bads.pop(); next; next = bads.pop()) {
          const { status, body } = await send(agent, bench.red.url, next.name, next.bad);
          answers.set(String(status), (answers.get(String(status)) ?? 0) + 1);
          const told = /^\{"error":"[^"<>]+"\}$/.test(body);
          if (status < 400 || status > 499 || !told)
            wrong.push(`${status} to ${next.name}: ${next.bad.what}`);
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, work));
      assert.deepEqual(wrong, []);
      await bench.engine.rest();
      assert.equal(await bench.engine.store.size(), 1);
      assert.deepEqual(await bench.lead(), before);
      // Each kind of answer was asked for many times, and none of them fills the log.
      for (const status of ['400', '403', '413'])
        assert.ok((answers.get(status) ?? 0) > 300, `${status} was rare`);
      const lines = bench.red.complaints();
      assert.ok(lines.length < 10, `${lines.length} lines in the log`);
      assert.doesNotMatch(lines.join(), /\d{7}|hello|STOP|script/);
      const good = formWebhook(TOKEN, `${PUBLIC_URL}/nurture/sms/reply`, whole('reply'));
      assert.equal((await deliver(good, bench.red.url)).status, 200);
      assert.equal((await bench.lead()).replies.length, 1);
    } finally {
      agent.destroy();
      await bench.close();
    }
  });
});

async function send(
  agent: Agent,
  origin: string,
  name: Name,
  { body, signed = 'form', query = '' }: Bad,
): Promise<{ readonly status: number; readonly body: string }> {
  const address = `${PUBLIC_URL}/nurture/sms/${name}`;
  const text = String(body);
  const search = signed === 'json' ? `?bodySHA256=${getExpectedBodyHash(text)}` : query;
  const signatures = {
    form: () => signatureOf(TOKEN, address + search, parametersIn(text)),
    json: () => signatureOf(TOKEN, address + search, {}),
    wrongly: () => signatureOf(`${TOKEN}x`, address, parametersIn(text)),
    not: () => undefined,
  };
  const signature = signatures[signed]();
  const asked = request(`${origin}/nurture/sms/${name}${search}`, {
    agent,
    method: 'POST',
    headers: {
      'content-type': signed === 'json' ? 'application/json' : 'application/x-www-form-urlencoded',
      'content-length': Buffer.byteLength(body),
      ...(signature === undefined ? {} : { 'x-twilio-signature': signature }),
    },
  }).end(body);
  const [response]: IncomingMessage[] = await once(asked, 'response');
  return { status: response?.statusCode ?? 0, body: response ? await textOf(response) : '' };
}
