import type { Vocabulary } from './pattern';

/** The languages in which an opt-out is understood, as ISO 639-1 codes. */
export const LANGUAGES = ['en', 'es', 'fr', 'de', 'pt'] as const;
export type Language = (typeof LANGUAGES)[number];

/** How one language asks for no more messages. */
export interface Grammar extends Vocabulary {
  readonly language: Language;
  /** Words that alone, or beside courtesy only, are an opt-out. */
  readonly keywords: string;
  /** Those of them that mean nothing else, so that they also count as a sentence of their own in a longer reply. */
  readonly plainKeywords: string;
  /** Words that change nothing about a request: `please`, `ok`, `thanks`. */
  readonly fillers: string;
  /** Words that people mistype when they ask for it; see TypingErrors. */
  readonly typed: string;
  /** Words that look like one of them mistyped, and are none. */
  readonly real: string;
  readonly rules: readonly Rule[];
  /** Whether a verb at `at` is a request, which the words before it decide; see Scope. */
  readonly scope: (words: readonly string[], at: number) => Scope;
  /** Words after a request that make it one for a time or a part only: `after`, `until`, `only`. */
  readonly limits: string;
  /** What else people cancel, and are removed from: `order`, `appointment`. */
  readonly things: string;
  /** Words that lead on from a removal to its place: `from`. */
  readonly placings: string;
  /** Words that begin a new sentence behind a keyword: `stop I never asked for this`. */
  readonly starters: string;
  /** Words before a keyword at the end of a sentence behind which it is a sentence of its own: `this is spam stop`. */
  readonly closers: string;
  /** Words before a keyword at the end of a sentence that make it another thing: `bus stop`. */
  readonly compounds: string;
  /** Words that turn a wish into its opposite: `not`, `never`. */
  readonly negations: string;
  /** Words for calls and e-mails: a request that goes on with one is about that channel. */
  readonly channels: string;
  /** Short for another word, or written as it is said: `n` for `nao`. */
  readonly shorthand?: Readonly<Record<string, string>>;
}

/**
 * What the words before a verb make of it. `asked`: "please stop", "can you stop", "I want to stop getting".
 * `kept`: the opposite, "don't stop". `complained`: "you never stop". `told`: it is spoken of, "did you stop".
 */
export type Scope = 'asked' | 'kept' | 'complained' | 'told';

/** One way to say it. */
export interface Rule {
  /**
   * `strong`: a request is likely, `weak`: there is something of one in it. `keep`: the opposite. `mention`: our own "reply
   * STOP" is quoted or asked about, and the clause says nothing. `no_calls`, `no_emails`: another channel is meant, and
   * `fewer`: less, not none.
   */
  readonly says: 'stop' | 'strong' | 'weak' | 'keep' | 'mention' | 'no_calls' | 'no_emails' | 'fewer';
  /**
   * `asked`: it begins with a verb, and counts as far as the verb is a request.
   * `said`: it counts wherever it stands, unless something denies it.
   * `clause`: it is a whole clause, but for fillers. `reply`: it is the whole reply, but for fillers.
   * `demand`: it is a whole clause, and unless it pleads nothing else is told beside it: `no texts`.
   */
  readonly when: 'asked' | 'said' | 'clause' | 'reply' | 'demand';
  /** See PatternMaker; `$` at its end: nothing but fillers may follow in the clause. */
  readonly pattern: string;
  /** Something may follow from which somebody is removed; only our lists count: see `things`. */
  readonly placed?: true;
}

/** Rules that share `says` and `when`, one pattern a line. */
export function rules(says: Rule['says'], when: Rule['when'], patterns: string): Rule[] {
  return patterns
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((pattern) => ({ says, when, pattern }));
}

/** A set of the words of a text. */
export function wordSet(words: string): ReadonlySet<string> {
  return new Set(words.split(/\s+/).filter((word) => word !== ''));
}
