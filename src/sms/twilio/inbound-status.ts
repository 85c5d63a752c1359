import { isE164 } from '../../leads/phone';
import type { About, TextStatus } from '../gateway';
import { isMessageSid, type Parameters } from './parameters';
import { OUR_LEAD, OUR_MESSAGE } from './settings';
import { readStatus } from './status';

/** What a status callback says. */
export type InboundStatus =
  | { readonly kind: 'status'; readonly about: About; readonly status: TextStatus }
  /** A word that nobody knows yet, or about no text that can be told. */
  | { readonly kind: 'nothing' }
  /** `lacks`: the parameter that is missing or wrong. */
  | { readonly kind: 'malformed'; readonly lacks: string };

/**
 * Reads what Twilio posts when a text has come further. `query` is that of the address: our own ids stand in it, so that a
 * callback finds its text also when the answer of the create call never came.
 */
export function readInboundStatus(parameters: Parameters, query: URLSearchParams): InboundStatus {
  const sid = parameters.get('MessageSid');
  if (!isMessageSid(sid)) return { kind: 'malformed', lacks: 'MessageSid' };
  const word = parameters.get('MessageStatus') ?? '';
  if (!/^[a-z_]{1,40}$/.test(word)) return { kind: 'malformed', lacks: 'MessageStatus' };
  const code = parameters.get('ErrorCode');
  if (code !== undefined && !/^\d{0,9}$/.test(code)) return { kind: 'malformed', lacks: 'ErrorCode' };
  const status = readStatus(word, sid, code === '' || code === '0' ? undefined : code);
  const about = aboutIn(parameters, query, sid);
  return status && about ? { kind: 'status', about, status } : { kind: 'nothing' };
}

function aboutIn(parameters: Parameters, query: URLSearchParams, sid: string): About | undefined {
  const [lead, message] = [query.get(OUR_LEAD), query.get(OUR_MESSAGE)];
  if (lead !== null && message !== null) return { lead, message };
  const to = parameters.get('To') ?? '';
  return isE164(to) ? { to, sid } : undefined;
}
