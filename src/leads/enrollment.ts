import type { Behavior } from './lead';
import type { Person } from './model/person';

export type NodeId = string;
export type EnrollmentId = string;

/** Why an enrollment ended before its flow did. */
export type ExitReason =
  | 'replied'
  | 'behavior'
  | 'left_segment'
  | 'opted_out'
  | 'restarted'
  | 'displaced'
  | 'by_flow'
  | 'over_cap'
  | 'moment_past'
  | 'deleted';

/** One lead's passage through one journey. The journey is known by the id of its lead trigger. */
export interface Enrollment {
  readonly id: EnrollmentId;
  readonly journey: NodeId;
  /** What the trigger was called at entry, for people who read the history. */
  readonly journeyName: string;
  /** ms UTC */
  readonly enteredAt: number;
  /** Who entered, when the number has another person since: the texts of the journey speak of this one. */
  readonly person?: Person;
  /** What the lead did that made her enter. */
  readonly behavior: Behavior;
  readonly state: EnrollmentState;
  /** A wait of it has asked for a reply, and is over: what she replies from then on comes late. */
  readonly asked?: true;
  /** The segments she has been in since she entered, of those that end the journey when she leaves them. */
  readonly segments?: readonly string[];
  /** When time alone takes her out of one of them, ms UTC; null or left out: never. */
  readonly leavesAt?: number | null;
}

export type EnrollmentState =
  /** `heldBy`: the enrollment that has the lead for itself; until it has ended this one holds still. */
  | { readonly status: 'active'; readonly heldBy?: EnrollmentId }
  /** Nothing of the journey is waiting, held or under way any more. A later step of it makes it active again. */
  | { readonly status: 'completed'; readonly endedAt: number }
  /** `left`: the handover to the trigger's second output; what comes after it belongs to no step of the journey. */
  | {
      readonly status: 'converted';
      readonly endedAt: number;
      readonly left: number;
      readonly behavior: Behavior;
      /** The last text of the journey before it: the message that has the credit. */
      readonly credit?: string;
    }
  | {
      readonly status: 'exited';
      readonly endedAt: number;
      readonly left: number;
      readonly reason: ExitReason;
      /** With the reason `behavior`: what she did. */
      readonly behavior?: Behavior;
    };
