import { isE164, readPhone } from '../../leads/phone';
import type { E164 } from '../../leads/lead';
import type { Media } from '../../leads/reply';
import type { IncomingText } from '../incoming';
import { isMessageSid, type Parameters } from './parameters';

/** Who answers STOP, START and HELP. `twilio`: Twilio does by default, for all senders but those it was asked not to. */
export const KEYWORD_ANSWERS = ['twilio', 'us'] as const;
export type KeywordAnswers = (typeof KEYWORD_ANSWERS)[number];

/** What a reply webhook says. */
export type Inbound =
  | { readonly kind: 'reply'; readonly incoming: Omit<IncomingText, 'account'> }
  /** Well-formed, but from no phone number: WhatsApp, a short code, a name. */
  | { readonly kind: 'no_phone' }
  /** `lacks`: the parameter that is missing or wrong. */
  | { readonly kind: 'malformed'; readonly lacks: string };

/**
 * Reads what Twilio posts when a text comes in (Twilio docs, "Incoming message webhook", read November 2026). Parameters
 * that are not known, which Twilio adds without notice, are left alone.
 */
export function readInbound(parameters: Parameters, answers: KeywordAnswers): Inbound {
  const id = parameters.get('MessageSid');
  if (!isMessageSid(id)) return { kind: 'malformed', lacks: 'MessageSid' };
  const to = parameters.get('To') ?? '';
  if (to === '' || to.length > LONGEST_ADDRESS) return { kind: 'malformed', lacks: 'To' };
  const told = parameters.get('From') ?? '';
  if (told === '' || told.length > LONGEST_ADDRESS) return { kind: 'malformed', lacks: 'From' };
  const from = phoneIn(told);
  if (from === undefined) return { kind: 'no_phone' };
  const text = parameters.get('Body') ?? '';
  const media = mediaIn(parameters);
  const keyword = keywordIn(parameters, text, answers);
  return {
    kind: 'reply',
    incoming: {
      id,
      from,
      to,
      text,
      ...(media.length > 0 ? { media } : {}),
      ...(keyword === undefined ? {} : { keyword }),
    },
  };
}

const LONGEST_ADDRESS = 256;

/** As leads are known; a number that looks odd is still a person who texts. */
function phoneIn(told: string): E164 | undefined {
  const reading = told.startsWith('+') ? readPhone(told, '') : undefined;
  if (reading?.ok) return reading.phone;
  return isE164(told) ? told : undefined;
}

const MOST_MEDIA = 10;
const LONGEST_URL = 4096;

function mediaIn(parameters: Parameters): Media[] {
  const count = Math.min(Number(parameters.get('NumMedia') ?? 0), MOST_MEDIA);
  const media: Media[] = [];
  for (let index = 0; index < count; index++) {
    const url = parameters.get(`MediaUrl${index}`) ?? '';
    const contentType = (parameters.get(`MediaContentType${index}`) ?? '').slice(0, LONGEST_ADDRESS);
    if (isWebAddress(url)) media.push({ url, contentType });
  }
  return media;
}

function isWebAddress(url: string): boolean {
  return url.length <= LONGEST_URL && /^https?:\/\//i.test(url) && URL.canParse(url);
}

type Keyword = NonNullable<IncomingText['keyword']>;

/** Only with Advanced Opt-Out, and then the word may be any (Twilio docs, "Advanced Opt-Out", read November 2026). */
const OPT_OUT_TYPES: ReadonlyMap<string, Keyword> = new Map([
  ['STOP', 'opt_out'],
  ['START', 'opt_in'],
  ['HELP', 'help'],
]);

/**
 * What Twilio acts on by default, when it is the whole body in any capitals, and answers by itself; an answer of ours to
 * STOP would fail, and count against the sender (error 21610). Blanks and full stops are not documented, so they do not
 * count here (Twilio Help 223134027, read November 2026). Twilio also takes YES for START; here it is an answer to a
 * question first, so it lifts an opt-out only when `OptOutType` says that it did so at Twilio.
 */
const DEFAULT_KEYWORDS: ReadonlyMap<string, Keyword> = new Map([
  ...['STOP', 'STOPALL', 'UNSUBSCRIBE', 'CANCEL', 'END', 'QUIT', 'OPTOUT', 'REVOKE'].map(
    (word) => [word, 'opt_out'] as const,
  ),
  ...['START', 'UNSTOP'].map((word) => [word, 'opt_in'] as const),
  ...['HELP', 'INFO'].map((word) => [word, 'help'] as const),
]);

function keywordIn(parameters: Parameters, text: string, answers: KeywordAnswers): Keyword | undefined {
  const told = OPT_OUT_TYPES.get((parameters.get('OptOutType') ?? '').toUpperCase());
  if (told !== undefined || answers === 'us') return told;
  return DEFAULT_KEYWORDS.get(text.toUpperCase());
}
