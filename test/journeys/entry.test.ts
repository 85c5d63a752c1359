import assert from 'node:assert/strict';
import type { EntryPolicy } from '../../src/journeys/journey';
import { ANA, DAY, HOUR, MINUTE, TestHouse } from '../support/house';

describe('entering a journey', () => {
  const entered = (house: TestHouse): number =>
    house.kinds('trigger').filter((kind) => kind === 'entered').length;
  const reasons = (house: TestHouse): string[] =>
    (house.deliveries.get('trigger') ?? []).flatMap(({ handover: { event } }) =>
      event.kind === 'turned_away' ? [event.reason] : [],
    );

  it('enrolls once for the same event delivered three times (scenario 3)', async () => {
    const house = new TestHouse();
    house.node('trigger');
    house.journey({ policy: { kind: 'always' } });
    for (let i = 0; i < 3; i++) await house.anaAsks({ id: 'evt-1' });
    assert.equal(entered(house), 1);
    assert.equal((await house.lead()).behaviors.length, 1);
  });

  it('enrolls once for the same event delivered three times at once', async () => {
    const house = new TestHouse();
    house.node('trigger');
    house.journey({ policy: { kind: 'always' } });
    await Promise.all([1, 2, 3].map(() => house.anaAsks({ id: 'evt-1' })));
    assert.equal(entered(house), 1);
  });

  it('counts the same content without an id once within a minute, and again after it', async () => {
    const house = new TestHouse();
    house.node('trigger');
    house.journey({ policy: { kind: 'always' } });
    await house.anaAsks();
    await house.anaAsks();
    assert.equal(entered(house), 1);
    await house.pass(2 * MINUTE);
    await house.anaAsks();
    assert.equal(entered(house), 2);
  });

  const policies: [string, EntryPolicy, number, number, string[]][] = [
    [
      'once: never again, 90 days later either (scenario 7)',
      { kind: 'once' },
      90 * DAY,
      1,
      ['already_entered'],
    ],
    [
      'after 30 days: not on day 29 (scenario 7)',
      { kind: 'after', ms: 30 * DAY, from: 'entry' },
      29 * DAY,
      1,
      ['too_soon'],
    ],
    [
      'after 30 days: on day 31 (scenario 7)',
      { kind: 'after', ms: 30 * DAY, from: 'entry' },
      31 * DAY,
      2,
      [],
    ],
    ['once while active: again when it is over', { kind: 'once_while_active' }, DAY, 2, []],
    ['always', { kind: 'always' }, HOUR, 2, []],
  ];
  for (const [title, policy, later, entries, turnedAway] of policies) {
    it(title, async () => {
      const house = new TestHouse();
      house.node('trigger');
      house.journey({ policy });
      await house.anaAsks({ id: 'first' });
      await house.pass(later);
      await house.anaAsks({ id: 'second' });
      assert.equal(entered(house), entries);
      assert.deepEqual(reasons(house), turnedAway);
    });
  }

  it('turns away who is still inside, and says so in her history', async () => {
    const house = new TestHouse();
    house.node('trigger');
    house.journey();
    await house.anaAsks({ id: 'first' });
    await house.anaAsks({ id: 'second' });
    assert.deepEqual(reasons(house), ['still_inside']);
    const [note] = (await house.lead()).notes;
    assert.deepEqual(note && note.kind === 'turned_away' && note.reason, 'still_inside');
  });

  it('restart ends the run before', async () => {
    const house = new TestHouse();
    house.node('trigger');
    house.journey({ policy: { kind: 'restart' } });
    await house.anaAsks({ id: 'first' });
    await house.anaAsks({ id: 'second' });
    assert.deepEqual(house.kinds('trigger'), ['entered', 'left', 'entered']);
    const states = (await house.lead()).enrollments.map(({ state }) => state.status);
    assert.deepEqual(states, ['exited', 'active']);
  });

  it('waits for the second view within the window', async () => {
    const house = new TestHouse();
    house.node('trigger');
    house.journey({ start: { kind: 'behavior', names: ['pricing_viewed'], count: 2, withinMs: DAY } });
    await house.behave({ behavior: 'pricing_viewed', id: '1' });
    await house.pass(25 * HOUR);
    await house.behave({ behavior: 'pricing_viewed', id: '2' });
    assert.equal(entered(house), 0);
    await house.pass(3 * MINUTE);
    await house.behave({ behavior: 'pricing_viewed', id: '3' });
    assert.equal(entered(house), 1);
  });

  it('records a behavior of yesterday that comes too late, and starts nothing', async () => {
    const house = new TestHouse();
    house.node('trigger');
    house.journey({ maxAgeMs: HOUR });
    await house.anaAsks({ at: house.clock.now() - 2 * HOUR });
    assert.deepEqual(reasons(house), ['too_old']);
    assert.equal((await house.lead()).behaviors.length, 1);
  });

  it('knows the same person in two spellings (scenario 11)', async () => {
    const house = new TestHouse();
    house.node('trigger');
    house.journey();
    await house.anaAsks({ phone: '(305) 555-0142', id: '1' });
    await house.anaAsks({ phone: ANA, id: '2' });
    assert.equal(await house.store.size(), 1);
  });
});

describe('a journey that starts with silence', () => {
  const silent = { start: { kind: 'silence', afterMs: 30 * DAY } } as const;

  it('lets a lead in when 30 days have passed without a sign of her', async () => {
    const house = new TestHouse();
    house.node('trigger');
    house.journey(silent);
    await house.engine.start();
    await house.behave({});
    await house.pass(29 * DAY);
    assert.deepEqual(house.kinds('trigger'), []);
    await house.pass(DAY);
    assert.deepEqual(house.kinds('trigger'), ['entered']);
    const [enrollment] = (await house.lead()).enrollments;
    assert.equal(enrollment?.behavior.name, 'silence');
  });

  it('starts to count again when she does something', async () => {
    const house = new TestHouse();
    house.node('trigger');
    house.journey(silent);
    await house.engine.start();
    await house.behave({ id: '1' });
    await house.pass(20 * DAY);
    await house.behave({ id: '2' });
    await house.pass(29 * DAY);
    assert.deepEqual(house.kinds('trigger'), []);
    await house.pass(2 * DAY);
    assert.deepEqual(house.kinds('trigger'), ['entered']);
  });

  it('leaves those in peace who had been quiet for long when it was deployed', async () => {
    const house = new TestHouse();
    await house.behave({});
    await house.pass(40 * DAY);
    house.node('trigger');
    house.journey(silent);
    await house.engine.start();
    await house.pass(60 * DAY);
    assert.deepEqual(house.kinds('trigger'), []);
  });

  it('lets in after a restart who became quiet enough while nothing ran', async () => {
    const first = new TestHouse();
    first.journey(silent);
    await first.engine.start();
    await first.behave({});
    await first.pass(29 * DAY);
    const second = new TestHouse({ store: first.store, clock: first.clock });
    first.clock.jumpTo(first.clock.now() + DAY + HOUR);
    second.node('trigger');
    second.journey(silent);
    await second.engine.start();
    await second.engine.rest();
    assert.deepEqual(second.kinds('trigger'), ['entered']);
  });
});

describe('consent', () => {
  it('that is told again within a day is one act in the ledger, and another one later', async () => {
    const house = new TestHouse();
    await house.anaAsks({ id: '1' });
    const { ledger } = await house.anaAsks({ id: '2' });
    assert.equal(ledger.length, 1);
    await house.pass(DAY);
    assert.equal((await house.anaAsks({ id: '3' })).ledger.length, 2);
  });
});
