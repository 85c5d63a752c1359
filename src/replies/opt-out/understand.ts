import { clausesOf, type Clause } from './clauses';
import { english } from './english';
import { french } from './french';
import { german } from './german';
import { portuguese } from './portuguese';
import { spanish } from './spanish';
import { wordSet, type Grammar, type Language, type Rule } from './grammar';
import { PatternMaker, type Budget, type Pattern } from './pattern';
import { TypingErrors } from './typing';

/** Whether somebody asks for no more messages, in which language, and by which rule we know. */
export type OptOutReading =
  { readonly answer: 'stop' | 'unclear'; readonly found: Found } | { readonly answer: 'no' };

/** By which rule we know. */
export interface Found {
  /** Its kind, such as `opt_out.en.request`. */
  readonly rule: string;
  readonly language: Language;
  /** The pattern that was found, for those who work on the grammars. */
  readonly pattern?: string;
}

/** Comparisons of a word with a pattern that one reply may cost: some tenths of a millisecond. */
const BUDGET = 6_000;
/** Words of which two slips of typing are put right, in one reply. */
const MOST_LONG_SLIPS = 8;

const KINDS: { readonly [when in Rule['when']]: string } = {
  asked: 'request',
  said: 'statement',
  clause: 'phrase',
  reply: 'phrase',
};

interface ReadyRule extends Rule {
  readonly name: string;
  readonly grammar: Ready;
  readonly compiled: Pattern;
  /** Nothing but fillers may follow. */
  readonly ends: boolean;
}

interface Ready {
  readonly language: Language;
  readonly keywords: ReadonlySet<string>;
  readonly plainKeywords: ReadonlySet<string>;
  readonly limits: ReadonlySet<string>;
  readonly things: ReadonlySet<string>;
  readonly placings: ReadonlySet<string>;
  readonly starters: ReadonlySet<string>;
  readonly closers: ReadonlySet<string>;
  readonly compounds: ReadonlySet<string>;
  readonly scope: Grammar['scope'];
}

const GRAMMARS: readonly Grammar[] = [english, spanish, french, german, portuguese];

/** What can begin with a word. */
const starts = new Map<string, ReadyRule[]>();
const fillers = new Set<string>();
const known = new Set<string>();
const all = GRAMMARS.map(ready);
const typing = new TypingErrors(
  GRAMMARS.flatMap(({ typed }) => [...wordSet(typed)]),
  known,
);

function ready(grammar: Grammar): Ready {
  const { language, scope } = grammar;
  const made: Ready = {
    language,
    scope,
    keywords: wordSet(grammar.keywords),
    plainKeywords: wordSet(grammar.plainKeywords),
    limits: wordSet(grammar.limits),
    things: wordSet(grammar.things),
    placings: wordSet(grammar.placings),
    starters: wordSet(grammar.starters),
    closers: wordSet(grammar.closers),
    compounds: wordSet(grammar.compounds),
  };
  for (const word of wordSet(grammar.fillers)) fillers.add(word);
  const maker = new PatternMaker(grammar);
  for (const rule of grammar.rules) {
    const ends = rule.pattern.endsWith(' $');
    const compiled = maker.pattern(ends ? rule.pattern.slice(0, -2) : rule.pattern);
    const name = `opt_out.${language}.${KINDS[rule.when]}`;
    for (const word of compiled.firstWords()) {
      const others = starts.get(word) ?? [];
      starts.set(word, [...others, { ...rule, name, grammar: made, compiled, ends }]);
    }
  }
  for (const words of [
    ...maker.words(),
    made.keywords,
    made.things,
    made.starters,
    made.limits,
    made.compounds,
    wordSet(grammar.real),
    fillers,
  ])
    for (const word of words) known.add(word);
  return made;
}

/** Reads visible text without its signature. Pure; never throws; linear in its length, and bounded for hostile ones. */
export function understandOptOut(shown: string): OptOutReading {
  const budget: Budget = { left: BUDGET };
  const clauses = clausesOf(shown, spelling());
  const heard: Heard[] = [];
  const talking = clauses.filter(({ words }) => !words.every((word) => fillers.has(word)));
  for (const clause of clauses) {
    const alone = talking.length === 0 || (talking.length === 1 && talking[0] === clause);
    heard.push(...hear(clause, alone, budget));
    if (budget.left <= 0) break;
  }
  return conclude(heard);
}

interface Heard extends Found {
  readonly says: Rule['says'];
}

function conclude(heard: readonly Heard[]): OptOutReading {
  const stop = heard.find(({ says }) => says === 'stop');
  const keeps = heard.some(({ says }) => says === 'keep');
  if (stop) return { answer: keeps ? 'unclear' : 'stop', found: stop };
  const unclear = heard.find(({ says }) => says === 'unclear');
  if (unclear && !keeps) return { answer: 'unclear', found: unclear };
  return { answer: 'no' };
}

/** `alone`: nothing else is said in the reply. */
function hear(clause: Clause, alone: boolean, budget: Budget): Heard[] {
  const heard: Heard[] = [];
  const { words } = clause;
  const begin = words.findIndex((word) => !fillers.has(word));
  // Nothing but fillers: then they are what is said (`no no no`).
  const first = begin < 0 ? words.length : begin;
  let last = words.length - 1;
  while (last >= 0 && fillers.has(words[last] ?? '')) last--;
  const keyword = keywordAlone(clause, begin, last, alone);
  if (keyword) return [keyword];
  for (let at = 0; at < words.length && budget.left > 0; at++) {
    for (const rule of starts.get(words[at] ?? '') ?? []) {
      const end = rule.compiled.endFrom(words, at, budget);
      if (end < 0 || (rule.ends && end <= last)) continue;
      const whole = at <= first && end > last;
      const says = said(rule, clause, at, end, whole, alone);
      if (!says) continue;
      if (says === 'mention') {
        if (heard.some((other) => other.says === 'stop')) continue;
        return [];
      }
      heard.push({ says, rule: rule.name, language: rule.grammar.language, pattern: rule.pattern });
    }
  }
  if (heard.some(({ says }) => says === 'stop' || says === 'keep')) return heard;
  const beside = keywordBeside(clause, begin, last);
  if (!beside) return heard;
  // Two half signs are one: `not interested stop`.
  const sure = beside.says === 'unclear' && heard.length > 0;
  return [...heard, sure ? { ...beside, says: 'stop' } : beside];
}

/** What a rule found from `at` to `end` says in its place. */
function said(
  rule: ReadyRule,
  { words, asks }: Clause,
  at: number,
  end: number,
  whole: boolean,
  alone: boolean,
): Rule['says'] | undefined {
  const { grammar, says } = rule;
  switch (rule.when) {
    case 'reply':
      return whole && alone ? says : undefined;
    case 'clause':
      if (!whole || (asks && words.length === 1)) return undefined;
      return asks && says === 'stop' ? 'unclear' : says;
    case 'said':
      if (says === 'unclear' && (ASKING.has(words[0] ?? '') || limited(rule, words, 0))) return undefined;
      return says === 'stop' && (limited(rule, words, end) || supposed(words, at)) ? 'unclear' : says;
    case 'asked': {
      const scope = grammar.scope(words, at);
      if (scope === 'kept') return 'keep';
      if (scope === 'told') return undefined;
      if (scope === 'complained') return 'unclear';
      const next = words[end] ?? '';
      if (rule.placed && grammar.placings.has(next)) {
        return words.slice(end, end + 7).some((word) => grammar.things.has(word)) ? undefined : 'unclear';
      }
      return limited(rule, words, end) ? 'unclear' : says;
    }
  }
}

/** How far behind a request something may limit it, in words. */
const LIMIT_WITHIN = 6;

function limited({ grammar }: ReadyRule, words: readonly string[], end: number): boolean {
  return words.slice(end, end + LIMIT_WITHIN).some((word) => grammar.limits.has(word));
}

const SUPPOSING = wordSet('if when why did does do unless wenn si se quand warum pourquoi');

/** A question that begins so asks for something else. */
const ASKING = wordSet('is are was were do does did can could will would where when');

function supposed(words: readonly string[], at: number): boolean {
  return words.slice(0, at).some((word) => SUPPOSING.has(word));
}

/** Nobody who wants peace laughs: `stop lol`. */
const LAUGHS = wordSet('lol lmao rofl haha hahaha jk jaja kkk mdr');

/** A keyword as the whole reply, or as a clause of its own. */
function keywordAlone(
  { words, asks, mistyped }: Clause,
  first: number,
  last: number,
  alone: boolean,
): Heard | undefined {
  if (first < 0 || last - first > LONGEST_KEYWORD) return undefined;
  const each = words.slice(first, last + 1);
  const whole = alone ? each.join('') : '';
  for (const { language, keywords, plainKeywords } of all) {
    if (!(alone && keywords.has(whole)) && !each.every((word) => keywords.has(word))) continue;
    const found = { rule: `opt_out.${language}.keyword`, language };
    if (alone) return { says: asks || words.some((word) => LAUGHS.has(word)) ? 'unclear' : 'stop', ...found };
    if (asks) return undefined;
    const plain = !mistyped && each.every((word) => plainKeywords.has(word));
    return { says: plain ? 'stop' : 'unclear', ...found };
  }
  return undefined;
}

/** Words that a keyword in pieces, or one said again and again, has at most. */
const LONGEST_KEYWORD = 30;

/** A keyword before a new sentence, or at the end of one: people do not always write the full stop between. */
function keywordBeside({ words, asks }: Clause, first: number, last: number): Heard | undefined {
  if (first < 0 || asks || ASKING.has(words[0] ?? '')) return undefined;
  const each = words.slice(first, last + 1);
  const [head = '', next = ''] = each;
  const tail = each.at(-1) ?? '';
  const before = words[last - 1] ?? '';
  for (const { language, keywords, plainKeywords, starters, closers, compounds, scope } of all) {
    const say = (says: Rule['says'], how: string): Heard => ({
      says,
      rule: `opt_out.${language}.${how}`,
      language,
    });
    if (plainKeywords.has(head) && starters.has(next)) return say('stop', 'keyword_first');
    if (each.length < 2 && last === 0) continue;
    if (!plainKeywords.has(tail) && !(keywords.has(tail) && closers.has(before))) continue;
    const found = scope(words, last);
    if (found === 'kept') return say('keep', 'keyword_last');
    if (found !== 'asked' || compounds.has(before)) continue;
    return say(closers.has(before) ? 'stop' : 'unclear', 'keyword_last');
  }
  return undefined;
}

/** Puts right how the words of one reply are typed. */
function spelling(): (word: string) => string {
  let longSlips = 0;
  return (word) => {
    if (known.has(word)) return word;
    const plain = /(.)\1\1/.test(word) ? word.replace(/(.)\1{2,}/g, '$1') : word;
    if (known.has(plain)) return plain;
    const meant = typing.meant(plain);
    if (meant !== undefined) return meant;
    if (longSlips >= MOST_LONG_SLIPS) return word;
    if (plain.length >= 8) longSlips++;
    return typing.meantLong(plain) ?? word;
  };
}
