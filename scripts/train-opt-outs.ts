/**
 * Trains the learned reader of opt-outs and writes its weights:
 *
 *     npx tsx scripts/train-opt-outs.ts [--everyday FILE] [--seed N]
 *
 * It learns from the labelled phrases in test/replies/data, but for those kept for measuring; and, with `--everyday`, from a
 * file of everyday texts (`{"texts": […]}`), none of which asks for it. The same input gives the same weights.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { earlierPhrases, everydayTexts, phrasesOf } from '../test/replies/opt-out/phrases';
import { everydayExamples, examplesOf } from './opt-outs/examples';
import { train } from './opt-outs/train';

const WEIGHTS = 'src/replies/opt-out/learned/weights.json';

const { values } = parseArgs({
  options: { everyday: { type: 'string' }, seed: { type: 'string', default: '1' } },
});
const everyday = values.everyday === undefined ? [] : everydayTexts(values.everyday);
const phrases = [
  ...phrasesOf('learn'),
  ...earlierPhrases('opt-out-phrases.json'),
  ...earlierPhrases('held-out.json'),
];
const examples = [...examplesOf(phrases), ...everydayExamples(everyday)];
const model = train(examples, Number(values.seed));
writeFileSync(WEIGHTS, JSON.stringify(model, null, 2) + '\n');
console.log(`${WEIGHTS}: learned from ${examples.length} texts, ${everyday.length} of them everyday ones`);
