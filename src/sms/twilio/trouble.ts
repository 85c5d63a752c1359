import type { NotTaken, SendOutcome } from '../gateway';
import { meaningOf, twilioError } from './errors';

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
    return { kind: 'answer', status, ...(typeof code === 'number' ? { code: String(code) } : {}) };
  }
  const word = typeof code === 'string' ? code : UNREADABLE;
  return { kind: wasNeverWritten(error) ? 'not_sent' : 'unclear', code: word };
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
  // Twilio: sending is not idempotent, a repetition after a 500 may reach the person twice (docs, error 20500).
  if (status >= 500) return { kind: 'unknown' };
  if (code === undefined) return outcomeWithoutCode(status);
  const { does, minutes } = twilioError(code);
  const { reason } = meaningOf(code);
  switch (does) {
    case 'stop_account':
      return notTaken('account', reason);
    case 'stop_sender':
      return notTaken('sender', reason);
    case 'wait':
      return {
        ...notTaken('busy', reason),
        ...(minutes === undefined ? {} : { waitMs: minutes * 60_000 }),
      };
    case 'find_out':
      return { kind: 'unknown' };
    case 'unusable':
    case 'opted_out':
    case 'refused':
    case 'repeat':
    case 'ask':
    case 'fail':
      return { kind: 'failed', code, reason };
  }
}

/** Not Twilio's own words: a proxy, or a base URL that is not Twilio's. */
function outcomeWithoutCode(status: number): SendOutcome {
  if (status === 429) return notTaken('busy', 'Twilio has too many requests at the moment.');
  if (status === 400) return { kind: 'failed', code: 'http_400', reason: 'Twilio refused the text.' };
  return notTaken('account', `What answers at the base URL is not Twilio's API (HTTP ${status}).`);
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
