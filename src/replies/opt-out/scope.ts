import { wordSet, type Scope } from './grammar';

/** The words that decide, before a verb of a language, whether it is a request. */
export interface ScopeWords {
  readonly negations: string;
  /** Words that make it something that is spoken of or asked about: subjects, question words. */
  readonly told: string;
  /** Words that ask for it although they look like the others: `can you`. */
  readonly asking: string;
  /** Articles, behind which a noun stands that the verb is about: `die Versicherung abbestellen`; unless it is one of `ours`. */
  readonly articles?: string;
  readonly ours?: string;
  /** What else is ended and removed, where the verb comes last. */
  readonly things?: string;
}

/** How far before the verb such words may stand. */
const WITHIN = 4;

/** The scope of the languages whose requests are imperatives: what stands before the verb denies it, tells it, or nothing. */
export function plainScope({
  negations,
  told,
  asking,
  articles = '',
  ours = '',
  things = '',
}: ScopeWords): (words: readonly string[], at: number) => Scope {
  const no = wordSet(negations);
  const spoken = wordSet(told);
  const asks = wordSet(asking);
  const nounFollows = wordSet(articles);
  const our = wordSet(ours);
  const others = wordSet(things);
  return (words, at) => {
    const before = words.slice(Math.max(0, at - WITHIN), at);
    const near = before.slice(-2);
    if (near.some((word) => no.has(word))) return 'kept';
    if (before.some((word) => others.has(word))) return 'told';
    if (near.length === 2 && nounFollows.has(near[0] ?? '') && !our.has(near[1] ?? '')) return 'told';
    if (before.some((word) => asks.has(word))) return 'asked';
    return before.some((word) => spoken.has(word)) ? 'told' : 'asked';
  };
}
