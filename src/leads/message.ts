import type { EnrollmentId, NodeId } from './enrollment';
import type { E164 } from './lead';
import type { Verdict } from './verdict';

/**
 * What a text is for. Contact hours, consent and the cap are for marketing; opt-out counts for all but `answer`,
 * the one confirmation of STOP, START or HELP (47 CFR 64.1200(a)(12)).
 */
export const PURPOSES = ['marketing', 'conversational', 'transactional'] as const;
export type Purpose = (typeof PURPOSES)[number];
export type MessagePurpose = Purpose | 'answer';

/** One outgoing SMS. */
export interface Message {
  readonly id: string;
  /** Enrollment + node + visit. Nobody is texted twice for one step. */
  readonly step: string;
  readonly node: NodeId;
  readonly enrollment?: EnrollmentId;
  /** The delivery that its step followed from. */
  readonly delivery?: number;
  /** Its flow wants it although the enrollment has ended: it comes behind the trigger's "left" output or a later reply. */
  readonly afterEnd?: true;
  readonly account: NodeId;
  readonly to: E164;
  /** Which of our numbers it goes out from; undefined when the gateway chooses. */
  readonly sender?: E164;
  readonly text: string;
  /** https URLs of what is sent with it. */
  readonly media?: readonly string[];
  readonly segments: number;
  readonly purpose: MessagePurpose;
  /** ms UTC */
  readonly plannedAt: number;
  /** From this moment on it makes no sense any more, ms UTC. */
  readonly staleAt?: number;
  /** The verdict that let it go. */
  readonly verdict: Verdict;
  /** From then on (ms UTC) it shall not be delivered any more: the contact hours of the lead end. */
  readonly validUntil?: number;
  /** It is another try of a text that did not reach the phone: of the first one (its id), and the how many-eth, from 2. */
  readonly repeats?: { readonly first: string; readonly nth: number };
  readonly life: MessageState;
}

/**
 * Its life: planned → sending → accepted → sent → delivered, or one of the other ends. It only moves forward, but for one
 * that certainly was not taken: it is planned again. `asked`: the provider was asked once and knew no end.
 */
export type MessageState =
  /** `after`: not before then, ms UTC; at once when it is missing. */
  | { readonly state: 'planned'; readonly after?: number }
  /** `since`: when the gateway was called, ms UTC; the plan's time when it is missing. */
  | { readonly state: 'sending'; readonly since?: number }
  | { readonly state: 'accepted' | 'sent'; readonly sid: string; readonly at: number; readonly asked?: true }
  | { readonly state: 'delivered'; readonly sid: string; readonly at: number }
  | { readonly state: 'undelivered'; readonly sid: string; readonly at: number; readonly code: string }
  | {
      readonly state: 'failed';
      readonly at: number;
      readonly code: string;
      readonly reason: string;
      readonly sid?: string;
    }
  /** It is being found out until then. `since`: when the gateway was called. ms UTC */
  | { readonly state: 'unknown'; readonly at: number; readonly since: number; readonly until: number }
  /** It could not be found out. */
  | { readonly state: 'unknown'; readonly at: number; readonly until?: never }
  | { readonly state: 'blocked'; readonly at: number; readonly reason: string };

/** True while it is not known whether a gateway takes it: the step of the text waits. */
export function isUndecided(life: MessageState): boolean {
  return (
    life.state === 'planned' ||
    life.state === 'sending' ||
    (life.state === 'unknown' && life.until !== undefined)
  );
}

/** True while somebody has to see to it: undecided, or accepted and its end not known and not asked for. */
export function isOpen(life: MessageState): boolean {
  return isUndecided(life) || ((life.state === 'accepted' || life.state === 'sent') && !life.asked);
}
