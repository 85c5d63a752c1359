import assert from 'node:assert/strict';
import fc from 'fast-check';
import { validateRequest, validateRequestWithBody } from 'twilio/lib/webhooks/webhooks';
import { MOST_PARAMETERS, isSignedBy } from '../../../src/sms/twilio/signature';
import {
  formWebhook,
  jsonWebhook,
  parametersIn,
  signatureOf,
  type SignedWebhook,
} from '../../support/twilio/webhooks';

const TOKEN = '12345678901234567890123456789012';
const OTHER = 'ffffffffffffffffffffffffffffffff';

/** A request as it arrives. */
interface Arriving {
  readonly url: string;
  readonly body: string;
  readonly signature: string | undefined;
}

/** What the validator of Twilio's own SDK says of it; which of its two functions, its middleware decides like this. */
function sdkTakes(token: string, { url, body, signature = '' }: Arriving): boolean {
  return url.includes('bodySHA256')
    ? validateRequestWithBody(token, signature, url, body)
    : validateRequest(token, signature, url, parametersIn(body));
}

const arriving = ({ url, body, headers }: SignedWebhook): Arriving => ({
  url,
  body,
  signature: headers['x-twilio-signature'],
});

const NAMES = ['MessageSid', 'From', 'To', 'Body', 'NumMedia', 'MediaUrl0', 'AccountSid', 'OptOutType'];
const name = fc.oneof(
  fc.constantFrom(...NAMES),
  fc.constantFrom('a[b]', 'a[]', '__proto__', 'constructor', 'toString', '', '9', '10', 'body', 'É', '🛑'),
  fc.string({ maxLength: 12 }),
);
const value = fc.oneof(
  fc.string({ maxLength: 20 }),
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.constantFrom('+13055550142', ' STOP ', '\u0000hi\u0000', 'a+b&c=d%zz', 'x'.repeat(1600), '', '\r\n'),
);
const pairs = fc.array(fc.tuple(name, value), { maxLength: 12 });
const host = fc.constantFrom('leads.example.com', 'x.io', '127.0.0.1', '[2001:db8::1]');
const port = fc.constantFrom('', ':443', ':8443', ':80', ':1880');
const path = fc.constantFrom('/nurture/sms/reply', '/api/nurture/a-b/status', '/red/nurture/x/status');
const query = fc.constantFrom('', '?m=m7nejncs7d2ghv9qr', '?m=m1&l=l2', '?x=%27&y=a+b');
const address = fc
  .tuple(fc.constantFrom('https://', 'http://'), host, port, path, query)
  .map((parts) => parts.join(''));
const request = fc.oneof(
  fc.tuple(address, pairs).map(([url, told]) => formWebhook(TOKEN, url, told)),
  fc
    .tuple(address, fc.dictionary(name, value, { maxKeys: 6 }))
    .map(([url, told]) => jsonWebhook(TOKEN, url, told)),
);

/** What may happen to a request on its way, or what a stranger tries. Some change nothing that is signed. */
const MUTATIONS: readonly (readonly [string, (from: Arriving, at: number) => Arriving])[] = [
  ['as it was', (from) => from],
  ['no signature', (from) => ({ ...from, signature: undefined })],
  ['an empty signature', (from) => ({ ...from, signature: '' })],
  ['a shorter signature', (from) => ({ ...from, signature: from.signature?.slice(1) })],
  ['a longer signature', (from) => ({ ...from, signature: `${from.signature ?? ''}=` })],
  ['one letter of the signature', (from, at) => ({ ...from, signature: flip(from.signature ?? '', at) })],
  [
    'signed with another token',
    (from) => ({ ...from, signature: signatureOf(OTHER, from.url, parametersIn(from.body)) }),
  ],
  ['one letter of the body', (from, at) => ({ ...from, body: flip(from.body, at) })],
  ['a parameter more', (from) => ({ ...from, body: `${from.body}&Extra=1` })],
  [
    'the first parameter twice',
    (from) => ({ ...from, body: `${from.body}&${from.body.split('&')[0] ?? ''}` }),
  ],
  [
    'the parameters in another order',
    (from) => ({ ...from, body: from.body.split('&').reverse().join('&') }),
  ],
  ['one parameter less', (from) => ({ ...from, body: from.body.split('&').slice(1).join('&') })],
  ['other capitals', (from) => ({ ...from, body: from.body.toLowerCase() })],
  ['a trimmed body', (from) => ({ ...from, body: from.body.replace(/=\+|\+(?=&|$)/g, '=') })],
  ['no body', (from) => ({ ...from, body: '' })],
  ['http for https, as behind a proxy', (from) => ({ ...from, url: from.url.replace(/^https?/, 'http') })],
  ['https for http', (from) => ({ ...from, url: from.url.replace(/^https?/, 'https') })],
  [
    'the standard port added',
    (from) => ({ ...from, url: from.url.replace(/^(https:\/\/[^/]*?[^:\d\]])\//, '$1:443/') }),
  ],
  ['the port left out', (from) => ({ ...from, url: from.url.replace(/:\d+\//, '/') })],
  ['another port', (from) => ({ ...from, url: from.url.replace(/(:\d+)?\/(?=nurture|api|red)/, ':9999/') })],
  ['a slash at its end', (from) => ({ ...from, url: from.url.replace(/(?=\?|$)/, '/') })],
  ['another host', (from) => ({ ...from, url: from.url.replace(/:\/\/(?![[\d])/, '://evil.') })],
  ['another message in the query', (from) => ({ ...from, url: from.url.replace('m=m', 'm=n') })],
  ['a query more', (from) => ({ ...from, url: `${from.url}${from.url.includes('?') ? '&' : '?'}q=1` })],
  ['another hash', (from) => ({ ...from, url: from.url.replace(/bodySHA256=./, 'bodySHA256=0') })],
  ['the hash left out', (from) => ({ ...from, url: from.url.replace(/[?&]bodySHA256=\w+/, '') })],
];

function flip(text: string, at: number): string {
  const place = at % Math.max(1, text.length);
  return text.slice(0, place) + (text[place] === 'A' ? 'B' : 'A') + text.slice(place + 1);
}

describe('the signature of a webhook', () => {
  it('is that of Twilio’s documented example', () => {
    // Twilio docs, "Webhooks security", read November 2026.
    const url = 'https://example.com/myapp.php?foo=1&bar=2';
    const body =
      'CallSid=CA1234567890ABCDE&Caller=%2B14158675310&Digits=1234&From=%2B14158675310&To=%2B18005551212';
    const signature = 'L/OH5YylLD5NRKLltdqwSvS0BnU=';
    assert.equal(isSignedBy(['12345'], { url, body, signature }), true);
    assert.equal(isSignedBy(['12346'], { url, body, signature }), false);
  });

  it('is judged as the SDK judges it: 1,000 requests, each as it was and mutated', () => {
    const wrong = { accepted: [] as string[], refused: [] as string[] };
    let taken = 0;
    let refused = 0;
    for (const [index, signed] of fc.sample(request, 1_000).entries()) {
      for (const [what, mutate] of MUTATIONS) {
        const arrived = mutate(arriving(signed), index * 7);
        const theirs = sdkTakes(TOKEN, arrived);
        const ours = isSignedBy([TOKEN], arrived);
        if (ours && !theirs) wrong.accepted.push(`${what}: ${JSON.stringify(arrived)}`);
        if (!ours && theirs) wrong.refused.push(`${what}: ${JSON.stringify(arrived)}`);
        if (theirs) taken++;
        else refused++;
      }
      assert.ok(isSignedBy([TOKEN], arriving(signed)), 'a request as Twilio sends it was refused');
    }
    assert.deepEqual(wrong, { accepted: [], refused: [] });
    // Both happened often: the oracle was asked something.
    assert.ok(taken > 4_000 && refused > 10_000, `${taken} taken, ${refused} refused`);
  });

  it('may be of either token during a rotation, and of none without a token', () => {
    const request = arriving(formWebhook(TOKEN, 'https://x.io/nurture/sms/reply', [['Body', 'hi']]));
    assert.equal(isSignedBy([TOKEN, OTHER], request), true);
    assert.equal(isSignedBy([OTHER, TOKEN], request), true);
    assert.equal(isSignedBy([OTHER], request), false);
    assert.equal(isSignedBy([], request), false);
    const unsigned = arriving(formWebhook('', request.url, [['Body', 'hi']]));
    assert.equal(isSignedBy([''], { ...unsigned }), false, 'an empty token signs nothing');
  });

  it('differs from the SDK only for what Twilio never sends us', () => {
    const body = 'Body=hi';
    const escaped = 'https://x.io/nurture/sms/reply?name=o%27brien';
    const signature = signatureOf(TOKEN, escaped, { Body: 'hi' });
    const arrived = { url: "https://x.io/nurture/sms/reply?name=o'brien", body, signature };
    assert.deepEqual([sdkTakes(TOKEN, arrived), isSignedBy([TOKEN], arrived)], [true, false]);
    const many = 'x=1&'.repeat(MOST_PARAMETERS);
    const url = 'https://x.io/nurture/sms/reply';
    const large = { url, body: many, signature: signatureOf(TOKEN, url, parametersIn(many)) };
    assert.deepEqual([sdkTakes(TOKEN, large), isSignedBy([TOKEN], large)], [true, false]);
    const capitals = { url: 'https://X.io/nurture/sms/reply', body };
    const lower = signatureOf(TOKEN, 'https://x.io/nurture/sms/reply', { Body: 'hi' });
    assert.deepEqual(
      [
        sdkTakes(TOKEN, { ...capitals, signature: lower }),
        isSignedBy([TOKEN], { ...capitals, signature: lower }),
      ],
      [true, false],
    );
  });
});
