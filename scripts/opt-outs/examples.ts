import type { Phrase } from '../../test/replies/opt-out/phrases';
import type { Example } from './train';

/** What of a set of labelled phrases can be learned: what sensible people disagree about cannot. */
export function examplesOf(phrases: readonly Phrase[]): Example[] {
  return phrases
    .filter(({ label }) => label !== 'ambiguous')
    .map(({ text, label }) => ({ text, asks: label === 'stop', weight: label === 'preference' ? 0.5 : 1 }));
}

/** Everyday texts are no requests; those few that are count for little among thousands. */
export function everydayExamples(texts: readonly string[]): Example[] {
  return texts.map((text) => ({ text, asks: false, weight: 0.5 }));
}
