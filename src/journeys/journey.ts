import type { SharedNumber } from '../leads/model/person';
import type { NodeId } from '../leads/enrollment';
import type { Behavior } from '../leads/lead';
import type { PropertyTest } from '../leads/property-test';
import type { ContactRules } from '../permission/rules';
import type { SegmentRule } from '../segments/rules';

/** How dates are written at a store, and whose clock counts for leads whose zone is not known. */
export type StoreDates = Pick<ContactRules, 'defaultZone' | 'dates'>;

/** What is deployed at the moment: the journeys, and which nodes can be handed something. */
export interface Deployed {
  readonly journeys: ReadonlyMap<NodeId, Journey>;
  isHere(node: NodeId): boolean;
  /** Triggers that fire for a lead within so long of each other let her into one journey, ms. 0: into each of theirs. */
  readonly coalesceMs: number;
  /** For what rules ask of dates. */
  readonly dates?: StoreDates;
  /** Consent counts from its confirmation by text on. */
  readonly doubleOptIn?: boolean;
  /** Whom journeys under way speak of when another person gives the lead's number; left out: the one who entered. */
  readonly sharedNumber?: SharedNumber;
}

/** Of a journey whose trigger is told nothing about it, and of one that is gone. */
export const USUAL_PRIORITY = 50;

/** A journey as its lead trigger describes it. */
export interface Journey {
  /** The id of the lead trigger. */
  readonly id: NodeId;
  readonly name: string;
  /** The tab it starts on; replies of its leads go to the reply routers there. */
  readonly flow: string;
  readonly start: JourneyStart;
  readonly policy: EntryPolicy;
  /** A behavior older than this is recorded and starts nothing, ms. */
  readonly maxAgeMs: number;
  /** What ends the enrollment before its flow does, besides a reply and an opt-out. */
  readonly exits: readonly JourneyExit[];
  /** A reply that no open wait asks for ends the enrollment. */
  readonly exitOnReply: boolean;
  /** Among triggers that fire together the highest lets the lead in; a claim is no use against a higher one. */
  readonly priority: number;
  /** No other journey texts the lead while this one runs. */
  readonly claims: boolean;
  /** What becomes of this one when the lead enters another that may not run beside it. */
  readonly whenDisplaced: 'end' | 'hold';
}

/** A journey whose trigger has fired, and what made it fire. */
export interface Entrant {
  readonly journey: Journey;
  readonly behavior: Behavior;
}

export type JourneyExit =
  /** The lead does it, with the property that is asked for. `success`: then the enrollment ends as converted. */
  | {
      readonly kind: 'behavior';
      readonly name: string;
      readonly where?: PropertyTest;
      readonly success: boolean;
    }
  /** The rule was true of her while she was inside, and is no more. */
  | { readonly kind: 'segment'; readonly rule: SegmentRule };

export type JourneyStart =
  | {
      readonly kind: 'behavior';
      readonly names: readonly string[];
      readonly count: number;
      readonly withinMs: number;
    }
  /** No behavior and no reply for so long, ms. */
  | { readonly kind: 'silence'; readonly afterMs: number };

/** Who may enter again. `after`: so long, ms, after the last entry, or after the end of the last passage. */
export type EntryPolicy =
  | { readonly kind: 'once' | 'once_while_active' | 'restart' | 'always' }
  | { readonly kind: 'after'; readonly ms: number; readonly from: 'entry' | 'end' };
