/**
 * The parts of Twilio's API that we use, written down from its public OpenAPI description (github.com/twilio/twilio-oai,
 * spec/json/twilio_api_v2010.json and twilio_messaging_v1.json at d50069b, 2026-04-14; read 2026-11-28). The limits of a body,
 * of media and of a validity stand in its texts (docs, message resource). Where our fake or our requests differ from it, the
 * tests fail.
 */

interface Field {
  readonly is: RegExp | ((value: unknown) => boolean);
  readonly nullable?: true;
}
type Fields = Readonly<Record<string, Field>>;

const sid = (prefix: string): Field => ({ is: new RegExp(`^(?:${prefix})[0-9a-fA-F]{32}$`) });
const or = (field: Field): Field => ({ ...field, nullable: true });
const oneOf = (...words: readonly string[]): Field => ({ is: new RegExp(`^(?:${words.join('|')})$`) });

const TEXT: Field = { is: (value) => typeof value === 'string' };
const INTEGER: Field = { is: (value) => Number.isInteger(value) };
const BOOLEAN: Field = { is: (value) => typeof value === 'boolean' };
const OBJECT: Field = { is: (value) => typeof value === 'object' && !Array.isArray(value) };
const PHONE: Field = { is: /^\+[1-9]\d{6,14}$/ };
/** RFC 2822, in UTC. */
const DATE: Field = { is: /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} \+0000$/ };
/** RFC 3986: what may not stand in an address is encoded. */
const ADDRESS =
  /^https?:\/\/(?:[\w.~:@!$&'()*+,;=[\]-]|%[0-9a-f]{2})+(?:\/(?:[\w.~:/@!$&'()*+,;=-]|%[0-9a-f]{2})*)?(?:\?(?:[\w.~:/?@!$&'()*+,;=-]|%[0-9a-f]{2})*)?(?:#(?:[\w.~:/?@!$&'()*+,;=-]|%[0-9a-f]{2})*)?$/i;
const RELATIVE: Field = { is: /^\/[\w.~:/?@!$&'()*+,;=%-]*$/ };
const ACCOUNT_SID = sid('AC');
const MESSAGE_SID = sid('SM|MM');
const SERVICE_SID = sid('MG');

function whole(from: number, to: number): Field {
  return { is: (value) => /^\d+$/.test(String(value)) && Number(value) >= from && Number(value) <= to };
}

const PAGING: Fields = { PageSize: whole(1, 1000), Page: whole(0, Infinity), PageToken: TEXT };

/** Parameters of requests, those that are needed marked by their name in `needs`. */
interface RequestForm {
  readonly path: RegExp;
  readonly method: 'GET' | 'POST';
  readonly needs: readonly string[];
  readonly fields: Fields;
  /** Of a name that may come more than once: how often at most. */
  readonly many?: Readonly<Record<string, number>>;
}

const ACCOUNT_PATH = '/2010-04-01/Accounts/AC[0-9a-fA-F]{32}';

const REQUESTS: readonly RequestForm[] = [
  {
    path: new RegExp(`^${ACCOUNT_PATH}/Messages\\.json$`),
    method: 'POST',
    needs: ['To'],
    fields: {
      To: PHONE,
      From: PHONE,
      MessagingServiceSid: SERVICE_SID,
      Body: { is: (value) => String(value).length <= 1600 },
      MediaUrl: { is: ADDRESS },
      StatusCallback: { is: (value) => ADDRESS.test(String(value)) && String(value).length <= 4000 },
      ValidityPeriod: whole(1, 36_000),
    },
    many: { MediaUrl: 10 },
  },
  {
    path: new RegExp(`^${ACCOUNT_PATH}/Messages\\.json$`),
    method: 'GET',
    needs: [],
    fields: { To: PHONE, From: PHONE, ...PAGING },
  },
  {
    path: new RegExp(`^${ACCOUNT_PATH}/Messages/(?:SM|MM)[0-9a-fA-F]{32}\\.json$`),
    method: 'GET',
    needs: [],
    fields: {},
  },
  {
    path: new RegExp(`^${ACCOUNT_PATH}/IncomingPhoneNumbers\\.json$`),
    method: 'GET',
    needs: [],
    fields: { PhoneNumber: PHONE, ...PAGING },
  },
  { path: new RegExp(`^${ACCOUNT_PATH}\\.json$`), method: 'GET', needs: [], fields: {} },
  { path: /^\/v1\/Services\/MG[0-9a-fA-F]{32}$/, method: 'GET', needs: [], fields: {} },
];

/** What is wrong with a request to the API, in sentences without its values. */
export function problemsOfRequest(method: string, path: string, given: URLSearchParams): readonly string[] {
  const form = REQUESTS.find((one) => one.method === method && one.path.test(path));
  if (!form) return [`${method} of an address that the API does not have`];
  const { needs, fields, many = {} } = form;
  const problems = needs.filter((name) => !given.has(name)).map((name) => `${name} is missing`);
  for (const name of new Set(given.keys())) {
    const values = given.getAll(name);
    const field = fields[name];
    if (!field) problems.push(`${name} is no parameter that we use`);
    else if (values.length > (many[name] ?? 1)) problems.push(`${name} comes too often`);
    else if (!values.every((value) => fits(value, field))) problems.push(`${name} is not as described`);
  }
  return problems;
}

const MESSAGE: Fields = {
  account_sid: or(ACCOUNT_SID),
  api_version: or(TEXT),
  body: or(TEXT),
  date_created: or(DATE),
  date_sent: or(DATE),
  date_updated: or(DATE),
  direction: oneOf('inbound', 'outbound-api', 'outbound-call', 'outbound-reply'),
  error_code: or(INTEGER),
  error_message: or(TEXT),
  from: or(PHONE),
  messaging_service_sid: or(SERVICE_SID),
  num_media: or(TEXT),
  num_segments: or(TEXT),
  price: or(TEXT),
  price_unit: or(TEXT),
  sid: or(MESSAGE_SID),
  status: oneOf(
    ...['queued', 'sending', 'sent', 'failed', 'delivered', 'undelivered', 'receiving', 'received'],
    ...['accepted', 'scheduled', 'read', 'partially_delivered', 'canceled'],
  ),
  subresource_uris: or(OBJECT),
  to: or(TEXT),
  uri: or(TEXT),
};

const PAGE: Fields = {
  end: INTEGER,
  first_page_uri: RELATIVE,
  next_page_uri: or(RELATIVE),
  page: INTEGER,
  page_size: INTEGER,
  previous_page_uri: or(RELATIVE),
  start: INTEGER,
  uri: RELATIVE,
};

const listOf = (fields: Fields): Field => ({
  is: (value) => Array.isArray(value) && value.every((one) => misfits(one, fields).length === 0),
});

/** What the API answers. All of a message is there; of other resources as much as we read. */
const ANSWERS = {
  message: MESSAGE,
  messages: { ...PAGE, messages: listOf(MESSAGE) },
  account: {
    sid: or(ACCOUNT_SID),
    status: oneOf('active', 'suspended', 'closed'),
    type: oneOf('Trial', 'Full'),
  },
  numbers: {
    ...PAGE,
    incoming_phone_numbers: listOf({
      sid: or(sid('PN')),
      phone_number: or(PHONE),
      capabilities: or({ is: (value) => misfits(value, CAPABILITIES).length === 0 }),
    }),
  },
  service: { sid: or(SERVICE_SID) },
  error: {
    code: INTEGER,
    message: TEXT,
    more_info: { is: ADDRESS },
    status: {
      is: (value: unknown) => Number.isInteger(value) && Number(value) >= 400 && Number(value) < 600,
    },
  },
} as const satisfies Readonly<Record<string, Fields>>;
const CAPABILITIES: Fields = { mms: BOOLEAN, sms: BOOLEAN, voice: BOOLEAN };

export type AnswerKind = keyof typeof ANSWERS;

/** What is wrong with an answer of the API, in sentences without its values. */
export function problemsOfAnswer(kind: AnswerKind, body: unknown): readonly string[] {
  return misfits(body, ANSWERS[kind]).map((name) => `${name} of ${kind} is not as described`);
}

/** The names that are missing, wrong, or not described. */
function misfits(value: unknown, fields: Fields): string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return ['all'];
  const given: Readonly<Record<string, unknown>> = { ...value };
  const names = new Set([...Object.keys(fields), ...Object.keys(given)]);
  return [...names].filter((name) => {
    const field = fields[name];
    return !field || !fits(given[name], field);
  });
}

function fits(value: unknown, { is, nullable }: Field): boolean {
  if (value === null) return nullable === true;
  if (value === undefined) return false;
  return is instanceof RegExp ? typeof value === 'string' && is.test(value) : is(value);
}
