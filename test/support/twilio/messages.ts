/** A message as Twilio keeps it. */
export interface FakeMessage {
  readonly sid: string;
  readonly to: string;
  from: string | null;
  readonly body: string;
  readonly media: readonly string[];
  readonly service: string | null;
  readonly validityPeriod: number | undefined;
  readonly statusCallback: string | undefined;
  /** ms UTC */
  readonly createdAt: number;
  sentAt: number | undefined;
  status: string;
  errorCode: number | null;
}

/** Where no service was used the API tells a default one (twilio-oai, message created without a service, 2026-04-14). */
const DEFAULT_SERVICE = 'MGdddddddddddddddddddddddddddddddd';

/** The resource as the API answers it (docs, message resource; dates are RFC 2822). */
export function resourceOf(one: FakeMessage, account: string): Record<string, unknown> {
  const uri = `/2010-04-01/Accounts/${account}/Messages/${one.sid}`;
  return {
    account_sid: account,
    api_version: '2010-04-01',
    body: one.body,
    date_created: rfc2822(one.createdAt),
    date_sent: one.sentAt === undefined ? null : rfc2822(one.sentAt),
    date_updated: rfc2822(one.sentAt ?? one.createdAt),
    direction: 'outbound-api',
    error_code: one.errorCode,
    error_message: null,
    from: one.from,
    messaging_service_sid: one.service ?? DEFAULT_SERVICE,
    num_media: String(one.media.length),
    num_segments: one.service === null ? '1' : '0',
    price: null,
    price_unit: 'USD',
    sid: one.sid,
    status: one.status,
    subresource_uris: { media: `${uri}/Media.json` },
    to: one.to,
    uri: `${uri}.json`,
  };
}

/** `Tue, 03 Mar 2026 16:00:00 +0000` */
export function rfc2822(at: number): string {
  return new Date(at).toUTCString().replace('GMT', '+0000');
}

export interface ApiError {
  readonly status: number;
  readonly code: number;
  readonly message: string;
}

export function errorBody({ status, code, message }: ApiError): Record<string, unknown> {
  return { code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status };
}

/** Numbers that fail in a set way (docs, test credentials; and public tests of the API). */
const TO_FAILS: Readonly<Record<string, ApiError>> = {
  '+15005550001': { status: 400, code: 21211, message: "Invalid 'To' Phone Number" },
  '+15005550002': { status: 400, code: 21612, message: 'The destination is not reachable from this number' },
  '+15005550003': { status: 400, code: 21408, message: 'Permission to send an SMS has not been enabled' },
  '+15005550004': { status: 400, code: 21610, message: 'Attempt to send to unsubscribed recipient' },
  '+15005550009': { status: 400, code: 21614, message: "'To' number is not a valid mobile number" },
};
const FROM_FAILS: Readonly<Record<string, ApiError>> = {
  '+15005550001': { status: 400, code: 21212, message: "The 'From' number is not a valid phone number" },
  '+15005550007': { status: 400, code: 21606, message: "The 'From' number is not a Twilio number" },
  '+15005550008': { status: 400, code: 21611, message: "This 'From' number has exceeded its queue" },
};

/** Why Twilio would not create the message; undefined when it would. */
export function refusalOf(form: URLSearchParams, numbers: readonly string[]): ApiError | undefined {
  const bad = (code: number, message: string): ApiError => ({ status: 400, code, message });
  const [to, from, service] = [form.get('To'), form.get('From'), form.get('MessagingServiceSid')];
  const [body, media] = [form.get('Body') ?? '', form.getAll('MediaUrl')];
  const validity = form.get('ValidityPeriod');
  const callback = form.get('StatusCallback');
  if (!to) return bad(21604, "A 'To' phone number is required.");
  if (!from && !service) return bad(21603, "A 'From' number or a Messaging Service is required.");
  if (body === '' && media.length === 0)
    return bad(21619, 'A text message body or media urls must be specified.');
  if (body.length > 1600)
    return bad(21617, 'The concatenated message body exceeds the 1600 character limit.');
  if (media.length > 10) return bad(21623, 'Number of media files exceeds allowed limit.');
  if (media.some((url) => !/^https?:\/\//.test(url))) return bad(21620, 'Invalid media URL.');
  if (validity !== null && !(Number(validity) >= 1 && Number(validity) <= 36_000)) {
    return bad(20001, 'ValidityPeriod must be between 1 and 36000.');
  }
  if (callback !== null && (!URL.canParse(callback) || new URL(callback).hostname.includes('_'))) {
    return bad(21609, 'The StatusCallback URL is not valid.');
  }
  if (from && FROM_FAILS[from]) return FROM_FAILS[from];
  if (from && from !== '+15005550006' && !numbers.includes(from)) return bad(21606, 'Not a Twilio number.');
  return TO_FAILS[to];
}
