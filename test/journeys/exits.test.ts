import assert from 'node:assert/strict';
import type { JourneyExit } from '../../src/journeys/journey';
import type { SegmentRule } from '../../src/segments/rules';
import { DAY, HOUR, type TestHouse } from '../support/house';
import { deploy, openHouse, sent, told } from './texting';

const SAME_PRODUCT: JourneyExit = {
  kind: 'behavior',
  name: 'purchased',
  where: { property: 'product', test: { op: 'same' } },
  success: true,
};

/** Ana has entered because of a helmet, has her first text, and waits for the second. */
async function inside(exits: readonly JourneyExit[]): Promise<TestHouse> {
  const house = await openHouse();
  deploy(house, { exits });
  await house.anaAsks({ properties: { product: 'helmet' } });
  await house.pass(HOUR);
  return house;
}

async function update(
  house: TestHouse,
  ...updates: Parameters<TestHouse['engine']['update']>[1][]
): Promise<void> {
  const { lead } = await house.lead();
  for (const one of updates) await house.engine.update(lead.id, one);
  await house.engine.rest();
}

describe('a journey that ends when the lead does something', () => {
  it('ends at once as converted by a purchase of the product it began with, and tells it once', async () => {
    const house = await inside([SAME_PRODUCT]);
    const record = await house.behave({ behavior: 'purchased', properties: { product: 'helmet' } });
    assert.deepEqual([record.waits.length, record.enrollments[0]?.state.status], [0, 'converted']);
    await house.behave({ behavior: 'purchased', id: 'again', properties: { product: 'helmet' } });
    await house.pass(10 * DAY);
    assert.deepEqual(told(house), ['entered', 'left: converted']);
    assert.deepEqual(sent(house), ['trigger 1']);
  });

  it('goes on when she buys another product', async () => {
    const house = await inside([SAME_PRODUCT]);
    await house.behave({ behavior: 'purchased', properties: { product: 'bell' } });
    await house.behave({ behavior: 'purchased', properties: {} });
    await house.pass(10 * DAY);
    assert.deepEqual([told(house), sent(house)], [['entered'], ['trigger 1', 'trigger 2']]);
  });

  it('ends without success by a behavior that is none, and keeps which one it was', async () => {
    const house = await inside([{ kind: 'behavior', name: 'visit_booked', success: false }]);
    const record = await house.behave({ behavior: 'visit_booked' });
    const state = record.enrollments[0]?.state;
    assert.equal(state?.status === 'exited' && state.behavior?.name, 'visit_booked');
    await house.pass(10 * DAY);
    assert.deepEqual([told(house), sent(house)], [['entered', 'left: behavior'], ['trigger 1']]);
  });

  it('counts as converted when one behavior is both success and none', async () => {
    const house = await inside([{ kind: 'behavior', name: 'purchased', success: false }, SAME_PRODUCT]);
    await house.behave({ behavior: 'purchased', properties: { product: 'helmet' } });
    assert.deepEqual(told(house), ['entered', 'left: converted']);
  });

  it('goes on at what she did before she entered and is heard of later', async () => {
    const house = await inside([{ kind: 'behavior', name: 'purchased', success: true }]);
    await house.behave({ behavior: 'purchased', at: house.clock.now() - 2 * HOUR });
    assert.deepEqual(told(house), ['entered']);
  });

  it('cancels a text that is held for the night in the same step (scenario 30)', async () => {
    const house = await openHouse();
    deploy(house);
    await house.pass(12 * HOUR);
    await house.anaAsks();
    assert.deepEqual([sent(house), (await house.lead()).waits.length], [[], 2]);
    const record = await house.behave({ behavior: 'purchased' });
    assert.equal(record.waits.length, 0);
    await house.pass(3 * DAY);
    assert.deepEqual([told(house), sent(house)], [['entered', 'left: converted'], []]);
  });
});

describe('a reply', () => {
  const REPLIED: JourneyExit = { kind: 'behavior', name: 'sms_replied', success: true };

  it('that a wait asks for belongs to the wait, and ends no journey of that wait', async () => {
    const house = await openHouse();
    deploy(house, { exits: [REPLIED] }, { awaits: [{ kind: 'reply', output: 0 }] });
    await house.anaAsks();
    await house.pass(HOUR);
    await house.reply('how much is it?');
    assert.deepEqual(house.kinds('trigger-wait'), ['wait_ended']);
    assert.deepEqual(told(house), ['entered']);
  });

  it('that no wait asks for ends the journey, as converted when that is its success', async () => {
    const house = await inside([REPLIED]);
    await house.reply('how much is it?');
    assert.deepEqual(told(house), ['entered', 'left: converted']);
  });

  it('that is only a behavior of that name on a website is no reply', async () => {
    const house = await inside([]);
    await house.behave({ behavior: 'sms_replied' });
    assert.deepEqual(told(house), ['entered']);
  });

  it('that comes late reaches the router of its journey, and knows the journey (scenario 17)', async () => {
    const house = await openHouse();
    deploy(house, { exitOnReply: false }, { waitMs: DAY, awaits: [{ kind: 'reply', output: 0 }] });
    house.node('router');
    house.engine.addListener({ node: 'router', flow: 'tab', scope: 'flow' });
    await house.anaAsks();
    await house.pass(DAY + 1);
    const { replies, enrollments } = await house.reply('sorry, I was away');
    assert.deepEqual(house.kinds('router'), ['reply']);
    assert.equal(replies[0]?.enrollment, enrollments[0]?.id);
  });
});

describe('a journey that ends when the lead leaves a segment', () => {
  const leaving = (rule: SegmentRule): JourneyExit => ({ kind: 'segment', rule });

  it('ends in the step in which her stage changes', async () => {
    const house = await inside([leaving({ kind: 'stage', is: ['fresh', 'warm'] })]);
    await update(house, [{ kind: 'stage', stage: 'warm' }]);
    assert.deepEqual(told(house), ['entered']);
    await update(house, [{ kind: 'stage', stage: 'hot' }]);
    assert.equal((await house.lead()).waits.length, 0);
    await house.pass(10 * DAY);
    assert.deepEqual([told(house), sent(house)], [['entered', 'left: left_segment'], ['trigger 1']]);
  });

  it('goes on while she has not been in it', async () => {
    const house = await inside([leaving({ kind: 'tag', has: 'trial' })]);
    await update(house, [{ kind: 'add_tag', tag: 'other' }]);
    assert.deepEqual(told(house), ['entered']);
    await update(house, [{ kind: 'add_tag', tag: 'trial' }], [{ kind: 'remove_tag', tag: 'trial' }]);
    assert.deepEqual(told(house), ['entered', 'left: left_segment']);
  });

  const BY_TIME: [string, SegmentRule][] = [
    ['did lately', { kind: 'behavior', names: ['form_submitted'], atLeast: 1, withinDays: 2 }],
    ['is new', { kind: 'created', withinDays: 2 }],
  ];
  for (const [what, rule] of BY_TIME) {
    it(`ends in the moment in which time alone takes her out of who ${what}`, async () => {
      const house = await inside([leaving(rule)]);
      await house.pass(2 * DAY - HOUR - 1);
      assert.deepEqual(told(house), ['entered']);
      await house.pass(1);
      assert.deepEqual(told(house), ['entered', 'left: left_segment']);
      assert.equal((await house.lead()).waits.length, 0);
    });
  }

  it('stays as long as she does again what keeps her in it', async () => {
    const lately: SegmentRule = { kind: 'behavior', names: ['form_submitted'], atLeast: 1, withinDays: 2 };
    const house = await openHouse();
    deploy(house, { exits: [leaving(lately)] }, { waitMs: 30 * DAY });
    await house.anaAsks();
    await house.pass(DAY);
    await house.behave({ id: 'again' });
    await house.pass(2 * DAY - 1);
    assert.equal(told(house).includes('left: left_segment'), false);
    await house.pass(1);
    assert.equal(told(house).at(-1), 'left: left_segment');
  });

  it('sends no text after that', async () => {
    const active: SegmentRule = { kind: 'behavior', names: ['form_submitted'], atLeast: 1, withinDays: 2 };
    const house = await inside([leaving(active)]);
    await house.pass(10 * DAY);
    assert.deepEqual([told(house), sent(house)], [['entered', 'left: left_segment'], ['trigger 1']]);
    assert.deepEqual(house.kinds('trigger-wait'), []);
  });

  it('ends while everything holds still for her, too', async () => {
    const house = await inside([leaving({ kind: 'tag', has: 'trial' })]);
    await update(
      house,
      [{ kind: 'add_tag', tag: 'trial' }],
      [{ kind: 'pause' }],
      [{ kind: 'remove_tag', tag: 'trial' }],
    );
    assert.deepEqual(told(house), ['entered', 'left: left_segment']);
  });
});

describe('an opt-out and a deletion', () => {
  it('end every journey, whatever it is set to, in one step', async () => {
    const house = await openHouse();
    deploy(house, { exits: [], exitOnReply: false });
    deploy(house, { id: 'other', exits: [], exitOnReply: false });
    await house.anaAsks();
    const record = await house.reply('STOP');
    assert.equal(record.waits.length, 0);
    await house.pass(10 * DAY);
    assert.deepEqual(
      [told(house), told(house, 'other')],
      [
        ['entered', 'left: opted_out'],
        ['entered', 'left: opted_out'],
      ],
    );
  });
});
