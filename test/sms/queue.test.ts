import assert from 'node:assert/strict';
import type { NodeId } from '../../src/leads/enrollment';
import { newLead } from '../../src/leads/lead';
import type { LeadRecord } from '../../src/leads/record';
import { seededRandomness } from '../../src/randomness';
import { backOff, Pace } from '../../src/sms/pace';
import { FairQueue } from '../../src/sms/queue';
import { senderFor } from '../../src/sms/senders';
import { numberOf, START } from '../support/house';
import { planned } from '../store/samples';

const nobody = (): boolean => false;

describe('the queue of texts', () => {
  const item = (lead: string, message: string): { lead: string; message: string } => ({ lead, message });

  it('is fair among leads, and in order for each', () => {
    const queue = new FairQueue();
    for (const n of [1, 2, 3]) queue.add(item('ana', `a${n}`));
    queue.add(item('ben', 'b1'));
    queue.add(item('cleo', 'c1'));
    queue.add(item('ben', 'b2'));
    assert.equal(queue.size, 6);
    const order = Array.from({ length: 6 }, () => queue.take(nobody)?.message);
    assert.deepEqual(order, ['a1', 'b1', 'c1', 'a2', 'b2', 'a3']);
    assert.equal(queue.size, 0);
    assert.equal(queue.take(nobody), undefined);
  });

  it('gives what came back before anything else, and passes over who is busy', () => {
    const queue = new FairQueue();
    for (const n of [1, 2]) queue.add(item('ana', `a${n}`));
    queue.add(item('ben', 'b1'));
    const first = queue.take(nobody);
    assert.ok(first);
    queue.putBack(first);
    assert.ok(queue.hasLead('ana'));
    assert.equal(queue.take((lead) => lead === 'ana')?.message, 'b1');
    assert.equal(queue.take(nobody)?.message, 'a1');
    assert.equal(queue.take(nobody)?.message, 'a2');
  });
});

describe('the pace of a sender', () => {
  it('lets so many segments a second through, evenly, without a burst after a pause', () => {
    const pace = new Pace(2);
    pace.take(3, 10_000);
    assert.equal(pace.freeAt, 11_500);
    assert.equal(pace.isFree(11_499), false);
    pace.take(1, 60_000);
    assert.equal(pace.isFree(60_000), false);
    assert.equal(pace.freeAt, 60_500);
  });

  it('of more than a thousand a second lets several through in a millisecond, and not more', () => {
    const pace = new Pace(4_000);
    const left: number[] = [];
    for (let now = 0; now < 1_000; now++) {
      while (pace.isFree(now)) {
        pace.take(1, now);
        left.push(now);
      }
    }
    assert.equal(left.length, 4_000);
  });

  it('backs off 100 ms · 2ⁿ with ten percent of chance, 30 s at most', () => {
    const randomness = seededRandomness(7);
    for (let n = 1; n < 40; n++) {
      const ms = backOff(n, randomness.below(1000) / 1000);
      const plain = Math.min(30_000, 100 * 2 ** n);
      assert.ok(ms >= plain * 0.9 && ms <= Math.min(30_000, plain * 1.1), `${n}: ${ms}`);
    }
  });
});

describe('the sender of a lead', () => {
  const account: NodeId = 'account';
  const senders = ['+12125550100', '+17865550100', '+13055550100', '+14155550100'].map(numberOf);
  const record = (phone: string, last?: string): LeadRecord => {
    const message = planned('m1');
    assert.ok(message.kind === 'message_planned');
    const text = { ...message.message, account, ...(last === undefined ? {} : { sender: numberOf(last) }) };
    return {
      ...{ behaviors: [], lastActiveAt: 0, enrollments: [], endedWaits: [], waits: [], handovers: [] },
      ...{ replies: [], ledger: [], notes: [] },
      lead: newLead('l1', numberOf(phone), START),
      messages: last === undefined ? [] : [text],
    };
  };

  it('has her area code, else her state, else her time zone, else is always the same', () => {
    assert.equal(senderFor(record('+13055550142'), account, senders), '+13055550100');
    // Tampa is in Florida, Boston in the zone of New York.
    assert.equal(senderFor(record('+18135550142'), account, senders), '+17865550100');
    assert.equal(senderFor(record('+16175550142'), account, senders), '+12125550100');
    const abroad = senderFor(record('+442079460142'), account, senders);
    assert.ok(abroad !== undefined && senders.includes(abroad));
    assert.equal(senderFor(record('+442079460142'), account, senders), abroad);
  });

  it('stays the one she knows, until it is gone', () => {
    const known = record('+13055550142', '+14155550100');
    assert.equal(senderFor(known, account, senders), '+14155550100');
    assert.equal(senderFor(known, account, senders.slice(0, 3)), '+13055550100');
    assert.equal(senderFor(known, account, senders.slice(0, 1)), '+12125550100');
    assert.equal(senderFor(known, account, []), undefined);
  });
});
