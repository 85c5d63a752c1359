import type Sdk from 'twilio';
import type { RequestClient, Twilio } from 'twilio';
import type { TwilioSettings } from './settings';

export type TwilioClient = Twilio;

/** What the connection to Twilio may differ in. */
export interface TwilioPorts {
  /** A request whose whole answer took longer counts as one of unknown outcome, ms. */
  readonly timeoutMs?: number;
}

/** The SDK allows 20 sockets, which is 190 texts a second at 100 ms; sockets are opened only when they are needed. */
const SOCKETS = { maxSockets: 256, maxTotalSockets: 512, maxFreeSockets: 64 };
const DEFAULT_TIMEOUT_MS = 30_000;
/** A page of a hundred messages with 1,600 characters each, all escaped, has one MB. */
const LARGEST_ANSWER = 2 * 1024 * 1024;

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
  const httpClient = limited(twilio, ports.timeoutMs ?? DEFAULT_TIMEOUT_MS);
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

/**
 * The SDK's own time limit ends with silence, so that an answer of a byte a second would never end, and it takes answers of
 * any size. Here the time counts for the whole answer, and what is too long is broken off.
 */
function limited(twilio: typeof Sdk, timeoutMs: number): RequestClient {
  const httpClient = new twilio.RequestClient({ timeout: timeoutMs, keepAlive: true, ...SOCKETS });
  httpClient.axios.defaults.maxContentLength = LARGEST_ANSWER;
  httpClient.axios.interceptors.request.use((request) => ({
    ...request,
    signal: AbortSignal.timeout(timeoutMs),
  }));
  return httpClient;
}
