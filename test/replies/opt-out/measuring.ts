import { everydayExamples, examplesOf } from '../../../scripts/opt-outs/examples';
import { mulberry32, shuffle, train } from '../../../scripts/opt-outs/train';
import type { ReplyReading } from '../../../src/leads/reply';
import { LinearModel } from '../../../src/replies/opt-out/learned/model';
import { learned, type SecondReader } from '../../../src/replies/opt-out/learned/second-reader';
import { readReply } from '../../../src/replies/reading';
import type { Label, Phrase } from './phrases';

/** What a reader makes of a reply, as the report counts it. */
export const ANSWERS = ['stop', 'strong', 'weak', 'preference', 'no'] as const;
export type Answer = (typeof ANSWERS)[number];

/** The readers that are compared: the grammars alone, the learned one alone, and both as the package uses them. */
export const READERS = ['grammars', 'learned', 'both'] as const;
export type ReaderName = (typeof READERS)[number];

/** A reader that never doubts and never asks leaves the grammars alone. */
const NOBODY: SecondReader = { likelihood: () => 0.5 };

/** A phrase, and what the three readers make of it. */
export interface Read {
  readonly phrase: Phrase;
  readonly answers: { readonly [reader in ReaderName]: Answer };
  readonly rule: string;
  readonly likelihood: number;
}

/** Reads with the weights of the package, or with those given. */
export function read(phrase: Phrase, second: SecondReader = learned): Read {
  const both = readReply(phrase.text, { second });
  const likelihood = second.likelihood(phrase.text);
  return {
    phrase,
    answers: {
      grammars: answerOf(readReply(phrase.text, { second: NOBODY })),
      learned: likelihood >= 0.5 ? 'stop' : 'no',
      both: answerOf(both),
    },
    rule: 'rule' in both ? both.rule : both.kind,
    likelihood,
  };
}

export function answerOf(reading: ReplyReading): Answer {
  switch (reading.kind) {
    case 'opt_out':
      return 'stop';
    case 'unclear':
      return reading.weak ? 'weak' : 'strong';
    case 'preference':
      return 'preference';
    case 'opt_in':
    case 'help':
    case 'reaction':
    case 'auto_text':
    case 'snooze':
    case 'quiet':
    case 'text':
      return 'no';
  }
}

const FOLDS = 5;

/** Each phrase read by weights that did not learn from it: five-fold cross-validation, decided by the seed. */
export function crossValidated(
  phrases: readonly Phrase[],
  everyday: readonly string[],
  seed: number,
): Read[] {
  const order = [...phrases];
  shuffle(order, mulberry32(seed));
  return Array.from({ length: FOLDS }, (_, fold) => {
    const known = order.filter((_phrase, i) => i % FOLDS !== fold);
    const model = new LinearModel(train([...examplesOf(known), ...everydayExamples(everyday)], seed));
    return order.filter((_phrase, i) => i % FOLDS === fold).map((phrase) => read(phrase, model));
  }).flat();
}

/** A share in percent, and where 95 of 100 samples drawn from the same phrases would have it (bootstrap, percentiles). */
export interface Share {
  readonly percent: number;
  readonly low: number;
  readonly high: number;
}

const DRAWS = 400;

export function shareOf(hits: readonly boolean[], seed = 1): Share {
  if (hits.length === 0) return { percent: NaN, low: NaN, high: NaN };
  const random = mulberry32(seed);
  const share = (count: number): number => (100 * count) / hits.length;
  const draws = Array.from({ length: DRAWS }, () => {
    let count = 0;
    for (let i = 0; i < hits.length; i++) if (hits[Math.floor(random() * hits.length)]) count++;
    return share(count);
  }).sort((a, b) => a - b);
  return {
    percent: share(hits.filter(Boolean).length),
    low: draws[Math.floor(DRAWS * 0.025)] ?? NaN,
    high: draws[Math.floor(DRAWS * 0.975)] ?? NaN,
  };
}

/** What the aims are about, of one reader. */
export interface Figures {
  /** Requests that are read as one, or asked about. */
  readonly recall: Share;
  /** Requests that are read as one. */
  readonly strictRecall: Share;
  /** Of what is read as a request, what is one. */
  readonly precision: Share;
  /** What is none and is read as a request. */
  readonly falseAlarms: Share;
  /** What is none and is asked about; of all but what sensible people disagree about. */
  readonly strong: Share;
  /** What is none and is noted for a person. */
  readonly weak: Share;
}

export function figuresOf(reads: readonly Read[], reader: ReaderName): Figures {
  const labelled = (...labels: readonly Label[]): readonly Answer[] =>
    reads.filter(({ phrase }) => labels.includes(phrase.label)).map(({ answers }) => answers[reader]);
  const requests = labelled('stop');
  const others = labelled('no', 'preference');
  const stops = reads.filter(
    ({ phrase, answers }) => phrase.label !== 'ambiguous' && answers[reader] === 'stop',
  );
  return {
    recall: shareOf(requests.map((answer) => answer === 'stop' || answer === 'strong')),
    strictRecall: shareOf(requests.map((answer) => answer === 'stop')),
    precision: shareOf(stops.map(({ phrase }) => phrase.label === 'stop')),
    falseAlarms: shareOf(others.map((answer) => answer === 'stop')),
    strong: shareOf(labelled('no').map((answer) => answer === 'strong')),
    weak: shareOf(labelled('no').map((answer) => answer === 'weak')),
  };
}
