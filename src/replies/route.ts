import type { Json } from '../json';
import type { ReplyReading } from '../leads/reply';

/** One output of a reply router. */
export interface Route {
  readonly name: string;
  readonly match: RouteMatch;
}

/** What a route takes. Case, accents and punctuation never matter. */
export type RouteMatch =
  /** One of these is the whole reply, but for courtesy and a slip of typing: `yes` takes "Yes, please!", "yse" and 👍. */
  | { readonly kind: 'words'; readonly words: readonly string[] }
  /**
   * The answer to "Reply 1 for a demo": `1`, `1.`, `#1`, `one`, `option 1`, and with the word `demo` also "demo please".
   * Not `12`; and `1 and 2` chooses nothing.
   */
  | { readonly kind: 'menu'; readonly number: number; readonly words: readonly string[] }
  /** One of these stands anywhere in the reply, as whole words. */
  | { readonly kind: 'contains'; readonly phrases: readonly string[] }
  /** There is one number in it, such as "about 20 people"; its value is the number. */
  | { readonly kind: 'number' }
  /** There is an e-mail address in it; its value is the address. */
  | { readonly kind: 'email' }
  /** There is a day or a time in it, such as "next Tuesday at 5"; its value is an ISO date, with the time if there is one. */
  | { readonly kind: 'date' }
  /** A regular expression finds something in it; its value is the first group, or else what was found. */
  | { readonly kind: 'pattern'; readonly pattern: string }
  /** It asks something: a question mark, or a question word at its beginning. */
  | { readonly kind: 'question' }
  /** It brings a picture or another file. */
  | { readonly kind: 'media' }
  /** A tapback such as `Liked "…"`. */
  | { readonly kind: 'reaction' }
  /** Written by a machine. */
  | { readonly kind: 'auto_text' }
  /**
   * They ask to be texted later, and will be: `Text me next Tuesday`; its value is when, as an ISO date and time. Or for no texts
   * at some hours: `not on Sundays`; its value is `on Sundays`.
   */
  | { readonly kind: 'snooze' }
  /** Nobody had told us of this number before it texted. */
  | { readonly kind: 'unknown_sender' }
  /** It came after the wait that asked for it had ended. */
  | { readonly kind: 'late' };

/** What a route may look at. */
export interface RoutedReply {
  readonly text: string;
  readonly reading: ReplyReading;
  /** How many files came with it. */
  readonly media: number;
  readonly unknownSender: boolean;
  readonly late: boolean;
  /** When it came, ms UTC: "tomorrow" is reckoned from then, ... */
  readonly at: number;
  /** ... by the clock in this zone (IANA). */
  readonly zone: string;
}

/** Why a route takes a reply, a sentence for people without a word of the reply; and what it read in it. */
export interface Taken {
  readonly why: string;
  readonly value?: Json;
}

/** Where a reply goes. */
export type ChosenRoute =
  /** The place of the route in the list. */
  | ({ readonly kind: 'route'; readonly output: number } & Taken)
  /** `ambiguous`: it chooses several numbers of the menu. */
  | { readonly kind: 'anything_else'; readonly why: string; readonly ambiguous?: true }
  /** It is no answer, and no route is for its kind: nobody answers it. */
  | { readonly kind: 'nowhere'; readonly why: string };
