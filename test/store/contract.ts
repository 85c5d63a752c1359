import assert from 'node:assert/strict';
import type { LeadStore } from '../../src/store/contract';
import { dueContract } from './contract-due';
import {
  behavior,
  create,
  created,
  handOver,
  leadId,
  make,
  moved,
  NOON,
  parked,
  phone,
  planned,
} from './samples';

/** A store under test. */
export interface OpenedStore {
  readonly store: LeadStore;
  /** Closes it and opens the same one anew; a store that keeps nothing has no such thing. */
  again?(): Promise<LeadStore>;
  end(): Promise<void>;
}

/** What every lead store promises. */
export function leadStoreContract(name: string, open: () => Promise<OpenedStore>): void {
  describe(`${name} keeps the contract of a lead store`, () => {
    let opened: OpenedStore;
    let store: LeadStore;
    const again = async (): Promise<void> => {
      if (opened.again) store = await opened.again();
    };
    beforeEach(async () => {
      opened = await open();
      store = opened.store;
    });
    afterEach(() => opened.end());

    describe('changing a lead', () => {
      it('shows an unknown number as unknown, and knows the lead by id and by number once she is created', async () => {
        const before = await store.change({ phone: phone(1) }, ({ record }) => ({
          changes: [created(1)],
          result: record,
        }));
        assert.equal(before, undefined);
        await again();
        assert.equal((await store.read({ id: leadId(1) }))?.lead.phone, phone(1));
        assert.equal((await store.read({ phone: phone(1) }))?.lead.id, leadId(1));
        assert.equal(await store.read({ phone: phone(2) }), undefined);
        assert.equal(await store.size(), 1);
      });

      it('makes all changes of a decision, in their order', async () => {
        await create(store, 1, behavior('b1', NOON + 1), behavior('b2', NOON));
        await make(store, { id: leadId(1) }, [
          { kind: 'lead_set', set: { firstName: 'Ana', fields: { city: 'Miami', gone: 1 }, tags: ['vip'] } },
          { kind: 'lead_set', set: { fields: { gone: null } } },
        ]);
        await again();
        const record = await store.read({ id: leadId(1) });
        assert.deepEqual(
          record?.behaviors.map(({ id }) => id),
          ['b1', 'b2'],
        );
        assert.equal(record?.lastActiveAt, NOON + 1);
        assert.deepEqual(
          { ...record?.lead },
          {
            id: leadId(1),
            phone: phone(1),
            firstName: 'Ana',
            fields: { city: 'Miami' },
            tags: ['vip'],
            stage: 'fresh',
            createdAt: NOON,
          },
        );
      });

      it('answers what the decision answers, with or without changes', async () => {
        assert.equal(await make(store, { phone: phone(1) }, [created(1)], 'made'), 'made');
        assert.equal(await make(store, { id: leadId(1) }, [], 'looked'), 'looked');
        assert.equal(await make(store, { id: leadId(9) }, [], 'nobody'), 'nobody');
        assert.equal(await store.size(), 1);
      });

      it('lets each decision see the ones before it', async () => {
        await create(store, 1);
        const counts = await Promise.all(
          Array.from({ length: 20 }, (_, at) =>
            store.change({ id: leadId(1) }, ({ record }) => ({
              changes: [behavior(`b${at}`)],
              result: record?.behaviors.length,
            })),
          ),
        );
        assert.deepEqual(
          counts,
          Array.from({ length: 20 }, (_, at) => at),
        );
      });

      it('changes nothing when the decision throws', async () => {
        await create(store, 1);
        const broken = store.change({ id: leadId(1) }, () => {
          throw new Error('a broken rule');
        });
        await assert.rejects(broken, /a broken rule/);
        await again();
        assert.deepEqual((await store.read({ id: leadId(1) }))?.behaviors, []);
      });

      const impossible = [
        ['a change of nobody', { id: leadId(7) }, [behavior('b1')]],
        ['a second creation', { id: leadId(1) }, [behavior('b1'), created(1)]],
        ['a creation behind another change', { id: leadId(7) }, [behavior('b1'), created(7)]],
        ['a second lead with the same number', { id: leadId(7) }, [numbered(created(7), 1)]],
      ] as const;
      for (const [what, who, changes] of impossible) {
        it(`refuses ${what} and does none of it`, async () => {
          await create(store, 1);
          await assert.rejects(make(store, who, changes));
          assert.deepEqual((await store.read({ id: leadId(1) }))?.behaviors, []);
          assert.equal(await store.read({ id: leadId(7) }), undefined);
          await again();
          assert.deepEqual((await store.read({ id: leadId(1) }))?.behaviors, []);
          assert.equal(await store.size(), 1);
        });
      }

      it('keeps every letter of every script', async () => {
        const text = 'Ana \u{1F600} – żółć\n\t"quoted" \\ \u0000 \u2028 \uD800 end';
        await create(store, 1, behavior('b1', NOON, { text }));
        await make(store, { id: leadId(1) }, [{ kind: 'lead_set', set: { firstName: text } }]);
        await again();
        const record = await store.read({ phone: phone(1) });
        assert.equal(record?.behaviors[0]?.properties['text'], text);
        assert.equal(record?.lead.firstName, text);
      });
    });

    dueContract(() => store, again);

    describe('handovers', () => {
      it('gives rising numbers, and never one twice', async () => {
        for (const number of [1, 2]) await create(store, number);
        const given = [await handOver(store, 1), await handOver(store, 2)];
        await again();
        given.push(await handOver(store, 1));
        await store.settle(given[2] ?? 0);
        await again();
        given.push(await handOver(store, 2));
        assert.deepEqual(
          given,
          [...new Set(given)].sort((a, b) => a - b),
        );
      });

      it('names the unsettled ones in their order', async () => {
        for (const number of [1, 2]) await create(store, number, parked('w1', NOON));
        const first = await handOver(store, 2);
        const second = await handOver(store, 1);
        const third = await store.change({ id: leadId(2) }, ({ nextSeq }) => {
          const seq = nextSeq();
          const handover = { seq, at: NOON, end: { kind: 'due' } } as const;
          return { changes: [{ kind: 'wait_ended', id: 'w1', handover }], result: seq };
        });
        await again();
        const numbers = async (): Promise<unknown[]> =>
          (await store.unsettledHandovers()).map(({ lead, handover }) => [lead, handover.seq]);
        assert.deepEqual(await numbers(), [
          [leadId(2), first],
          [leadId(1), second],
          [leadId(2), third],
        ]);
        await store.settle(second);
        await store.settle(first);
        assert.deepEqual(await numbers(), [[leadId(2), third]]);
        await again();
        assert.deepEqual(await numbers(), [[leadId(2), third]]);
      });
    });

    describe('handovers that stay open by themselves', () => {
      it('are named also when the settled mark has passed them, until they have arrived', async () => {
        await create(store, 1);
        await create(store, 2);
        const kept = await handOver(store, 1);
        const last = await handOver(store, 2);
        await make(store, { id: leadId(1) }, [{ kind: 'handover_kept', seq: kept }]);
        await store.settle(last);
        const numbers = async (): Promise<unknown[]> =>
          (await store.unsettledHandovers()).map(({ handover }) => handover.seq);
        assert.deepEqual(await numbers(), [kept]);
        await again();
        assert.deepEqual(await numbers(), [kept]);
        // Another handover of the lead takes away what is settled, and that alone.
        const next = await handOver(store, 1);
        await again();
        assert.deepEqual(await numbers(), [kept, next]);
        await make(store, { id: leadId(1) }, [{ kind: 'handover_arrived', seq: kept }]);
        await store.settle(next);
        await again();
        assert.deepEqual(await numbers(), []);
      });
    });

    describe('finding leads', () => {
      it('finds those with a message whose outcome, or whose end, somebody has to find out', async () => {
        const delivered = { state: 'delivered', sid: 'SM1', at: NOON } as const;
        await create(store, 1, planned('m1'), planned('m2'));
        await create(store, 2, planned('m3'), moved('m3', { state: 'sending' }));
        await create(store, 3, planned('m4'), moved('m4', { state: 'unknown', at: NOON }));
        await create(
          store,
          4,
          planned('m5'),
          moved('m5', { state: 'unknown', at: NOON, since: NOON, until: NOON + 1 }),
        );
        await create(store, 5, planned('m6'), moved('m6', { state: 'sent', sid: 'SM6', at: NOON }));
        await make(store, { id: leadId(1) }, [moved('m1', delivered)]);
        await again();
        const found = async (): Promise<unknown> => (await store.leadsWithUnfinishedMessages()).sort();
        assert.deepEqual(await found(), [1, 2, 4, 5].map(leadId));
        await make(store, { id: leadId(1) }, [moved('m2', delivered)]);
        await make(store, { id: leadId(5) }, [
          moved('m6', { state: 'sent', sid: 'SM6', at: NOON, asked: true }),
        ]);
        assert.deepEqual(await found(), [2, 4].map(leadId));
      });

      it('finds quiet leads by their last activity, the earliest first', async () => {
        for (const [number, at] of [
          [1, 30],
          [2, 10],
          [3, 20],
          [4, 15],
          [5, 40],
        ] as const)
          await create(store, number, behavior('b', NOON + at));
        await again();
        assert.deepEqual(await store.quietLeads(NOON + 10, NOON + 30, 10), [4, 3, 1].map(leadId));
        assert.deepEqual(await store.quietLeads(NOON, NOON + 10, 10), [leadId(2)]);
        assert.deepEqual(await store.quietLeads(NOON, NOON + 99, 1), [leadId(2)]);
        assert.equal(await store.nextActivityAfter(NOON + 20), NOON + 30);
        assert.equal(await store.nextActivityAfter(NOON + 40), undefined);
      });

      it('does not cut quiet leads off between two of the same time', async () => {
        for (const [number, at] of [
          [1, 10],
          [2, 20],
          [3, 20],
          [4, 30],
        ] as const)
          await create(store, number, behavior('b', NOON + at));
        assert.deepEqual((await store.quietLeads(NOON, NOON + 99, 2)).sort(), [1, 2, 3].map(leadId));
      });

      it('names the leads touched last, newest first', async () => {
        for (const number of [1, 2, 3, 4]) await create(store, number);
        await make(store, { id: leadId(2) }, [behavior('b1')]);
        await again();
        assert.deepEqual(await store.recentLeads(3), [2, 4, 3].map(leadId));
        assert.deepEqual(await store.recentLeads(9), [2, 4, 3, 1].map(leadId));
      });
    });

    describe('deleting a lead', () => {
      const erase = (number: number): Promise<void> =>
        store.change({ id: leadId(number) }, ({ hashOf }) => ({
          changes: [{ kind: 'lead_erased', suppressed: hashOf(phone(number)) }],
          result: undefined,
        }));

      it('leaves nothing of her, and keeps her number suppressed', async () => {
        for (const number of [1, 2]) await create(store, number, parked('w1', NOON), planned('m1'));
        await handOver(store, 1);
        await erase(1);
        assert.equal((await store.waitsByNode()).get('node-1')?.count, 1);
        await again();
        assert.equal((await store.waitsByNode()).get('node-1')?.count, 1);
        assert.equal(await store.read({ id: leadId(1) }), undefined);
        assert.equal(await store.read({ phone: phone(1) }), undefined);
        assert.deepEqual(
          [await store.size(), await store.recentLeads(9), await store.dueLeads(NOON, 9)],
          [1, [leadId(2)], [leadId(2)]],
        );
        assert.deepEqual(await store.leadsWithUnfinishedMessages(), [leadId(2)]);
        assert.deepEqual(await store.unsettledHandovers(), []);
        assert.deepEqual(
          [await store.isSuppressed(phone(1)), await store.isSuppressed(phone(2))],
          [true, false],
        );
      });

      it('lets her number become a lead again, and tells that it is suppressed', async () => {
        await create(store, 1, behavior('old'));
        await erase(1);
        await again();
        const known = await store.change({ phone: phone(1) }, ({ record, isSuppressed }) => ({
          changes: [numbered(created(3), 1)],
          result: [record, isSuppressed(phone(1)), isSuppressed(phone(2))],
        }));
        assert.deepEqual(known, [undefined, true, false]);
        await again();
        assert.equal((await store.read({ phone: phone(1) }))?.lead.id, leadId(3));
        assert.deepEqual((await store.read({ id: leadId(3) }))?.behaviors, []);
      });
    });

    it('keeps settings', async () => {
      assert.equal(await store.setting('offset'), undefined);
      await store.putSetting('offset', { ms: 5 });
      await store.putSetting('offset', { ms: 7 });
      await again();
      assert.deepEqual(await store.setting('offset'), { ms: 7 });
    });

    it('keeps what was accepted when it is closed, and refuses everything after that', async () => {
      const last = create(store, 1);
      await Promise.all([store.close(), last]);
      await assert.rejects(create(store, 2), { name: 'StoreError', code: 'closed' });
      await assert.rejects(store.read({ id: leadId(1) }), { name: 'StoreError', code: 'closed' });
      if (!opened.again) return;
      await again();
      assert.equal((await store.read({ id: leadId(1) }))?.lead.id, leadId(1));
    });
  });
}

/** The creation of a lead under the number of another one. */
function numbered(change: ReturnType<typeof created>, number: number): ReturnType<typeof created> {
  assert(change.kind === 'lead_created');
  return { ...change, lead: { ...change.lead, phone: phone(number) } };
}
