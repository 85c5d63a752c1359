import assert from 'node:assert/strict';
import { HOUR, MINUTE, SECOND, TestHouse } from '../support/house';

/** A router answers whatever comes with a text; `bot` answers each of our texts after so many ms. */
async function opened(): Promise<TestHouse> {
  const house = new TestHouse();
  house.account();
  house.node('trigger');
  house.node('router', ({ handover, record }) => {
    const { event } = handover;
    const reply = record.replies.find(({ id }) => event.kind === 'reply' && id === event.reply);
    if (reply?.reading.kind !== 'text') return Promise.resolve();
    const answer = house.request({ visit: `answer ${handover.seq}`, purpose: 'conversational' });
    return house.engine.send(record.lead.id, { ...answer, template: `You said something, ${handover.seq}.` });
  });
  house.engine.addListener({ node: 'router', flow: 'tab', scope: 'all' });
  house.journey({ exitOnReply: false });
  await house.engine.start();
  const { lead } = await house.anaAsks();
  await house.engine.send(lead.id, house.request());
  return house;
}

async function answersFor(
  house: TestHouse,
  turns: number,
  after: number,
  say: (turn: number) => string,
): Promise<void> {
  for (let turn = 1; turn <= turns; turn++) {
    await house.pass(after);
    await house.reply(say(turn));
  }
}

describe('a machine that answers our texts', () => {
  it('is answered no more after five turns, and a person is asked to look (scenario 57)', async () => {
    const house = await opened();
    await answersFor(house, 12, SECOND, (turn) => `Thank you for your message ${turn}`);
    assert.equal(house.texts.length, 5);
    const record = await house.lead();
    assert.equal(record.pause?.reason, 'loop');
    assert.equal(record.pause.until, null, 'until a person resumes her');
    assert.deepEqual(record.replies.map(({ reading }) => reading.kind).slice(3, 6), [
      'text',
      'auto_text',
      'auto_text',
    ]);
    assert.equal(record.notes.filter(({ kind }) => kind === 'paused').length, 1, 'said once');
    assert.deepEqual(house.failures, []);
  });

  it('is told by its words too, when it takes its time', async () => {
    const house = await opened();
    await answersFor(house, 8, MINUTE, () => 'We got your text and will be back soon.');
    assert.equal(house.texts.length, 5);
    assert.equal((await house.lead()).pause?.reason, 'loop');
  });

  it('still comes to the routers, as what a machine wrote', async () => {
    const house = await opened();
    await answersFor(house, 6, SECOND, (turn) => `Message ${turn} received`);
    assert.equal(house.kinds('router').length, 6);
  });

  it('can still opt out', async () => {
    const house = await opened();
    await answersFor(house, 6, SECOND, (turn) => `Message ${turn} received`);
    const { ledger } = await house.reply('STOP');
    assert.equal(ledger.at(-1)?.kind, 'opt_out');
  });

  it('is counted anew when a person has resumed the lead', async () => {
    const house = await opened();
    await answersFor(house, 5, SECOND, (turn) => `Message ${turn} received`);
    const { lead } = await house.lead();
    await house.engine.update(lead.id, [{ kind: 'resume' }]);
    await house.pass(HOUR);
    await answersFor(house, 2, SECOND, (turn) => `Message ${turn} received`);
    assert.equal((await house.lead()).pause, undefined);
    assert.equal(house.texts.length, 7);
  });

  const PEOPLE: [string, number, (turn: number) => string][] = [
    ['who take their time', 20 * SECOND, (turn) => `Well, ${turn} things`],
    ['who say the same day after day', 5 * HOUR, () => 'yes'],
  ];
  for (const [who, after, say] of PEOPLE) {
    it(`is nobody of those ${who}`, async () => {
      const house = await opened();
      await answersFor(house, 9, after, say);
      assert.equal((await house.lead()).pause, undefined);
    });
  }

  it('is nobody who writes much at once: five texts of hers in a row are no turns', async () => {
    const house = new TestHouse();
    house.account();
    await house.engine.start();
    const { lead } = await house.anaAsks();
    await house.engine.send(lead.id, house.request());
    await answersFor(house, 9, SECOND, (turn) => `and ${turn}`);
    assert.equal((await house.lead()).pause, undefined);
  });
});
