import assert from 'node:assert/strict';
import { ANA, DAY, HOUR, TestHouse } from '../support/house';

/** A house in which Ana waits for a day in a journey, and has had its first text. */
async function waiting(): Promise<TestHouse> {
  const house = new TestHouse();
  house.account();
  house.node('wait');
  house.node('trigger', async ({ handover, record }) => {
    const { event, seq } = handover;
    if (event.kind !== 'entered') return;
    const step = { visit: String(seq), delivery: seq, enrollment: event.enrollment };
    await house.engine.send(record.lead.id, house.request(step));
    await house.engine.park(record.lead.id, {
      ...step,
      kind: 'wait',
      node: 'wait',
      due: house.clock.now() + DAY,
      awaits: [],
      msg: {},
    });
  });
  house.journey();
  await house.engine.start();
  await house.anaAsks({ properties: { note: 'private' } });
  return house;
}

async function erase(house: TestHouse): Promise<void> {
  const { lead } = await house.lead();
  assert.equal(await house.engine.erase(lead.id), true);
  await house.engine.rest();
}

describe('deleting a lead', () => {
  it('ends her waits, tells her trigger once, and leaves nothing (scenario 32)', async () => {
    const house = await waiting();
    await erase(house);
    const [, left] = house.deliveries.get('trigger') ?? [];
    const event = left?.handover.event;
    assert.ok(event?.kind === 'left' && event.enrollment.state.status === 'exited');
    assert.equal(event.enrollment.state.reason, 'deleted');
    await house.pass(10 * DAY);
    assert.deepEqual([house.kinds('trigger'), house.kinds('wait')], [['entered', 'left'], []]);
    assert.equal(house.texts.length, 1);
    assert.deepEqual([await house.store.size(), await house.store.nextDue()], [0, undefined]);
    assert.deepEqual(house.failures, []);
  });

  it('is done once, and no error for nobody', async () => {
    const house = await waiting();
    const { lead } = await house.lead();
    const both = await Promise.all([house.engine.erase(lead.id), house.engine.erase(lead.id)]);
    assert.deepEqual(both, [true, false]);
  });

  it('outlasts a form with consent: she is known again, opted out, without history, and not texted', async () => {
    const house = await waiting();
    await erase(house);
    await house.pass(HOUR);
    const { behaviors, ledger, enrollments } = await house.anaAsks({ id: 'again' });
    assert.deepEqual([behaviors.length, enrollments.length], [1, 0]);
    assert.deepEqual(
      ledger.map(({ kind }) => kind),
      ['opt_out', 'consent'],
    );
    assert.deepEqual(house.kinds('trigger').slice(2), ['turned_away']);
    await house.pass(10 * DAY);
    assert.equal(house.texts.length, 1);
  });

  it('is lifted by her own START alone', async () => {
    const house = await waiting();
    await erase(house);
    await house.reply('hello?');
    const [hello] = (await house.lead()).ledger;
    assert.equal(hello?.kind, 'opt_out');
    await house.reply('START');
    assert.equal(house.texts.at(-1)?.text, 'You are back.');
    await house.pass(2 * DAY);
    await house.anaAsks({ id: 'again' });
    assert.equal(house.texts.length, 3);
  });

  it('is not undone by a step that was under way', async () => {
    const house = await waiting();
    const { lead } = await house.lead();
    await erase(house);
    await assert.rejects(house.engine.send(lead.id, house.request({ node: 'sms-2' })));
    assert.equal(house.engine.wasErased(lead.id), true);
    assert.equal(await house.store.read({ phone: lead.phone }), undefined);
  });

  it('touches nobody else', async () => {
    const house = await waiting();
    await house.anaAsks({ phone: '+12025550143', id: 'bob' });
    await erase(house);
    await house.pass(DAY);
    assert.deepEqual(house.kinds('wait'), ['wait_ended']);
    assert.equal((await house.lead({ phone: '+12025550143' })).behaviors.length, 1);
    await assert.rejects(house.lead({ phone: ANA }));
  });
});
