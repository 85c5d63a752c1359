import assert from 'node:assert/strict';
import fc from 'fast-check';
import { examplesOf } from '../../../scripts/opt-outs/examples';
import { train } from '../../../scripts/opt-outs/train';
import { LinearModel } from '../../../src/replies/opt-out/learned/model';
import { readReply } from '../../../src/replies/reading';
import { answerOf } from './measuring';
import { phrasesOf } from './phrases';

const says = (likelihood: number): { second: { likelihood: () => number } } => ({
  second: { likelihood: () => likelihood },
});
const NEUTRAL = says(0.5);

describe('the learned reader', () => {
  const texts = phrasesOf('learn').map(({ text }) => text);

  it('never opts anybody out by itself, whatever it says', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...texts),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (text, likelihood) => {
          const alone = readReply(text, NEUTRAL).kind;
          if (readReply(text, says(likelihood)).kind === 'opt_out') assert.equal(alone, 'opt_out');
        },
      ),
      { seed: 15, numRuns: 2_000 },
    );
  });

  for (const text of [
    'STOP',
    'Stop.',
    'STOPALL',
    'unsubscribe',
    'CANCEL',
    'End',
    'quit',
    'opt out',
    'ALTO',
    'ARRÊT',
  ]) {
    it(`has no say in ${text}, which always stops`, () => {
      assert.equal(readReply(text, says(0)).kind, 'opt_out');
    });
  }

  it('turns a request that it finds very unlikely into a question', () => {
    assert.equal(answerOf(readReply('stop texting me', says(0.01))), 'strong');
    assert.equal(answerOf(readReply('I hate these texts', says(0.01))), 'weak');
  });

  it('asks about what the grammars do not know, but only where a word of a request is in it', () => {
    assert.equal(answerOf(readReply('no further bombardment by sms', says(0.99))), 'strong');
    assert.equal(answerOf(readReply('see you at the office', says(0.99))), 'no');
  });

  it('leaves to the grammars what they understood as the opposite', () => {
    assert.equal(answerOf(readReply("I don't want to stop getting these", says(0.99))), 'no');
    assert.equal(answerOf(readReply('cancel my order please', says(0.99))), 'no');
  });

  it('is the same for the same phrases and seed', () => {
    const examples = examplesOf(phrasesOf('learn').slice(0, 200));
    assert.deepEqual(train(examples, 3), train(examples, 3));
    assert.notDeepEqual(train(examples, 3), train(examples, 4));
  });

  it('says when its weights are damaged', () => {
    assert.throws(() => new LinearModel({ scale: 1, bias: 0, weights: 'AAAA' }));
  });
});
