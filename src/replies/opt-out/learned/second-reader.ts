import type { Written } from '../../words';
import type { Language } from '../grammar';
import type { Heard } from '../grammar-reader';
import type { OptOutReading } from '../understand';
import { LinearModel } from './model';
import stored from './weights.json';

/** The reader that learned from labelled phrases. It may only ask or doubt: it never opts anybody out by itself. */
export interface SecondReader {
  /** How likely visible text asks for no more texts, 0 to 1. */
  likelihood(shown: string): number;
}

let model: LinearModel | undefined;

/** The reader of the package; its weights are unpacked with the first reply that it is asked about. */
export const learned: SecondReader = {
  likelihood: (shown) => (model ??= new LinearModel(stored)).likelihood(shown),
};

/**
 * Where the learned reader is believed against the grammars, by measuring (docs/decisions/reading-opt-outs.md). Below
 * `doubtsStop` a stop of the grammars is asked about; below `doubtsStrong` a likely request is only a hint of one; from `asks`
 * on something is a likely request of which the grammars know nothing; from `asksStill` on even where they heard words of one
 * that are spoken of.
 */
export const THRESHOLDS = { doubtsStop: 0.03, doubtsStrong: 0.1, asks: 0.85, asksStill: 0.93 } as const;

/**
 * What both readers make of a reply together. A carrier's word alone always counts, and so does a preference; what else the
 * grammars say may be doubted, and what they say nothing about may be asked about.
 */
export function readTogether(reading: OptOutReading, written: Written, second: SecondReader): OptOutReading {
  const { shown } = written;
  switch (reading.answer) {
    case 'no_calls':
    case 'no_emails':
    case 'fewer':
      return reading;
    case 'stop':
      if (reading.found.rule.endsWith('.keyword')) return reading;
      return second.likelihood(shown) < THRESHOLDS.doubtsStop ? doubted('strong', reading.found) : reading;
    case 'strong':
      return second.likelihood(shown) < THRESHOLDS.doubtsStrong ? doubted('weak', reading.found) : reading;
    case 'weak':
      return asks(written, second, THRESHOLDS.asks) ? likely(reading.found.language) : reading;
    case 'no':
      // What the grammars understood as none is left to them: `I don't want to stop getting these`.
      if (reading.heard && UNDERSTOOD.has(reading.heard.says)) return reading;
      return asks(written, second, reading.heard ? THRESHOLDS.asksStill : THRESHOLDS.asks)
        ? likely(reading.heard?.language ?? 'en')
        : reading;
  }
}

const UNDERSTOOD: ReadonlySet<Heard['says']> = new Set(['keep', 'mention', 'thing']);

function doubted(answer: 'strong' | 'weak', found: Heard): OptOutReading {
  return { answer, found: { ...found, rule: `${found.rule}.learned` } };
}

function likely(language: Language): OptOutReading {
  return { answer: 'strong', found: { says: 'strong', rule: 'opt_out.learned', language } };
}

function asks({ shown, said }: Written, second: SecondReader, from: number): boolean {
  return hasWordsOfRequest(said) && second.likelihood(shown) >= from;
}

/** Beginnings of words of stopping, in five languages. Without one, or a negation beside texts, nobody asks for it. */
const STOPPING = stems(
  'stop unsub subscib remov delet erase quit cancel cease desist alone lose ' +
    'baja borr elimin saqu salgo deja deje pare para olvid basta alto ' +
    'arret darret desabo desin supprim retir enlev effac assez ' +
    'abmeld aufhor losch austrag entfern streich schluss ' +
    'descadas apag tire tira exclu sair chega',
);
/** The same, of words that others begin with too. */
const STOPPING_WORDS = new Set(['off', 'opt', 'auf', 'paro']);
const DENYING = new Set(
  (
    'no not dont never more nolonger enough stp ya nunca mas ne pas plus jamais nicht nie nichts kein keine keinen mehr nao n nem sem ' +
    'mais'
  ).split(' '),
);
const MESSAGES = stems(
  'text txt messag msg sms spam contact list number mensaj msj escri mand envi ecri mecri menvo envo nachricht schreib schick ' +
    'mensag numero nummer lista liste',
);

/** Stems by their first two letters: few words share them. */
function stems(list: string): ReadonlyMap<string, readonly string[]> {
  const byStart = new Map<string, string[]>();
  for (const stem of list.split(' '))
    byStart.set(stem.slice(0, 2), [...(byStart.get(stem.slice(0, 2)) ?? []), stem]);
  return byStart;
}

function beginsLike(word: string, known: ReadonlyMap<string, readonly string[]>): boolean {
  return known.get(word.slice(0, 2))?.some((stem) => word.startsWith(stem)) ?? false;
}

function hasWordsOfRequest(said: string): boolean {
  let denies = false;
  let names = false;
  for (const word of said.split(' ')) {
    if (STOPPING_WORDS.has(word) || beginsLike(word, STOPPING)) return true;
    denies ||= DENYING.has(word);
    names ||= beginsLike(word, MESSAGES);
  }
  return denies && names;
}
