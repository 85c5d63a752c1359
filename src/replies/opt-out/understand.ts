import type { Written } from '../words';
import { piecesOf } from './clauses';
import { english } from './english';
import { french } from './french';
import { german } from './german';
import { LANGUAGES, type Grammar, type Language } from './grammar';
import { GrammarReader, type Heard } from './grammar-reader';
import { languagesOf } from './language';
import type { Budget } from './pattern';
import { portuguese } from './portuguese';
import { spanish } from './spanish';

/** What the grammars make of a reply, and by which rule we know. */
export type OptOutReading =
  | {
      readonly answer: 'stop' | 'strong' | 'weak' | 'no_calls' | 'no_emails' | 'fewer';
      readonly found: Heard;
    }
  /** `heard`: what is none where it stands, or the opposite. */
  | { readonly answer: 'no'; readonly heard?: Heard };

/** Comparisons of a word with a pattern that one reply may cost: some tenths of a millisecond. */
const BUDGET = 6_000;

const GRAMMARS: { readonly [language in Language]: Grammar } = {
  en: english,
  es: spanish,
  fr: french,
  de: german,
  pt: portuguese,
};

const readers = new Map(LANGUAGES.map((language) => [language, new GrammarReader(GRAMMARS[language])]));

/**
 * Reads visible text without its signature: decides its language first, lets only that grammar speak, and then says what
 * follows from all that was heard. `hints`: languages that the lead or the store is known to speak. Pure; never throws;
 * linear in its length, and bounded for hostile ones.
 */
export function understandOptOut({ shown, said }: Written, hints: readonly Language[] = []): OptOutReading {
  const budget: Budget = { left: BUDGET };
  const words = said.split(' ');
  // A carrier's exact word counts in whatever language it is.
  const language = LANGUAGES.find((each) => readers.get(each)?.isKeyword(words));
  const languages = language === undefined ? languagesOf(words, hints) : [language];
  const pieces = piecesOf(shown);
  let most: OptOutReading = { answer: 'no' };
  for (const each of languages) {
    const reading = conclude(readers.get(each)?.hear(pieces, budget) ?? []);
    if (saysMore(reading, most)) most = reading;
  }
  return most;
}

function saysMore(one: OptOutReading, other: OptOutReading): boolean {
  if (one.answer === 'no' && other.answer === 'no')
    return one.heard !== undefined && other.heard === undefined;
  return SAYS[one.answer] > SAYS[other.answer];
}

/** Of a reply that may be of two languages counts in which it says more. */
const SAYS: { readonly [answer in OptOutReading['answer']]: number } = {
  no: 0,
  weak: 1,
  strong: 2,
  no_emails: 3,
  no_calls: 4,
  fewer: 5,
  stop: 6,
};

function conclude(heard: readonly Heard[]): OptOutReading {
  const first = (says: Heard['says']): Heard | undefined => heard.find((one) => one.says === says);
  const stop = first('stop');
  const keeps = first('keep');
  const less = first('fewer');
  const calls = first('no_calls');
  const emails = first('no_emails');
  if (stop && !keeps && !less) return { answer: 'stop', found: stop };
  if (less) return { answer: 'fewer', found: less };
  if (calls) return { answer: 'no_calls', found: calls };
  if (emails) return { answer: 'no_emails', found: emails };
  if (stop) return { answer: 'strong', found: stop };
  if (keeps) return { answer: 'no', heard: keeps };
  for (const answer of ['strong', 'weak'] as const) {
    const found = first(answer);
    if (found) return { answer, found };
  }
  const told = first('mention') ?? first('thing') ?? first('told');
  return told ? { answer: 'no', heard: told } : { answer: 'no' };
}
