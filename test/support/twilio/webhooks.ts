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
