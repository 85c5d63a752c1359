import assert from 'node:assert/strict';
import type { LeadStore } from '../../src/store/contract';
import { create, leadId, make, NOON, parked } from './samples';

const MINUTE = 60_000;

/** What every lead store promises of waits; `again` opens it anew. */
export function dueContract(store: () => LeadStore, again: () => Promise<void>): void {
  describe('what is due', () => {
    it('names the next due time and the leads that are due, the longest overdue first', async () => {
      assert.equal(await store().nextDue(), undefined);
      await create(store(), 1, parked('w1', NOON + 3 * MINUTE));
      await create(store(), 2, parked('w2', NOON + MINUTE), parked('w3', null));
      await create(store(), 3, parked('w4', NOON + 2 * MINUTE));
      await create(store(), 4, parked('w5', null));
      await again();
      assert.equal(await store().nextDue(), NOON + MINUTE);
      assert.deepEqual(await store().dueLeads(NOON, 10), []);
      assert.deepEqual(await store().dueLeads(NOON + 2 * MINUTE, 10), [leadId(2), leadId(3)]);
      assert.deepEqual(await store().dueLeads(NOON + 9 * MINUTE, 10), [leadId(2), leadId(3), leadId(1)]);
    });

    it('forgets a due time when its wait ends, is cancelled or is orphaned, and knows it again afterwards', async () => {
      await create(store(), 1, parked('w1', NOON + 1), parked('w2', NOON + 2), parked('w3', NOON + 3));
      const ended = { kind: 'wait_ended', id: 'w1' } as const;
      await make(store(), { id: leadId(1) }, [ended]);
      assert.equal(await store().nextDue(), NOON + 2);
      await make(store(), { id: leadId(1) }, [{ kind: 'wait_orphaned', id: 'w2', orphaned: true }]);
      await again();
      assert.equal(await store().nextDue(), NOON + 3);
      assert.deepEqual(await store().orphanedLeads(), [leadId(1)]);
      await make(store(), { id: leadId(1) }, [{ kind: 'wait_orphaned', id: 'w2', orphaned: false }]);
      assert.equal(await store().nextDue(), NOON + 2);
      assert.deepEqual(await store().orphanedLeads(), []);
      await make(store(), { id: leadId(1) }, [
        { kind: 'wait_ended', id: 'w2' },
        { kind: 'wait_ended', id: 'w3' },
      ]);
      await again();
      assert.equal(await store().nextDue(), undefined);
      assert.deepEqual(await store().dueLeads(Infinity, 10), []);
    });

    it('names a paused lead when her pause ends, and with what is overdue once she is resumed', async () => {
      const pause = { since: NOON, until: NOON + 9, reason: 'snoozed' } as const;
      await create(store(), 1, parked('w1', NOON + 1), { kind: 'paused', pause });
      await create(store(), 2, parked('w2', NOON + 2), { kind: 'paused', pause: { ...pause, until: null } });
      await again();
      assert.equal(await store().nextDue(), NOON + 9);
      assert.deepEqual(await store().dueLeads(NOON + 9, 10), [leadId(1)]);
      const held = { untilResumed: true, kind: 'hold' } as const;
      await make(store(), { id: leadId(2) }, [parked('w3', null, held), { kind: 'resumed', at: NOON }]);
      await again();
      assert.deepEqual(await store().dueLeads(NOON + 1, 10), [leadId(2)]);
      assert.deepEqual(
        (await store().read({ id: leadId(2) }))?.waits.map(({ due }) => due),
        [NOON + 2, NOON],
      );
    });

    it('names a lead who is writing when her turn ends, and with nothing else before', async () => {
      const turn = { replies: ['r1'], since: NOON, until: NOON + 9 };
      await create(store(), 1, parked('w1', NOON + 1), { kind: 'gathered', turn });
      await again();
      assert.equal(await store().nextDue(), NOON + 9);
      assert.deepEqual((await store().read({ id: leadId(1) }))?.turn, turn);
      await make(store(), { id: leadId(1) }, [{ kind: 'turn_ended' }]);
      await again();
      assert.equal(await store().nextDue(), NOON + 1);
      assert.equal((await store().read({ id: leadId(1) }))?.turn, undefined);
    });

    it('goes on naming leads with whom nothing was done, but the others first', async () => {
      for (let number = 1; number <= 5; number++) await create(store(), number, parked('w', NOON + number));
      const seen = [];
      for (let turn = 0; turn < 3; turn++) seen.push(await store().dueLeads(NOON + 9, 2));
      assert.deepEqual(seen.flat().sort(), [1, 1, 2, 3, 4, 5].map(leadId));
      assert.deepEqual((await store().dueLeads(NOON + 9, 10)).sort(), [1, 2, 3, 4, 5].map(leadId));
      assert.equal(await store().nextDue(), NOON + 1);
    });

    it('tells of a wait that falls due before all others, and of no later one', async () => {
      const told: number[] = [];
      const end = store().watchDue((at) => told.push(at));
      await create(store(), 1, parked('w1', NOON + 5));
      await create(store(), 2, parked('w2', NOON + 9));
      await make(store(), { id: leadId(2) }, [parked('w3', NOON + 2)]);
      end();
      await make(store(), { id: leadId(1) }, [parked('w4', NOON + 1)]);
      assert.deepEqual(told, [NOON + 5, NOON + 2]);
    });

    it('answers for what is due after some time, and then tells of what falls due before all that', async () => {
      await create(store(), 1, parked('w1', NOON + MINUTE));
      await create(store(), 2, parked('w2', NOON + 5 * MINUTE));
      await create(store(), 3, parked('w3', NOON + 2 * MINUTE));
      await again();
      const late = NOON + 3 * MINUTE;
      assert.equal(await store().nextDue(late), NOON + 5 * MINUTE);
      assert.deepEqual(await store().dueLeads(NOON + 9 * MINUTE, 10, late), [leadId(2)]);
      assert.deepEqual(await store().dueLeads(late, 1), [leadId(1)]);
      const told: number[] = [];
      const end = store().watchDue((at) => told.push(at));
      await store().nextDue(late);
      await create(store(), 4, parked('w4', NOON + 4 * MINUTE));
      end();
      assert.deepEqual(told, [NOON + 4 * MINUTE]);
      assert.deepEqual(await store().dueLeads(late, 10), [leadId(1), leadId(3)]);
      // The clock is set back.
      assert.equal(await store().nextDue(NOON), NOON + MINUTE);
      assert.deepEqual(await store().dueLeads(NOON + MINUTE, 10, NOON), [leadId(1)]);
    });

    it('moves a wait, with what it waits for', async () => {
      await create(store(), 1, parked('w1', NOON + MINUTE, { node: 'a' }));
      const awaits = [{ kind: 'reply', output: 1 }] as const;
      await make(store(), { id: leadId(1) }, [
        { kind: 'wait_moved', id: 'w1', to: { due: NOON + 3 * MINUTE, awaits } },
      ]);
      await again();
      assert.equal(await store().nextDue(), NOON + 3 * MINUTE);
      const [wait] = (await store().read({ id: leadId(1) }))?.waits ?? [];
      assert.deepEqual(wait?.awaits, awaits);
      assert.equal(wait?.node, 'a');
      assert.deepEqual(await store().waitsByNode(), new Map([['a', { count: 1, next: NOON + 3 * MINUTE }]]));
    });

    it('keeps the count of a node right over every change', async () => {
      await create(store(), 1, parked('w1', NOON + 1, { node: 'a' }), parked('w2', NOON + 2, { node: 'a' }));
      await create(store(), 2, parked('w3', NOON + 3, { node: 'a' }), parked('w4', null, { node: 'a' }));
      await make(store(), { id: leadId(1) }, [{ kind: 'wait_ended', id: 'w1' }]);
      const seen = async (): Promise<unknown> => (await store().waitsByNode()).get('a');
      assert.deepEqual(await seen(), { count: 3, next: NOON + 2 });
      await again();
      assert.deepEqual(await seen(), { count: 3, next: NOON + 2 });
      assert.deepEqual((await store().leadsWaitingAt('a')).sort(), [leadId(1), leadId(2)]);
      await make(store(), { id: leadId(1) }, [{ kind: 'wait_moved', id: 'w2', to: { due: NOON + 9 } }]);
      assert.deepEqual(await seen(), { count: 3, next: NOON + 3 });
      await make(store(), { id: leadId(2) }, [{ kind: 'wait_ended', id: 'w3' }]);
      assert.deepEqual(await seen(), { count: 2, next: NOON + 9 });
      await make(store(), { id: leadId(1) }, [{ kind: 'wait_ended', id: 'w2' }]);
      assert.deepEqual(await seen(), { count: 1, next: null });
      await make(store(), { id: leadId(2) }, [{ kind: 'wait_ended', id: 'w4' }]);
      assert.equal(await seen(), undefined);
      assert.deepEqual(await store().leadsWaitingAt('a'), []);
    });

    it('counts the waits at each node', async () => {
      await create(store(), 1, parked('w1', NOON + 5, { node: 'a:b,c' }), parked('w2', null, { node: 'd' }));
      await create(store(), 2, parked('w3', NOON + 3, { node: 'a:b,c' }));
      const expected = new Map([
        ['a:b,c', { count: 2, next: NOON + 3 }],
        ['d', { count: 1, next: null }],
      ]);
      assert.deepEqual(await store().waitsByNode(), expected);
      await again();
      assert.deepEqual(await store().waitsByNode(), expected);
    });
  });
}
