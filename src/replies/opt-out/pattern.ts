/**
 * A small language for phrases, so that a grammar reads like the phrases it stands for. In a pattern
 *
 * - `stop` is that word, `stop|quit` one of two, `@texting` one of the grammar's word class of that name;
 * - `<me>` is another pattern of the grammar, `(this number|me)` one of several sequences;
 * - `?` after it makes it optional, `*` allows it up to three times; `..` is up to two words, whatever they are;
 * - `!@ours` is any word but those;
 * - `this^` is that word as a pronoun: behind it comes nothing, or a word of the grammar's class `behind`, so that `get me out
 *   of this^` is not found in `get me out of this lease`.
 *
 * A compiled pattern has no loops, so what it can cost is known; and a `Budget` bounds a whole reply.
 */

/** How many more comparisons of a word with a pattern a reply may cost. */
export interface Budget {
  left: number;
}

/** What patterns are made of. */
export interface Vocabulary {
  /** Word classes: plain words with blanks between them. */
  readonly classes: Readonly<Record<string, string>>;
  /** Patterns that others name as `<name>`; one may only name those before it. */
  readonly phrases: Readonly<Record<string, string>>;
}

/** A word of a pattern, and what may come after it. */
interface Place {
  /** undefined: any word. */
  readonly words: ReadonlySet<string> | undefined;
  readonly next: readonly Way[];
  /** It is any word but these. */
  readonly other?: true;
  /** What alone may come behind a pronoun. */
  readonly behind?: ReadonlySet<string>;
}

type Way = Place | typeof END;
const END = 'end';

const MOST_REPEATED = 3;
const LONGEST_GAP = 2;

/** Compiled patterns of one vocabulary. */
export class PatternMaker {
  readonly #classes = new Map<string, ReadonlySet<string>>();
  readonly #phrases = new Map<string, string>();

  constructor({ classes, phrases }: Vocabulary) {
    for (const [name, words] of Object.entries(classes)) this.#classes.set(name, new Set(words.split(/\s+/)));
    for (const [name, pattern] of Object.entries(phrases)) this.#phrases.set(name, pattern);
  }

  /** @throws Error when the pattern is not well-formed, names what is not there, or may begin with just any word */
  pattern(text: string): Pattern {
    const ways = this.#sequence(partsOf(text), [END]);
    return new Pattern(
      ways.map((way) => {
        if (way === END || !way.words || way.other) throw new Error(`"${text}" may begin with any word`);
        return way;
      }),
    );
  }

  /** Every word of every class. */
  words(): Iterable<ReadonlySet<string>> {
    return this.#classes.values();
  }

  #sequence(parts: readonly string[], next: readonly Way[]): readonly Way[] {
    return parts.reduceRight<readonly Way[]>((after, part) => this.#part(part, after), next);
  }

  #part(part: string, next: readonly Way[]): readonly Way[] {
    if (part === '..') return repeated(LONGEST_GAP, next, (after) => [{ words: undefined, next: after }]);
    const last = part.at(-1);
    const one = (after: readonly Way[]): readonly Way[] => this.#one(part.slice(0, -1), after);
    if (last === '?') return repeated(1, next, one);
    if (last === '*') return repeated(MOST_REPEATED, next, one);
    return this.#one(part, next);
  }

  #one(part: string, next: readonly Way[]): readonly Way[] {
    if (part.startsWith('(')) {
      const inner = part.slice(1, -1).split(/[/|]/);
      // A group holds no group.
      return inner.flatMap((sequence) => this.#sequence(partsOf(sequence), next));
    }
    if (part.startsWith('<')) {
      const name = part.slice(1, -1);
      const phrase = this.#phrases.get(name);
      if (phrase === undefined) throw new Error(`there is no phrase <${name}>`);
      return this.#sequence(partsOf(phrase), next);
    }
    if (part.startsWith('!')) return [{ words: this.#wordsOf(part.slice(1)), next, other: true }];
    if (part.endsWith('^')) {
      return [{ words: this.#wordsOf(part.slice(0, -1)), next, behind: this.#classOf('behind') }];
    }
    return [{ words: this.#wordsOf(part), next }];
  }

  #wordsOf(part: string): ReadonlySet<string> {
    const sets = part
      .split('|')
      .map((word) => (word.startsWith('@') ? this.#classOf(word.slice(1)) : [word]));
    const [only] = sets;
    return sets.length === 1 && only instanceof Set ? only : new Set(sets.flatMap((set) => [...set]));
  }

  #classOf(name: string): ReadonlySet<string> {
    const words = this.#classes.get(name);
    if (!words) throw new Error(`there is no class @${name}`);
    return words;
  }
}

/** `next` after up to `most` times what `one` makes. */
function repeated(
  most: number,
  next: readonly Way[],
  one: (next: readonly Way[]) => readonly Way[],
): readonly Way[] {
  let ways = next;
  for (let i = 0; i < most; i++) ways = [...one(ways), ...next];
  return ways;
}

/** The parts of a pattern: words, `..`, and groups in parentheses as one part each. */
function partsOf(text: string): string[] {
  return text.match(/\([^()]*\)[?*]?|\S+/g) ?? [];
}

/** A phrase that can be looked for. */
export class Pattern {
  constructor(private readonly starts: readonly Place[]) {}

  /** The words that it can begin with. */
  firstWords(): Set<string> {
    return new Set(this.starts.flatMap(({ words }) => [...(words ?? [])]));
  }

  /** Where the longest occurrence that begins at `from` ends (index after its last word), or -1. */
  endFrom(words: readonly string[], from: number, budget: Budget): number {
    return longest(this.starts, words, from, budget);
  }
}

function longest(ways: readonly Way[], words: readonly string[], at: number, budget: Budget): number {
  let end = -1;
  for (const way of ways) {
    if (way === END) {
      if (at > end) end = at;
      continue;
    }
    const word = words[at];
    if (word === undefined || budget.left <= 0) continue;
    budget.left--;
    if (way.words && way.words.has(word) === (way.other ?? false)) continue;
    const behind = words[at + 1];
    if (way.behind && behind !== undefined && !way.behind.has(behind)) continue;
    const found = longest(way.next, words, at + 1, budget);
    if (found > end) end = found;
  }
  return end;
}
