import assert from 'node:assert/strict';
import { LANGUAGES } from '../../../src/replies/opt-out/grammar';
import {
  ANSWERS,
  crossValidated,
  figuresOf,
  READERS,
  read,
  type Answer,
  type Figures,
  type Read,
  type ReaderName,
  type Share,
} from './measuring';
import { earlierPhrases, everydayTexts, LABELS, phrasesOf, type Phrase } from './phrases';

/**
 * How well opt-outs are read: by the grammars alone, by the learned reader alone, and by both, as the package reads. Known
 * phrases are cross-validated, so that no phrase is scored by weights that learned from it; the grammars have grown by them,
 * though, so that the kept third says more of replies to come. Everyday texts of a file outside of the repository are measured
 * when EVERYDAY_TEXTS names one (see docs/decisions/reading-opt-outs.md).
 */

const SEED = 1;
const everydayFile = process.env['EVERYDAY_TEXTS'];
const everyday = everydayFile === undefined ? [] : everydayTexts(everydayFile);

describe('reading opt-outs: known phrases, cross-validated', () => {
  const known = [
    ...phrasesOf('learn'),
    ...earlierPhrases('opt-out-phrases.json'),
    ...earlierPhrases('held-out.json'),
  ];
  let reads: Read[] = [];

  before(function () {
    this.timeout(120_000);
    reads = crossValidated(known, everyday, SEED);
    print(`${known.length} known phrases`, reads);
  });

  it('finds at least 97 % of the requests, read as one or asked about', () => atLeast(97, 'recall', reads));
  it('takes at most 1 % of the others for one', () => atMost(1, 'falseAlarms', reads));
  it('asks about fewer than 5 % of everyday answers', () => atMost(5, 'strong', reads));
});

describe('reading opt-outs: phrases kept for measuring only', () => {
  const reads = phrasesOf('kept').map((phrase) => read(phrase));
  before(() => print(`${reads.length} kept phrases`, reads));

  // The aim is 97 %, 1 % and 5 %: what is missing stands in docs/decisions/reading-opt-outs.md.
  it('finds more than 93 % of the requests, read as one or asked about', () => atLeast(93, 'recall', reads));
  it('takes at most 2 % of the others for one', () => atMost(2, 'falseAlarms', reads));
  it('asks about fewer than 5 % of everyday answers', () => atMost(5, 'strong', reads));
  it('finds more with both readers than with the grammars alone', () => {
    assert.ok(figuresOf(reads, 'both').recall.percent > figuresOf(reads, 'grammars').recall.percent);
  });
});

describe('reading opt-outs: everyday texts', () => {
  if (everydayFile === undefined) {
    it('are not measured: EVERYDAY_TEXTS names no file', () => assert.equal(everyday.length, 0));
    return;
  }
  it('are taken for a request by at most 1 in 4,827, but for those that ask to stop', function () {
    this.timeout(120_000);
    const reads = everyday.map((text) => read({ text, label: 'no', language: 'en', situation: 'everyday' }));
    printAnswers(`${everyday.length} everyday texts of ${everydayFile}`, reads);
    const alarms = reads.filter(({ phrase, answers }) => answers.both === 'stop' && !asksToStop(phrase));
    console.log(alarms.map(({ phrase, rule }) => `      ${rule}: ${phrase.text}`).join('\n'));
    assert.ok(alarms.length <= Math.max(1, (2 * everyday.length) / 10_000), String(alarms.length));
  });
});

/** The few of the everyday texts that do ask not to be written to any more. */
const REALLY_ASKING = [
  "Please don't text me anymore. I have nothing else to say.",
  'Any chance you might have had with me',
];

function asksToStop({ text }: Phrase): boolean {
  return REALLY_ASKING.some((beginning) => text.startsWith(beginning));
}

function atLeast(percent: number, figure: keyof Figures, reads: readonly Read[]): void {
  const share = figuresOf(reads, 'both')[figure];
  assert.ok(share.percent >= percent, inPercent(share));
}

function atMost(percent: number, figure: keyof Figures, reads: readonly Read[]): void {
  const share = figuresOf(reads, 'both')[figure];
  assert.ok(share.percent <= percent, inPercent(share));
}

function print(title: string, reads: readonly Read[]): void {
  const lines = READERS.flatMap((reader) => [
    row(`${reader}, all`, figuresOf(reads, reader)),
    ...LANGUAGES.map((language) =>
      row(
        `${reader}, ${language}`,
        figuresOf(
          reads.filter(({ phrase }) => phrase.language === language),
          reader,
        ),
      ),
    ),
  ]);
  const head = ['recall', 'strict recall', 'precision', 'false alarms', 'strong', 'weak'];
  console.log(`      ${title}; in percent, with the range of 95 in 100 samples`);
  console.log(`      ${' '.repeat(14)}${head.map((name) => name.padEnd(18)).join('')}`);
  console.log(lines.join('\n'));
  printAnswers('how each label is read', reads);
  console.log('      the worst ten:');
  console.log(worst(reads).map(line).join('\n'));
}

function row(name: string, { recall, strictRecall, precision, falseAlarms, strong, weak }: Figures): string {
  const cells = [recall, strictRecall, precision, falseAlarms, strong, weak].map((share) =>
    inPercent(share).padEnd(18),
  );
  return `      ${name.padEnd(14)}${cells.join('')}`;
}

function inPercent({ percent, low, high }: Share): string {
  return Number.isNaN(percent) ? '–' : `${percent.toFixed(1)} (${low.toFixed(1)}–${high.toFixed(1)})`;
}

function printAnswers(title: string, reads: readonly Read[]): void {
  console.log(`      ${title}`);
  for (const reader of READERS) {
    for (const label of LABELS) {
      const some = reads.filter(({ phrase }) => phrase.label === label);
      if (some.length > 0)
        console.log(`      ${reader.padEnd(9)} ${label.padEnd(11)}${counted(some, reader)}`);
    }
  }
}

function counted(reads: readonly Read[], reader: ReaderName): string {
  const count = (answer: Answer): number => reads.filter(({ answers }) => answers[reader] === answer).length;
  return ANSWERS.map((answer) => `${answer} ${count(answer)}`.padEnd(16)).join('');
}

/** How bad it is to be read so: a false alarm silences a lead, a request that is missed breaks the law. */
const HARM: { readonly [label in Phrase['label']]: { readonly [answer in Answer]: number } } = {
  stop: { stop: 0, strong: 0.5, weak: 2, preference: 2, no: 3 },
  no: { stop: 4, strong: 1.5, weak: 0.2, preference: 1, no: 0 },
  preference: { stop: 4, strong: 1, weak: 0, preference: 0, no: 0.5 },
  ambiguous: { stop: 0.1, strong: 0, weak: 0, preference: 0, no: 0 },
};

function worst(reads: readonly Read[]): Read[] {
  const harm = ({ phrase, answers }: Read): number => HARM[phrase.label][answers.both];
  return [...reads].sort((a, b) => harm(b) - harm(a)).slice(0, 10);
}

function line({ phrase, answers, rule, likelihood }: Read): string {
  const how = `${phrase.label} read as ${answers.both} by ${rule}, grammars ${answers.grammars}, learned ${likelihood.toFixed(2)}`;
  return `      ${phrase.language} ${JSON.stringify(phrase.text)}: ${how}`;
}
