import type { Given } from '../workbench';
import { ACCOUNT, SENDER, TOKEN } from './fake';

/** Where Twilio believes us to be: a proxy ends TLS before Node-RED. */
export const PUBLIC_URL = 'https://leads.example.com';

/** An SMS account that texts with the fake at `apiUrl`. */
export function twilioAccount(apiUrl: string): Given {
  return {
    gateway: 'twilio',
    senders: [SENDER],
    publicUrl: PUBLIC_URL,
    path: 'sms',
    apiUrl,
    pace: 1_000,
  };
}

/** Its secrets. */
export const TWILIO_SECRETS = { accountSid: ACCOUNT, authToken: TOKEN };
