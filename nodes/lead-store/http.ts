import type { IncomingMessage, ServerResponse } from 'node:http';

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

/**
 * The whole body as text, read by hand because a signature or a limit has to come before any parser.
 * @throws HttpRefusal 413 when it is longer than `limit` bytes, 400 when it is no UTF-8 or breaks off
 */
export async function readBody(request: IncomingMessage, limit: number): Promise<string> {
  const bytes = await new Promise<Buffer>((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const refuse = (): void =>
      reject(new HttpRefusal(413, `The body is too large: at most ${limit / 1024} KB.`));
    if (Number(request.headers['content-length'] ?? 0) > limit) return refuse();
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length > limit) refuse();
      else chunks.push(chunk);
    });
    request.once('end', () => resolve(Buffer.concat(chunks)));
    request.once('error', () => reject(new HttpRefusal(400, 'The body broke off.')));
  });
  try {
    return UTF8.decode(bytes);
  } catch {
    throw new HttpRefusal(400, 'The body is not valid UTF-8 text.');
  }
}

/** How much more of a refused body is read, bytes. */
const LONGEST_REST = 1024 * 1024;

/**
 * Reads what is left of a refused body and throws it away. Closed while it still sends, a client would lose the answer with
 * the connection (RFC 9112, 9.6); one that does not come to an end is cut off.
 */
export function discardRest(request: IncomingMessage): void {
  let length = 0;
  request.on('data', (chunk: Buffer) => {
    length += chunk.length;
    if (length > LONGEST_REST) request.socket.destroy();
  });
  request.resume();
}

export function answerJson(response: ServerResponse, status: number, body: object): void {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': Buffer.byteLength(text),
  });
  response.end(text);
}

/** For a person whose browser posted a form. Fixed words only. */
export function answerPage(response: ServerResponse, status: number, words: string): void {
  const page = `<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${words}</title><p>${words}</p>`;
  response.writeHead(status, { 'Content-Type': 'text/html; charset=utf-8' });
  response.end(page);
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
