import type { E164, LeadId } from '../leads/lead';

/** A text as a gateway gets it. */
export interface OutgoingText {
  /** Ours; a gateway that can keeps it with the text, so that an unknown outcome can be found out. */
  readonly message: string;
  readonly lead: LeadId;
  readonly to: E164;
  readonly text: string;
  /** When the plan was written down, ms UTC. */
  readonly plannedAt: number;
}

/** What became of a call. `unknown`: the provider may have it, or not; never guessed. */
export type SendOutcome =
  /** `state`: when the provider knows more at once. */
  | { readonly kind: 'accepted'; readonly sid: string; readonly state?: 'sent' | 'delivered' }
  | { readonly kind: 'failed'; readonly code: string; readonly reason: string }
  | { readonly kind: 'unknown' };

/** What a search for a text of unknown outcome found. `never_received` is certain: it may be sent again. */
export type Found =
  | { readonly kind: 'accepted'; readonly sid: string }
  | { readonly kind: 'never_received' }
  | { readonly kind: 'not_found' };

/** What is heard of a text after it was accepted. */
export type TextStatus =
  | { readonly state: 'sent' | 'delivered'; readonly sid: string }
  | { readonly state: 'undelivered'; readonly sid: string; readonly code: string }
  | { readonly state: 'failed'; readonly code: string; readonly reason: string };

/** Where a gateway reports what it hears. */
export interface GatewayEvents {
  status(lead: LeadId, message: string, status: TextStatus): void;
}

/** How texts leave. One for simulated phones, one for each provider. */
export interface Gateway {
  /** Our number as the lead sees it. */
  readonly sender: string;
  /** Gives a text to the provider. Never rejects: what went wrong is an outcome. */
  send(text: OutgoingText): Promise<SendOutcome>;
  /** Finds out what became of a text whose outcome is unknown. */
  find(text: OutgoingText): Promise<Found>;
  /** From now on reports go to `events`. */
  listen(events: GatewayEvents): void;
  close(): void;
}
