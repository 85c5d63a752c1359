import type { Route } from './route';
import { slipsIn } from './route-words';
import { plainWords } from './words';

/** Reads which numbers of a menu a reply chooses; none when it says anything else too. */
export type ReadMenu = (words: string) => ReadonlySet<number>;

const NUMBER_WORDS = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
const ORDINALS = [
  'first',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
  'tenth',
];
const FILLERS = new Set(
  (
    'option options number nr the a an and or both either for me i id ill would like want choose pick take ' +
    'reply send please pls plz thanks thank you yes ok okay its is'
  ).split(' '),
);
/** A choice is short. */
const MOST_WORDS = 12;
const NOTHING: ReadonlySet<number> = new Set();

/** Makes ready the menu that all menu routes of a router are together. */
export function menuReader(routes: readonly Route[]): ReadMenu {
  const options = new Map<string, number>();
  for (const { match } of routes) {
    if (match.kind !== 'menu') continue;
    for (const word of match.words) {
      const plain = plainWords(word);
      if (plain !== '' && !options.has(plain)) options.set(plain, match.number);
    }
  }
  const longest = Math.max(1, ...[...options.keys()].map((option) => option.split(' ').length));
  const meant = slipsIn([...options.keys()], new Set([...options.keys(), ...FILLERS]));
  const numberOf = (words: string): number | undefined =>
    options.get(words) ?? options.get(meant(words) ?? '');

  return (words) => {
    const each = words.split(' ');
    if (each.length > MOST_WORDS) return NOTHING;
    const chosen = new Set<number>();
    for (let from = 0; from < each.length;) {
      const found = optionAt(each, from, longest, numberOf);
      if (found) chosen.add(found.number);
      else if (!isFiller(each, from)) return NOTHING;
      from += found?.length ?? 1;
    }
    return chosen;
  };
}

/** The longest option that stands there, or a number. */
function optionAt(
  words: readonly string[],
  from: number,
  longest: number,
  numberOf: (words: string) => number | undefined,
): { readonly number: number; readonly length: number } | undefined {
  for (let length = Math.min(longest, words.length - from); length > 0; length--) {
    const number = numberOf(words.slice(from, from + length).join(' '));
    if (number !== undefined) return { number, length };
  }
  if (isNounOne(words, from)) return undefined;
  const number = asNumber(words[from] ?? '');
  return number === undefined ? undefined : { number, length: 1 };
}

/** `the second one`: no number. */
function isNounOne(words: readonly string[], at: number): boolean {
  return words[at] === 'one' && ORDINALS.includes(words[at - 1] ?? '');
}

function isFiller(words: readonly string[], at: number): boolean {
  return FILLERS.has(words[at] ?? '') || isNounOne(words, at);
}

function asNumber(word: string): number | undefined {
  if (/^(?:0|[1-9]\d?)$/.test(word)) return Number(word);
  const cardinal = NUMBER_WORDS.indexOf(word);
  if (cardinal >= 0) return cardinal;
  const ordinal = ORDINALS.indexOf(word);
  return ordinal >= 0 ? ordinal + 1 : undefined;
}
