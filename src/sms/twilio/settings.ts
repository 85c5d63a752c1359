import type { E164 } from '../../leads/lead';

/** How one SMS account reaches Twilio. `authToken` and `apiKey.secret` are secrets: never log them. */
export interface TwilioSettings {
  /** `AC…`, the account that sends, also when an API key signs in. */
  readonly accountSid: string;
  /** Signs in when there is no API key. */
  readonly authToken: string;
  readonly apiKey?: { readonly sid: string; readonly secret: string };
  /** Our numbers. May be empty when there is a Messaging Service. */
  readonly senders: readonly E164[];
  /** `MG…` */
  readonly messagingServiceSid?: string;
  /** Absolute URL to which Twilio reports what became of a text; `m` and `l` are added to its query. */
  readonly statusCallback?: string;
  /** In place of `https://api.twilio.com`: for a region, a proxy, or a test. */
  readonly baseUrl?: string;
  /** Segments a second that each sender may send (Twilio Help 115002943027: 1 for a US or Canadian long code). */
  readonly segmentsPerSecond: number;
}

/** What Twilio allows a sender without registration, segments a second (Twilio Help 115002943027, read 2026-11). */
export const DEFAULT_SEGMENTS_PER_SECOND = 1;

/** The names under which a status callback carries our own ids in its query. */
export const OUR_MESSAGE = 'm';
export const OUR_LEAD = 'l';
