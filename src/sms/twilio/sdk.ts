import type Sdk from 'twilio';
import type { Twilio } from 'twilio';
import type { TwilioSettings } from './settings';

export type TwilioClient = Twilio;

/** What the connection to Twilio may differ in. */
export interface TwilioPorts {
  /** A request that took longer counts as one of unknown outcome, ms. */
  readonly timeoutMs?: number;
}

/** The SDK allows 20 sockets, which is 190 texts a second at 100 ms; sockets are opened only when they are needed. */
const SOCKETS = { maxSockets: 256, maxTotalSockets: 512, maxFreeSockets: 64 };
const DEFAULT_TIMEOUT_MS = 30_000;

let sdk: Promise<typeof Sdk> | undefined;

/** Loads the SDK when it is first needed: it costs 24 MB and a fifth of a second. */
function loadSdk(): Promise<typeof Sdk> {
  sdk ??= import('twilio').then((loaded) => loaded.default);
  return sdk;
}

/** A client that signs in as the settings say. @throws Error of the SDK when the Account SID is no such thing */
export async function openClient(settings: TwilioSettings, ports: TwilioPorts = {}): Promise<TwilioClient> {
  const { accountSid, authToken, apiKey, baseUrl } = settings;
  const twilio = await loadSdk();
  const httpClient = new twilio.RequestClient({
    timeout: ports.timeoutMs ?? DEFAULT_TIMEOUT_MS,
    keepAlive: true,
    ...SOCKETS,
  });
  const client = new twilio.Twilio(apiKey?.sid ?? accountSid, apiKey?.secret ?? authToken, {
    accountSid,
    httpClient,
  });
  if (baseUrl !== undefined) {
    const base = baseUrl.replace(/\/+$/, '');
    client.api.baseUrl = base;
    client.messaging.baseUrl = base;
  }
  return client;
}
