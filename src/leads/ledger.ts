import type { Purpose } from './message';

/** Where and how something was said, as far as it was told: what proves it later. */
export interface Circumstances {
  /** Address of the page that showed the words. */
  readonly page?: string;
  /** IP address from which it was said. */
  readonly address?: string;
  /** User agent of the browser or app in which it was said. */
  readonly agent?: string;
  /** Who wrote it down: a person, a form, a node. */
  readonly by?: string;
}

/** One line of the append-only ledger of what a lead allowed and refused. */
export type LedgerEntry = Circumstances & {
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
} & (ConsentAct | { readonly kind: 'opt_out' | 'opt_in' | 'confirmation' });

/** She agreed to texts. */
export interface ConsentAct {
  readonly kind: 'consent';
  /** To which texts. Left out by older versions of this package: marketing. */
  readonly covers?: Purpose;
  /** Which version of the wording it was. */
  readonly version?: string;
  /** It counts from her `confirmation` on: double opt-in. */
  readonly unconfirmed?: true;
}

/** What is told of consent; the ledger adds the rest. */
export type LedgerKind = LedgerEntry['kind'];
