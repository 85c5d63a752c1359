import assert from 'node:assert/strict';
import { optedOut } from '../../src/permission/ledger';
import { readReply } from '../../src/replies/reading';
import { chooseRoute, type Route } from '../../src/replies/routes';
import { DAY, TestHouse } from '../support/house';

/** trigger → SMS 1, asking → a router that takes what comes; the journey ends at a reply. */
async function asked(): Promise<TestHouse> {
  const house = new TestHouse();
  house.account();
  house.node('trigger');
  house.node('router');
  house.engine.addListener({ node: 'router', flow: 'tab', scope: 'flow' });
  house.journey();
  await house.engine.start();
  const { lead, enrollments } = await house.anaAsks();
  const enrollment = enrollments[0]?.id ?? '';
  await house.engine.send(
    lead.id,
    house.request({ enrollment, template: 'Still interested? Reply YES or NO' }),
  );
  return house;
}

const ROUTES: readonly Route[] = [
  { name: 'declined', match: { kind: 'words', words: ['no', 'not interested'] } },
  { name: 'call', match: { kind: 'contains', phrases: ['call me'] } },
  { name: 'support', match: { kind: 'contains', phrases: ['cancel my order'] } },
  { name: 'price', match: { kind: 'contains', phrases: ['how much', 'price'] } },
  { name: 'question', match: { kind: 'question' } },
];

function routeOf(text: string): string | undefined {
  const about = { media: 0, unknownSender: false, late: false, at: 0, zone: 'America/New_York' };
  const chosen = chooseRoute({ text, reading: readReply(text), ...about }, ROUTES);
  return chosen.kind === 'route' ? ROUTES[chosen.output]?.name : undefined;
}

describe('what a lead says to "Still interested?"', () => {
  const SAID: [string, string, number][] = [
    ['No', 'declined', 40],
    ['No, thanks', 'declined', 40],
    ['Call me', 'call', 61],
    ['how much?', 'price', 61],
    ['please cancel my order', 'support', 39],
    ['Can I stop by at 3?', 'question', 39],
    ['when does the sale end?', 'question', 39],
    ["what's the end date?", 'question', 39],
  ];
  for (const [text, route, scenario] of SAID) {
    it(`"${text}" goes to "${route}", ends the journey, and is no opt-out (scenario ${scenario})`, async () => {
      const house = await asked();
      const record = await house.reply(text);
      assert.equal(optedOut(record.ledger), undefined);
      assert.deepEqual(house.kinds('router'), ['reply']);
      assert.deepEqual(house.kinds('trigger'), ['entered', 'left']);
      assert.equal(routeOf(text), route);
      await house.pass(3 * DAY);
      assert.equal(house.texts.length, 1, 'the drip has stopped');
    });
  }

  it('"no stop" is an opt-out (scenario 40)', async () => {
    const house = await asked();
    assert.ok(optedOut((await house.reply('no stop')).ledger));
    assert.deepEqual(house.kinds('router'), []);
  });

  for (const text of ['f*** off', 'fuck off']) {
    it(`"${text}" gets no sales text: she is paused and asked, or out (scenario 61)`, async () => {
      const house = await asked();
      const record = await house.reply(text);
      assert.ok(optedOut(record.ledger) !== undefined || record.pause?.reason === 'unclear');
      assert.deepEqual(house.kinds('router'), []);
      const sent = await house.engine.send(record.lead.id, house.request({ visit: '2', node: 'sms-2' }));
      assert.notEqual(sent.kind, 'sent');
    });
  }
});
