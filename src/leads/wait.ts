import type { JsonObject } from '../json';
import type { Enrollment, EnrollmentId, NodeId } from './enrollment';
import type { LeadCondition } from './condition';
import type { Behavior } from './lead';
import type { PropertyTest } from './property-test';
import type { FieldDate, Schedule } from './schedule';

/**
 * A message parked at a node until something happens or its due time comes.
 * `wait`: a wait-until node. `hold`: a text that may not go out yet. `text`: a text is queued, or it is being found out
 * what became of it.
 */
export interface Wait {
  /** Kind and step: a message that is given again is parked once. */
  readonly id: string;
  readonly kind: 'wait' | 'hold' | 'text';
  readonly node: NodeId;
  readonly enrollment?: EnrollmentId;
  /** The delivery that its message followed from. */
  readonly delivery?: number;
  /** How often its step has been held by then, this hold included. */
  readonly nth?: number;
  /** ms UTC */
  readonly since: number;
  /** ms UTC; null is "never", which a person has to choose. */
  readonly due: number | null;
  /** Why a text is held: one sentence for people, of the verdict. */
  readonly because?: string;
  readonly awaits: readonly Awaited[];
  /** With `text`: which message it is about. */
  readonly message?: string;
  /** What its node was set to when it was parked, so that an edit shows and `due` can be reckoned anew from `since`. */
  readonly schedule?: Schedule;
  /** Put off by chance, by up to so many ms. */
  readonly spreadMs?: number;
  /** When it was held, the text was later already than the flow meant, by so many ms. */
  readonly late?: number;
  /** The whole message as it arrived, as far as it survives JSON. */
  readonly msg: JsonObject;
  /** Its node is gone or disabled: kept, shown, and not ended until the node comes back. */
  readonly orphaned?: boolean;
  /** A text that is held because its lead is paused: due when she is resumed. */
  readonly untilResumed?: true;
  /** It ended like this while everything held still for the lead; its node hears of it when she is resumed. */
  readonly latched?: WaitEnd;
}

/** What a wait waits for besides its time. `output` is the port the message leaves by. */
export type Awaited =
  | { readonly kind: 'reply'; readonly output: number }
  | {
      readonly kind: 'behavior';
      readonly name: string;
      readonly where?: PropertyTest;
      readonly output: number;
    }
  /** It is true of the lead, or with `is: false` not true. `becomes`: true already does not count, it has to come true. */
  | {
      readonly kind: 'condition';
      readonly condition: LeadCondition;
      readonly is: boolean;
      readonly when: 'is' | 'becomes';
      readonly output: number;
    }
  /** `due`: as the field stands, ms UTC; null: no date is in it. The wait moves when the field moves. */
  | {
      readonly kind: 'date';
      readonly date: FieldDate;
      readonly due?: number | null;
      readonly output: number;
    };

/** How a wait ended. */
export type WaitEnd =
  | { readonly kind: 'due' }
  /** It is known what became of the text. */
  | { readonly kind: 'text' }
  | { readonly kind: 'reply'; readonly reply: string; readonly output: number }
  | { readonly kind: 'behavior'; readonly behavior: Behavior; readonly output: number }
  | { readonly kind: 'condition' | 'date'; readonly output: number };

/** What a wait-until node is set to. */
export interface WaitPlan {
  readonly schedule: Schedule;
  readonly spreadMs: number;
  readonly awaits: readonly Awaited[];
}

/** What becomes of those who wait when the plan is edited: reckoned anew from when each began, left alone, let go. */
export const EDIT_ANSWERS = ['rebase', 'keep', 'release'] as const;
export type EditAnswer = (typeof EDIT_ANSWERS)[number];

/**
 * Something the engine gives to a node. It is kept on disk until it surely arrived: after a crash it is given again,
 * and the steps behind it recognize its message (ARCHITECTURE, promises 1 and 2).
 */
export interface Handover {
  /** Rises with every handover of the store. */
  readonly seq: number;
  readonly node: NodeId;
  /** ms UTC */
  readonly at: number;
  /** Other nodes hold its message, so that it counts as open by itself until `handover_arrived`. */
  readonly kept?: true;
  readonly event: HandoverEvent;
}

export type HandoverEvent =
  | { readonly kind: 'entered'; readonly enrollment: EnrollmentId }
  | { readonly kind: 'left'; readonly enrollment: Enrollment }
  | { readonly kind: 'turned_away'; readonly behavior: Behavior; readonly reason: TurnedAway }
  | { readonly kind: 'wait_ended'; readonly wait: Wait; readonly end: WaitEnd }
  | { readonly kind: 'reply'; readonly reply: string };

/**
 * Why a behavior that starts a journey did not enroll the lead. `coalesced`: a trigger that fired together with it did.
 * `claimed`: another journey has her for itself. `outranked`: this one wants her for itself, and a higher one has her. `already_ended`: what ends the journey happened after it and
 * arrived before it. `too_old`: but for its age it would have enrolled her.
 */
export type TurnedAway =
  | 'already_entered'
  | 'still_inside'
  | 'too_soon'
  | 'already_ended'
  | 'coalesced'
  | 'claimed'
  | 'outranked'
  | 'too_old'
  | 'opted_out';
