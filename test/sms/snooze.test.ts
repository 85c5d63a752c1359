import assert from 'node:assert/strict';
import { optedOut } from '../../src/permission/ledger';
import { DEFAULT_REPLY_RULES } from '../../src/sms/answers';
import { ANA, DAY, HOUR, MINUTE, START, TestHouse } from '../support/house';

/** trigger → SMS 1 → wait a day or reply → SMS 2; a router listens. START is a Tuesday, 11:00. */
async function opened(parts: ConstructorParameters<typeof TestHouse>[0] = {}): Promise<TestHouse> {
  const house = new TestHouse(parts);
  house.account();
  house.node('trigger');
  house.node('wait', ({ handover, record }) => {
    const { enrollments, lead } = record;
    const request = house.request({ visit: `after ${handover.seq}`, enrollment: enrollments[0]?.id ?? '' });
    return house.engine.send(lead.id, { ...request, node: 'sms-2', template: 'Second' });
  });
  house.node('sms-2', ({ handover, record }) => {
    const { event } = handover;
    if (event.kind !== 'wait_ended') return Promise.resolve();
    const request = house.request({ visit: `held ${handover.seq}`, enrollment: event.wait.enrollment ?? '' });
    return house.engine.send(record.lead.id, { ...request, node: 'sms-2', template: 'Second' });
  });
  house.node('router');
  house.engine.addListener({ node: 'router', flow: 'tab', scope: 'all' });
  house.journey();
  await house.engine.start();
  const { lead, enrollments } = await house.anaAsks();
  const enrollment = enrollments[0]?.id ?? '';
  await house.engine.send(lead.id, house.request({ enrollment }));
  await house.engine.park(lead.id, {
    kind: 'wait',
    node: 'wait',
    visit: 'p',
    enrollment,
    due: house.clock.now() + DAY,
    awaits: [{ kind: 'reply', output: 0 }],
    msg: {},
  });
  return house;
}

const said = (house: TestHouse): string[] => house.texts.slice(1).map(({ text }) => text);

describe('a lead who asks to be texted later', () => {
  it('hears that she will, and nothing before; then the journey goes on (scenario 60)', async () => {
    const house = await opened();
    const record = await house.reply('text me next Tuesday after 5');
    const nextTuesday = START + 7 * DAY - HOUR + 6 * HOUR; // Eastern daylight time has begun by then.
    assert.deepEqual(record.pause?.until, nextTuesday);
    assert.deepEqual(said(house), [
      'OK, no texts before Tuesday, March 10, 5:00 PM. Reply STOP to end them for good.',
    ]);
    assert.deepEqual([record.waits.length, record.enrollments[0]?.state.status], [1, 'active']);
    await house.pass(nextTuesday - START - 1);
    assert.equal(said(house).length, 1, 'nothing before');
    await house.pass(MINUTE);
    assert.deepEqual(said(house).slice(1), ['Second']);
    assert.deepEqual(house.failures, []);
  });

  it('is left alone by every journey, but hears of her order', async () => {
    const house = await opened();
    const { lead } = await house.reply('not this week');
    await house.pass(DAY);
    const marketing = await house.engine.send(lead.id, house.request({ visit: 'other' }));
    assert.equal(marketing.kind, 'held');
    const order = house.request({ visit: 'order', purpose: 'transactional', template: 'Shipped' });
    assert.equal((await house.engine.send(lead.id, order)).kind, 'sent');
    assert.deepEqual(said(house).slice(1), ['Shipped']);
  });

  it('is waited for also when the process ends meanwhile', async () => {
    const first = await opened();
    await first.reply('not this week');
    first.clock.jumpTo(START + 3 * DAY);
    const second = new TestHouse({ store: first.store, clock: first.clock });
    second.account();
    second.node('wait');
    await second.engine.start();
    await second.pass(2 * DAY);
    assert.deepEqual(second.kinds('wait'), []);
    await second.pass(DAY);
    assert.deepEqual(second.kinds('wait'), ['wait_ended']);
  });

  it('waits for spring in the words of the whole conversation of a cold lead', async () => {
    const house = await opened();
    house.clock.jumpTo(Date.UTC(2026, 10, 26, 18));
    const record = await house.reply('not now, maybe in spring');
    assert.equal(record.pause?.until, Date.UTC(2027, 2, 1, 14));
    assert.match(said(house).at(-1) ?? '', /before Monday, March 1\./);
  });

  it('comes to the reply routers, and ends no journey that ends at a reply', async () => {
    const house = await opened();
    const record = await house.reply('try me again friday');
    assert.deepEqual(house.kinds('router'), ['reply']);
    assert.equal(record.replies[0]?.reading.kind, 'snooze');
    assert.deepEqual([house.kinds('wait'), house.kinds('trigger')], [[], ['entered']]);
  });

  it('may change her mind: a later wish counts, START ends it, STOP ends all', async () => {
    const house = await opened();
    await house.reply('text me tomorrow');
    const later = await house.reply('actually, text me on Friday');
    assert.equal(later.pause?.until, START + 3 * DAY - 2 * HOUR);
    assert.equal((await house.reply('START')).pause, undefined);
    await house.reply('not this week');
    const stopped = await house.reply('STOP');
    assert.ok(optedOut(stopped.ledger));
    assert.equal(stopped.pause, undefined);
  });

  it('has answered the question whether we shall stop', async () => {
    const house = await opened();
    assert.equal((await house.reply('wrong number')).pause?.reason, 'unclear');
    assert.equal((await house.reply('not this week')).pause?.reason, 'snoozed');
  });

  it('only answers when we asked when', async () => {
    const house = await opened();
    const { lead } = await house.lead();
    const ask = house.request({ visit: 'ask', purpose: 'conversational', template: 'When shall we meet?' });
    await house.engine.send(lead.id, ask);
    assert.equal((await house.reply('maybe Friday')).replies[0]?.reading.kind, 'text');
  });

  const NO_WISHES: [string, (house: TestHouse) => Promise<unknown>][] = [
    ['whom nobody has texted', (house) => house.reply('hi', '+12025550177')],
    [
      'whom a person has taken over',
      async (house) => {
        const { lead } = await house.lead();
        await house.engine.update(lead.id, [{ kind: 'pause' }]);
      },
    ],
    ['who opted out', (house) => house.reply('STOP')],
  ];
  for (const [who, before] of NO_WISHES) {
    it(`is no wish of one ${who}`, async () => {
      const house = await opened();
      await before(house);
      const from = who === 'whom nobody has texted' ? '+12025550177' : ANA;
      const record = await house.reply('text me next week', from);
      assert.equal(record.replies.at(-1)?.reading.kind, 'text');
      assert.notEqual(record.pause?.reason, 'snoozed');
    });
  }

  it('is not understood where the store does not want it', async () => {
    const house = await opened({ replies: { ...DEFAULT_REPLY_RULES, snooze: false } });
    const record = await house.reply('text me next week');
    assert.equal(record.replies[0]?.reading.kind, 'text');
    assert.equal(record.pause, undefined);
  });
});
