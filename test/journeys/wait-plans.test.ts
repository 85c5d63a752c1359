import assert from 'node:assert/strict';
import { SimulatedClock } from '../../src/clock';
import type { FieldDate } from '../../src/leads/schedule';
import type { Awaited, WaitPlan } from '../../src/leads/wait';
import { DAY, HOUR, START } from '../support/house';
import { moment } from './oracle';
import { ONE_DAY, plan, REPLY, TWO_DAYS, Waiter } from './waiter';

describe('a wait that follows the plan of its node', () => {
  it('ends by what comes first, each by its own output, once', async () => {
    const awaits: Awaited[] = [
      REPLY,
      { kind: 'behavior', name: 'link_clicked', output: 1 },
      { kind: 'condition', condition: { kind: 'tag', has: 'booked' }, is: true, when: 'is', output: 2 },
    ];
    for (const [act, end] of [
      ['reply', 'reply 0'],
      ['click', 'behavior 1'],
      ['tag', 'condition 2'],
      ['nothing', 'due'],
    ] as const) {
      const waiter = new Waiter(plan({ awaits }));
      await waiter.begin();
      await waiter.house.pass(HOUR);
      if (act === 'reply') await waiter.house.reply('hello');
      if (act === 'click') await waiter.house.behave({ behavior: 'link_clicked' });
      if (act === 'tag') await waiter.sets({}, ['booked']);
      await waiter.house.pass(5 * DAY);
      await waiter.sets({}, ['again', 'booked']);
      assert.deepEqual(waiter.ends, [end]);
      assert.deepEqual(waiter.house.failures, []);
    }
  });

  it('keeps the wall time of a day and the length of 24 hours into summer time (scenario 23)', async () => {
    // Saturday 2026-03-07, 10:00 in New York; the clocks change in the night.
    const begins = moment('2026-03-07T10:00', 'America/New_York');
    for (const [schedule, ends] of [
      [ONE_DAY, '2026-03-08T10:00'],
      [{ kind: 'after', amount: 24, unit: 'hours' }, '2026-03-08T11:00'],
      [{ kind: 'time', time: '02:30', days: [], past: 'next' }, '2026-03-08T03:30'],
    ] as const) {
      const waiter = new Waiter(plan({ schedule }), { clock: new SimulatedClock(begins) });
      await waiter.begin();
      assert.equal(await waiter.due(), moment(ends, 'America/New_York'));
      await waiter.house.pass(3 * DAY);
      assert.deepEqual(waiter.ends, ['due']);
    }
  });

  it('fires once at a time that comes twice in autumn (scenario 23)', async () => {
    const begins = moment('2026-10-31T12:00', 'America/New_York');
    const schedule = { kind: 'time', time: '01:30', days: [], past: 'next' } as const;
    const waiter = new Waiter(plan({ schedule }), { clock: new SimulatedClock(begins) });
    await waiter.begin();
    await waiter.house.clock.advanceTo(begins + 13.5 * HOUR, () => waiter.house.engine.rest());
    assert.deepEqual(waiter.ends, ['due']);
    await waiter.house.pass(2 * DAY);
    assert.deepEqual(waiter.ends, ['due']);
  });

  it('is not ended by what happened before it began and comes late', async () => {
    const waiter = new Waiter(plan({ awaits: [{ kind: 'behavior', name: 'link_clicked', output: 0 }] }));
    await waiter.begin();
    await waiter.house.pass(HOUR);
    await waiter.house.behave({ behavior: 'link_clicked', at: START - 2 * HOUR });
    assert.deepEqual(waiter.ends, []);
    await waiter.house.behave({ behavior: 'link_clicked', at: START - 1_000 });
    assert.deepEqual(waiter.ends, ['behavior 0']);
  });

  describe('for a behavior with a property', () => {
    const bought = (where: (Awaited & { kind: 'behavior' })['where']): Awaited[] => [
      { kind: 'behavior', name: 'purchased', ...(where ? { where } : {}), output: 0 },
    ];
    const cases = [
      [{ property: 'product', test: { op: 'equals', value: 'Bike' } }, { product: 'bike' }, true],
      [{ property: 'product', test: { op: 'equals', value: 'Bike' } }, { product: 'lock' }, false],
      [{ property: 'product', test: { op: 'equals', value: 'Bike' } }, {}, false],
      [{ property: 'total', test: { op: 'over', value: 100 } }, { total: '120.50' }, true],
      [{ property: 'product', test: { op: 'same' } }, { product: 'Helmet' }, true],
      [{ property: 'product', test: { op: 'same' } }, { product: 'lock' }, false],
      [{ property: 'size', test: { op: 'same' } }, { size: 'L' }, false],
    ] as const;
    for (const [where, properties, ends] of cases) {
      it(`${JSON.stringify(where)} is ${ends ? '' : 'not '}ended by ${JSON.stringify(properties)}`, async () => {
        const waiter = new Waiter(plan({ awaits: bought(where) }));
        // What converts a journey ends it: here a behavior that does not.
        waiter.house.journey({ exitOnReply: false, exits: [] });
        await waiter.begin({ properties: { product: 'helmet' } });
        await waiter.house.behave({ behavior: 'purchased', properties });
        assert.deepEqual(waiter.ends, ends ? ['behavior 0'] : []);
      });
    }
  });

  describe('for a condition', () => {
    const booked = (when: 'is' | 'becomes', is = true): WaitPlan =>
      plan({
        awaits: [{ kind: 'condition', condition: { kind: 'tag', has: 'booked' }, is, when, output: 0 }],
      });

    it('that is true already passes at once, durably, when a state counts (scenario 19)', async () => {
      const waiter = new Waiter(booked('is'));
      const record = await waiter.begin({ lead: { tags: ['booked'] } });
      assert.deepEqual(waiter.ends, ['condition 0']);
      assert.equal(record.waits.length, 0);
      assert.equal(record.endedWaits.length, 1);
    });

    it('that is true already waits until it comes true, when it has to (scenario 19)', async () => {
      const waiter = new Waiter(booked('becomes'));
      const { lead } = await waiter.begin({ lead: { tags: ['booked'] } });
      assert.deepEqual(waiter.ends, []);
      await waiter.sets({ city: 'Miami' });
      assert.deepEqual(waiter.ends, []);
      await waiter.house.engine.update(lead.id, [{ kind: 'remove_tag', tag: 'booked' }]);
      await waiter.house.engine.rest();
      assert.deepEqual(waiter.ends, []);
      await waiter.sets({}, ['booked']);
      assert.deepEqual(waiter.ends, ['condition 0']);
    });

    it('that is not true any more', async () => {
      const waiter = new Waiter(booked('is', false));
      const { lead } = await waiter.begin({ lead: { tags: ['booked'] } });
      assert.deepEqual(waiter.ends, []);
      await waiter.house.engine.update(lead.id, [{ kind: 'remove_tag', tag: 'booked' }]);
      await waiter.house.engine.rest();
      assert.deepEqual(waiter.ends, ['condition 0']);
    });

    it('ends when a purchase makes a customer of her, also by the webhook', async () => {
      const condition = { kind: 'stage', is: ['customer'] } as const;
      const waiter = new Waiter(
        plan({ awaits: [{ kind: 'condition', condition, is: true, when: 'becomes', output: 3 }] }),
      );
      waiter.house.journey({ exitOnReply: false, exits: [] });
      await waiter.begin();
      await waiter.house.behave({ behavior: 'purchased' });
      assert.deepEqual(waiter.ends, ['condition 3']);
    });

    it('that came true while its node was gone ends it when the node is back', async () => {
      const waiter = new Waiter(booked('is'));
      await waiter.begin();
      waiter.go();
      await waiter.house.pass(DAY);
      await waiter.sets({}, ['booked']);
      assert.deepEqual(waiter.ends, []);
      await waiter.deploy();
      assert.deepEqual(waiter.ends, ['condition 0']);
    });
  });

  describe('for a date in a field', () => {
    const appointment = (
      changes: Partial<FieldDate> = {},
      schedule: WaitPlan['schedule'] = { kind: 'never' },
    ) =>
      plan({
        schedule,
        awaits: [
          {
            kind: 'date',
            date: { field: 'visit', amount: 1, unit: 'days', side: 'before', past: 'continue', ...changes },
            output: 0,
          },
        ],
      });
    const local = (wall: string): number => moment(wall, 'America/New_York');

    it('ends on its day by its output', async () => {
      const waiter = new Waiter(appointment());
      await waiter.begin({ lead: { fields: { visit: '2026-03-10' } } });
      assert.equal(await waiter.due(), local('2026-03-09T09:00'));
      await waiter.house.pass(10 * DAY);
      assert.deepEqual(waiter.ends, ['date 0']);
    });

    it('moves when the field moves, later and earlier', async () => {
      const waiter = new Waiter(appointment());
      await waiter.begin({ lead: { fields: { visit: '2026-03-10' } } });
      await waiter.sets({ visit: '2026-03-20' });
      assert.equal(await waiter.due(), local('2026-03-19T09:00'));
      await waiter.house.pass(9 * DAY);
      assert.deepEqual(waiter.ends, []);
      await waiter.house.behave({ behavior: 'page_viewed', lead: { fields: { visit: '2026-03-15T18:00' } } });
      assert.equal(await waiter.due(), local('2026-03-14T18:00'));
      await waiter.house.pass(3 * DAY);
      assert.deepEqual(waiter.ends, ['date 0']);
    });

    it('moves along with her zone', async () => {
      const waiter = new Waiter(appointment());
      const { lead } = await waiter.begin({ lead: { fields: { visit: '2026-03-10' } } });
      await waiter.house.engine.update(lead.id, [{ kind: 'zone', zone: 'America/Los_Angeles' }]);
      assert.equal(await waiter.due(), moment('2026-03-09T09:00', 'America/Los_Angeles'));
    });

    it('waits for a date while there is none that can be read, no longer than the time of the node', async () => {
      const waiter = new Waiter(appointment({}, { kind: 'after', amount: 30, unit: 'days' }));
      await waiter.begin({ lead: { fields: { visit: 'next week' } } });
      assert.equal(await waiter.due(), local('2026-04-02T11:00'));
      await waiter.sets({ visit: '2026-03-20' });
      assert.equal(await waiter.due(), local('2026-03-19T09:00'));
      await waiter.sets({ visit: null });
      assert.equal(await waiter.due(), local('2026-04-02T11:00'));
      await waiter.house.pass(31 * DAY);
      assert.deepEqual(waiter.ends, ['due']);
    });

    it('goes on at once when it moves into the past', async () => {
      const waiter = new Waiter(appointment());
      await waiter.begin({ lead: { fields: { visit: '2026-03-20' } } });
      await waiter.sets({ visit: '2026-03-03' });
      await waiter.house.pass(0);
      assert.deepEqual(waiter.ends, ['date 0']);
    });

    it('that is past goes on at once, waits for the next year, or leaves the journey, as was chosen', async () => {
      const goes = new Waiter(appointment({ past: 'continue' }));
      await goes.begin({ lead: { fields: { visit: '2020-06-01' } } });
      await goes.house.pass(0);
      assert.deepEqual(goes.ends, ['date 0']);

      const yearly = new Waiter(appointment({ past: 'next' }));
      await yearly.begin({ lead: { fields: { visit: '2020-06-01' } } });
      assert.equal(await yearly.due(), local('2026-05-31T09:00'));

      const leaves = new Waiter(appointment({ past: 'leave' }));
      const left = await leaves.begin({ lead: { fields: { visit: '2020-06-01' } } });
      await leaves.house.pass(DAY);
      assert.deepEqual(leaves.ends, []);
      assert.deepEqual(leaves.house.kinds('trigger'), ['entered', 'left']);
      const [enrollment] = left.enrollments;
      assert.equal(enrollment?.state.status === 'exited' && enrollment.state.reason, 'moment_past');
    });

    it('that is past outside a journey says so in the history, once', async () => {
      const waiter = new Waiter(appointment({ past: 'leave' }));
      const { lead } = await waiter.house.behave({
        behavior: 'page_viewed',
        lead: { fields: { visit: '2020-01-01' } },
      });
      const waiting = { node: 'wait', visit: 'x', plan: appointment({ past: 'leave' }), msg: {} };
      assert.equal(await waiter.house.engine.waits.begin(lead.id, waiting), 'left');
      assert.equal(await waiter.house.engine.waits.begin(lead.id, waiting), 'already');
      const { notes, waits } = await waiter.house.lead();
      assert.deepEqual(
        notes.map((note) => note.kind === 'wait_dropped' && note.reason),
        ['moment_past'],
      );
      assert.deepEqual(waits, []);
    });
  });

  it('is spread by chance, and by the same after an edit of something else', async () => {
    const spread = plan({ spreadMs: HOUR });
    const waiter = new Waiter(spread);
    await waiter.begin();
    const first = (await waiter.due()) ?? 0;
    assert.ok(first > START + DAY && first < START + DAY + HOUR, String(first - START - DAY));
    await waiter.deploy({ plan: { ...spread, schedule: TWO_DAYS } });
    assert.equal(await waiter.due(), first + DAY);
  });
});
