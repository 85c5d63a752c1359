import assert from 'node:assert/strict';
import { SimulatedClock } from '../../src/clock';
import { wholeReply } from '../../src/leads/turn';
import { optedOut } from '../../src/permission/ledger';
import { DEFAULT_REPLY_RULES } from '../../src/sms/answers';
import { DAY, MINUTE, SECOND, TestHouse } from '../support/house';

const GATHER = 20 * SECOND;

/** trigger → SMS 1 → wait a day or reply; a router listens; texts within 20 seconds are one turn. */
async function opened(parts: ConstructorParameters<typeof TestHouse>[0] = {}): Promise<TestHouse> {
  const house = new TestHouse({ replies: { ...DEFAULT_REPLY_RULES, gatherMs: GATHER }, ...parts });
  house.account();
  house.node('trigger');
  house.node('wait');
  house.node('router');
  house.engine.addListener({ node: 'router', flow: 'tab', scope: 'all' });
  house.journey();
  await house.engine.start();
  return house;
}

async function waiting(house: TestHouse): Promise<void> {
  const { lead, enrollments } = await house.anaAsks();
  const enrollment = enrollments[0]?.id ?? '';
  await house.engine.send(lead.id, house.request({ enrollment }));
  const due = house.clock.now() + DAY;
  const awaits = [{ kind: 'reply', output: 0 }] as const;
  await house.engine.park(lead.id, {
    kind: 'wait',
    node: 'wait',
    visit: 'p',
    enrollment,
    due,
    awaits,
    msg: {},
  });
}

/** The texts that came to a node, each as flows see it. */
function heard(house: TestHouse, node: string): (string | undefined)[] {
  return (house.deliveries.get(node) ?? []).map(({ handover: { event }, record }) => {
    if (event.kind === 'reply') return wholeReply(record, event.reply)?.text;
    if (event.kind !== 'wait_ended') return undefined;
    return event.end.kind === 'reply' ? wholeReply(record, event.end.reply)?.text : event.end.kind;
  });
}

async function writes(house: TestHouse, texts: readonly string[], apart = 6 * SECOND): Promise<void> {
  for (const text of texts) {
    await house.reply(text);
    await house.pass(apart);
  }
}

const THREE = ['hey', 'so I was wondering', "what's the price"];

describe('several texts within some seconds', () => {
  it('come from an unknown number when the first of them did', async () => {
    const house = await opened();
    const [first] = (await house.reply('hello', '+12025550177')).replies;
    const { replies } = await house.reply('do you rent bikes?', '+12025550177');
    await house.pass(GATHER);
    const record = await house.lead({ phone: '+12025550177' });
    assert.deepEqual(heard(house, 'router'), ['hello\ndo you rent bikes?']);
    assert.deepEqual([first?.unknownSender, replies.at(-1)?.unknownSender], [true, false]);
    assert.equal(wholeReply(record, replies.at(-1)?.id ?? '')?.unknownSender, true);
  });

  it('are one turn with all their words (scenario 54)', async () => {
    const house = await opened();
    await waiting(house);
    await writes(house, THREE);
    assert.deepEqual(heard(house, 'wait'), [], 'she is writing');
    await house.pass(GATHER);
    assert.deepEqual(heard(house, 'wait'), [THREE.join('\n')]);
    assert.deepEqual(heard(house, 'router'), []);
    const record = await house.lead();
    assert.deepEqual([record.turn, record.replies.length], [undefined, 3]);
    assert.deepEqual(house.failures, []);
  });

  it('go to the routers as one when nothing waits for them', async () => {
    const house = await opened();
    await writes(house, THREE);
    await house.pass(GATHER);
    assert.deepEqual(heard(house, 'router'), [THREE.join('\n')]);
  });

  it('are two turns when she paused between them', async () => {
    const house = await opened();
    await writes(house, THREE, GATHER);
    assert.deepEqual(heard(house, 'router'), THREE);
  });

  it('are heard after two minutes from somebody who does not stop', async () => {
    const house = await opened();
    const much = Array.from({ length: 12 }, (_, n) => `and ${n}`);
    await writes(house, much, 10 * SECOND);
    assert.deepEqual(heard(house, 'router'), [much.join('\n')]);
  });

  it('are gathered also when the process ends meanwhile', async () => {
    const first = await opened();
    await waiting(first);
    await writes(first, THREE, SECOND);
    const clock = new SimulatedClock(first.clock.now() + MINUTE);
    const second = await opened({ store: first.store, clock });
    await second.pass(1);
    assert.deepEqual(heard(second, 'wait'), [THREE.join('\n')]);
    assert.deepEqual([heard(first, 'wait'), heard(first, 'router')], [[], []]);
  });

  for (const answer of ['yes', 'No thanks', '2', '👍']) {
    it(`do not follow on "${answer}", which goes on at once, with what came before it`, async () => {
      const house = await opened();
      await house.reply(answer);
      assert.deepEqual(heard(house, 'router'), [answer]);
      await writes(house, ['hm', answer], SECOND);
      assert.deepEqual(heard(house, 'router'), [answer, `hm\n${answer}`]);
    });
  }

  it('keep a wait from ending by its time while she writes', async () => {
    const house = await opened();
    await waiting(house);
    await house.pass(DAY - 5 * SECOND);
    await house.reply('hello, I have a question');
    await house.pass(10 * SECOND);
    assert.deepEqual(heard(house, 'wait'), []);
    await house.pass(GATHER);
    assert.deepEqual(heard(house, 'wait'), ['hello, I have a question']);
  });

  it('never delay an opt-out or HELP', async () => {
    const house = await opened();
    await waiting(house);
    await house.reply('hey');
    await house.reply('HELP');
    assert.deepEqual(house.texts.map(({ text }) => text).slice(1), ['This is help.']);
    const { ledger, turn } = await house.reply('STOP');
    assert.ok(optedOut(ledger));
    assert.equal(turn, undefined);
    await house.pass(MINUTE);
    assert.deepEqual([heard(house, 'wait'), heard(house, 'router')], [[], []]);
  });

  it('are an opt-out together when they are one, at once', async () => {
    const house = await opened();
    await waiting(house);
    await house.reply('please take me off');
    const { ledger } = await house.reply('your list');
    assert.ok(optedOut(ledger));
  });

  it('are a wish for later together when they are one', async () => {
    const house = await opened();
    await waiting(house);
    await house.reply('can you text me');
    const { pause } = await house.reply('next Tuesday');
    assert.equal(pause?.reason, 'snoozed');
    await house.pass(MINUTE);
    assert.deepEqual(heard(house, 'wait'), []);
  });

  it('are not held up by a reaction between them', async () => {
    const house = await opened();
    await writes(house, ['hey', 'Liked "Hi Ana!"', 'what is it'], SECOND);
    await house.pass(GATHER);
    assert.deepEqual(heard(house, 'router'), ['Liked "Hi Ana!"', 'hey\nwhat is it']);
  });
});
