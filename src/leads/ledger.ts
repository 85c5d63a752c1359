import type { Purpose } from './message';
import type { ContactWish } from './model/contact-wish';

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
  /** The person's own words, or the sentence they ticked. */
  readonly words: string;
  /** Where: page, form or node, as told by whoever recorded it. */
  readonly source: string;
  /** Of the first line behind a folding: SHA-256 over the hashes of all summaries, so that a changed summary shows. */
  readonly summaries?: string;
  /** SHA-256 over the previous entry's hash and this entry, so that a changed line shows. */
  readonly hash: string;
} & (ConsentAct | PreferenceAct | { readonly kind: 'opt_out' | 'opt_in' | 'confirmation' } | Summary);

/** What a lead can do about our texts. */
export type ActKind = Exclude<LedgerEntry['kind'], 'folded'>;

/**
 * Stands for lines that followed each other: `at` is when the first of them took effect, `recordedAt` when the last did.
 * Folded are lines that said once more what counted already, and of a very long ledger the oldest.
 */
export interface Summary {
  readonly kind: 'folded';
  /** How many lines of each kind. */
  readonly counts: Readonly<Partial<Record<ActKind, number>>>;
  /** SHA-256 over the hashes of the lines: whoever has kept them can show that they are these. */
  readonly digest: string;
  /** The hash of the last of them, to which the next line is chained. */
  readonly through: string;
  /** Those that changed what counts, oldest first, so that a question about that time still has its answer. */
  readonly acts: readonly FoldedAct[];
  /** Set when older acts than these are forgotten: when the last of those took effect, ms UTC. */
  readonly forgottenUpTo?: number;
}

/** What is kept of a folded line that changed what counts. */
export type FoldedAct = Pick<LedgerEntry, 'at' | 'recordedAt'> &
  (
    | Pick<ConsentAct, 'kind' | 'covers' | 'unconfirmed'>
    | { readonly kind: Exclude<ActKind, 'consent' | 'preference'> }
  );

/** One line in place of `count` lines of a ledger, from the index `from` on. */
export interface Fold {
  readonly from: number;
  readonly count: number;
  readonly line: LedgerEntry & Summary;
}

/** The lead asked for another channel, or for fewer texts; texts may still come. */
export interface PreferenceAct {
  readonly kind: 'preference';
  readonly wish: ContactWish;
}

/** The lead agreed to texts. */
export interface ConsentAct {
  readonly kind: 'consent';
  /** To which texts. Left out by older versions of this package: marketing. */
  readonly covers?: Purpose;
  /** Which version of the wording it was. */
  readonly version?: string;
  /** It counts from her `confirmation` on: double opt-in. */
  readonly unconfirmed?: true;
}
