import assert from 'node:assert/strict';
import type { EntryPolicy } from '../../src/journeys/journey';
import { DAY, HOUR, MINUTE, START, TestHouse } from '../support/house';
import { deploy, openHouse, told } from './texting';

const turnedAway = (house: TestHouse): string[] =>
  told(house).flatMap((one) => (one.startsWith('turned away: ') ? [one.slice(13)] : []));
const entries = (house: TestHouse): number => told(house).filter((one) => one === 'entered').length;

/** A journey that texts, waits three days, and texts again. */
async function textingHouse(policy: EntryPolicy): Promise<TestHouse> {
  const house = await openHouse();
  deploy(house, { policy });
  return house;
}

describe('who enters again', () => {
  const policies: EntryPolicy[] = [
    { kind: 'once' },
    { kind: 'once_while_active' },
    { kind: 'after', ms: DAY, from: 'entry' },
    { kind: 'after', ms: DAY, from: 'end' },
  ];
  for (const policy of policies) {
    it(`two behaviors in the same millisecond enroll once: ${JSON.stringify(policy)}`, async () => {
      const house = await textingHouse(policy);
      await Promise.all([house.anaAsks({ id: 'one' }), house.anaAsks({ id: 'two' })]);
      assert.deepEqual([entries(house), turnedAway(house).length], [1, 1]);
      assert.equal((await house.lead()).enrollments.length, 1);
      assert.equal(house.texts.length, 1);
    });
  }

  it('viewing the prices twice within three minutes is one entry and one text (scenario 1)', async () => {
    const house = await textingHouse({ kind: 'once_while_active' });
    const names = ['pricing_viewed'];
    house.journey({ start: { kind: 'behavior', names, count: 2, withinMs: DAY } });
    await house.behave({ behavior: 'pricing_viewed', consent: true });
    await house.pass(3 * MINUTE);
    await house.behave({ behavior: 'pricing_viewed' });
    assert.deepEqual([entries(house), house.texts.length], [1, 1]);
  });

  it('triggered again while waiting, once while active: no second run (scenario 8)', async () => {
    const house = await textingHouse({ kind: 'once_while_active' });
    await house.anaAsks({ id: 'one' });
    await house.pass(DAY);
    await house.anaAsks({ id: 'two' });
    await house.pass(10 * DAY);
    assert.deepEqual([entries(house), turnedAway(house), house.texts.length], [1, ['still_inside'], 2]);
  });

  it('triggered again while waiting, restart: waits begin anew and old timers never fire (scenario 8)', async () => {
    const house = await textingHouse({ kind: 'restart' });
    await house.anaAsks({ id: 'one' });
    await house.pass(2 * DAY);
    await house.anaAsks({ id: 'two' });
    assert.equal((await house.lead()).waits.length, 1);
    await house.pass(3 * DAY - 1);
    assert.deepEqual([house.kinds('trigger-wait'), house.texts.length], [[], 2]);
    await house.pass(1);
    assert.deepEqual([house.kinds('trigger-wait'), house.texts.length], [['wait_ended'], 3]);
    await house.pass(30 * DAY);
    assert.deepEqual([house.kinds('trigger-wait'), house.texts.length], [['wait_ended'], 3]);
  });

  it('counts the days from the end of the last passage, when the journey is set so', async () => {
    const house = await textingHouse({ kind: 'after', ms: 30 * DAY, from: 'end' });
    await house.anaAsks({ id: '1' });
    await house.pass(3 * DAY + HOUR);
    const [first] = (await house.lead()).enrollments;
    assert.ok(first?.state.status === 'completed');
    await house.pass(first.state.endedAt + 30 * DAY - 1 - house.clock.now());
    await house.anaAsks({ id: '2' });
    assert.deepEqual([entries(house), turnedAway(house)], [1, ['too_soon']]);
    await house.pass(1);
    await house.anaAsks({ id: '3' });
    assert.equal(entries(house), 2);
  });
});

describe('behaviors that arrive late', () => {
  it('a thousand sign-ups of last year: no text, and each would have entered (scenario 9)', async () => {
    const house = await textingHouse({ kind: 'once' });
    for (let i = 0; i < 1000; i++) {
      const phone = `+1305555${String(i + 1000).padStart(4, '0')}`;
      await house.anaAsks({ phone, id: `row-${i}`, at: START - 300 * DAY });
    }
    await house.pass(60 * DAY);
    assert.deepEqual([entries(house), house.texts.length], [0, 0]);
    assert.deepEqual(turnedAway(house), Array<string>(1000).fill('too_old'));
    const { behaviors, notes } = await house.lead({ phone: '+13055551000' });
    assert.deepEqual([behaviors.length, notes.map(({ kind }) => kind)], [1, ['turned_away']]);
  });

  it('says "too old" only of who would have entered but for it', async () => {
    const house = await textingHouse({ kind: 'once' });
    await house.anaAsks({ id: 'new' });
    await house.anaAsks({ id: 'old', at: START - 3 * DAY });
    assert.deepEqual(turnedAway(house), ['already_entered']);
  });

  it('complete a count in the order in which they happened', async () => {
    const house = new TestHouse();
    house.node('trigger');
    const start = { kind: 'behavior', names: ['pricing_viewed'], count: 2, withinMs: 2 * HOUR } as const;
    house.journey({ start });
    await house.behave({ behavior: 'pricing_viewed', id: 'second', at: START - HOUR });
    await house.behave({ behavior: 'pricing_viewed', id: 'too early', at: START - 3 * HOUR });
    assert.equal(entries(house), 0);
    await house.behave({ behavior: 'pricing_viewed', id: 'first', at: START - 2 * HOUR });
    assert.equal(entries(house), 1);
  });

  it('start nothing that a purchase after them, which arrived first, would have ended', async () => {
    const house = new TestHouse();
    house.node('trigger');
    house.journey({ start: { kind: 'behavior', names: ['cart_abandoned'], count: 1, withinMs: DAY } });
    await house.behave({ behavior: 'purchased', at: START - MINUTE });
    await house.behave({ behavior: 'cart_abandoned', at: START - HOUR });
    assert.deepEqual([entries(house), turnedAway(house)], [0, ['already_ended']]);
    await house.behave({ behavior: 'cart_abandoned' });
    assert.equal(entries(house), 1);
  });
});
