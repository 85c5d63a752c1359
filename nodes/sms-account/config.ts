import {
  NO_STORE,
  ConfigReader,
  migrate,
  type Migration,
  type ReadConfig,
  type SavedConfig,
} from '../shared/config';

/** How texts leave: by simulated phones that the sidebar shows, or by Twilio. */
export interface SmsAccountConfig {
  readonly name: string;
  readonly store: string;
  readonly gateway: 'simulator' | 'twilio';
  /** Simulated phones: our number as leads see it, E.164. */
  readonly sender: string;
  /** Twilio: our numbers, E.164. May be empty when there is a Messaging Service. */
  readonly senders: readonly string[];
  /** `MG…`, or empty. */
  readonly messagingService: string;
  /** Where Twilio reaches this Node-RED, without the HTTP root: `https://…`, no slash at its end. */
  readonly publicUrl: string;
  /** Last but one part of the webhooks' addresses, `/nurture/<path>/reply`. */
  readonly path: string;
  /** Segments a second that each sender may send. */
  readonly pace: number;
  /** Segments a day; 0: by the number of leads. */
  readonly dailySegments: number;
  /** US dollars a day; 0: only segments count. */
  readonly dailyDollars: number;
  /** What a segment costs with the carrier's fee, US dollars. */
  readonly segmentPrice: number;
  /** Who answers STOP, START and HELP: Twilio, as it does by default, or we. */
  readonly keywords: 'twilio' | 'us';
  /** A text of unknown outcome that cannot be found at Twilio: stays as it is, or is sent again. */
  readonly unknown: 'keep' | 'resend';
  /** So long it is looked for before it is sent again, minutes. */
  readonly resendMinutes: number;
  /** In place of `https://api.twilio.com`, or empty. */
  readonly apiUrl: string;
}

export const VERSION = 1;
export const MIGRATIONS: readonly Migration[] = [{ version: 1, up: (old) => old }];

export const DEFAULTS: SmsAccountConfig = {
  name: '',
  store: '',
  gateway: 'simulator',
  // 555-0100 to 555-0199 are kept free for fiction (NANPA, 555 line number guidelines).
  sender: '+12025550100',
  senders: [],
  messagingService: '',
  publicUrl: '',
  path: 'sms',
  // A US or Canadian long code (Twilio Help 115002943027, read November 2026).
  pace: 1,
  dailySegments: 0,
  dailyDollars: 0,
  // About what Twilio and a US carrier ask for a segment; what an account really pays, its bill says.
  segmentPrice: 0.012,
  keywords: 'twilio',
  unknown: 'keep',
  resendMinutes: 60,
  apiUrl: '',
};

/** A path stays readable in an address. */
const PATH_PATTERN = /^[a-z0-9][a-z0-9-]{0,39}$/;
const E164_PATTERN = /^\+[1-9]\d{6,14}$/;
const SERVICE_PATTERN = /^MG[0-9a-f]{32}$/i;

export function readSmsAccount(saved: SavedConfig): ReadConfig<SmsAccountConfig> {
  const from = new ConfigReader(migrate(saved, MIGRATIONS));
  const config: SmsAccountConfig = {
    name: from.text('name', DEFAULTS.name),
    store: from.needed('store', NO_STORE),
    gateway: from.choice('gateway', ['simulator', 'twilio'], DEFAULTS.gateway),
    sender: from.text('sender', DEFAULTS.sender).trim(),
    senders: from.texts('senders', DEFAULTS.senders).map(withoutPunctuation),
    messagingService: from.text('messagingService', DEFAULTS.messagingService).trim(),
    publicUrl: withoutSlash(from.text('publicUrl', DEFAULTS.publicUrl)),
    path: from.text('path', DEFAULTS.path).trim(),
    pace: from.number('pace', DEFAULTS.pace, { from: 0.1, to: 1_000 }),
    dailySegments: from.number('dailySegments', DEFAULTS.dailySegments, { from: 0, to: 100_000_000 }),
    dailyDollars: from.number('dailyDollars', DEFAULTS.dailyDollars, { from: 0, to: 1_000_000 }),
    segmentPrice: from.number('segmentPrice', DEFAULTS.segmentPrice, { from: 0.0001, to: 10 }),
    keywords: from.choice('keywords', ['twilio', 'us'], DEFAULTS.keywords),
    unknown: from.choice('unknown', ['keep', 'resend'], DEFAULTS.unknown),
    resendMinutes: from.number('resendMinutes', DEFAULTS.resendMinutes, { from: 5, to: 10_080 }),
    apiUrl: withoutSlash(from.text('apiUrl', DEFAULTS.apiUrl)),
  };
  if (config.gateway === 'twilio') checkTwilio(config, from);
  else if (!E164_PATTERN.test(config.sender)) {
    from.fail('sender', 'Write the sender with country code and digits only, such as +12025550100.');
  }
  return from.done(config);
}

function checkTwilio(config: SmsAccountConfig, from: ConfigReader): void {
  const { senders, messagingService, publicUrl, path, apiUrl } = config;
  const wrong = senders.findIndex((sender) => !E164_PATTERN.test(sender));
  if (wrong >= 0) {
    from.fail('senders', `Write number ${wrong + 1} with + and country code, such as +12025550100.`);
  } else if (senders.length === 0 && messagingService === '') {
    from.fail('senders', 'Write at least one number of your Twilio account, or a Messaging Service below.');
  }
  if (messagingService !== '' && !SERVICE_PATTERN.test(messagingService)) {
    from.fail('messagingService', 'Write the SID of the service: MG and 32 digits and letters from a to f.');
  }
  const reached = problemOfPublicUrl(publicUrl);
  if (reached !== undefined) from.fail('publicUrl', reached);
  if (!PATH_PATTERN.test(path)) {
    from.fail('path', 'The path may have small letters, digits and hyphens, up to 40, such as "sms".');
  }
  if (apiUrl !== '' && !isPlainAddress(apiUrl, /^https?:$/)) {
    from.fail('apiUrl', 'Write the API address as https://…, or leave it empty for Twilio itself.');
  }
}

function problemOfPublicUrl(url: string): string | undefined {
  if (url === '')
    return 'Write the address under which Twilio reaches this Node-RED, such as https://leads.example.com.';
  if (/^https?:\/\/[^/]*@/i.test(url)) {
    return 'Write the public address without user and password: they have a field of their own under More.';
  }
  if (/^https:\/\/[^/]*_/i.test(url))
    return 'Twilio takes no address with _ in the name of the machine (error 21609).';
  return isPlainAddress(url, /^https:$/)
    ? undefined
    : 'The public address must begin with https:// and have nothing behind a ? or #, such as https://leads.example.com.';
}

function isPlainAddress(text: string, scheme: RegExp): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password, search, hash } = new URL(text);
  return (
    scheme.test(protocol) &&
    [username, password, search, hash].every((part) => part === '') &&
    !/[?#\s]/.test(text)
  );
}

/** `+1 (202) 555-0100` as `+12025550100`. */
function withoutPunctuation(number: string): string {
  return number.replace(/[\s().\u00a0-]/g, '');
}

function withoutSlash(url: string): string {
  return url.trim().replace(/\/+$/, '');
}
