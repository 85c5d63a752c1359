import type { Found, OutgoingText, SentText } from '../gateway';

/**
 * A message as Twilio lists it. All may be null (Twilio's OpenAPI description, twilio_api_v2010.json at d50069b, 2026-04-14),
 * and a date that the SDK cannot read is what was written.
 */
export interface Listed {
  readonly sid: string | null;
  readonly direction: string | null;
  readonly to: string | null;
  readonly from: string | null;
  readonly body: string | null;
  readonly messagingServiceSid: string | null;
  readonly dateCreated: Date | string | null;
}

export interface Search {
  readonly text: OutgoingText;
  /** `MG…` of the account, if it has one. */
  readonly service: string | undefined;
  /** What Twilio lists for the number, in any order. */
  readonly listed: readonly Listed[];
  /** The sids of the lead's other texts, which cannot be this one. */
  readonly taken: ReadonlySet<string>;
  /** True when Twilio has more than is listed. */
  readonly hasMore: boolean;
}

export interface Search {
  readonly text: OutgoingText;
  /** `MG…` of the account, if it has one. */
  readonly service: string | undefined;
  /** What Twilio lists for the number, in any order. */
  readonly listed: readonly Listed[];
  /** The sids of the lead's other texts, which cannot be this one. */
  readonly taken: ReadonlySet<string>;
  /** True when Twilio has more than is listed. */
  readonly hasMore: boolean;
}

/** Twilio's clock and ours may differ so much, ms. */
const CLOCKS_DIFFER_MS = 5_000;
/** A call has done its work by then, or never does: the longest wait for an answer, many times over, ms. */
const CALL_TAKES_AT_MOST_MS = 3_600_000;
/** Where our clock is plainly wrong it is so by a zone or a day, ms. */
const CLOCK_IS_WRONG_BY_MS = 86_400_000;

/**
 * Finds a text among the messages that Twilio lists. By what cannot differ: direction, the number it went to, the number it
 * came from, the service if there is one, and the time. The words decide only for it, never against it: Twilio writes some
 * otherwise (Smart Encoding, shortened links, redaction, the line before the texts of a trial account). A message without a
 * service may come with a default one, so that is no sign either.
 *
 * What fits but for the words, or has the words at a time that our clock may have wrong, may be the text or not: that is
 * `unclear`, and nothing is sent again.
 */
export function findAmong({ text, service, listed, taken, hasMore }: Search): Found {
  const possible = listed.filter(
    (one) => !(one.sid !== null && taken.has(one.sid)) && fits(one, text, service),
  );
  const [ours] = possible
    .filter((one) => one.body === text.text && isWithin(one, text, CLOCKS_DIFFER_MS, Infinity) === true)
    .sort(byTime);
  if (ours?.sid) return { kind: 'accepted', sid: ours.sid };
  return { kind: hasMore || possible.some((one) => mayBe(one, text)) ? 'unclear' : 'not_found' };
}

/** What Twilio has of texts to a number since then (ms UTC), the oldest first; what cannot be told apart is among them. */
export function sentAmong(
  listed: readonly Listed[],
  way: Pick<OutgoingText, 'to' | 'sender'>,
  service: string | undefined,
  since: number,
): SentText[] {
  return listed
    .filter((one) => fits(one, way, service) && (createdAt(one) ?? Infinity) >= since - CLOCKS_DIFFER_MS)
    .sort(byTime)
    .flatMap(({ sid, body }) => (sid === null ? [] : [{ sid, text: body ?? '' }]));
}

/** True unless something that cannot differ does. What Twilio does not tell, differs from nothing. */
function fits(one: Listed, text: Pick<OutgoingText, 'to' | 'sender'>, service: string | undefined): boolean {
  return (
    (one.direction ?? 'outbound-api') === 'outbound-api' &&
    isSameNumber(one.to, text.to) &&
    isSameNumber(one.from, text.sender) &&
    (service === undefined || (one.messagingServiceSid ?? service) === service)
  );
}

function mayBe(one: Listed, text: OutgoingText): boolean {
  return one.body === text.text
    ? isWithin(one, text, CLOCK_IS_WRONG_BY_MS, CLOCK_IS_WRONG_BY_MS) !== false
    : isWithin(one, text, CLOCKS_DIFFER_MS, CALL_TAKES_AT_MOST_MS) !== false;
}

/** Whether it was created so near the call; undefined when Twilio does not say when. */
function isWithin(
  one: Listed,
  { calledAt }: OutgoingText,
  before: number,
  after: number,
): boolean | undefined {
  const created = createdAt(one);
  if (created === undefined) return undefined;
  return created >= calledAt - before && created <= calledAt + after;
}

/** Twilio can be told to hide digits behind X (address retention). */
function isSameNumber(told: string | null, ours: string | undefined): boolean {
  if (told === null || ours === undefined) return true;
  return (
    told.length === ours.length && [...told].every((digit, index) => digit === 'X' || digit === ours[index])
  );
}

/** Of several that fit, ours is the oldest that belongs to no other text. */
function byTime(a: Listed, b: Listed): number {
  return (createdAt(a) ?? 0) - (createdAt(b) ?? 0);
}

function createdAt({ dateCreated }: Listed): number | undefined {
  const at = dateCreated instanceof Date ? dateCreated.getTime() : NaN;
  return Number.isFinite(at) ? at : undefined;
}
