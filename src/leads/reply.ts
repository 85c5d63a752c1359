import type { EnrollmentId } from './enrollment';
import type { ContactWish } from './model/contact-wish';
import type { QuietTime } from './model/quiet-time';

/** One incoming SMS. */
export interface Reply {
  /** The provider's id; a repetition of the same id is ignored. */
  readonly id: string;
  /** When it arrived, ms UTC. */
  readonly at: number;
  /** Empty when only files came. */
  readonly text: string;
  /** Pictures and other files that came with it. */
  readonly media?: readonly Media[];
  /** Our number it was sent to. */
  readonly to: string;
  readonly reading: ReplyReading;
  /** The journey it most likely answers. */
  readonly enrollment?: EnrollmentId;
  /** What tells so for sure: the number she texted, or an answer that only this journey offered. */
  readonly bound?: 'number' | 'option';
  /** Nobody had told us of this number before it texted. */
  readonly unknownSender: boolean;
  /** It is a part of one turn: the id of the first reply of it. See `wholeReply`. */
  readonly turn?: string;
}

/** A file that came with a reply, where the provider keeps it; to fetch it may need the provider's credentials. */
export interface Media {
  readonly url: string;
  /** As the provider tells it, such as `image/jpeg`. */
  readonly contentType: string;
}

/** What a reply is, before any route of a flow looks at it. */
export type ReplyReading =
  | ({ readonly kind: 'opt_out' | 'opt_in' | 'help' } & ReadBy)
  /** It may ask for no more texts. `weak`: it hardly does; nobody is asked about it, and silence means nothing. */
  | ({ readonly kind: 'unclear'; readonly weak?: true } & ReadBy)
  /** Not an end of texts, but another channel or fewer of them: kept, shown and obeyed. */
  | ({ readonly kind: 'preference'; readonly wish: ContactWish } & ReadBy)
  /** A tapback such as `Liked "…"`: not an answer. */
  | { readonly kind: 'reaction' }
  /** Written by a machine, such as "I'm driving": not an answer. `loop`: told by how it answers us again and again. */
  | { readonly kind: 'auto_text'; readonly loop?: true }
  /** She wants to be texted later, from `until` (ms UTC) on, for people `when`: obeyed, and no answer to a question. */
  | { readonly kind: 'snooze'; readonly until: number; readonly when: string }
  /** The lead wants no texts at these hours of each week: kept with the lead, and no answer to a question. */
  | { readonly kind: 'quiet'; readonly quiet: readonly QuietTime[] }
  | { readonly kind: 'text' };

/** How a reply was read. */
export interface ReadBy {
  /** Which rule took it, such as `opt_out.en.keyword`; `.learned` at its end: the learned reader had a part in it. */
  readonly rule: string;
  /** ISO 639-1, when the words tell: the answer is in that language if the store has one. */
  readonly language?: string;
}
