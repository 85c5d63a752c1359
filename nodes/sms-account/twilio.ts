import type { TwilioSettings } from '../../src/sms/twilio/settings';
import { isE164 } from '../../src/leads/phone';
import { TRY_AGAIN, type Addresses } from './addresses';
import type { SmsAccountConfig } from './config';
import type { Secrets } from './secrets';

/** What the gateway needs to know. The address for reports carries the login that stands before Node-RED, if any. */
export function settingsOf(config: SmsAccountConfig, secrets: Secrets, addresses: Addresses): TwilioSettings {
  const { accountSid, authToken, apiKeySid, apiKeySecret } = secrets;
  const { senders, messagingService, apiUrl, pace } = config;
  return {
    accountSid,
    authToken,
    ...(apiKeySid === '' ? {} : { apiKey: { sid: apiKeySid, secret: apiKeySecret } }),
    senders: senders.filter(isE164),
    ...(messagingService === '' ? {} : { messagingServiceSid: messagingService }),
    statusCallback: withLogin(addresses.status, secrets.login) + TRY_AGAIN,
    ...(apiUrl === '' ? {} : { baseUrl: apiUrl }),
    segmentsPerSecond: pace,
  };
}

/** `https://user:password@…`, which Twilio sends as basic authentication and leaves out when it signs. */
function withLogin(address: string, login: string): string {
  if (login === '') return address;
  const url = new URL(address);
  const colon = login.indexOf(':');
  url.username = encoded(login.slice(0, colon));
  url.password = encoded(login.slice(colon + 1));
  return url.href;
}

/** A URL takes a % as the beginning of a code, so it does not encode one by itself. Half a character is none. */
function encoded(part: string): string {
  return encodeURIComponent(Buffer.from(part).toString());
}
