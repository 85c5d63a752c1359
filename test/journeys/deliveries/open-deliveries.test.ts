import assert from 'node:assert/strict';
import fc from 'fast-check';
import { OpenDeliveries, QUIET_MS } from '../../../src/journeys/deliveries/open-deliveries';
import type { Handover } from '../../../src/leads/wait';

const HELD_MS = 10 * 60_000;
const handover = (seq: number, kept = false): Handover => ({
  ...{ seq, node: 'node', at: 0, event: { kind: 'entered', enrollment: `e${seq}` } },
  ...(kept ? { kept } : {}),
});

describe('deliveries that are on their way', () => {
  it('are taken a few at a time, by their numbers, however they came', () => {
    const open = new OpenDeliveries();
    for (const seq of [3, 1, 5, 2, 4]) open.add(handover(seq), `lead-${seq}`, 0);
    const taken = [2, 2, 2].map((most) => open.take(QUIET_MS, most));
    assert.deepEqual(
      taken.map(({ upTo }) => upTo),
      [2, 4, 5],
    );
    assert.deepEqual(
      taken.flatMap(({ arrived }) => arrived.map(({ seq }) => seq)),
      [1, 2, 3, 4, 5],
    );
    assert.equal(open.nextLook(QUIET_MS), undefined);
  });

  it('stop at the first that has a step under way, unless it is kept', () => {
    const open = new OpenDeliveries();
    for (const seq of [1, 2, 3]) open.add(handover(seq), 'lead', 0);
    open.add(handover(4, true), 'lead', 0);
    open.begin(2, 'node', 0);
    const { upTo, released } = open.take(QUIET_MS, 10);
    assert.equal(upTo, 1);
    assert.deepEqual(released, [{ seq: 4, lead: 'lead' }]);
    assert.equal(open.nextLook(QUIET_MS), 2 * QUIET_MS);
    open.end(2, QUIET_MS);
    assert.equal(open.take(2 * QUIET_MS, 10).upTo, 3);
  });

  it('let the mark pass nothing that is on its way, and each is settled, kept or open', () => {
    const steps = fc.array(
      fc.record({
        seq: fc.integer({ min: 1, max: 12 }),
        act: fc.constantFrom('add', 'begin', 'end', 'send', 'wait', 'take'),
        ms: fc.integer({ min: 1, max: HELD_MS }),
        most: fc.integer({ min: 1, max: 4 }),
      }),
      { maxLength: 80 },
    );
    fc.assert(
      fc.property(steps, (all) => {
        const open = new OpenDeliveries();
        const here = new Map<number, { kept: boolean; steps: number; seenAt: number }>();
        let now = 0;
        let mark = 0;
        for (const { seq, act, ms, most } of all) {
          const one = here.get(seq);
          if (act === 'add' && !one && seq > mark) {
            open.add(handover(seq), 'lead', now);
            here.set(seq, { kept: false, steps: 0, seenAt: now });
          } else if (act === 'begin' && one) {
            open.begin(seq, 'node', now);
            Object.assign(one, { steps: one.steps + 1, seenAt: now });
          } else if (act === 'end' && one && one.steps > 0) {
            open.end(seq, now);
            Object.assign(one, { steps: one.steps - 1, seenAt: now });
          } else if (act === 'send' && one) {
            open.sent(seq, [new Set(['next'])], now);
            one.seenAt = now;
          } else if (act === 'wait') now += ms;
          else if (act === 'take') {
            const { upTo, arrived, kept, released } = open.take(now, most);
            assert.ok(arrived.length + kept.length <= most && released.length <= most);
            for (const { seq: gone } of [...arrived, ...released]) {
              const was = here.get(gone);
              assert.ok(was?.steps === 0 && was.seenAt + QUIET_MS <= now, `${gone} is on its way`);
              here.delete(gone);
            }
            for (const { seq: stays } of kept) Object.assign(here.get(stays) ?? {}, { kept: true });
            mark = Math.max(mark, upTo ?? 0);
            for (const [other, { kept: isKept }] of here) assert.ok(other > mark || isKept);
          }
          for (const other of here.keys()) assert.ok(open.has(other));
        }
      }),
      { numRuns: 300 },
    );
  });
});
