import type { IncomingMessage, ServerResponse } from 'node:http';
import { realClock, type Clock } from '../../src/clock';

/** Answers one request. Never rejects for what a stranger sent. */
export type Webhook = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** A refusal: an HTTP status and a sentence that says what to do. */
export class HttpRefusal extends Error {
  override readonly name = 'HttpRefusal';

  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

const UTF8 = new TextDecoder('utf-8', { fatal: true });

/** A sender has so long for a body, ms: Node.js itself would wait for five minutes (http, `requestTimeout`). */
const PATIENCE_MS = 30_000;

/**
 * The whole body as text, read by hand because a signature or a limit has to come before any parser.
 * @throws HttpRefusal 413 when it is longer than `limit` bytes, 408 when it takes longer than half a minute, 400 when it is
 * no UTF-8, breaks off, or was read by somebody else before
 */
export async function readBody(
  request: IncomingMessage,
  limit: number,
  clock: Clock = realClock,
): Promise<string> {
  const bytes = await bytesOf(request, limit, clock);
  try {
    return UTF8.decode(bytes);
  } catch {
    throw new HttpRefusal(400, 'The body is not valid UTF-8 text.');
  }
}

/**
 * The whole body as it came.
 * @throws HttpRefusal as `readBody`, whatever the bytes are
 */
export function readBytes(
  request: IncomingMessage,
  limit: number,
  clock: Clock = realClock,
): Promise<Buffer> {
  return bytesOf(request, limit, clock);
}

function bytesOf(request: IncomingMessage, limit: number, clock: Clock): Promise<Buffer> {
  // No `end` would come any more.
  if (request.readableDidRead || request.readableEnded || request.destroyed) {
    throw new HttpRefusal(400, 'The body was read by something else before it came here.');
  }
  if (Number(request.headers['content-length'] ?? 0) > limit) throw tooLarge(limit);
  return new Promise<Buffer>((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const cancel = clock.wakeAt(clock.now() + PATIENCE_MS, () =>
      refuse(new HttpRefusal(408, 'The body took longer than 30 seconds.')),
    );
    const done = (): void => {
      cancel();
      request.off('data', take).off('end', end).off('error', brokeOff);
    };
    const refuse = (refusal: HttpRefusal): void => {
      done();
      reject(refusal);
    };
    const take = (chunk: Buffer): void => {
      length += chunk.length;
      if (length > limit) refuse(tooLarge(limit));
      else chunks.push(chunk);
    };
    const end = (): void => {
      done();
      resolve(Buffer.concat(chunks));
    };
    const brokeOff = (): void => refuse(new HttpRefusal(400, 'The body broke off.'));
    request.on('data', take).once('end', end).once('error', brokeOff);
  });
}

function tooLarge(limit: number): HttpRefusal {
  return new HttpRefusal(413, `The body is too large: at most ${limit / 1024} KB.`);
}

/** How much more of a refused body is read, bytes, and how long, ms. */
const LONGEST_REST = 10 * 1024 * 1024;
const LONGEST_REST_MS = 5_000;

/**
 * Answers with a status that refuses, as `wantsPage` says, also while the client still sends. Then what is left of the body is read and
 * thrown away: closed while it sends, a client would lose the answer with the connection (RFC 9112, 9.6). One that does not
 * come to an end is cut off.
 */
export function answerRefusal(
  request: IncomingMessage,
  response: ServerResponse,
  { status, message }: HttpRefusal,
  clock: Clock = realClock,
): void {
  const answer = wantsPage(request) ? page(message) : json({ error: message });
  const text = begin(response, status, answer);
  if (request.complete || request.destroyed) {
    response.end(text);
    return;
  }
  // The answer is whole for the client; ended, it would close a connection that is not to be kept (Node.js, http).
  response.write(text);
  let length = 0;
  const over = (): void => {
    cancel();
    request.off('data', discard).off('end', over).off('error', over);
    response.end();
    if (!request.complete) request.socket.destroy();
  };
  const discard = (chunk: Buffer): void => {
    length += chunk.length;
    if (length > LONGEST_REST) over();
  };
  const cancel = clock.wakeAt(clock.now() + LONGEST_REST_MS, over);
  request.on('data', discard).once('end', over).once('error', over).resume();
}

/** True for a person whose browser posted a form: she reads a page, programs read JSON. */
export function wantsPage(request: IncomingMessage): boolean {
  return (request.headers.accept ?? '').includes('text/html');
}

export function answerJson(response: ServerResponse, status: number, body: object): void {
  response.end(begin(response, status, json(body)));
}

/** For a person whose browser posted a form. Markup in the words is shown as text. */
export function answerPage(response: ServerResponse, status: number, words: string): void {
  response.end(begin(response, status, page(words)));
}

interface Answer {
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

function json(body: object): Answer {
  return { headers: { 'Content-Type': 'application/json; charset=utf-8' }, text: JSON.stringify(body) };
}

function page(words: string): Answer {
  const shown = escaped(words);
  const text = `<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${shown}</title><p>${shown}</p>`;
  return {
    // Nothing of what a stranger sent may run or load here, should it ever get past the escaping.
    headers: { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': "default-src 'none'" },
    text,
  };
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(words: string): string {
  return words.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? '');
}

/** Writes the head; returns what is to follow. */
function begin(response: ServerResponse, status: number, { headers, text }: Answer): string {
  response.writeHead(status, { ...headers, 'Content-Length': Buffer.byteLength(text) });
  return text;
}

/** How many may come in a while: a bucket of `most`, filled again within `perMs`. */
export class RateLimit {
  #left: number;
  #filledAt: number;

  constructor(
    private readonly most: number,
    private readonly perMs: number,
    private readonly now: () => number,
  ) {
    this.#left = most;
    this.#filledAt = now();
  }

  /** Takes one, or tells in how many ms there is one again. */
  take(): number {
    const at = this.now();
    this.#left = Math.min(
      this.most,
      this.#left + (Math.max(0, at - this.#filledAt) * this.most) / this.perMs,
    );
    this.#filledAt = at;
    if (this.#left < 1) return Math.ceil(((1 - this.#left) * this.perMs) / this.most);
    this.#left--;
    return 0;
  }
}
