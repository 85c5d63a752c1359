import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** A reply with ten files has some 60 (Twilio docs, "Incoming message webhook", read November 2026). */
export const MOST_PARAMETERS = 500;

/** A request that claims to come from Twilio. */
export interface SignedRequest {
  /** The whole address as Twilio was told it, with its query; without the fragment, and without a login before the host. */
  readonly url: string;
  /** As it came, before any parser. */
  readonly body: string;
  /** The header `X-Twilio-Signature`. */
  readonly signature: string | undefined;
}

/**
 * True when one of the Auth Tokens signed the request: two during a rotation, and none means no. In constant time for the
 * tokens: all are tried, and compared to the last byte (Twilio docs, "Webhooks security", read November 2026).
 *
 * Like the validator of Twilio's own SDK (twilio 6.2.0, lib/webhooks/webhooks.js) it takes the standard port as written or
 * left out, because Twilio signs one or the other. Unlike it, it does not also try the address in other ways of writing it
 * (host in small letters, query escaped anew), since the addresses that this package gives to Twilio have one only; and it
 * refuses a form of more parameters than Twilio ever sends, which a stranger could make it sort for a tenth of a second.
 */
export function isSignedBy(tokens: readonly string[], { url, body, signature }: SignedRequest): boolean {
  const bodyHash = bodyHashIn(url);
  if (signature === undefined || (bodyHash === undefined && hasTooManyParameters(body))) return false;
  const given = Buffer.from(signature);
  const parameters = bodyHash === undefined ? parametersOf(body) : '';
  let signed = false;
  for (const token of tokens.filter((one) => one !== '')) {
    for (const address of withAndWithoutPort(url)) {
      const expected = createHmac('sha1', token)
        .update(address + parameters)
        .digest('base64');
      if (isSame(given, Buffer.from(expected))) signed = true;
    }
  }
  return signed && (bodyHash === undefined || isSame(Buffer.from(bodyHash), Buffer.from(sha256(body))));
}

/** A body that is no form, such as JSON, is signed by its hash in the address. */
function bodyHashIn(url: string): string | undefined {
  const query = url.indexOf('?');
  return (query < 0 ? undefined : new URLSearchParams(url.slice(query)).get('bodySHA256')) ?? undefined;
}

function hasTooManyParameters(body: string): boolean {
  let count = 1;
  for (let at = body.indexOf('&'); at >= 0; at = body.indexOf('&', at + 1)) count++;
  return count > MOST_PARAMETERS;
}

/**
 * All parameters of a form as they are signed: sorted by name, each name followed by its value; of a name that comes more
 * than once, the different values, sorted. By UTF-16 units, as the SDK sorts.
 */
function parametersOf(body: string): string {
  const values = new Map<string, Set<string>>();
  for (const [name, value] of new URLSearchParams(body)) {
    const known = values.get(name);
    if (known) known.add(value);
    else values.set(name, new Set([value]));
  }
  const names = [...values.keys()].sort();
  return names.flatMap((name) => [...(values.get(name) ?? [])].sort().map((value) => name + value)).join('');
}

/** Scheme, host and port of an address; the host may be an IPv6 address in brackets. */
const ORIGIN = /^(https?:\/\/)([^/?#]*?)(:\d*)?(?=[/?#]|$)/i;

function withAndWithoutPort(url: string): string[] {
  const [origin = '', scheme = '', host = '', port = ''] = ORIGIN.exec(url) ?? [];
  const rest = url.slice(origin.length);
  const standard = scheme.toLowerCase() === 'http://' ? ':80' : ':443';
  return [scheme + host + rest, scheme + host + (port || standard) + rest];
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** How long a signature or a hash is, is no secret. */
function isSame(given: Buffer, expected: Buffer): boolean {
  return given.length === expected.length && timingSafeEqual(given, expected);
}
