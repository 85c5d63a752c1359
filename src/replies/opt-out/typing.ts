/**
 * How people mistype a word: one slip of the fingers. Two letters swapped, one left out, one doubled, or a key hit beside
 * the right one. That is Damerau-Levenshtein distance 1 with the substitutions that a keyboard makes likely; `shop` and
 * `step` are therefore no typing errors for `stop`, and `dtop`, `stpo` and `stopp` are.
 */

/** Keys and their neighbours on a QWERTY keyboard; the ring of letters around each, and the digits above. */
const NEIGHBOURS: Readonly<Record<string, string>> = {
  a: 'qwsz',
  b: 'vghn',
  c: 'xdfv',
  d: 'serfcx',
  e: 'wsdr34',
  f: 'drtgvc',
  g: 'ftyhbv',
  h: 'gyujnb',
  i: 'ujko89',
  j: 'huikmn',
  k: 'jiolm',
  l: 'kop',
  m: 'njk',
  n: 'bhjm',
  o: 'iklp90',
  p: 'ol0',
  q: 'wa12',
  r: 'edft45',
  s: 'awedxz5',
  t: 'rfgy56',
  u: 'yhji78',
  v: 'cfgb',
  w: 'qase23',
  x: 'zsdc',
  y: 'tghu67',
  z: 'asx',
};

/** Words of fewer letters are too often one slip away from another word; `stop` is the one that matters. */
const SHORTEST = 5;
/** Words of so many letters may have two slips, see `isNear`. */
const LONG = 9;

/** What the listed words become by one slip. Real words that come out are in `known` and stay what they are. */
export class TypingErrors {
  readonly #slips = new Map<string, string>();
  readonly #long: readonly string[];

  constructor(words: readonly string[], known: ReadonlySet<string>) {
    for (const word of words) {
      for (const slip of slipsOf(word))
        if (!known.has(slip) && !this.#slips.has(slip)) this.#slips.set(slip, word);
    }
    this.#long = words.filter(({ length }) => length >= LONG);
  }

  /** The word that was meant, or undefined. */
  meant(typed: string): string | undefined {
    return this.#slips.get(typed);
  }

  /** The long word that was meant with two slips, neither of them in its first two letters, or undefined. Costs some microseconds: ask it few times. */
  meantLong(typed: string): string | undefined {
    if (typed.length < LONG - 1) return undefined;
    return this.#long.find((word) => word[0] === typed[0] && word[1] === typed[1] && isNear(word, typed));
  }
}

function slipsOf(word: string): string[] {
  const slips: string[] = [];
  if (word.length < SHORTEST && word !== 'stop') return slips;
  for (let i = 0; i < word.length; i++) {
    const before = word.slice(0, i);
    const letter = word[i] ?? '';
    const after = word.slice(i + 1);
    const next = word[i + 1];
    if (next !== undefined && next !== letter) slips.push(before + next + letter + word.slice(i + 2));
    // Nobody leaves out the first letter, and what comes out is too often another word (top, ending).
    if (i > 0) slips.push(before + after);
    slips.push(before + letter + letter + after);
    for (const key of NEIGHBOURS[letter] ?? '') {
      slips.push(before + key + after);
      // Hit together with the right one.
      slips.push(before + letter + key + after, before + key + letter + after);
    }
  }
  return slips;
}

/** At most two letters inserted, left out, replaced or swapped (optimal string alignment in a band of two). */
function isNear(word: string, typed: string): boolean {
  const most = 2;
  if (Math.abs(word.length - typed.length) > most) return false;
  let beforeLast: number[] = [];
  let last = Array.from({ length: typed.length + 1 }, (_, j) => j);
  for (let i = 1; i <= word.length; i++) {
    const row = [i];
    for (let j = 1; j <= typed.length; j++) {
      if (Math.abs(i - j) > most) {
        row.push(most + 1);
        continue;
      }
      const same = word[i - 1] === typed[j - 1] ? 0 : 1;
      let cost = Math.min((last[j] ?? 9) + 1, (row[j - 1] ?? 9) + 1, (last[j - 1] ?? 9) + same);
      if (word[i - 1] === typed[j - 2] && word[i - 2] === typed[j - 1])
        cost = Math.min(cost, (beforeLast[j - 2] ?? 9) + 1);
      row.push(cost);
    }
    beforeLast = last;
    last = row;
  }
  return (last[typed.length] ?? 9) <= most;
}
