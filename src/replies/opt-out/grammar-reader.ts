import { clausesOf, type Clause, type Piece } from './clauses';
import { wordSet, type Grammar, type Language, type Rule } from './grammar';
import { PatternMaker, type Budget, type Pattern } from './pattern';
import { TypingErrors } from './typing';

/** What was heard in a reply, and by which rule we know. */
export interface Heard {
  /**
   * `told`: words of a request that are none where they stand, such as `did you stop texting me`. `thing`: something else shall
   * end, such as an order.
   */
  readonly says: Rule['says'] | 'told' | 'thing';
  /** Its kind, such as `opt_out.en.request`. */
  readonly rule: string;
  readonly language: Language;
  /** The pattern that was found, for those who work on the grammars. */
  readonly pattern?: string;
}

interface Found extends Heard {
  readonly from: number;
  readonly to: number;
  /** It is meant for a time or a part only. */
  readonly limited?: true;
  /** It is what a denied request comes to, and not said in so many words. */
  readonly denied?: true;
}

const KINDS: { readonly [when in Rule['when']]: string } = {
  asked: 'request',
  said: 'statement',
  clause: 'phrase',
  reply: 'phrase',
  demand: 'phrase',
};

/**
 * What carriers and providers take for an opt-out, in whatever language the rest of a reply is (47 CFR 64.1200(a)(10);
 * Twilio's default keywords, help article 223134027; AWS End User Messaging SMS, required keywords; read November 2026).
 */
const CARRIER_WORDS = 'stop stopall unsubscribe cancel end quit revoke optout remove arret';

/** Keywords that mean too much else to count in a longer reply. */
const LOOSE_WORDS = wordSet('end out td fin aus raus ende halt para sair salir cancelar annuler');

/** Words of which two slips of typing are put right, in one reply. */
const MOST_LONG_SLIPS = 8;
/** How far behind a request something may limit it, in words. */
const LIMIT_WITHIN = 6;
/** How far before a wish something may turn it into its opposite, in words. */
const DENIED_WITHIN = 4;
/** Words that a keyword in pieces, or one said again and again, has at most. */
const LONGEST_KEYWORD = 30;

/** What makes a request a thing that is supposed, or asked about. */
const SUPPOSING = wordSet(
  'if when why did does do unless wenn si se quand warum pourquoi cuando porque quando',
);
/** Who asks why it is so tells of it. */
const WHY = wordSet('why pourquoi warum wieso weshalb');
/** Who asks how to do it wants it. */
const HOW = wordSet('how what whats wie como comment');
/** A question that begins so asks for something else. */
const ASKING = wordSet('why is are was were do does did can could will would where when');
/** `Can you stop?` */
const YOU_ARE_ASKED = wordSet('can could will would why please hey');
const YOU = wordSet('you u ya yall');
/** Nobody who wants peace laughs: `stop lol`. */
const LAUGHS = wordSet('lol lmao rofl haha hahaha jk jaja jajaja kkk kkkk mdr');

interface ReadyRule extends Rule {
  readonly name: string;
  readonly compiled: Pattern;
  /** Nothing but fillers may follow. */
  readonly ends: boolean;
}

/** The grammar of one language at work. */
export class GrammarReader {
  readonly language: Language;
  readonly #starts = new Map<string, ReadyRule[]>();
  readonly #known = new Set<string>();
  readonly #typing: TypingErrors;
  readonly #fillers: ReadonlySet<string>;
  readonly #keywords: ReadonlySet<string>;
  readonly #plainKeywords: ReadonlySet<string>;
  readonly #limits: ReadonlySet<string>;
  readonly #things: ReadonlySet<string>;
  readonly #placings: ReadonlySet<string>;
  readonly #starters: ReadonlySet<string>;
  readonly #closers: ReadonlySet<string>;
  readonly #compounds: ReadonlySet<string>;
  readonly #negations: ReadonlySet<string>;
  readonly #channels: ReadonlySet<string>;
  readonly #shorthand: ReadonlyMap<string, string>;
  readonly #scope: Grammar['scope'];

  constructor(grammar: Grammar) {
    this.language = grammar.language;
    this.#scope = grammar.scope;
    this.#fillers = wordSet(grammar.fillers);
    this.#keywords = wordSet(`${CARRIER_WORDS} ${grammar.keywords}`);
    this.#plainKeywords = wordSet(`stop stopall unsubscribe ${grammar.plainKeywords}`);
    this.#limits = wordSet(grammar.limits);
    this.#things = wordSet(grammar.things);
    this.#placings = wordSet(grammar.placings);
    this.#starters = wordSet(grammar.starters);
    this.#closers = wordSet(grammar.closers);
    this.#compounds = wordSet(grammar.compounds);
    this.#negations = wordSet(grammar.negations);
    this.#channels = wordSet(grammar.channels);
    this.#shorthand = new Map(Object.entries(grammar.shorthand ?? {}));
    this.#compile(grammar);
    this.#typing = new TypingErrors([...wordSet(grammar.typed)], this.#known);
  }

  #compile(grammar: Grammar): void {
    const maker = new PatternMaker(grammar);
    for (const rule of grammar.rules) {
      const ends = rule.pattern.endsWith(' $');
      const compiled = maker.pattern(ends ? rule.pattern.slice(0, -2) : rule.pattern);
      const name = `opt_out.${grammar.language}.${KINDS[rule.when]}`;
      for (const word of compiled.firstWords()) {
        const others = this.#starts.get(word) ?? [];
        this.#starts.set(word, [...others, { ...rule, name, compiled, ends }]);
      }
    }
    const ours = [this.#keywords, this.#things, this.#starters, this.#limits, this.#compounds, this.#fillers];
    for (const words of [...maker.words(), ...ours, wordSet(grammar.real)])
      for (const word of words) this.#known.add(word);
  }

  /** True when the whole reply is a keyword of this language, with nothing but its words of courtesy around. */
  isKeyword(words: readonly string[]): boolean {
    return words.length > 0 && words.every((word) => this.#keywords.has(word));
  }

  /** All that is heard in the pieces of a reply; linear in its length, and bounded by the budget. */
  hear(pieces: readonly Piece[], budget: Budget): Heard[] {
    const clauses = clausesOf(pieces, this.#spelling());
    const talks = clauses.map(({ words }) => !words.every((word) => this.#fillers.has(word)));
    const talking = talks.filter(Boolean).length;
    const heard: Heard[] = [];
    const demands: Heard[] = [];
    const halves: Found[] = [];
    let silent = 0;
    for (const [i, clause] of clauses.entries()) {
      const alone = talking === 0 || (talking === 1 && talks[i] === true);
      const found = this.#hearClause(clause, alone, budget);
      heard.push(...found.heard);
      demands.push(...found.demands);
      const half = found.heard.filter(isHalf);
      if (half.length > 0 && half.length === found.heard.length)
        halves.push(...[half.find(isRequest) ?? half[0]].flatMap((one) => one ?? []));
      if (found.heard.length + found.demands.length === 0 && talks[i]) silent++;
      if (budget.left <= 0) break;
    }
    // Two half signs are one: `wrong number, delete`.
    const request = halves.length > 1 ? halves.find(isRequest) : undefined;
    if (request) heard.push({ ...request, says: 'stop' });
    // `no texts, no calls` demands; `so no messages. had food?` tells of it.
    return silent === 0 ? [...heard, ...demands] : heard;
  }

  /** `alone`: nothing else is said in the reply. */
  #hearClause(clause: Clause, alone: boolean, budget: Budget): { heard: Found[]; demands: Found[] } {
    const { words } = clause;
    const begin = words.findIndex((word) => !this.#fillers.has(word));
    // Nothing but fillers: then they are what is said (`no no no`).
    const first = begin < 0 ? words.length : begin;
    let last = words.length - 1;
    while (last >= 0 && this.#fillers.has(words[last] ?? '')) last--;
    const keyword = this.#keywordAlone(clause, begin, last, alone);
    if (keyword) return { heard: [keyword], demands: [] };
    const heard: Found[] = [];
    const demands: Found[] = [];
    for (let at = 0; at < words.length && budget.left > 0; at++) {
      for (const rule of this.#starts.get(words[at] ?? '') ?? []) {
        const end = rule.compiled.endFrom(words, at, budget);
        if (end < 0 || (rule.ends && end <= last)) continue;
        const whole = at <= first && end > last;
        const says = this.#said(rule, clause, at, end, whole, alone);
        if (!says) continue;
        if (says === 'mention') {
          if (heard.some((other) => other.says === 'stop')) continue;
          return { heard: [this.#found('mention', rule.name, at, end, rule.pattern)], demands: [] };
        }
        const isDemand = rule.when === 'demand' && !alone && !words.some((word) => this.#asksFor(word));
        const found = this.#found(says, rule.name, at, end, rule.pattern);
        const denied = says === 'keep' && rule.says !== 'keep';
        const limited = rule.says === 'stop' && says === 'strong' && this.#limited(words, at, end);
        (isDemand ? demands : heard).push({
          ...found,
          ...(denied && { denied }),
          ...(limited && { limited }),
        });
      }
    }
    const said = withoutParts(heard);
    const isSaid = said.some(({ says }) => says === 'stop' || says === 'keep');
    if (demands.length > 0 || isSaid) return { heard: said, demands };
    const beside = this.#keywordBeside(clause, begin, last);
    if (!beside) return { heard: said, demands };
    // Two half signs are one: `not interested stop`.
    const sure = isHalf(beside) && said.some(isHalf);
    return { heard: [...said, sure ? { ...beside, says: 'stop' } : beside], demands };
  }

  #found(says: Heard['says'], rule: string, from: number, to: number, pattern?: string): Found {
    return { says, rule, language: this.language, from, to, ...(pattern === undefined ? {} : { pattern }) };
  }

  /** A word of courtesy or insistence, which nobody puts into a report. */
  #asksFor(word: string): boolean {
    return PLEADING.has(word);
  }

  /** What a rule found from `at` to `end` says in its place. */
  #said(
    rule: ReadyRule,
    { words, asks }: Clause,
    at: number,
    end: number,
    whole: boolean,
    alone: boolean,
  ): Heard['says'] | undefined {
    const { says } = rule;
    // `stop sending me e-mails`
    if (says === 'stop' && this.#channels.has(words[end] ?? '')) return 'told';
    switch (rule.when) {
      case 'reply':
        return whole && alone ? says : undefined;
      case 'demand':
      case 'clause':
        if (!whole || (asks && words.length === 1)) return undefined;
        return asks && says === 'stop' ? 'strong' : says;
      case 'said':
        if (says === 'keep') return this.#denied(words, at) ? undefined : says;
        if (
          (says === 'strong' || says === 'weak') &&
          (ASKING.has(words[0] ?? '') || this.#limited(words, 0, 0))
        )
          return undefined;
        if (says === 'stop' && WHY.has(words[0] ?? '')) return 'told';
        return says === 'stop' && (this.#limited(words, at, end) || supposed(words, at)) ? 'strong' : says;
      case 'asked':
        return this.#asked(rule, words, at, end);
    }
  }

  #asked({ says, placed }: ReadyRule, words: readonly string[], at: number, end: number): Heard['says'] {
    const scope = this.#scope(words, at);
    if (scope === 'told') return 'told';
    if (scope === 'kept') return says === 'keep' ? 'told' : 'keep';
    if (scope === 'complained') return 'strong';
    if (placed && this.#placings.has(words[end] ?? '')) {
      return words.slice(end, end + 7).some((word) => this.#things.has(word)) ? 'thing' : 'weak';
    }
    return says === 'stop' && this.#limited(words, at, end) ? 'strong' : says;
  }

  /** Whether something before or behind a request makes it one for a time or a part. */
  #limited(words: readonly string[], at: number, end: number): boolean {
    if (at > 0 && this.#limits.has(words[at - 1] ?? '')) return true;
    return words.slice(end, end + LIMIT_WITHIN).some((word) => this.#limits.has(word));
  }

  #denied(words: readonly string[], at: number): boolean {
    return words.slice(Math.max(0, at - DENIED_WITHIN), at).some((word) => this.#negations.has(word));
  }

  /** A keyword as the whole reply, or as a clause of its own. */
  #keywordAlone(
    { words, asks, mistyped }: Clause,
    first: number,
    last: number,
    alone: boolean,
  ): Found | undefined {
    if (first < 0 || last - first > LONGEST_KEYWORD) return undefined;
    const each = words.slice(first, last + 1);
    const whole = alone ? each.join('') : '';
    if (!(alone && this.#keywords.has(whole)) && !this.isKeyword(each)) return undefined;
    const say = (says: Rule['says']): Found =>
      this.#found(says, `opt_out.${this.language}.keyword`, first, last + 1);
    const laughs = words.some((word) => LAUGHS.has(word));
    if (alone) return say(asks || (laughs && !each.includes('unsubscribe')) ? 'strong' : 'stop');
    if (asks) return undefined;
    if (each.some((word) => LOOSE_WORDS.has(word))) return undefined;
    return say(
      !mistyped && each.every((word) => this.#plainKeywords.has(word) || word === 'remove') ? 'stop' : 'weak',
    );
  }

  /** A keyword before a new sentence, or at the end of one: people do not always write the full stop between. */
  #keywordBeside({ words, asks }: Clause, first: number, last: number): Found | undefined {
    if (first < 0) return undefined;
    const each = words.slice(first, last + 1);
    const [head = '', next = ''] = each;
    const tail = each.at(-1) ?? '';
    const before = words[last - 1] ?? '';
    const say = (says: Heard['says'], how: string): Found =>
      this.#found(says, `opt_out.${this.language}.${how}`, first, last + 1);
    const begs = YOU_ARE_ASKED.has(words[0] ?? '') && words.some((word) => YOU.has(word));
    if (begs && this.#plainKeywords.has(tail) && this.#scope(words, last) === 'asked')
      return say('stop', 'keyword_last');
    if (asks || ASKING.has(words[0] ?? '')) return undefined;
    if (this.#plainKeywords.has(head) && this.#starters.has(next)) return say('stop', 'keyword_first');
    if (each.length < 2 && last === 0) return undefined;
    const counts = this.#plainKeywords.has(tail) || (this.#keywords.has(tail) && this.#closers.has(before));
    if (!counts || LOOSE_WORDS.has(tail)) return undefined;
    const found = this.#scope(words, last);
    if (found === 'kept') return say('keep', 'keyword_last');
    if (found !== 'asked' || this.#compounds.has(before)) return say('told', 'keyword_last');
    return say(this.#closers.has(before) ? 'stop' : 'weak', 'keyword_last');
  }

  /** Puts right how the words of one reply are typed. */
  #spelling(): (word: string) => string {
    let longSlips = 0;
    return (word) => {
      const short = this.#shorthand.get(word);
      if (short !== undefined) return short;
      if (this.#known.has(word)) return word;
      const plain = /(.)\1\1/.test(word) ? word.replace(/(.)\1{2,}/g, '$1') : word;
      if (this.#known.has(plain)) return plain;
      const meant = this.#typing.meant(plain);
      if (meant !== undefined) return meant;
      if (longSlips >= MOST_LONG_SLIPS) return word;
      if (plain.length >= 8) longSlips++;
      return this.#typing.meantLong(plain) ?? word;
    };
  }
}

const PLEADING = wordSet(
  'please pls plz anymore again thanks more favor porfa mas svp plus merci bitte mehr danke mais pfv',
);

/**
 * What stands inside another request is a part of it: `don't want to stop getting these` asks for nothing, and in `don't text
 * me` nothing is kept. A wish for less takes the place of the stop in it: `stop texting me every day`.
 */
function withoutParts(heard: readonly Found[]): Found[] {
  const covers = (outer: Found, inner: Found): boolean => outer.from < inner.from && inner.from < outer.to;
  const meets = (one: Found, other: Found): boolean => one.from < other.to && other.from < one.to;
  return heard.filter((one) => {
    switch (one.says) {
      case 'keep':
        return !one.denied || !heard.some((other) => other.says === 'stop' && covers(other, one));
      case 'stop':
        return !heard.some((other) =>
          other.says === 'keep'
            ? covers(other, one) || (!other.denied && covers(one, other))
            : other.says === 'fewer' && meets(other, one),
        );
      case 'strong':
      case 'weak':
        return !heard.some((other) => other.says === 'keep' && covers(other, one));
      default:
        return true;
    }
  });
}

/** Something of a request, and not enough of one. */
function isHalf({ says, limited }: Found): boolean {
  return (says === 'strong' || says === 'weak') && !limited;
}

function isRequest({ rule }: Heard): boolean {
  return rule.endsWith('.keyword') || rule.endsWith('.request');
}

function supposed(words: readonly string[], at: number): boolean {
  const before = words.slice(0, at);
  return before.some((word) => SUPPOSING.has(word)) && !before.some((word) => HOW.has(word));
}
