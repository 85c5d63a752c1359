import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { text as textOf } from 'node:stream/consumers';

/** Where and with which key a test posts. */
export interface Address {
  readonly url: string;
  readonly key: string;
}

export interface Posted {
  readonly body?: BodyInit | (() => BodyInit);
  readonly method?: string;
  /** Content-Type; undefined: fetch's own choice. */
  readonly type?: string;
  /** Default: the store's; null: none. */
  readonly key?: string | null;
  readonly accept?: string;
  /** Content-Encoding. */
  readonly encoding?: string;
}

export const JSON_TYPE = 'application/json';
export const FORM_TYPE = 'application/x-www-form-urlencoded';
const FIVE_MB = 5 * 1024 * 1024;
export const PHONE = '+13055550142';

export function post({ url, key }: Address, posted: Posted): Promise<Response> {
  const { body: told, method = 'POST', type, key: given = key, accept, encoding } = posted;
  const body = typeof told === 'function' ? told() : told;
  return fetch(url, {
    method,
    headers: {
      ...(type === undefined ? {} : { 'content-type': type }),
      ...(given === null ? {} : { authorization: `Bearer ${given}` }),
      ...(accept === undefined ? {} : { accept }),
      ...(encoding === undefined ? {} : { 'content-encoding': encoding }),
    },
    ...(body === undefined ? {} : { body }),
    ...(body instanceof ReadableStream ? { duplex: 'half' } : {}),
  });
}

/** What Node.js itself gets for a body posted to exactly this target, which fetch would tidy up first. */
export async function postTo(
  url: string,
  target: string,
  { body, headers }: { readonly body: string | Buffer; readonly headers: Record<string, string> },
): Promise<{ readonly status: number | undefined; readonly text: string }> {
  const { hostname, port } = new URL(url);
  const asked = request({ hostname, port, path: target, method: 'POST', headers }).end(body);
  const [response]: IncomingMessage[] = await once(asked, 'response');
  assert.ok(response);
  return { status: response.statusCode, text: await textOf(response) };
}

const json = (value: unknown): Posted => ({ body: JSON.stringify(value), type: JSON_TYPE });
const bytes = (...parts: (string | number[])[]): Blob =>
  new Blob(parts.map((part) => (typeof part === 'string' ? part : Uint8Array.from(part))));

/** What is taken, in every way it may be written. */
export const TAKEN: readonly (readonly [string, (key: string) => Posted])[] = [
  ['JSON', () => json({ phone: PHONE, name: 'Ana', consent: true })],
  [
    'JSON that names its encoding',
    () => ({ ...json({ phone: PHONE }), type: 'application/json; charset=utf-8' }),
  ],
  ['a form', () => ({ body: 'phone=%2B13055550142&lead.city=Miami', type: FORM_TYPE })],
  [
    'a form with the key as a field, as a page of a website posts it',
    (key) => ({ body: `phone=%2B13055550142&key=${key}`, type: FORM_TYPE, key: null }),
  ],
  [
    'JSON in UTF-16, by its mark',
    () => ({
      body: new Blob([Buffer.from(`\ufeff{"phone":"${PHONE}"}`, 'utf16le')]),
      type: JSON_TYPE,
    }),
  ],
  [
    'JSON in ISO-8859-1, by its name',
    () => ({
      body: new Blob([Buffer.from(`{"phone":"${PHONE}","name":"José"}`, 'latin1')]),
      type: 'application/json; charset="ISO-8859-1"',
    }),
  ],
  ['JSON of 64 KB', () => ({ body: jsonOf(64 * 1024), type: JSON_TYPE })],
];

/** What is refused: why, with which status, and what the answer says. */
export const REFUSED: readonly (readonly [string, Posted, number, RegExp])[] = [
  ['no key', { ...json({ phone: PHONE }), key: null }, 401, /key is missing or wrong/],
  ['a wrong key', { ...json({ phone: PHONE }), key: 'wrong' }, 401, /key is missing or wrong/],
  ['a form without a key', { body: 'phone=3055550142', type: FORM_TYPE, key: null }, 401, /key is missing/],
  [
    'a form with a wrong key',
    { body: 'phone=3055550142&key=no', type: FORM_TYPE, key: null },
    401,
    /key is missing/,
  ],
  ['JSON with the key in it', { ...json({ phone: PHONE, key: 'k' }), key: null }, 401, /key is missing/],
  ['GET', { method: 'GET' }, 405, /Use POST/],
  ['PUT', { ...json({ phone: PHONE }), method: 'PUT' }, 405, /Use POST/],
  ['plain text', { body: 'phone=3055550142', type: 'text/plain' }, 415, /application\/json or/],
  ['bytes of no type', { body: bytes('{}') }, 415, /application\/json or/],
  ['no body at all', { type: JSON_TYPE }, 400, /no valid JSON/],
  ['broken JSON', { body: '{"phone": ', type: JSON_TYPE }, 400, /no valid JSON/],
  ['JSON that is a list', json([{ phone: PHONE }]), 400, /must be a JSON object/],
  ['JSON that is a text', json('phone'), 400, /must be a JSON object/],
  [
    'wrong UTF-8 in JSON',
    { body: bytes('{"phone":"+13055550142","name":"', [0xff, 0xfe], '"}'), type: JSON_TYPE },
    400,
    /not valid UTF-8/,
  ],
  ['wrong UTF-8 in a form', { body: bytes('phone=', [0xc3, 0x28]), type: FORM_TYPE }, 400, /not valid UTF-8/],
  ['no phone', json({ name: 'Ana' }), 400, /`phone` is missing/],
  ['a phone that is none', json({ phone: 'call me' }), 400, /`phone` cannot be used/],
  ['a time that is none', json({ phone: PHONE, at: 'soon' }), 400, /`at`/],
  ['consent that nobody understands', json({ phone: PHONE, consent: 'maybe' }), 400, /`consent` must be yes/],
  [
    'a charset that nobody knows',
    { ...json({ phone: PHONE }), type: 'application/json; charset=utf-7' },
    415,
    /charset/,
  ],
  ['more than 64 KB', { body: jsonOf(64 * 1024 + 1), type: JSON_TYPE }, 413, /at most 64 KB/],
  ['more than 64 KB in pieces', { body: () => pieces(80), type: JSON_TYPE }, 413, /at most 64 KB/],
  ['much more than 64 KB', { body: jsonOf(900 * 1024), type: JSON_TYPE }, 413, /at most 64 KB/],
  ['much more than 64 KB in pieces', { body: () => pieces(900), type: JSON_TYPE }, 413, /at most 64 KB/],
  ['a wrong key, and 900 KB', { body: jsonOf(900 * 1024), type: JSON_TYPE, key: 'no' }, 401, /key/],
  ['5 MB', { body: jsonOf(FIVE_MB), type: JSON_TYPE }, 413, /at most 64 KB/],
  ['5 MB in pieces', { body: () => pieces(5 * 1024), type: JSON_TYPE }, 413, /at most 64 KB/],
  ['5 MB with a wrong key', { body: jsonOf(FIVE_MB), type: JSON_TYPE, key: 'no' }, 401, /key/],
  ['5 MB of plain text', { body: jsonOf(FIVE_MB), type: 'text/plain' }, 415, /application\/json or/],
  ['gzip', { ...json({ phone: PHONE }), encoding: 'gzip' }, 415, /without Content-Encoding: gzip/],
  ['an encoding nobody knows', { ...json({ phone: PHONE }), encoding: '+13055550142' }, 415, /Encoding\.$/],
  ['more than 64 KB as a form', { body: `phone=1&x=${'y'.repeat(65_536)}`, type: FORM_TYPE }, 413, /64 KB/],
];

/** Addresses that Express takes for that of the store `leads`, and one that it cannot decode. */
export const ADDRESSES: readonly (readonly [string, string, number])[] = [
  ['in capitals', '/NURTURE/leads/behavior', 401],
  ['in some capitals, with a slash at its end', '/Nurture/leads/behavior/', 401],
  ['as a proxy gets it', 'http://nurture.example/nurture/leads/behavior?x=%ff', 401],
  ['as a proxy gets it, in capitals', 'HTTP://nurture.example/NURTURE/leads/behavior', 401],
  ['with backslashes', '/nurture\\leads\\behavior#', 401],
  ['that cannot be decoded', '/nurture/+13055550142%ff/behavior', 404],
];

/** A refusal is JSON with one sentence, and open to pages of other sites. */
export async function assertRefused(response: Response, status: number, sentence: RegExp): Promise<void> {
  assert.equal(response.status, status);
  assert.match(response.headers.get('content-type') ?? '', /^application\/json/);
  assert.equal(response.headers.get('access-control-allow-origin'), '*');
  const answer: unknown = await response.json();
  assert.ok(typeof answer === 'object' && answer !== null && 'error' in answer);
  assert.deepEqual(Object.keys(answer), ['error']);
  assert.match(String(answer.error), sentence);
  assert.doesNotMatch(String(answer.error), /\d{7}/, 'it holds no phone number');
}

/** What a person sees whose browser posted a form. */
export async function assertRefusedOnPage(
  response: Response,
  status: number,
  sentence: RegExp,
): Promise<void> {
  assert.equal(response.status, status);
  assert.match(response.headers.get('content-type') ?? '', /^text\/html/);
  assert.equal(response.headers.get('content-security-policy'), "default-src 'none'");
  const page = await response.text();
  const [, shown = ''] = /<p>([^<>]+)<\/p>$/.exec(page) ?? [];
  assert.match(
    shown
      .replace(/&quot;/g, '"')
      .replace(/&lt;/g, '<')
      .replace(/&gt;/g, '>'),
    sentence,
  );
  assert.doesNotMatch(page, /\d{7}/, 'it holds no phone number');
}

/** JSON of exactly so many bytes. */
function jsonOf(length: number): string {
  return JSON.stringify({ phone: PHONE }).padEnd(length);
}

/** A body of so many pieces of 1 KB, whose length is not told beforehand. */
function pieces(count: number): ReadableStream {
  let sent = 0;
  return new ReadableStream({
    pull(controller) {
      if (sent++ < count) controller.enqueue(new TextEncoder().encode('x'.repeat(1024)));
      else controller.close();
    },
  });
}
