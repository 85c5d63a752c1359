import type { NotTaken, SendOutcome } from '../gateway';
import { knownError, meaningOf, type TwilioError } from './errors';

/** What went wrong with a request to Twilio, without anything of its content. */
export type Trouble =
  /** Twilio, or something in front of it, answered. `code`: only Twilio gives one. */
  | { readonly kind: 'answer'; readonly status: number; readonly code?: string }
  /** The request was not written: it certainly did nothing. */
  | { readonly kind: 'not_sent'; readonly code: string }
  /** It may have done its work: timeout, reset, an answer that cannot be read. */
  | { readonly kind: 'unclear'; readonly code: string };

/** The code of an answer that is none. */
export const UNREADABLE = 'unreadable answer';

/** What the error that the SDK threw tells. Its own message and config are left alone: they hold numbers and secrets. */
export function troubleOf(error: unknown): Trouble {
  const { status, code } = fieldsOf(error);
  if (typeof status === 'number' && !isAxiosError(error)) {
    return { kind: 'answer', status, ...(isCode(code) ? { code: String(code) } : {}) };
  }
  const word = typeof code === 'string' ? code : UNREADABLE;
  return { kind: wasNeverWritten(error) ? 'not_sent' : 'unclear', code: word };
}

function isCode(code: unknown): boolean {
  return typeof code === 'number' ? Number.isSafeInteger(code) : /^\d{1,9}$/.test(String(code));
}

/** The outcome of a send that ended in trouble (reference of codes: data/errors.json). */
export function outcomeOf(trouble: Trouble): SendOutcome {
  switch (trouble.kind) {
    case 'unclear':
      return { kind: 'unknown' };
    case 'not_sent':
      return notTaken('no_network', `Twilio cannot be reached (${trouble.code}).`);
    case 'answer':
      return outcomeOfAnswer(trouble.status, trouble.code);
  }
}

function outcomeOfAnswer(status: number, code: string | undefined): SendOutcome {
  const says = whatSays(status);
  // Twilio: sending is not idempotent, a repetition after a 500 may reach the person twice (docs, error 20500).
  if (says === 'unclear') return { kind: 'unknown' };
  if (code === undefined) return outcomeOfStranger(says, status);
  const known = knownError(code);
  return known ? outcomeOfKnown(known, code, says) : outcomeOfUnknown(says, status, code);
}

/** What an HTTP status alone tells of a text. */
type Says =
  /** Something is wrong with this text. */
  | 'refused'
  /** No text of the account is taken. */
  | 'denied'
  /** What the text refers to is not there. */
  | 'not_found'
  /** It was not taken, and may be later. */
  | 'busy'
  /** It may have been taken. */
  | 'unclear';

const SAYS: Readonly<Partial<Record<number, Says>>> = {
  400: 'refused',
  404: 'not_found',
  408: 'unclear',
  409: 'busy',
  413: 'refused',
  414: 'refused',
  422: 'refused',
  423: 'busy',
  425: 'busy',
  429: 'busy',
  431: 'refused',
};

/** Of a status that is not listed every text would get the same, so it is not the text's: 401, 403, a redirection. */
function whatSays(status: number): Says {
  return SAYS[status] ?? (status >= 500 ? 'unclear' : 'denied');
}

function outcomeOfKnown({ does, minutes }: TwilioError, code: string, says: Says): SendOutcome {
  const { reason } = meaningOf(code);
  switch (does) {
    case 'stop_account':
      return notTaken('account', reason);
    case 'stop_sender':
      return notTaken('sender', reason);
    case 'wait':
      return busy(reason, minutes);
    case 'find_out':
      return { kind: 'unknown' };
    case 'repeat':
      return says === 'busy' ? busy(reason, minutes) : { kind: 'failed', code, reason };
    case 'unusable':
    case 'opted_out':
    case 'refused':
    case 'ask':
    case 'fail':
      return { kind: 'failed', code, reason };
  }
}

const LOOK_AGAIN_MINUTES = 5;

/** A code of Twilio's that is newer than our list. */
function outcomeOfUnknown(says: Exclude<Says, 'unclear'>, status: number, code: string): SendOutcome {
  const { reason } = meaningOf(code);
  switch (says) {
    case 'refused':
      return { kind: 'failed', code, reason };
    case 'denied':
      return notTaken('account', `Twilio does not let the account text (HTTP ${status}, Twilio ${code}).`);
    case 'not_found':
      return busy(`Twilio does not find what the text needs (Twilio ${code}).`, LOOK_AGAIN_MINUTES);
    case 'busy':
      return busy(`Twilio cannot take the text at the moment (Twilio ${code}).`);
  }
}

/** Not Twilio's own words: a proxy, or a base URL that is not Twilio's. */
function outcomeOfStranger(says: Exclude<Says, 'unclear'>, status: number): SendOutcome {
  switch (says) {
    case 'refused':
      return { kind: 'failed', code: `http_${status}`, reason: 'Twilio refused the text.' };
    case 'busy':
      return busy('Twilio has too many requests at the moment.');
    case 'denied':
    case 'not_found':
      return notTaken('account', `What answers at the base URL is not Twilio's API (HTTP ${status}).`);
  }
}

/** Without minutes back-off says for how long. */
function busy(reason: string, minutes?: number): SendOutcome {
  return { ...notTaken('busy', reason), ...(minutes === undefined ? {} : { waitMs: minutes * 60_000 }) };
}

function notTaken(why: NotTaken, reason: string): SendOutcome & { readonly kind: 'not_taken' } {
  return { kind: 'not_taken', why, reason };
}

/** Before the connection stands nothing can be written. */
const NO_CONNECTION = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EAI_FAIL'];
const NO_TRUST =
  /^(ERR_TLS_|CERT_|UNABLE_TO_|SELF_SIGNED_CERT|DEPTH_ZERO_SELF_SIGNED|ERR_SSL_WRONG_VERSION|HOSTNAME_MISMATCH)/;

function wasNeverWritten(error: unknown): boolean {
  const { code, syscall, errors, cause, message } = fieldsOf(error);
  if (Array.isArray(errors) && errors.length > 0) return errors.every(wasNeverWritten);
  if (typeof code === 'string') {
    if (NO_CONNECTION.includes(code) || NO_TRUST.test(code)) return true;
    if (code === 'EPROTO' && typeof message === 'string' && message.includes('wrong version number'))
      return true;
  }
  if (syscall === 'connect' || syscall === 'getaddrinfo') return true;
  return cause !== undefined && cause !== error && wasNeverWritten(cause);
}

function isAxiosError(error: unknown): boolean {
  return fieldsOf(error)['isAxiosError'] === true;
}

function fieldsOf(error: unknown): Readonly<Record<string, unknown>> {
  return typeof error === 'object' && error !== null ? (error as Record<string, unknown>) : {};
}
