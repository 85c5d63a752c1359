import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { readReply } from '../../src/replies/reading';

/**
 * How well opt-outs are read, on two sets of labelled replies. `opt-out-phrases.json` was at hand while the grammars were
 * written. `held-out.json` was not: somebody else wrote it unseen, and the reader was measured on it once, before anybody
 * looked: 88.3 % of its opt-outs were read as one and 1.9 % as unclear (recall 90.3 %), 2.6 % of what is none were false
 * alarms and 3.1 % unclear. After that the grammars grew by what it showed to be missing, so what it gives now is no
 * measure of replies to come; the first numbers are.
 */

interface Phrase {
  readonly text: string;
  readonly label: 'optout' | 'not-optout' | 'ambiguous';
  readonly lang?: string;
}

type Answer = 'stop' | 'unclear' | 'no';
type Counts = Record<Answer, number>;

function answerTo(text: string): Answer {
  const { kind } = readReply(text);
  if (kind === 'opt_out') return 'stop';
  return kind === 'unclear' ? 'unclear' : 'no';
}

function phrasesIn(file: string): readonly Phrase[] {
  const path = new URL(`data/${file}`, `file://${__dirname}/`);
  return (JSON.parse(readFileSync(path, 'utf8')) as { phrases: Phrase[] }).phrases;
}

function count(phrases: readonly Phrase[]): Counts {
  const counts: Counts = { stop: 0, unclear: 0, no: 0 };
  for (const { text } of phrases) counts[answerTo(text)]++;
  return counts;
}

const total = ({ stop, unclear, no }: Counts): number => stop + unclear + no;
const percent = (part: number, all: number): number => (100 * part) / all;

/** Each class, and each of its languages when the file tells them, as a row of a table. */
function tableOf(phrases: readonly Phrase[]): Map<string, Counts> {
  const table = new Map<string, Counts>();
  for (const label of ['optout', 'not-optout', 'ambiguous']) {
    const labelled = phrases.filter((phrase) => phrase.label === label);
    table.set(label, count(labelled));
    const languages = new Set(labelled.flatMap(({ lang }) => (lang === undefined ? [] : [lang])));
    if (languages.size < 2) continue;
    for (const lang of languages) {
      table.set(`${label} ${lang}`, count(labelled.filter((phrase) => phrase.lang === lang)));
    }
  }
  return table;
}

function print(title: string, table: ReadonlyMap<string, Counts>): void {
  const rows = [...table].map(([name, counts]) => {
    const cells = (['stop', 'unclear', 'no'] as const).map(
      (answer) =>
        `${String(counts[answer]).padStart(4)} ${percent(counts[answer], total(counts)).toFixed(1).padStart(5)} %`,
    );
    return `      ${name.padEnd(14)}${cells.join('   ')}`;
  });
  console.log(
    [`      ${title}`, `      ${' '.repeat(14)}     opt-out       unclear            no`, ...rows].join('\n'),
  );
}

const SETS = [
  { file: 'opt-out-phrases.json', title: '189 phrases', size: 189 },
  { file: 'held-out.json', title: 'held-out phrases, after the grammars grew', size: 428 },
];

for (const { file, title, size } of SETS) {
  describe(`reading opt-outs: ${title}`, () => {
    const phrases = phrasesIn(file);
    const table = tableOf(phrases);
    const optOuts = table.get('optout') ?? { stop: 0, unclear: 0, no: 0 };
    const others = table.get('not-optout') ?? { stop: 0, unclear: 0, no: 0 };

    before(() => print(title, table));

    it('is the whole set', () => assert.equal(phrases.length, size));

    it('finds at least 97 % of the opt-outs; unclear is no miss', () => {
      assert.ok(percent(total(optOuts) - optOuts.no, total(optOuts)) >= 97);
    });

    it('takes at most 1 % of the others for one', () => {
      assert.ok(percent(others.stop, total(others)) <= 1);
    });

    it('calls fewer than 8 % of either unclear', () => {
      assert.ok(percent(optOuts.unclear, total(optOuts)) < 8);
      assert.ok(percent(others.unclear, total(others)) < 8);
    });

    if (file === 'held-out.json') {
      for (const lang of ['en', 'es', 'fr', 'de', 'pt']) {
        it(`misses at most one in ten, and raises at most one false alarm, in "${lang}"`, () => {
          const asked = table.get(`optout ${lang}`) ?? optOuts;
          assert.ok(percent(asked.no, total(asked)) <= 10);
          assert.ok((table.get(`not-optout ${lang}`)?.stop ?? 0) <= 1);
        });
      }
    }
  });
}
