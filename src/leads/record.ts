import type { Enrollment, NodeId } from './enrollment';
import type { LedgerEntry } from './ledger';
import type { Behavior, Lead } from './lead';
import type { Message } from './message';
import type { Pause, PauseReason } from './pause';
import type { Reply } from './reply';
import type { Turn } from './turn';
import type { Handover, TurnedAway, Wait } from './wait';
import type { Verdict } from './verdict';

/** Everything that is remembered about one lead. Changed only by the store, through `applyChange`. */
export interface LeadRecord {
  readonly lead: Lead;
  /** In the order they were recorded; the last `KEPT_BEHAVIORS`. */
  readonly behaviors: readonly Behavior[];
  /** Behaviors and replies move it; our own texts do not. ms UTC */
  readonly lastActiveAt: number;
  readonly enrollments: readonly Enrollment[];
  /** Ids of waits that are over, and of steps that are done, so that a message given again does nothing a second time. */
  readonly endedWaits: readonly string[];
  readonly waits: readonly Wait[];
  readonly handovers: readonly Handover[];
  readonly messages: readonly Message[];
  readonly replies: readonly Reply[];
  /** Digests of the last texts that gave a permission, or would have: none of them gives one again. */
  readonly assents?: readonly string[];
  readonly ledger: readonly LedgerEntry[];
  readonly notes: readonly Note[];
  /** Set while everything automatic holds still for her. */
  readonly pause?: Pause;
  /** Set while she is writing. */
  readonly turn?: Turn;
  /** Journeys that would have started while she was paused, each with the last behavior that starts it. */
  readonly postponed?: readonly Postponed[];
  /** Triggers that have fired, while it is open whether a higher one fires too. */
  readonly contest?: Contest;
}

/** The highest of them lets her in when it is over. */
export interface Contest {
  /** ms UTC */
  readonly until: number;
  readonly entrants: readonly Postponed[];
}

export interface Postponed {
  readonly journey: NodeId;
  readonly behavior: Behavior;
}

/** What else the history shows: why nothing happened. */
export type Note =
  | {
      readonly kind: 'turned_away';
      readonly at: number;
      readonly journeyName: string;
      readonly reason: TurnedAway;
    }
  | { readonly kind: 'not_sent'; readonly at: number; readonly node: string; readonly verdict: Verdict }
  /** A text is held at a node until its verdict says, or the end of a pause. */
  | { readonly kind: 'text_held'; readonly at: number; readonly node: string; readonly verdict: Verdict }
  /** A wait ended without going on: its moment was past when it began, or a person ended it. */
  | {
      readonly kind: 'wait_dropped';
      readonly at: number;
      readonly node: string;
      readonly reason: 'moment_past' | 'by_hand';
    }
  /** Another journey took the lead for itself, and ended. */
  | { readonly kind: 'held' | 'released'; readonly at: number; readonly journeyName: string }
  | { readonly kind: 'paused'; readonly at: number; readonly reason: PauseReason }
  /** What was told and could not be read. */
  | { readonly kind: 'left_out'; readonly at: number; readonly fields: readonly string[] }
  /** Another person gave the number. */
  | { readonly kind: 'another_person'; readonly at: number }
  | { readonly kind: 'resumed'; readonly at: number };

/** Older entries are forgotten, so that one busy lead cannot grow without end. */
export const KEPT_BEHAVIORS = 500;
/** Characters of JSON that the properties of all behaviors may have together ... */
export const KEPT_BEHAVIOR_CHARACTERS = 256 * 1024;
/** ... which is looked at when one has more than this. */
export const LARGE_BEHAVIOR = 500;
/** A lead may have so many tags, and so many characters of JSON in their tags and fields. More is refused. */
export const MOST_TAGS = 200;
export const MOST_TAG_CHARACTERS = 16 * 1024;
export const MOST_FIELD_CHARACTERS = 64 * 1024;
/** Passages through one journey side by side. */
export const MOST_ACTIVE = 100;
/** Who has so many handovers that may not have arrived enters no journey, and the history alone tells of it. */
export const MOST_HANDOVERS = 300;
export const KEPT_MESSAGES = 500;
export const KEPT_REPLIES = 500;
/** Characters that the texts of all replies may have together. */
export const KEPT_REPLY_CHARACTERS = 256 * 1024;
export const KEPT_ASSENTS = 500;
export const KEPT_NOTES = 200;
export const KEPT_ENROLLMENTS = 100;
export const KEPT_ENDED_WAITS = 500;
