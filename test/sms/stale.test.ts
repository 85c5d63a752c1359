import assert from 'node:assert/strict';
import { SimulatedClock } from '../../src/clock';
import type { Delivery } from '../../src/journeys/deliveries/relay';
import type { LeadRecord } from '../../src/leads/record';
import { DAY, HOUR, MINUTE, START, TestHouse } from '../support/house';

/** 23:00 in New York on Tuesday 2026-03-03. */
const LATE = START + 12 * HOUR;

/** trigger → (guard) → SMS, as the engine sees it; what is held comes again. */
function opened(
  staleAfterMs: number | undefined,
  parts: ConstructorParameters<typeof TestHouse>[0] = {},
  guarded = false,
): { house: TestHouse; reasons: string[] } {
  const house = new TestHouse(parts);
  const reasons: string[] = [];
  house.account();
  const send = async ({ record, handover }: Delivery): Promise<void> => {
    const sent = await house.engine.send(
      record.lead.id,
      house.request({
        visit: String(handover.seq),
        delivery: handover.seq,
        staleAfterMs,
        ...enrollmentOf(record),
      }),
    );
    if (sent.kind === 'not_sent' && sent.verdict.answer !== 'allow') reasons.push(sent.verdict.reason);
  };
  const ask = async (delivery: Delivery): Promise<void> => {
    const { record, handover } = delivery;
    const step = {
      node: 'guard',
      visit: String(handover.seq),
      delivery: handover.seq,
      keep: () => ({}),
      ...enrollmentOf(record),
    };
    const asked = await house.engine.ask(record.lead.id, step, 'marketing', 'hold');
    if (asked.kind === 'allowed') await send(delivery);
  };
  house.node('trigger', async (delivery) => {
    if (delivery.handover.event.kind === 'entered') await (guarded ? ask(delivery) : send(delivery));
  });
  house.node('sms-1', send);
  house.node('guard', ask);
  house.journey();
  return { house, reasons };
}

function enrollmentOf(record: LeadRecord): { enrollment?: string } {
  const id = record.enrollments.at(-1)?.id;
  return id === undefined ? {} : { enrollment: id };
}

describe('a text that may be too late', () => {
  it('is dropped when it was held over night, at the moment it makes no sense any more, and says so (69)', async () => {
    const { house, reasons } = opened(2 * HOUR, { clock: new SimulatedClock(LATE) });
    await house.engine.start();
    await house.anaAsks();
    assert.equal((await house.lead()).waits[0]?.due, LATE + 2 * HOUR);
    await house.pass(2 * HOUR);
    assert.deepEqual([reasons, house.texts], [['stale'], []]);
    const [held, note] = (await house.lead()).notes;
    assert.equal(held?.kind, 'text_held');
    assert.ok(note?.kind === 'not_sent' && note.verdict.answer === 'block');
    assert.equal(note.verdict.because, 'The text came too late to make sense.');
    assert.equal(note.verdict.gates.find(({ gate }) => gate === 'staleness')?.value, 'too late');
    await house.pass(2 * DAY);
    assert.deepEqual(house.texts, []);
  });

  it('goes out in the morning when that is soon enough, or when nothing is said', async () => {
    for (const staleAfterMs of [12 * HOUR, undefined]) {
      const { house, reasons } = opened(staleAfterMs, { clock: new SimulatedClock(LATE) });
      await house.engine.start();
      await house.anaAsks();
      await house.pass(12 * HOUR);
      assert.deepEqual([reasons, house.texts.length], [[], 1]);
    }
  });

  it('counts the time for which a guard held it', async () => {
    const { house, reasons } = opened(2 * HOUR, { clock: new SimulatedClock(LATE) }, true);
    await house.engine.start();
    await house.anaAsks();
    await house.pass(DAY);
    assert.deepEqual([reasons, house.texts], [['stale'], []]);
  });

  it('counts from the first hold when it is held again', async () => {
    // Texted at 11:00, and again at 20:55: over the cap until 11:00 next day, which is 14 h 5 min.
    for (const [hours, sent] of [
      [14, 1],
      [15, 2],
    ] as const) {
      const { house } = opened(hours * HOUR);
      await house.engine.start();
      await house.anaAsks();
      house.journey({ id: 'second', start: { kind: 'behavior', names: ['again'], count: 1, withinMs: DAY } });
      house.node('second', async ({ record, handover }) => {
        await house.engine.send(
          record.lead.id,
          house.request({ visit: String(handover.seq), delivery: handover.seq, staleAfterMs: hours * HOUR }),
        );
      });
      await house.pass(9 * HOUR + 55 * MINUTE);
      await house.behave({ behavior: 'again' });
      await house.pass(DAY);
      assert.equal(house.texts.length, sent, `${hours} hours`);
    }
  });
});

describe('a text behind a wait that was overdue', () => {
  const late = async (staleAfterMs: number): Promise<{ house: TestHouse; reasons: string[] }> => {
    const first = opened(staleAfterMs);
    await first.house.engine.start();
    const { lead } = await first.house.behave({ behavior: 'page_viewed', consent: true });
    const parking = { kind: 'wait', node: 'wait', visit: 'x', awaits: [], msg: {} } as const;
    await first.house.engine.park(lead.id, { ...parking, due: START + HOUR });
    // Three days pass in which nothing runs.
    const clock = new SimulatedClock(START + 3 * DAY);
    const second = opened(staleAfterMs, {
      store: first.house.store,
      clock,
      pace: { perMinute: 60, which: 'overdue' },
    });
    second.house.node('wait', async ({ record, handover }) => {
      const sent = await second.house.engine.send(
        record.lead.id,
        second.house.request({ visit: String(handover.seq), delivery: handover.seq, staleAfterMs }),
      );
      if (sent.kind === 'not_sent' && sent.verdict.answer === 'block')
        second.reasons.push(sent.verdict.reason);
    });
    await second.house.engine.start();
    await second.house.pass(MINUTE);
    return second;
  };

  it('is not sent when it is stale by then, and says so (scenario 27)', async () => {
    const { house, reasons } = await late(DAY);
    assert.deepEqual([reasons, house.texts], [['stale'], []]);
  });

  it('is sent when it still makes sense', async () => {
    const { house, reasons } = await late(4 * DAY);
    assert.deepEqual([reasons, house.texts.length], [[], 1]);
  });
});
