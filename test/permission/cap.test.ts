import assert from 'node:assert/strict';
import type { MessageState } from '../../src/leads/message';
import { askCap } from '../../src/permission/cap';
import { aMessage, HOUR } from './people';

const once = { count: 1, windowMs: 24 * HOUR };
const ten = 10 * HOUR;

describe('the cap on marketing texts', () => {
  it('lets the first text go', () => {
    assert.deepEqual(askCap([], once, ten), { answer: 'allow', sent: 0 });
  });

  it('holds the second one until the first is a day old, to the millisecond', () => {
    const sent = [aMessage({ plannedAt: ten })];
    const hold = { answer: 'hold', until: ten + 24 * HOUR, sent: 1 };
    assert.deepEqual(askCap(sent, once, ten), hold);
    assert.deepEqual(askCap(sent, once, ten + 24 * HOUR - 1), hold);
    assert.deepEqual(askCap(sent, once, ten + 24 * HOUR), { answer: 'allow', sent: 0 });
  });

  it('of three holds until the oldest of three leaves', () => {
    const sent = [5, 3, 4].map((hour) => aMessage({ plannedAt: hour * HOUR }));
    const cap = { count: 3, windowMs: 24 * HOUR };
    assert.deepEqual(askCap(sent, cap, ten), { answer: 'hold', until: 27 * HOUR, sent: 3 });
    assert.deepEqual(askCap(sent.slice(1), cap, ten), { answer: 'allow', sent: 2 });
  });

  it('that was made smaller holds until enough have left', () => {
    const sent = [3, 4, 5].map((hour) => aMessage({ plannedAt: hour * HOUR }));
    assert.deepEqual(askCap(sent, once, ten), { answer: 'hold', until: 29 * HOUR, sent: 3 });
  });

  it('of no texts at all blocks', () => {
    assert.deepEqual(askCap([], { count: 0, windowMs: HOUR }, ten), { answer: 'block', sent: 0 });
  });

  const lives: [MessageState, boolean][] = [
    [{ state: 'planned' }, true],
    [{ state: 'sending' }, true],
    [{ state: 'accepted', sid: 'SM1', at: 0 }, true],
    [{ state: 'sent', sid: 'SM1', at: 0 }, true],
    [{ state: 'delivered', sid: 'SM1', at: 0 }, true],
    [{ state: 'undelivered', sid: 'SM1', at: 0, code: '30003' }, true],
    [{ state: 'unknown', at: 0 }, true],
    [{ state: 'failed', at: 0, code: '21211', reason: 'no number' }, false],
    [{ state: 'blocked', at: 0, reason: 'journey_over' }, false],
  ];
  for (const [life, counts] of lives) {
    it(`${counts ? 'counts' : 'does not count'} a text that is ${life.state}`, () => {
      const answer = askCap([aMessage({ plannedAt: ten, life })], once, ten);
      assert.equal(answer.sent, counts ? 1 : 0);
      assert.equal(answer.answer, counts ? 'hold' : 'allow');
    });
  }

  for (const purpose of ['conversational', 'transactional', 'answer'] as const) {
    it(`does not count a text that is ${purpose}`, () => {
      assert.equal(askCap([aMessage({ plannedAt: ten, purpose })], once, ten).sent, 0);
    });
  }
});
