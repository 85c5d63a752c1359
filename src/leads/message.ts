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
  /** Enrollment + node + pass. Nobody is texted twice for one step. */
  readonly step: string;
  readonly node: NodeId;
  readonly enrollment?: EnrollmentId;
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
  /** The verdict that let it go. */
  readonly verdict: Verdict;
  readonly life: MessageState;
}

/** Its life: planned → sending → accepted → sent → delivered, or one of the other ends. It only moves forward. */
export type MessageState =
  | { readonly state: 'planned' }
  /** `since`: when the gateway was called, ms UTC; the plan's time when it is missing. */
  | { readonly state: 'sending'; readonly since?: number }
  | { readonly state: 'accepted' | 'sent' | 'delivered'; readonly sid: string; readonly at: number }
  | { readonly state: 'undelivered'; readonly sid: string; readonly at: number; readonly code: string }
  | {
      readonly state: 'failed';
      readonly at: number;
      readonly code: string;
      readonly reason: string;
      readonly sid?: string;
    }
  /** `until`: so long it is being found out, ms UTC; without, it stays unknown. */
  | { readonly state: 'unknown'; readonly at: number; readonly until?: number }
  | { readonly state: 'blocked'; readonly at: number; readonly reason: string };
