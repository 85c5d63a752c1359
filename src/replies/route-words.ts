import { NO, YES } from './assent';
import { TypingErrors } from './opt-out/typing';
import type { Route, RouteMatch } from './route';
import { signsOf } from './signs';
import { plainWords, withoutCourtesy } from './words';

/** A whole reply: its plain words without courtesy, and its emoji when there are no words. */
export interface Said {
  readonly words: string;
  readonly signs: string;
}

/** Finds the listed word that a reply is, as it was listed. */
export type FindWord = (said: Said) => string | undefined;

/** Other ways to say a word that a route lists. */
const SAME_AS: ReadonlyMap<string, readonly string[]> = new Map([
  ['yes', YES],
  ['no', NO],
]);

/**
 * Makes ready the words of one route beside all others of the router: what is listed somewhere, or is a usual yes or no,
 * is meant as it stands, and is no slip of typing for another word.
 */
export function wordFinder({ words }: RouteMatch & { kind: 'words' }, routes: readonly Route[]): FindWord {
  const listed = new Map<string, string>();
  const typed: string[] = [];
  for (const word of words) {
    const plain = asListed(word);
    if (!listed.has(plain)) listed.set(plain, word);
    if (/^\p{L}/u.test(plain)) typed.push(plain);
  }
  const others = wordsOf(routes);
  const same = new Map<string, string>();
  for (const [plain, word] of listed) {
    for (const other of SAME_AS.get(plain) ?? [])
      if (!others.has(other) && !same.has(other)) same.set(other, word);
  }
  const slips = slipsIn(typed, new Set([...others, ...YES, ...NO]));
  return ({ words: said, signs }) => {
    const key = said === '' ? signs : said;
    const meant = listed.get(key) ?? same.get(key);
    if (meant !== undefined || key === '') return meant;
    return listed.get(slips(key) ?? '');
  };
}

/** A listed word as replies are compared with it: plain words, or its emoji when it has none. */
function asListed(word: string): string {
  return withoutCourtesy(plainWords(word)) || signsOf(word);
}

function wordsOf(routes: readonly Route[]): ReadonlySet<string> {
  return new Set(
    routes.flatMap(({ match }) =>
      match.kind === 'words' || match.kind === 'menu' ? match.words.map(asListed) : [],
    ),
  );
}

/** What was meant by a slip of typing; of words of three or four letters only by swapped or doubled ones. */
export function slipsIn(
  words: readonly string[],
  known: ReadonlySet<string>,
): (typed: string) => string | undefined {
  const errors = new TypingErrors(words, known);
  const short = new Map(words.flatMap((word) => shortSlips(word).map((slip) => [slip, word] as const)));
  return (typed) => {
    if (known.has(typed)) return undefined;
    return short.get(typed) ?? errors.meant(typed) ?? errors.meantLong(typed);
  };
}

function shortSlips(word: string): string[] {
  if (word.length < 3 || word.length > 4 || word.includes(' ')) return [];
  const slips: string[] = [];
  for (let i = 0; i < word.length; i++) {
    const [before, letter = '', next, after] = [word.slice(0, i), word[i], word[i + 1], word.slice(i + 2)];
    slips.push(before + letter + letter + word.slice(i + 1));
    if (next !== undefined && next !== letter) slips.push(before + next + letter + after);
  }
  return slips;
}

/** Finds the phrase that stands in a reply as whole words, or the emoji. `words` are all plain words of the reply. */
export function phraseIn(phrases: readonly string[], words: string, signs: string): string | undefined {
  const padded = ` ${words} `;
  return phrases.find((phrase) => {
    const plain = plainWords(phrase);
    if (plain !== '') return padded.includes(` ${plain} `);
    const sign = signsOf(phrase);
    return sign !== '' && signs.includes(sign);
  });
}
