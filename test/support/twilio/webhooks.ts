import { getExpectedBodyHash, getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks';

/** A parameter with all its values, as the SDK's validator takes them. */
export type Parameters = Readonly<Record<string, string | readonly string[]>>;

/** What Twilio puts into a webhook's headers; signed by the SDK, not by us. `url` without fragment and login. */
export function signatureOf(token: string, url: string, parameters: Parameters): string {
  return getExpectedTwilioSignature(token, url, { ...nullProto(parameters) });
}

/** A form as the SDK's middleware sees it after a parser: a list for a name that comes more than once. */
export function parametersIn(body: string): Parameters {
  const parameters = nullProto({});
  for (const [name, value] of new URLSearchParams(body)) {
    const known = parameters[name];
    parameters[name] = known === undefined ? value : [...(Array.isArray(known) ? known : [known]), value];
  }
  return parameters;
}

/** Names of parameters come from outside: `__proto__` is one. */
function nullProto(parameters: Parameters): Record<string, string | readonly string[]> {
  const made: Record<string, string | readonly string[]> = Object.create(null);
  for (const name of Object.keys(parameters)) made[name] = parameters[name] ?? '';
  return made;
}

/** One webhook, ready to be sent. */
export interface SignedWebhook {
  /** As signed: the address at Twilio. */
  readonly url: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** A form that Twilio posts. */
export function formWebhook(
  token: string,
  url: string,
  pairs: readonly (readonly [string, string])[],
): SignedWebhook {
  const body = new URLSearchParams(pairs.map(([name, value]) => [name, value])).toString();
  return {
    url,
    body,
    headers: {
      'content-type': 'application/x-www-form-urlencoded; charset=UTF-8',
      'x-twilio-signature': signatureOf(token, url, parametersIn(body)),
    },
  };
}

/** JSON that Twilio posts: signed by the hash of the body, which it adds to the address. */
export function jsonWebhook(token: string, url: string, value: unknown): SignedWebhook {
  const body = JSON.stringify(value);
  const signed = `${url}${url.includes('?') ? '&' : '?'}bodySHA256=${getExpectedBodyHash(body)}`;
  return {
    url: signed,
    body,
    headers: {
      'content-type': 'application/json',
      'x-twilio-signature': signatureOf(token, signed, {}),
    },
  };
}

/** What is signed: the address without what stands behind the #, and without user and password. */
export function signedAddress(url: string): string {
  return url.replace(/#.*$/s, '').replace(/^(https?:\/\/)[^/?#]*@/, '$1');
}

/** `https://user:password@…` is basic authentication to Twilio. */
export function loginIn(url: string): Record<string, string> {
  const { username, password } = new URL(url);
  if (username === '') return {};
  const login = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { authorization: `Basic ${Buffer.from(login).toString('base64')}` };
}

/**
 * Posts a webhook as Twilio does, and as it arrives: a proxy ends TLS, so what was signed for `https://…` comes by http to
 * where Node-RED listens. `headers` over those of the webhook.
 */
export function deliver(
  webhook: SignedWebhook,
  origin: string,
  {
    headers = {},
    ...init
  }: Omit<RequestInit, 'headers'> & { readonly headers?: Record<string, string> } = {},
): Promise<Response> {
  const { pathname, search } = new URL(webhook.url);
  return fetch(`${origin}${pathname}${search}`, {
    method: 'POST',
    body: webhook.body,
    ...init,
    headers: { ...webhook.headers, ...headers },
  });
}

/** `SM…`, the nth. */
export function sidOf(nth: number, kind: 'SM' | 'MM' = 'SM'): string {
  return kind + nth.toString(16).padStart(32, '0');
}

type Told = Readonly<Record<string, string>>;

/** What Twilio posts when a text comes in (docs, "Incoming message webhook", read November 2026). `told` over that. */
export function incomingText(account: string, told: Told): [string, string][] {
  const sid = told['MessageSid'] ?? sidOf(1);
  return Object.entries({
    ToCountry: 'US',
    ToState: 'DC',
    SmsMessageSid: sid,
    NumMedia: '0',
    ToCity: '',
    FromZip: '33101',
    SmsSid: sid,
    FromState: 'FL',
    SmsStatus: 'received',
    FromCity: 'MIAMI',
    Body: '',
    FromCountry: 'US',
    To: '+12025550100',
    ToZip: '',
    NumSegments: '1',
    MessageSid: sid,
    AccountSid: account,
    From: '+13055550142',
    ApiVersion: '2010-04-01',
    ...told,
  });
}

/** What Twilio posts when a text of ours has come further (docs, "Outbound message status", read November 2026). */
export function statusOf(account: string, told: Told): [string, string][] {
  const { MessageSid = sidOf(1), MessageStatus = 'delivered' } = told;
  return Object.entries({
    SmsSid: MessageSid,
    SmsStatus: MessageStatus,
    MessageStatus,
    To: '+13055550142',
    MessageSid,
    AccountSid: account,
    From: '+12025550100',
    ApiVersion: '2010-04-01',
    ...told,
  });
}
