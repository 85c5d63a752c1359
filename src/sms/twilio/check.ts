import { openClient, type TwilioClient, type TwilioPorts } from './sdk';
import type { TwilioSettings } from './settings';
import { troubleOf, UNREADABLE } from './trouble';

/** What a connection check found, in sentences for the person who sets the account up. `field`: where to look. */
export type ConnectionCheck =
  | { readonly ok: true; readonly says: string }
  | { readonly ok: false; readonly field: CheckedField; readonly says: string };
export type CheckedField =
  'accountSid' | 'authToken' | 'apiKey' | 'senders' | 'messagingServiceSid' | 'baseUrl' | 'network';

/**
 * Signs in at Twilio and looks whether the account is active, has the senders, and knows the service. Sends nothing, costs
 * nothing. Never rejects.
 */
export async function checkConnection(
  settings: TwilioSettings,
  ports: TwilioPorts = {},
): Promise<ConnectionCheck> {
  const written = checkWhatIsWritten(settings);
  if (written) return written;
  try {
    const { apiKey, ...withToken } = settings;
    const client = await openClient(withToken, ports);
    const problem =
      (await checkAccount(client, settings)) ??
      (apiKey ? await checkKey(await openClient(settings, ports)) : undefined) ??
      (await checkSenders(client, settings)) ??
      (await checkService(client, settings));
    return problem ?? { ok: true, says: 'Twilio accepts this account.' };
  } catch (error) {
    return explain(error, 'authToken', 'Twilio does not accept the Account SID and the Auth Token.');
  }
}

function checkWhatIsWritten(settings: TwilioSettings): ConnectionCheck | undefined {
  const { accountSid, authToken, apiKey, senders, messagingServiceSid, baseUrl } = settings;
  if (!/^AC[0-9a-f]{32}$/i.test(accountSid)) {
    return wrong(
      'accountSid',
      'The Account SID is AC and 32 digits and letters from a to f. Copy it from the Twilio Console.',
    );
  }
  if (authToken === '')
    return wrong('authToken', 'The Auth Token is missing. Copy it from the Twilio Console.');
  if (apiKey && (!/^SK[0-9a-f]{32}$/i.test(apiKey.sid) || apiKey.secret === '')) {
    return wrong(
      'apiKey',
      'An API key is a SID that begins with SK, and a secret. Leave both empty to sign in with the Auth Token.',
    );
  }
  if (senders.length === 0 && messagingServiceSid === undefined) {
    return wrong('senders', 'Write at least one sender, or a Messaging Service.');
  }
  if (messagingServiceSid !== undefined && !/^MG[0-9a-f]{32}$/i.test(messagingServiceSid)) {
    return wrong(
      'messagingServiceSid',
      'The SID of a Messaging Service is MG and 32 digits and letters from a to f.',
    );
  }
  if (baseUrl !== undefined && !isHttpUrl(baseUrl)) {
    return wrong(
      'baseUrl',
      'The base URL must be a whole address such as https://api.twilio.com. Leave it empty for the usual one.',
    );
  }
  return undefined;
}

function isHttpUrl(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

async function checkAccount(
  client: TwilioClient,
  { accountSid }: TwilioSettings,
): Promise<ConnectionCheck | undefined> {
  const { sid, status } = await client.api.v2010.accounts(accountSid).fetch();
  if (sid !== accountSid) return wrong('baseUrl', NOT_TWILIO);
  if (status === 'active') return undefined;
  return wrong(
    'accountSid',
    `The Twilio account is ${status}. Look into the Twilio Console; a person there can help.`,
  );
}

async function checkKey(client: TwilioClient): Promise<ConnectionCheck | undefined> {
  try {
    await client.messages.list({ limit: 1 });
    return undefined;
  } catch (error) {
    return explain(
      error,
      'apiKey',
      'Twilio does not accept the API key: its SID, or its secret, is wrong, or it belongs to another account.',
    );
  }
}

async function checkSenders(
  client: TwilioClient,
  { senders, messagingServiceSid }: TwilioSettings,
): Promise<ConnectionCheck | undefined> {
  // In the pool of a service there may be numbers that are hosted elsewhere.
  if (messagingServiceSid !== undefined) return undefined;
  for (const [index, sender] of senders.entries()) {
    const [number] = await client.incomingPhoneNumbers.list({ phoneNumber: sender, limit: 1 });
    const which = senders.length === 1 ? 'The sender' : `Sender ${index + 1}`;
    if (number?.phoneNumber !== sender) {
      return wrong('senders', `${which} is not a number of this Twilio account.`);
    }
    if (!number.capabilities.sms) return wrong('senders', `${which} cannot send texts.`);
  }
  return undefined;
}

async function checkService(
  client: TwilioClient,
  { messagingServiceSid }: TwilioSettings,
): Promise<ConnectionCheck | undefined> {
  if (messagingServiceSid === undefined) return undefined;
  try {
    await client.messaging.v1.services(messagingServiceSid).fetch();
    return undefined;
  } catch (error) {
    return explain(
      error,
      'messagingServiceSid',
      'This Twilio account has no Messaging Service with this SID.',
    );
  }
}

const NOT_TWILIO = "What answers at the base URL is not Twilio's API.";

/** `refused`: what it means when Twilio says no. */
function explain(error: unknown, field: CheckedField, refused: string): ConnectionCheck {
  const trouble = troubleOf(error);
  switch (trouble.kind) {
    case 'not_sent':
    case 'unclear':
      if (trouble.code === UNREADABLE) return wrong('baseUrl', NOT_TWILIO);
      return wrong(
        'network',
        `Twilio cannot be reached (${trouble.code}). Is this machine online, and is the base URL right?`,
      );
    case 'answer':
      if (trouble.code === undefined && trouble.status !== 401) {
        return trouble.status >= 500
          ? wrong(
              'network',
              `Twilio has a problem of its own at the moment (HTTP ${trouble.status}). Try again later.`,
            )
          : wrong('baseUrl', NOT_TWILIO);
      }
      return trouble.status === 429
        ? wrong('network', 'Twilio has too many requests of this account at the moment. Try again later.')
        : wrong(field, refused);
  }
}

function wrong(field: CheckedField, says: string): ConnectionCheck {
  return { ok: false, field, says };
}
