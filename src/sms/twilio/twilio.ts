import type {
  MessageInstance,
  MessageListInstanceCreateOptions,
  MessagePage,
} from 'twilio/lib/rest/api/v2010/account/message';
import type { Found, Gateway, OutgoingText, SendOutcome, SentText, TextStatus } from '../gateway';
import { meaningOf } from './errors';
import { findAmong, sentAmong } from './finding';
import { openClient, type TwilioClient, type TwilioPorts } from './sdk';
import { OUR_LEAD, OUR_MESSAGE, type TwilioSettings } from './settings';
import { readStatus } from './status';
import { outcomeOf, troubleOf } from './trouble';

/** So many pages of texts to one number are looked through: more than anybody is ever sent. */
const MOST_PAGES = 10;
const PAGE_SIZE = 100;
/** Twilio takes 1 to 36,000 s, and 36,000 when nothing is said (docs, message resource). */
const LONGEST_VALIDITY_S = 36_000;

/**
 * Texts by Twilio, through its SDK. Twilio's create call has no idempotency key, so nothing here is ever repeated: an
 * outcome that is not certain is `unknown`, and `find` lists the texts to the number (docs, outbound message logging).
 */
export function openTwilio(settings: TwilioSettings, ports: TwilioPorts = {}): Gateway {
  let client: Promise<TwilioClient> | undefined;
  const signedIn = (): Promise<TwilioClient> => (client ??= openClient(settings, ports));

  return {
    senders: settings.senders,
    segmentsPerSecond: settings.segmentsPerSecond,
    simulated: isDouble(settings.baseUrl) || undefined,
    async send(text): Promise<SendOutcome> {
      let twilio: TwilioClient;
      try {
        twilio = await signedIn();
      } catch {
        client = undefined;
        const reason = 'The Account SID is not one: it begins with AC.';
        return { kind: 'not_taken', why: 'account', reason };
      }
      try {
        return outcomeOfCreated(await twilio.messages.create(creation(settings, text)));
      } catch (error) {
        return outcomeOf(troubleOf(error));
      }
    },
    async find(text, taken): Promise<Found> {
      const { listed, hasMore } = await answered(async () => listTo(await signedIn(), text.to));
      return findAmong({ text, service: settings.messagingServiceSid, listed, taken, hasMore });
    },
    async sentSince(to, since, sender): Promise<SentText[]> {
      const { listed } = await answered(async () => listTo(await signedIn(), to));
      const way = { to, ...(sender === undefined ? {} : { sender }) };
      return sentAmong(listed, way, settings.messagingServiceSid, since);
    },
    async ask(sid): Promise<TextStatus | undefined> {
      const message = await answered(async () => fetchIfThere(await signedIn(), sid));
      return message && readStatus(message.status, sid, codeOf(message.errorCode));
    },
    meaningOf,
    // Twilio reports by webhook, which the node receives.
    listen: () => undefined,
    close: () => undefined,
  };
}

/** An API on this machine is not Twilio's: a program that plays it, for trials and tests. */
function isDouble(baseUrl: string | undefined): boolean {
  return (
    baseUrl !== undefined && /^https?:\/\/(?:localhost|127(?:\.\d+){3}|\[::1\])(?:[:/]|$)/i.test(baseUrl)
  );
}

/** Neither by DateSent nor by From: both are empty for a text that was just accepted. */
async function listTo(
  { messages }: TwilioClient,
  to: string,
): Promise<{ readonly listed: readonly MessageInstance[]; readonly hasMore: boolean }> {
  const listed: MessageInstance[] = [];
  let page: Pick<MessagePage, 'instances' | 'nextPageUrl' | 'nextPage'> | undefined = await messages.page({
    to,
    pageSize: PAGE_SIZE,
  });
  for (let nth = 1; page; nth++) {
    listed.push(...page.instances);
    if (page.nextPageUrl !== undefined && nth === MOST_PAGES) return { listed, hasMore: true };
    page = await page.nextPage();
  }
  return { listed, hasMore: false };
}

/** undefined when Twilio does not have it any more: then asking again tells no more. */
async function fetchIfThere({ messages }: TwilioClient, sid: string): Promise<MessageInstance | undefined> {
  try {
    return await messages(sid).fetch();
  } catch (error) {
    const trouble = troubleOf(error);
    if (trouble.kind === 'answer' && trouble.status === 404 && trouble.code !== undefined) return undefined;
    throw error;
  }
}

function creation(settings: TwilioSettings, text: OutgoingText): MessageListInstanceCreateOptions {
  const { messagingServiceSid, statusCallback } = settings;
  const validity = validityOf(text);
  return {
    to: text.to,
    body: text.text,
    ...(text.sender === undefined ? {} : { from: text.sender }),
    ...(messagingServiceSid === undefined ? {} : { messagingServiceSid }),
    ...(text.media?.length ? { mediaUrl: [...text.media] } : {}),
    ...(validity === undefined ? {} : { validityPeriod: validity }),
    ...(statusCallback === undefined ? {} : { statusCallback: callbackFor(statusCallback, text) }),
  };
}

/** Whole seconds; undefined when Twilio's own limit is shorter. */
function validityOf({ validUntil, calledAt }: OutgoingText): number | undefined {
  if (validUntil === undefined) return undefined;
  const seconds = Math.floor((validUntil - calledAt) / 1000);
  return seconds >= LONGEST_VALIDITY_S ? undefined : Math.max(1, seconds);
}

/** Our ids come back with every status, so that one proves that Twilio has the text, even after a crash. */
function callbackFor(url: string, { message, lead }: OutgoingText): string {
  const callback = new URL(url);
  callback.searchParams.set(OUR_MESSAGE, message);
  callback.searchParams.set(OUR_LEAD, lead);
  return callback.href;
}

function outcomeOfCreated({ sid, status, errorCode }: MessageInstance): SendOutcome {
  // An answer without a sid is none: Twilio may have the text.
  if (typeof sid !== 'string' || sid === '') return { kind: 'unknown' };
  const known = readStatus(status, sid, codeOf(errorCode));
  switch (known?.state) {
    case 'sent':
    case 'delivered':
      return { kind: 'accepted', sid, state: known.state };
    case 'failed':
      return { kind: 'failed', code: known.code, reason: known.reason };
    case 'undelivered':
      return { kind: 'failed', code: known.code, reason: meaningOf(known.code).reason };
    case 'accepted':
    case undefined:
      return { kind: 'accepted', sid };
  }
}

/** @throws Error without anything of the request in it */
async function answered<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    const trouble = troubleOf(error);
    const what = trouble.kind === 'answer' ? (trouble.code ?? `HTTP ${trouble.status}`) : trouble.code;
    throw new Error(`Twilio cannot be asked now (${what})`);
  }
}

function codeOf(code: number | null | undefined): string | undefined {
  return code === null || code === undefined ? undefined : String(code);
}
