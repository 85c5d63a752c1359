/** One line of the append-only ledger of what a lead allowed and refused. */
export type LedgerEntry = {
  /** When it was said, ms UTC. */
  readonly at: number;
  /** When it reached us and took effect, ms UTC. */
  readonly recordedAt: number;
  /** How it was said: `sms`, `web_form`, `flow`, `carrier` … */
  readonly channel: string;
  /** The person's own words, or the sentence she ticked. */
  readonly words: string;
  /** Where: page, form or node, as told by whoever recorded it. */
  readonly source: string;
  /** SHA-256 over the previous entry's hash and this entry, so that a changed line shows. */
  readonly hash: string;
} & ({ readonly kind: 'consent' } | { readonly kind: 'opt_out' } | { readonly kind: 'opt_in' });

/** What is told of consent; the ledger adds the rest. */
export type LedgerKind = LedgerEntry['kind'];
