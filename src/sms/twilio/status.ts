import type { TextStatus } from '../gateway';
import { meaningOf } from './errors';

/**
 * What one of Twilio's status words means; undefined for a word that nobody knows. `code`: Twilio's error code, if any
 * (docs, message resource and outbound status callbacks, read 2026-11).
 */
export function readStatus(word: string, sid: string, code?: string): TextStatus | undefined {
  switch (word) {
    case 'accepted':
    case 'scheduled':
    case 'queued':
    case 'sending':
      return { state: 'accepted', sid };
    case 'sent':
      return { state: 'sent', sid };
    case 'delivered':
    case 'read':
    case 'partially_delivered':
      return { state: 'delivered', sid };
    case 'undelivered':
      return { state: 'undelivered', sid, code: code ?? 'no code' };
    case 'failed':
      return {
        state: 'failed',
        sid,
        code: code ?? 'no code',
        reason: code === undefined ? 'Twilio gave no reason.' : meaningOf(code).reason,
      };
    case 'canceled':
      return { state: 'failed', sid, code: 'canceled', reason: 'The text was cancelled at Twilio.' };
    default:
      return undefined;
  }
}
