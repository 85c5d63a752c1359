import type { Clock } from './clock';
import type { ReleasePace } from './journeys/scheduler';
import type { SharedNumber } from './leads/model/person';
import type { ContactRules } from './permission/verdict';
import type { Randomness } from './randomness';
import type { Answers, ReplyRules } from './sms/answers';
import type { Gateway } from './sms/gateway';
import type { LeadStore } from './store/contract';

/** What one lead store is made of. */
export interface EngineParts {
  readonly store: LeadStore;
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly brand: string;
  readonly rules: ContactRules;
  readonly answers: Answers;
  /** Left out: as `DEFAULT_REPLY_RULES`. */
  readonly replies?: ReplyRules;
  /** Triggers that fire for a lead within so long let her into one journey, ms; left out: into each of theirs. */
  readonly coalesceMs?: number;
  /** Whom texts speak of when two people give one number; left out: who entered. */
  readonly sharedNumber?: SharedNumber;
  /** How overdue waits leave; without it all at once. */
  readonly pace?: ReleasePace;
  /** What stands before the gateways, such as the look-ups of a store that was put back; left out: nothing. */
  readonly before?: (gateway: Gateway) => Gateway;
  /** Told of what went wrong outside any node's message. Never holds a phone number or a text. */
  readonly failed: (error: unknown) => void;
}
