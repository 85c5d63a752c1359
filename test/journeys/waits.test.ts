import assert from 'node:assert/strict';
import { SimulatedClock } from '../../src/clock';
import { ANA, DAY, HOUR, START, TestHouse } from '../support/house';
import type { Delivery } from '../../src/journeys/deliveries/relay';
import type { LeadRecord } from '../../src/leads/record';

/** trigger → SMS 1 → wait 24 h or reply → SMS 2, as the engine sees it. */
function warmHouse(parts: ConstructorParameters<typeof TestHouse>[0] = {}): TestHouse {
  const house = new TestHouse(parts);
  const send = (node: string) => (delivery: Delivery) =>
    house.engine.send(
      delivery.record.lead.id,
      house.request({
        node,
        visit: String(delivery.handover.seq),
        delivery: delivery.handover.seq,
        ...enrollmentOf(delivery.record),
      }),
    );
  house.account();
  house.node('trigger', async (delivery) => {
    if (delivery.handover.event.kind !== 'entered') return;
    await send('sms-1')(delivery);
    await house.engine.park(delivery.record.lead.id, {
      kind: 'wait',
      node: 'wait',
      visit: String(delivery.handover.seq),
      delivery: delivery.handover.seq,
      ...enrollmentOf(delivery.record),
      due: house.clock.now() + DAY,
      awaits: [{ kind: 'reply', output: 0 }],
      msg: { payload: 'kept' },
    });
  });
  house.node('wait', async (delivery) => {
    const { event } = delivery.handover;
    if (event.kind === 'wait_ended' && event.end.kind === 'due') await send('sms-2')(delivery);
  });
  house.journey();
  return house;
}

function enrollmentOf(record: LeadRecord): { enrollment?: string } {
  const id = record.enrollments.at(-1)?.id;
  return id === undefined ? {} : { enrollment: id };
}

function endsOf(house: TestHouse): string[] {
  return (house.deliveries.get('wait') ?? []).map(({ handover: { event } }) =>
    event.kind === 'wait_ended' ? event.end.kind : event.kind,
  );
}

describe('a wait', () => {
  it('ends at once when the lead replies, by the reply, and SMS 2 is never sent (scenario 16)', async () => {
    const house = warmHouse();
    await house.engine.start();
    await house.anaAsks();
    await house.pass(2 * HOUR);
    await house.reply('how much for 5 seats?');
    assert.deepEqual(endsOf(house), ['reply']);
    await house.pass(10 * DAY);
    assert.equal(house.texts.length, 1);
    assert.deepEqual(house.failures, []);
  });

  it('ends once at its due time when nobody replies; a reply 1 ms later is late (scenario 17)', async () => {
    const house = warmHouse();
    house.node('router');
    house.engine.addListener({ node: 'router', flow: 'tab', scope: 'flow' });
    await house.engine.start();
    await house.anaAsks();
    await house.pass(DAY - 1);
    assert.deepEqual(endsOf(house), []);
    await house.pass(1);
    assert.deepEqual(endsOf(house), ['due']);
    await house.pass(1);
    await house.reply('is it too late?');
    assert.deepEqual(endsOf(house), ['due']);
    assert.deepEqual(house.kinds('router'), ['reply']);
    assert.equal(house.texts.length, 2);
  });

  it('keeps the message that waits', async () => {
    const house = warmHouse();
    await house.engine.start();
    await house.anaAsks();
    await house.pass(DAY);
    const [ended] = house.deliveries.get('wait') ?? [];
    const event = ended?.handover.event;
    assert.ok(event?.kind === 'wait_ended');
    assert.deepEqual(event.wait.msg, { payload: 'kept' });
  });

  it('survives a restart: stopped at hour 10, back at hour 12, it ends at hour 24 (scenario 20)', async () => {
    const first = warmHouse();
    await first.engine.start();
    await first.anaAsks();
    await first.pass(10 * HOUR);
    const second = warmHouse({ store: first.store, clock: new SimulatedClock(START + 12 * HOUR) });
    await second.engine.start();
    await second.pass(12 * HOUR - 1);
    assert.deepEqual(endsOf(second), []);
    await second.pass(1);
    assert.deepEqual(endsOf(second), ['due']);
  });

  it('ends once, at once, when it fell due while nothing ran (scenario 20)', async () => {
    const first = warmHouse();
    await first.engine.start();
    await first.anaAsks();
    const store = first.store;
    const second = warmHouse({ store });
    second.clock.jumpTo(first.clock.now() + 30 * HOUR);
    await second.engine.start();
    await second.pass(0);
    assert.deepEqual(endsOf(second), ['due']);
    await second.engine.start();
    await second.pass(DAY);
    assert.equal(second.texts.length, 1);
  });

  it('does not park the same delivery twice', async () => {
    const house = warmHouse();
    await house.engine.start();
    await house.anaAsks();
    const [entered] = house.deliveries.get('trigger') ?? [];
    assert.ok(entered);
    const parking = {
      ...enrollmentOf(entered.record),
      kind: 'wait',
      node: 'wait',
      visit: String(entered.handover.seq),
      delivery: entered.handover.seq,
      due: 0,
      awaits: [],
      msg: {},
    } as const;
    assert.equal(await house.engine.park(entered.record.lead.id, parking), 'already');
    await house.pass(DAY);
    assert.equal(await house.engine.park(entered.record.lead.id, parking), 'already');
  });

  it('ends for the behavior it waits for', async () => {
    const house = new TestHouse();
    house.node('wait');
    await house.engine.start();
    const { lead } = await house.anaAsks();
    await house.engine.park(lead.id, {
      kind: 'wait',
      node: 'wait',
      visit: 'x',
      due: null,
      awaits: [
        { kind: 'reply', output: 0 },
        { kind: 'behavior', name: 'link_clicked', output: 1 },
      ],
      msg: {},
    });
    await house.behave({ behavior: 'page_viewed' });
    assert.deepEqual(endsOf(house), []);
    await house.behave({ behavior: 'link_clicked' });
    assert.deepEqual(endsOf(house), ['behavior']);
  });

  it('is kept as an orphan while its node is gone, and goes on when the node is back', async () => {
    const house = warmHouse();
    const leave = house.node('gone');
    await house.engine.start();
    const { lead } = await house.anaAsks();
    await house.engine.park(lead.id, {
      kind: 'wait',
      node: 'gone',
      visit: 'x',
      due: house.clock.now() + HOUR,
      awaits: [],
      msg: {},
    });
    leave();
    await house.pass(2 * HOUR);
    assert.equal((await house.lead()).waits.find(({ node }) => node === 'gone')?.orphaned, true);
    house.node('gone');
    await house.engine.start();
    await house.pass(0);
    assert.deepEqual(house.kinds('gone'), ['wait_ended']);
  });
});

describe('leaving a journey', () => {
  it('a purchase converts: the wait ends without a word and no text follows (scenario 28)', async () => {
    const house = warmHouse();
    await house.engine.start();
    await house.anaAsks();
    await house.pass(5 * HOUR);
    const record = await house.behave({ behavior: 'purchased' });
    const state = record.enrollments[0]?.state;
    assert.equal(state?.status === 'converted' && state.credit, record.messages[0]?.id);
    assert.equal(record.waits.length, 0);
    assert.equal(record.lead.stage, 'customer');
    assert.deepEqual(house.kinds('trigger'), ['entered', 'left']);
    await house.pass(10 * DAY);
    assert.equal(house.texts.length, 1);
  });

  it('a purchase from before she entered changes nothing', async () => {
    const house = warmHouse();
    await house.engine.start();
    await house.anaAsks();
    await house.pass(HOUR);
    const record = await house.behave({ behavior: 'purchased', at: house.clock.now() - 2 * HOUR });
    assert.equal(record.enrollments[0]?.state.status, 'active');
  });

  it('a reply that no wait asks for ends it', async () => {
    const house = new TestHouse();
    house.node('trigger');
    house.journey();
    house.account();
    await house.anaAsks();
    const record = await house.reply('hello?');
    assert.deepEqual(house.kinds('trigger'), ['entered', 'left']);
    assert.equal(record.enrollments[0]?.state.status, 'exited');
  });

  it('completes by itself when nothing of it is under way any more', async () => {
    const house = warmHouse();
    await house.engine.start();
    await house.anaAsks();
    await house.pass(12 * HOUR);
    assert.equal((await house.lead()).enrollments[0]?.state.status, 'active');
    await house.pass(DAY);
    assert.equal((await house.lead()).enrollments[0]?.state.status, 'completed');
  });
});

describe('a handover', () => {
  it('is given again after a crash until it has surely arrived, and its step is done once', async () => {
    const first = new TestHouse();
    first.node('trigger');
    first.journey();
    await first.anaAsks();
    // The process dies before the message reached the SMS send node.
    const second = warmHouse({ store: first.store, clock: first.clock });
    await second.engine.start();
    await second.engine.rest();
    assert.deepEqual(second.kinds('trigger'), ['entered']);
    assert.equal(second.texts.length, 1);
    // And dies again at once: the handover comes a third time, the text does not.
    const third = warmHouse({ store: first.store, clock: first.clock });
    await third.engine.start();
    await third.engine.rest();
    assert.deepEqual(third.kinds('trigger'), ['entered']);
    assert.equal(third.texts.length, 0);
    assert.equal((await third.lead({ phone: ANA })).messages.length, 1);
  });

  it('is not given again once it has arrived', async () => {
    const first = warmHouse();
    await first.engine.start();
    await first.anaAsks();
    await first.pass(HOUR);
    const second = warmHouse({ store: first.store, clock: first.clock });
    await second.engine.start();
    await second.engine.rest();
    assert.deepEqual(second.kinds('trigger'), []);
  });
});
