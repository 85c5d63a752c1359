import type { E164, LeadId } from '../leads/lead';

/** A text as a gateway gets it. */
export interface OutgoingText {
  /** Ours; a gateway that can keeps it with the text, so that an unknown outcome can be found out. */
  readonly message: string;
  readonly lead: LeadId;
  readonly to: E164;
  readonly text: string;
  /** https URLs of pictures and the like. */
  readonly media?: readonly string[];
  /** Which of our numbers it comes from; undefined when the gateway chooses. */
  readonly sender?: E164;
  /** From then on (ms UTC) it shall not be delivered any more, if the gateway can see to that. */
  readonly validUntil?: number;
  /** When the plan was written down, ms UTC. */
  readonly plannedAt: number;
  /** When the call was made, or is made now, ms UTC. */
  readonly calledAt: number;
}

/** What became of a call. `unknown`: the provider may have it, or not; never guessed. */
export type SendOutcome =
  /** `state`: when the provider knows more at once. */
  | { readonly kind: 'accepted'; readonly sid: string; readonly state?: 'sent' | 'delivered' }
  | { readonly kind: 'failed'; readonly code: string; readonly reason: string }
  /** It certainly was not taken, and may be: later (`waitMs`, or as back-off says), or when somebody has helped. */
  | { readonly kind: 'not_taken'; readonly why: NotTaken; readonly reason: string; readonly waitMs?: number }
  | { readonly kind: 'unknown' };

/** `busy`: too many requests. `no_network`: nothing was written. The others need a person. */
export type NotTaken = 'busy' | 'no_network' | 'account' | 'sender';

/**
 * What a search for a text of unknown outcome found. `never_received` is certain: it may be sent again. `unclear`: the
 * provider has one that may be it, so it must not be sent again.
 */
export type Found =
  | { readonly kind: 'accepted'; readonly sid: string }
  | { readonly kind: 'never_received' }
  | { readonly kind: 'unclear' }
  | { readonly kind: 'not_found' };

/** A text that a provider has. */
export interface SentText {
  readonly sid: string;
  readonly text: string;
}

/** What is heard of a text after it was accepted. */
export type TextStatus =
  | { readonly state: 'accepted' | 'sent' | 'delivered'; readonly sid: string }
  | { readonly state: 'undelivered'; readonly sid: string; readonly code: string }
  | { readonly state: 'failed'; readonly sid?: string; readonly code: string; readonly reason: string };

/** Which text a status is about: by our own ids, which came back with it, or by the number it went to and its sid. */
export type About =
  { readonly lead: LeadId; readonly message: string } | { readonly to: E164; readonly sid: string };

/** Where a gateway reports what it hears. */
export interface GatewayEvents {
  status(about: About, status: TextStatus): void;
}

/** What an error code of the provider means for us; `reason` is one sentence for people. */
export type Meaning =
  | {
      readonly means:
        'unusable' | 'opted_out' | 'refused' | 'stop_account' | 'stop_sender' | 'ask' | 'failed';
      readonly reason: string;
    }
  /** It certainly did not reach the phone, and may another time: `afterMs` later, up to `times` times. */
  | { readonly means: 'repeat'; readonly reason: string; readonly afterMs: number; readonly times: number };

/** How texts leave. One for simulated phones, one for each provider. */
export interface Gateway {
  /** Our numbers as leads see them. Empty when the provider chooses among numbers that only it knows. */
  readonly senders: readonly E164[];
  /** Segments a second that each sender may send; undefined: as fast as it can. */
  readonly segmentsPerSecond?: number;
  /**
   * Set when no text of it reaches a phone: simulated phones, and a double of a provider on this machine. Numbers that are kept
   * free for fiction are texted by these alone.
   */
  readonly simulated?: true | undefined;
  /** Gives a text to the provider. Never rejects: what went wrong is an outcome. */
  send(text: OutgoingText): Promise<SendOutcome>;
  /**
   * Of a gateway whose texts never leave the store: what becomes of one, known without a call. The plan and its outcome are
   * then one decision.
   */
  outcomeOf?(text: OutgoingText): SendOutcome;
  /**
   * Finds out what became of a text whose outcome is unknown. `taken` are the sids of the lead's other texts, which cannot
   * be this one. Rejects when the provider cannot be asked now.
   */
  find(text: OutgoingText, taken: ReadonlySet<string>): Promise<Found>;
  /**
   * What the provider has of texts to a number since then (ms UTC), whoever planned them; for a store that was put back
   * from a backup. Rejects when it cannot be asked now. A gateway without it cannot know.
   */
  sentSince?(to: E164, since: number, sender?: E164): Promise<readonly SentText[]>;
  /** Asks once what became of a text that was accepted; undefined: no more than is known. Rejects when it cannot be asked. */
  ask?(sid: string): Promise<TextStatus | undefined>;
  /** What an error code of a status means. */
  meaningOf?(code: string): Meaning;
  /** From now on reports go to `events`. */
  listen(events: GatewayEvents): void;
  close(): void;
}
