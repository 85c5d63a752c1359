import { isUndecided, type Message } from '../leads/message';
import type { Planned } from './sending';

/** What came of a text. */
export type Sent =
  | Exclude<Planned, { kind: 'planned' | 'queued' | 'already' }>
  | { readonly kind: 'sent'; readonly message: Message }
  /** It is queued, or it is being found out what became of it. The step is parked, and goes on when it is known. */
  | { readonly kind: 'waiting'; readonly message: Message };

/** What came of a text that was given to its gateway. */
export function sentOrWaiting(message: Message): Sent {
  return { kind: isUndecided(message.life) ? 'waiting' : 'sent', message };
}
