import type { EnrollmentId } from './enrollment';

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
  /** The journey it most likely answers: the enrollment of the last text to the lead. */
  readonly enrollment?: EnrollmentId;
  /** Nobody had told us of this number before it texted. */
  readonly unknownSender: boolean;
}

/** A file that came with a reply, where the provider keeps it; to fetch it may need the provider's credentials. */
export interface Media {
  readonly url: string;
  /** As the provider tells it, such as `image/jpeg`. */
  readonly contentType: string;
}

/** What a reply is, before any route of a flow looks at it. */
export type ReplyReading =
  | { readonly kind: 'opt_out'; readonly rule: string }
  | { readonly kind: 'unclear'; readonly rule: string }
  | { readonly kind: 'opt_in'; readonly rule: string }
  | { readonly kind: 'help'; readonly rule: string }
  /** A tapback such as `Liked "…"`: not an answer. */
  | { readonly kind: 'reaction' }
  /** Written by a machine, such as "I'm driving": not an answer. */
  | { readonly kind: 'auto_text' }
  | { readonly kind: 'text' };
