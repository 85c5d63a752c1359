import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { errorBody, refusalOf, resourceOf, type ApiError, type FakeMessage } from './messages';
import { problemsOfAnswer, problemsOfRequest, type AnswerKind } from './schema';
import { deliver, formWebhook, loginIn, signedAddress } from './webhooks';

/** What goes wrong with one request. Before: nothing was created. After: the message exists. */
export type Fault =
  | { readonly kind: 'refuse'; readonly status: number; readonly code?: number }
  | { readonly kind: 'fail_after'; readonly status: number }
  | { readonly kind: 'drop_before' }
  | { readonly kind: 'drop_after' }
  | { readonly kind: 'broken_json' }
  | { readonly kind: 'no_answer_after' };

export const ACCOUNT = 'AC0123456789abcdef0123456789abcdef';
export const TOKEN = 'token-of-the-fake-0123456789abcdef';
export const SERVICE = 'MG0123456789abcdef0123456789abcdef';
export const SENDER = '+12025550100';

/**
 * Twilio's Messages API as far as it is documented, in this process: it keeps what it accepts, and a test can say what goes
 * wrong. Beside it as much of Accounts, IncomingPhoneNumbers and Services as a connection check asks.
 */
export class FakeTwilio {
  readonly messages: FakeMessage[] = [];
  readonly numbers: string[] = [SENDER];
  /** Lines such as `POST Messages`. */
  readonly requests: string[] = [];
  /** What was asked or answered otherwise than the API is described (schema.ts). */
  readonly violations: string[] = [];
  /** From × To pairs that Twilio blocks. */
  readonly optedOut = new Set<string>();
  accountStatus = 'active';
  apiKey = { sid: 'SK0123456789abcdef0123456789abcdef', secret: 'secret-of-the-key' };
  /** For every create call: what goes wrong, if anything. */
  fault: (form: URLSearchParams, nth: number) => Fault | undefined = () => undefined;
  /** Told of each message the moment it is there, before its create call is answered. */
  created: (one: FakeMessage) => void = () => undefined;
  /** Resolves before a create call is answered. */
  delay: () => Promise<void> = () => Promise.resolve();
  /** Where the addresses it was told lead to; undefined: where they say. */
  reached: string | undefined;
  now: () => number = () => Date.now();
  #created = 0;

  private constructor(private readonly server: Server) {}

  static async open(): Promise<FakeTwilio> {
    const server = createServer({ keepAliveTimeout: 60_000 });
    const fake = new FakeTwilio(server);
    server.on('request', (request, response) => {
      fake.#handle(request, response).catch(() => response.destroy());
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return fake;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** @throws Error when a request or an answer was not as Twilio's API is described */
  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
    if (this.violations.length > 0)
      throw new Error(`Not as the API is described: ${this.violations.join('; ')}`);
  }

  /** Moves a message on, as Twilio does, and reports it unless `silent`. */
  async move(sid: string, status: string, options: { code?: number; silent?: boolean } = {}): Promise<void> {
    const one = this.messages.find((message) => message.sid === sid);
    if (!one) throw new Error(`no message ${sid}`);
    one.status = status;
    one.errorCode = options.code ?? null;
    if (status === 'sent') one.sentAt = this.now();
    if (!options.silent) await this.callBack(one, status);
  }

  /** Posts a signed status callback; returns the HTTP status of the answer. */
  async callBack(one: FakeMessage, status: string, code = one.errorCode): Promise<number | undefined> {
    if (one.statusCallback === undefined) return undefined;
    const form: Record<string, string> = {
      MessageSid: one.sid,
      SmsSid: one.sid,
      MessageStatus: status,
      SmsStatus: status,
      To: one.to,
      AccountSid: ACCOUNT,
      ApiVersion: '2010-04-01',
      ...(one.from === null ? {} : { From: one.from }),
      ...(one.service === null ? {} : { MessagingServiceSid: one.service }),
      ...(code === null ? {} : { ErrorCode: String(code) }),
    };
    const webhook = formWebhook(TOKEN, signedAddress(one.statusCallback), Object.entries(form));
    const origin = this.reached ?? new URL(webhook.url).origin;
    const answer = await deliver(webhook, origin, { headers: loginIn(one.statusCallback) });
    await answer.arrayBuffer();
    return answer.status;
  }

  /** Accepts a message; a test may also do so behind the API's back. */
  create(form: URLSearchParams): FakeMessage {
    const service = form.get('MessagingServiceSid');
    const validity = form.get('ValidityPeriod');
    const media = form.getAll('MediaUrl');
    const one: FakeMessage = {
      sid: (media.length > 0 ? 'MM' : 'SM') + String(++this.#created).padStart(32, '0'),
      to: form.get('To') ?? '',
      from: form.get('From'),
      body: form.get('Body') ?? '',
      media,
      service,
      validityPeriod: validity === null ? undefined : Number(validity),
      statusCallback: form.get('StatusCallback') ?? undefined,
      createdAt: this.now(),
      sentAt: undefined,
      status: service === null ? 'queued' : 'accepted',
      errorCode: null,
    };
    this.messages.push(one);
    this.created(one);
    return one;
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBody(request);
    const url = new URL(request.url ?? '/', this.url);
    const what = url.pathname.split('/').slice(url.pathname.startsWith('/v1/') ? 2 : 4);
    this.requests.push(`${request.method ?? ''} ${(what[0] ?? 'Account').replace('.json', '')}`);
    const asked = new URLSearchParams(request.method === 'POST' ? body : url.search);
    const problems = problemsOfRequest(request.method ?? '', url.pathname, asked);
    this.violations.push(...problems.map((problem) => `${this.requests.at(-1) ?? ''}: ${problem}`));
    if (!this.#isSignedIn(request)) {
      this.#refuse(response, { status: 401, code: 20003, message: 'Authenticate' });
      return;
    }
    if (url.pathname === `/2010-04-01/Accounts/${ACCOUNT}.json`) {
      this.#answer(response, 200, 'account', { sid: ACCOUNT, status: this.accountStatus, type: 'Full' });
      return;
    }
    if (url.pathname === `/v1/Services/${SERVICE}`) {
      this.#answer(response, 200, 'service', { sid: SERVICE });
      return;
    }
    if (!url.pathname.startsWith(`/2010-04-01/Accounts/${ACCOUNT}/`)) {
      this.#refuse(response, NOT_FOUND);
      return;
    }
    if (what[0] === 'IncomingPhoneNumbers.json') {
      this.#listNumbers(response, url);
      return;
    }
    if (what[0] === 'Messages.json' && request.method === 'POST') {
      return this.#createMessage(response, new URLSearchParams(body));
    }
    if (what[0] === 'Messages.json') {
      this.#listMessages(response, url);
      return;
    }
    return this.#oneMessage(request, response, what[1]?.replace('.json', ''), new URLSearchParams(body));
  }

  #isSignedIn({ headers }: IncomingMessage): boolean {
    const told = headers.authorization ?? '';
    return [`${ACCOUNT}:${TOKEN}`, `${this.apiKey.sid}:${this.apiKey.secret}`].some(
      (pair) => told === `Basic ${Buffer.from(pair).toString('base64')}`,
    );
  }

  async #createMessage(response: ServerResponse, form: URLSearchParams): Promise<void> {
    const fault = this.fault(form, this.requests.filter((one) => one === 'POST Messages').length);
    await this.delay();
    if (fault?.kind === 'drop_before') return void response.destroy();
    if (fault?.kind === 'refuse') {
      const { status, code } = fault;
      if (code === undefined) return void response.writeHead(status).end('<html>busy</html>');
      this.#refuse(response, { status, code, message: 'refused' });
      return;
    }
    const refusal = refusalOf(form, this.numbers) ?? this.#optOutOf(form);
    if (refusal) {
      this.#refuse(response, refusal);
      return;
    }
    const one = this.create(form);
    switch (fault?.kind) {
      case 'drop_after':
        return void response.destroy();
      case 'no_answer_after':
        return;
      case 'fail_after': {
        this.#refuse(response, { status: fault.status, code: 20500, message: 'Internal Server Error' });
        return;
      }
      case 'broken_json':
        return void response.writeHead(201, JSON_TYPE).end('{"sid": "SM');
      case undefined: {
        this.#answer(response, 201, 'message', resourceOf(one, ACCOUNT));
        return;
      }
    }
  }

  #optOutOf(form: URLSearchParams): ApiError | undefined {
    const isOut = this.optedOut.has(
      `${form.get('From') ?? form.get('MessagingServiceSid') ?? ''} ${form.get('To') ?? ''}`,
    );
    return isOut
      ? { status: 400, code: 21610, message: 'Attempt to send to unsubscribed recipient' }
      : undefined;
  }

  #listMessages(response: ServerResponse, url: URL): void {
    const [to, from, size] = ['To', 'From', 'PageSize'].map((name) => url.searchParams.get(name));
    const page = Number(url.searchParams.get('Page') ?? 0);
    const most = Math.min(1000, Number(size ?? 50));
    const all = this.messages
      .filter((one) => (!to || one.to === to) && (!from || one.from === from))
      .reverse();
    const end = (page + 1) * most;
    const next = new URLSearchParams(url.searchParams);
    next.set('Page', String(page + 1));
    this.#answer(response, 200, 'messages', {
      messages: all.slice(page * most, end).map((one) => resourceOf(one, ACCOUNT)),
      page,
      page_size: most,
      start: page * most,
      end: Math.min(end, all.length),
      uri: url.pathname + url.search,
      first_page_uri: url.pathname,
      next_page_uri: end < all.length ? `${url.pathname}?${next.toString()}` : null,
      previous_page_uri: null,
    });
  }

  #listNumbers(response: ServerResponse, url: URL): void {
    const wanted = url.searchParams.get('PhoneNumber');
    const found = this.numbers.filter((number) => wanted === null || number === wanted);
    this.#answer(response, 200, 'numbers', {
      incoming_phone_numbers: found.map((number, index) => ({
        sid: `PN${String(index).padStart(32, '0')}`,
        phone_number: number,
        capabilities: { voice: true, sms: true, mms: true },
      })),
      ...{ uri: url.pathname + url.search, first_page_uri: url.pathname, next_page_uri: null },
      ...{ previous_page_uri: null, page: 0, page_size: 50, start: 0, end: Math.max(0, found.length - 1) },
    });
  }

  async #oneMessage(
    request: IncomingMessage,
    response: ServerResponse,
    sid: string | undefined,
    form: URLSearchParams,
  ): Promise<void> {
    const one = this.messages.find((message) => message.sid === sid);
    if (!one) {
      this.#refuse(response, NOT_FOUND);
      return;
    }
    if (request.method === 'POST' && form.get('Status') === 'canceled') one.status = 'canceled';
    this.#answer(response, 200, 'message', resourceOf(one, ACCOUNT));
  }

  #answer(
    response: ServerResponse,
    status: number,
    kind: AnswerKind,
    body: Readonly<Record<string, unknown>>,
  ): void {
    this.violations.push(...problemsOfAnswer(kind, body));
    response.writeHead(status, ANSWER_HEADERS).end(JSON.stringify(body));
  }

  #refuse(response: ServerResponse, error: ApiError): void {
    this.#answer(response, error.status, 'error', errorBody(error));
  }
}

const NOT_FOUND: ApiError = { status: 404, code: 20404, message: 'The requested resource was not found' };
const JSON_TYPE = { 'Content-Type': 'application/json' };
const ANSWER_HEADERS = {
  ...JSON_TYPE,
  'Twilio-Concurrent-Requests': '1',
  'Twilio-Request-Duration': '0.001',
};

async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}
