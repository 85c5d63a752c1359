import assert from 'node:assert/strict';
import type { SendOutcome, TextStatus } from '../../src/sms/gateway';
import { readStatus } from '../../src/sms/twilio/status';
import { DAY, HOUR } from '../support/house';
import { Post } from '../support/post';

/** What Twilio says of a text: the answer of the create call, or the word of a report. */
type Said = 'answer' | 'queued' | 'sending' | 'sent' | 'delivered' | 'undelivered' | 'failed' | 'read';

const SID = 'SM1';
const FINAL = ['delivered', 'undelivered', 'failed', 'read'];

function reportOf(word: Said): TextStatus {
  const status = readStatus(word, SID, word === 'undelivered' || word === 'failed' ? '30008' : undefined);
  assert.ok(status);
  return status;
}

/** Where the text has to be: at the first end that was told, or else as far as anybody told. */
function expected(said: readonly Said[]): string {
  const end = said.find((word) => FINAL.includes(word));
  if (end !== undefined) return end === 'read' ? 'delivered' : end;
  if (said.includes('sent')) return 'sent';
  return said.length > 0 ? 'accepted' : 'sending';
}

function orders<T>(of: readonly T[]): T[][] {
  if (of.length === 0) return [[]];
  return of.flatMap((first, at) =>
    orders(of.filter((_, index) => index !== at)).map((rest) => [first, ...rest]),
  );
}

/** Plays one order and returns every state on the way, and how often its flow heard of it. */
async function play(said: readonly Said[]): Promise<{ lives: string[]; told: number }> {
  const post = new Post();
  let answer: (outcome: SendOutcome) => void = () => undefined;
  post.provider.answer = () => new Promise((resolve) => (answer = resolve));
  post.open({ segmentsPerSecond: 100 });
  const ana = await post.asks();
  let told = 0;
  const request = post.house.request({
    enrollment: ana.enrollment,
    template: 'Hi!',
    purpose: 'transactional',
  });
  const step = post.house.engine.send(ana.lead, request).then(() => told++);
  await post.house.engine.rest();
  const { id } = await post.message('Hi!');
  const lives: string[] = [];
  for (const word of said) {
    if (word === 'answer') {
      answer({ kind: 'accepted', sid: SID });
      await step;
    } else {
      const about = { lead: ana.lead, message: id };
      await post.house.engine.hear('account', about, reportOf(word));
    }
    await post.house.engine.rest();
    lives.push(await post.life('Hi!'));
  }
  assert.deepEqual(post.house.failures, []);
  return { lives, told };
}

const TALES: readonly (readonly Said[])[] = [
  ['answer', 'queued', 'sent', 'delivered'],
  ['answer', 'sending', 'sent', 'undelivered'],
  ['answer', 'queued', 'failed'],
  ['answer', 'sent', 'delivered', 'read'],
  ['answer', 'delivered', 'undelivered'],
  ['answer', 'sent', 'sent', 'delivered', 'delivered'],
  ['answer', 'sent'],
  ['answer'],
];

describe('what Twilio says of a text', () => {
  for (const tale of TALES) {
    const all = new Map(orders(tale).map((said) => [said.join(' '), said]));
    it(`${tale.join(', ')}: in each of its ${all.size} orders only moves forward, and the first end stays`, async () => {
      for (const [order, said] of all) {
        const { lives, told } = await play(said);
        assert.deepEqual(
          lives,
          said.map((_, index) => expected(said.slice(0, index + 1))),
          order,
        );
        assert.equal(told, 1, `${order}: the step ends once`);
      }
    }).timeout(20_000);
  }

  it('is the same when each report comes twice', async () => {
    for (const said of orders<Said>(['answer', 'sent', 'undelivered'])) {
      const twice = said.flatMap((word): Said[] => (word === 'answer' ? [word] : [word, word]));
      const { lives } = await play(twice);
      assert.equal(lives.at(-1), 'undelivered');
    }
  });

  it('counts also when the answer of the call never comes', async () => {
    const { lives, told } = await play(['queued', 'sent', 'delivered']);
    assert.deepEqual(lives, ['accepted', 'sent', 'delivered']);
    assert.equal(told, 0, 'the call is still under way');
  });

  it('that is nothing more after the answer, is asked for once after twelve hours', async () => {
    const post = new Post().open({ segmentsPerSecond: 100 });
    post.provider.status = (sid) => ({ state: 'delivered', sid });
    await post.text(await post.asks(), 'Hi!');
    await post.house.pass(12 * HOUR - 1);
    assert.deepEqual([post.provider.asked, await post.life('Hi!')], [[], 'accepted']);
    await post.house.pass(1);
    assert.deepEqual([post.provider.asked, await post.life('Hi!')], [[SID], 'delivered']);
    await post.house.pass(2 * DAY);
    assert.equal(post.provider.asked.length, 1);
  });
});
