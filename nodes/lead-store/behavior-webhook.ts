import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Engine } from '../../src/engine';
import { isNewOptOut } from '../../src/journeys/opt-outs';
import { formToObject, readBehaviorInput, type BehaviorInput } from '../../src/leads/behavior-input';
import { decodeForm, decodeText, isCharset } from '../../src/leads/input/charset';
import { parseJson } from '../../src/leads/input/json-text';
import { isJsonObject, type JsonObject } from '../../src/json';
import type { Clock } from '../../src/clock';
import { TooMuch } from '../../src/leads/limits';
import { OwnNumber } from '../../src/sms/own-numbers';
import { acrossDeploys, isOfStore, type Deploying } from '../shared/across-deploys';
import {
  HttpRefusal,
  RateLimit,
  answerJson,
  answerPage,
  answerRefusal,
  readBytes,
  wantsPage,
  type Webhook,
} from '../shared/http';
import type { DeployedStore } from './deployed-store';
import { RateLimits } from './rate-limits';

const LARGEST_BODY = 64 * 1024;
const MINUTE_MS = 60_000;
/** Requests without the right key that get an answer other than 429, a minute: nobody can try keys through. */
const WRONG_KEYS_A_MINUTE = 60;

export interface WebhookParts extends Deploying<DeployedStore> {
  readonly requestsPerMinute: number;
  /** Of one phone number. */
  readonly requestsPerNumber: number;
  /** Of the people who post, not the try-out clock: it counts requests a minute. */
  readonly clock: Clock;
  readonly failed: (error: unknown) => void;
}

/** How many may come, a minute. */
interface Limits {
  readonly wrongKeys: RateLimit;
  readonly requests: RateLimit;
  readonly ofNumbers: RateLimits;
}

/**
 * `POST /nurture/<store>/behavior`: JSON or a form, with the store's key as bearer token or, for a form in a page, as the
 * field `key`. Answers 202 once the behavior is on disk; anything else means that nothing has changed. A browser that posts a
 * form gets each answer as a page.
 */
export function behaviorWebhook(parts: WebhookParts): Webhook {
  const now = (): number => parts.clock.now();
  const wrongKeys = new RateLimit(WRONG_KEYS_A_MINUTE, MINUTE_MS, now);
  const requests = new RateLimit(parts.requestsPerMinute, MINUTE_MS, now);
  const ofNumbers = new RateLimits(parts.requestsPerNumber, MINUTE_MS, now);

  return async (request, response) => {
    // A page of any site may post here; the key decides.
    response.setHeader('Access-Control-Allow-Origin', '*');
    try {
      if (request.method === 'OPTIONS') answerPreflight(response);
      else await answer(request, response, parts, { wrongKeys, requests, ofNumbers });
    } catch (error) {
      refuse(request, response, error, parts.failed);
    }
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  parts: WebhookParts,
  limits: Limits,
): Promise<void> {
  if (request.method !== 'POST') throw new HttpRefusal(405, 'Use POST.');
  const kind = kindOf(request);
  const charset = charsetOf(request);
  refuseEncodings(request, response);
  const given = bearer(request);
  const checkKey = async (key: unknown): Promise<void> => {
    const ours = await acrossDeploys(parts, ({ house }) => house.key.current());
    if (!sameKey(key, ours)) refuseKey(limits.wrongKeys, response);
  };
  // Without a bearer token the key may stand in the form, so the body has to be read first.
  if (given === undefined && kind === 'json') refuseKey(limits.wrongKeys, response);
  if (given !== undefined) await checkKey(given);
  const posted = parse(await readBytes(request, LARGEST_BODY), kind, charset);
  if (given === undefined) await checkKey(posted['key']);

  const told = given === undefined ? withoutKey(posted) : posted;
  let counted = false;
  // The body may have come for half a minute, and the store be another since.
  const { lead, repeated, ...more } = await acrossDeploys(parts, async ({ house, config: { country } }) => {
    const engine = await house.engine;
    const newId = (): string => engine.newId('b');
    const now = engine.clock.now();
    // The key of a page can be read in it.
    const isPublic = given === undefined;
    const reading = readBehaviorInput(told, { now, country, isPublic, newId });
    if (!reading.ok) throw new HttpRefusal(400, reading.problem);
    house.numbers.refuse(reading.input.phone);
    if (!counted) await count(reading.input, engine, limits, response);
    counted = true;
    const recorded = await engine.record({ input: reading.input, source: 'webhook' });
    return { ...recorded, ...ignoredIn(reading.input) };
  });
  if (wantsPage(request)) answerPage(response, 202, 'Thank you.');
  else answerJson(response, 202, { lead: lead.id, ...(repeated ? { repeated } : {}), ...more });
}

/** What was told and is not in the store, with the reason. */
function ignoredIn({ ignored }: BehaviorInput): object {
  return ignored ? { ignored: ignored.map(({ field, because }) => ({ field, because })) } : {};
}

/** Too many are told to come again; an opt-out that changes something is never. @throws HttpRefusal 429 */
async function count(
  input: BehaviorInput,
  engine: Engine,
  { requests, ofNumbers }: Limits,
  response: ServerResponse,
): Promise<void> {
  const waitOfNumber = ofNumbers.take(input.phone);
  const wait = waitOfNumber > 0 ? waitOfNumber : requests.take();
  if (wait === 0 || (await isNeeded(input, engine))) return;
  throw slowDown(response, wait, waitOfNumber > 0 ? TOO_MANY_OF_NUMBER : TOO_MANY);
}

async function isNeeded({ phone, optOut }: BehaviorInput, { store }: Engine): Promise<boolean> {
  if (!optOut) return false;
  const record = await store.read({ phone });
  return !record || isNewOptOut(record.ledger, { channel: 'webhook' });
}

const TOO_MANY = 'Too many requests. Try again in a moment.';
const TOO_MANY_OF_NUMBER = 'Too many requests for this phone number. Try again in a moment.';

/** Beside a bearer token `key` is a property like any other. */
function withoutKey({ key: _key, ...told }: JsonObject): JsonObject {
  return told;
}

function kindOf(request: IncomingMessage): 'json' | 'form' {
  const type = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase();
  if (type === 'application/json') return 'json';
  if (type === 'application/x-www-form-urlencoded') return 'form';
  throw new HttpRefusal(415, 'Send application/json or application/x-www-form-urlencoded.');
}

/** 415 with what is taken instead: RFC 9110, 15.5.16. */
function refuseEncodings(request: IncomingMessage, response: ServerResponse): void {
  const encoding = (request.headers['content-encoding'] ?? 'identity').trim().toLowerCase();
  if (encoding === 'identity') return;
  response.setHeader('Accept-Encoding', 'identity');
  const named = /^[a-z][a-z-]{0,20}$/.test(encoding) ? `: ${encoding}` : '';
  throw new HttpRefusal(415, `Send the body as it is, without Content-Encoding${named}.`);
}

/** Undefined when none is named. */
function charsetOf(request: IncomingMessage): string | undefined {
  const [, quoted, plain] =
    /;\s*charset\s*=\s*(?:"([^"]*)"|([^;\s]*))/i.exec(request.headers['content-type'] ?? '') ?? [];
  const charset = (quoted ?? plain)?.trim().toLowerCase();
  if (charset === undefined || charset === '') return undefined;
  if (isCharset(charset)) return charset;
  throw new HttpRefusal(415, 'The charset of the body is not known: send UTF-8.');
}

function parse(bytes: Uint8Array, kind: 'json' | 'form', charset: string | undefined): JsonObject {
  return kind === 'form' ? parseForm(bytes, charset) : parseObject(textOf(bytes, charset));
}

/** JSON is UTF-8 (RFC 8259, 8.1), unless its charset or a byte order mark says otherwise. */
function textOf(bytes: Uint8Array, charset: string | undefined): string {
  const isMarked = (bytes[0] ?? 0) >= 0xfe;
  const text = decodeText(bytes, charset ?? (isMarked ? undefined : 'utf-8'));
  if (text !== undefined) return text;
  throw new HttpRefusal(400, notValid(charset));
}

function notValid(charset = 'utf-8'): string {
  return charset === 'utf-8'
    ? 'The body is not valid UTF-8 text.'
    : 'The body is not valid text of its charset.';
}

function parseForm(bytes: Uint8Array, charset: string | undefined): JsonObject {
  // As a form it would be one field with the whole body as its name.
  if (/^\s*\{/.test(Buffer.from(bytes.subarray(0, 64)).toString('latin1'))) {
    throw new HttpRefusal(
      400,
      'This is JSON, sent as a form: send it with "Content-Type: application/json".',
    );
  }
  const fields = decodeForm(bytes, charset);
  if (fields) return formToObject(fields);
  throw new HttpRefusal(400, notValid(charset));
}

function parseObject(text: string): JsonObject {
  let value: unknown;
  try {
    value = parseJson(text);
  } catch {
    throw new HttpRefusal(400, 'The body is no valid JSON.');
  }
  if (!isJsonObject(value))
    throw new HttpRefusal(400, 'The body must be a JSON object with at least `phone`.');
  return value;
}

function bearer(request: IncomingMessage): string | undefined {
  return /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
}

/** In constant time for a key of the right length. The length of a key that made itself is no secret. */
function sameKey(given: unknown, key: string): boolean {
  if (typeof given !== 'string') return false;
  const [ours, theirs] = [Buffer.from(key), Buffer.from(given)];
  return ours.length === theirs.length && timingSafeEqual(ours, theirs);
}

function refuseKey(wrongKeys: RateLimit, response: ServerResponse): never {
  const wait = wrongKeys.take();
  if (wait > 0) throw slowDown(response, wait, TOO_MANY);
  response.setHeader('WWW-Authenticate', 'Bearer');
  throw new HttpRefusal(
    401,
    'The key is missing or wrong: send the key of the lead store as "Authorization: Bearer <key>", or in a form as the field `key`.',
  );
}

function slowDown(response: ServerResponse, waitMs: number, why: string): HttpRefusal {
  response.setHeader('Retry-After', Math.ceil(waitMs / 1000));
  return new HttpRefusal(429, why);
}

function refuse(
  request: IncomingMessage,
  response: ServerResponse,
  error: unknown,
  failed: (error: unknown) => void,
): void {
  const refusal =
    error instanceof HttpRefusal
      ? error
      : error instanceof TooMuch || error instanceof OwnNumber
        ? new HttpRefusal(400, error.message)
        : new HttpRefusal(503, 'The lead store cannot take this now. Nothing was recorded; try again later.');
  // That the store is not open, or cannot write, it says itself, and not once for every request.
  const isOurRefusal = [HttpRefusal, TooMuch, OwnNumber].some((known) => error instanceof known);
  const isKnown = isOurRefusal || isOfStore(error);
  if (!isKnown) failed(error);
  answerRefusal(request, response, refusal);
}

function answerPreflight(response: ServerResponse): void {
  response.setHeader('Access-Control-Allow-Methods', 'POST, OPTIONS');
  response.setHeader('Access-Control-Allow-Headers', 'Authorization, Content-Type');
  response.writeHead(204).end();
}
