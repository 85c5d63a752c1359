import { ASCII_NO_WORD, NO_WORD, isAscii, plainLetters } from '../words';

/** A reply in the pieces that its punctuation makes. */
export interface Clause {
  /** Plain words, each as it was meant. */
  readonly words: readonly string[];
  /** Whether a word was mistyped. */
  readonly mistyped: boolean;
  /** It ends with a question mark. */
  readonly asks: boolean;
}

/** Puts right how a word is typed. */
export type Spelling = (word: string) => string;

const PIECES = /([^.!?,;:\n()[\]…|]+)([.!?,;:\n()[\]…|]*)/g;
const DASH = / [-–—]+ /g;
/** A line that goes on with a small letter goes on with the sentence. */
const SAME_SENTENCE = /\n(?=\p{Ll})/gu;
/** `lose my #`, but not `#1`. */
const NUMBER_SIGN = /#(?!\d)/g;

/** Signs that are said like a word: `🛑 texting me`. */
const STOP_SIGNS = /[🛑🚫⛔]/gu;
/** Who sends these along is not serious: `stop 😂`. */
const PLAYFUL_SIGNS = /[😂🤣😆😹😍🥰💀]/gu;

/** A clause as it is typed, whatever its language. */
export interface Piece {
  readonly typed: readonly string[];
  readonly asks: boolean;
}

/** `shown`: visible text without a signature. Its pieces, without those that have no words. */
export function piecesOf(shown: string): Piece[] {
  const pieces: Piece[] = [];
  const text = plainLetters(withWordsForSigns(shown.replace(SAME_SENTENCE, ' ')))
    .replace(DASH, ', ')
    .replace(NUMBER_SIGN, ' number ');
  const between = isAscii(text) ? ASCII_NO_WORD : NO_WORD;
  for (const [, piece = '', marks = ''] of text.matchAll(PIECES)) {
    const typed = piece.split(between).filter((word) => word !== '');
    if (typed.length > 0) pieces.push({ typed, asks: marks.includes('?') });
  }
  return pieces;
}

/** The pieces with each word as it was meant in one language. */
export function clausesOf(pieces: readonly Piece[], spelling: Spelling): Clause[] {
  return pieces.map(({ typed, asks }) => {
    let mistyped = false;
    const meant = typed.map((word) => {
      const right = spelling(word);
      if (right !== word) mistyped = true;
      return right;
    });
    return { words: joined(meant), mistyped, asks };
  });
}

function withWordsForSigns(text: string): string {
  return isAscii(text) ? text : text.replace(STOP_SIGNS, ' stop ').replace(PLAYFUL_SIGNS, ' haha ');
}

/** Two words that are one: `do not` and `don t` as `dont`, `opt-out` as it stands in the grammars. */
const PAIRS: ReadonlyMap<string, string> = new Map([
  ...['do', 'did', 'does', 'would', 'could', 'should', 'is', 'are', 'was', 'have', 'has'].map(
    (verb): [string, string] => [`${verb} not`, `${verb}nt`],
  ),
  ...['don', 'didn', 'doesn', 'wouldn', 'couldn', 'shouldn', 'isn', 'can', 'won', 'aren'].map(
    (verb): [string, string] => [`${verb} t`, `${verb}t`],
  ),
  ['will not', 'wont'],
  ['can not', 'cannot'],
  ['no longer', 'nolonger'],
  ['un subscribe', 'unsubscribe'],
  ['on subscribe', 'unsubscribe'],
  ['un sub', 'unsub'],
]);

/** What can be the second of a pair: most texts have none of them. */
const SECONDS = new Set([...PAIRS.keys()].map((pair) => pair.split(' ')[1] ?? ''));

function joined(words: readonly string[]): readonly string[] {
  if (!words.some((word) => SECONDS.has(word))) return words;
  const result: string[] = [];
  for (const word of words) {
    const pair = PAIRS.get(`${result.at(-1) ?? ''} ${word}`);
    if (pair !== undefined && result.length > 0) result[result.length - 1] = pair;
    else result.push(word);
  }
  return result;
}
