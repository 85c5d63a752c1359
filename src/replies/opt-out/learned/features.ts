import { isAscii, plainLetters, ASCII_NO_WORD, NO_WORD } from '../../words';

/** How many weights there are: what two features share one is decided by chance, and costs little at this size. */
export const BUCKETS = 65_536;

/** Longer words tell no more, and nobody types them. */
const LONGEST_WORD = 20;
/** Of one sentence so many words are looked at. */
const MOST_WORDS = 60;
/** How far a negation reaches, in words. */
const NEGATES = 3;

/** Words of five languages that turn what follows into its opposite. */
const NEGATIONS = new Set(
  (
    'dont not no never nolonger cant wont didnt doesnt isnt aint stop without ni tampoco nunca jamas deja dejen ne pas plus jamais ' +
    'nicht kein keine nie nao nem sem para pare'
  ).split(' '),
);

/**
 * What the learned reader looks at in one sentence, as places in its table of weights: letters in twos to fours within words,
 * words alone, in pairs and in threes, words behind a negation, and how long the sentence is. The same place may come twice.
 */
export function featuresOf(sentence: string): number[] {
  const text = plainLetters(sentence);
  const words = text
    .split(isAscii(text) ? ASCII_NO_WORD : NO_WORD)
    .filter((word) => word !== '')
    .slice(0, MOST_WORDS)
    .map((word) => word.slice(0, LONGEST_WORD));
  const features = [placeOf(hashed(begun('length'), String(Math.min(words.length, 12))))];
  if (sentence.includes('?')) features.push(placeOf(begun('asks')));
  let negated = 0;
  for (const [i, word] of words.entries()) {
    const pair = hashed(hashed(begun('pair'), words[i - 1] ?? '<') ^ BLANK, word);
    features.push(placeOf(hashed(begun('word'), word)), placeOf(pair));
    if (i > 1) {
      const two = hashed(hashed(begun('three'), words[i - 2] ?? '') ^ BLANK, words[i - 1] ?? '');
      features.push(placeOf(hashed(two ^ BLANK, word)));
    }
    if (negated > 0) features.push(placeOf(hashed(begun('negated'), word)));
    negated = NEGATIONS.has(word) ? NEGATES : negated - 1;
    addLetters(word, features);
  }
  const last = words.at(-1);
  if (last !== undefined) features.push(placeOf(hashed(hashed(begun('pair'), last) ^ BLANK, '>')));
  return features;
}

const SHORTEST_PIECE = 2;
const LONGEST_PIECE = 4;

/** Pieces of a word in its frame `<word>`, of two to four letters. */
function addLetters(word: string, features: number[]): void {
  const framed = `<${word}>`;
  for (let from = 0; from < framed.length; from++) {
    let hash = begun('letters');
    for (let i = from; i < framed.length && i < from + LONGEST_PIECE; i++) {
      hash = Math.imul(hash ^ framed.charCodeAt(i), PRIME);
      if (i - from + 1 >= SHORTEST_PIECE) features.push(placeOf(hash));
    }
  }
}

/** FNV-1a of 32 bits: begun anew for each kind of feature, which keeps those apart that are written alike. */
const KINDS = { length: 1, asks: 2, word: 3, pair: 4, three: 5, negated: 6, letters: 7 } as const;
const OFFSET = 0x811c9dc5;
const PRIME = 0x01000193;
const BLANK = 0x20;

function begun(kind: keyof typeof KINDS): number {
  return Math.imul(OFFSET ^ KINDS[kind], PRIME);
}

function hashed(hash: number, text: string): number {
  let on = hash;
  for (let i = 0; i < text.length; i++) on = Math.imul(on ^ text.charCodeAt(i), PRIME);
  return on;
}

/** A hash, folded to the size of the table. */
function placeOf(hash: number): number {
  return ((hash >>> 16) ^ hash) & (BUCKETS - 1);
}
