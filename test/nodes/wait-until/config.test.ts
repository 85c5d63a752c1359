import assert from 'node:assert/strict';
import { DEFAULTS, readWaitUntil, type WaitUntilConfig } from '../../../nodes/wait-until/config';
import { outputOf, planOf } from '../../../nodes/wait-until/plan';
import { waitOutputs, waitWords } from '../../../nodes/wait-until/words';
import type { SavedConfig } from '../../../nodes/shared/config';
import type { Wait, WaitEnd } from '../../../src/leads/wait';
import { configOf, refuses } from '../config-cases';

const GOOD = { store: 's1' };
const read = (saved: SavedConfig): WaitUntilConfig => configOf(readWaitUntil({ ...GOOD, ...saved }));

describe('the config of a wait until', () => {
  it('needs a store and nothing else', () => {
    assert.deepEqual(configOf(readWaitUntil(GOOD)), { ...DEFAULTS, store: 's1' });
  });

  it('reads every kind of thing to wait for, flat as they stand in a flow file', () => {
    const { awaits } = read({
      awaits: [
        { kind: 'reply' },
        { kind: 'behavior', name: 'purchased', property: 'total', op: 'over', value: '100' },
        { kind: 'behavior', name: 'purchased', property: 'product', op: 'same' },
        { kind: 'condition', about: 'tag', has: 'booked', not: true, when: 'becomes' },
        { kind: 'condition', about: 'stage', stage: 'hot' },
        { kind: 'condition', about: 'field', key: 'city', op: 'equals', value: 'Miami' },
        { kind: 'date', field: 'visit', amount: '1', time: '18:00', past: 'leave' },
        { kind: 'date', field: 'birthday', amount: 0, unit: 'hours', side: 'after', past: 'next' },
      ],
    });
    assert.deepEqual(awaits, [
      { kind: 'reply' },
      { kind: 'behavior', name: 'purchased', where: { property: 'total', test: { op: 'over', value: 100 } } },
      { kind: 'behavior', name: 'purchased', where: { property: 'product', test: { op: 'same' } } },
      { kind: 'condition', condition: { kind: 'tag', has: 'booked' }, is: false, when: 'becomes' },
      { kind: 'condition', condition: { kind: 'stage', is: ['hot'] }, is: true, when: 'is' },
      {
        kind: 'condition',
        condition: { kind: 'field', key: 'city', test: { op: 'equals', value: 'Miami' } },
        is: true,
        when: 'is',
      },
      {
        kind: 'date',
        date: { field: 'visit', amount: 1, unit: 'days', side: 'before', time: '18:00', past: 'leave' },
      },
      { kind: 'date', date: { field: 'birthday', amount: 0, unit: 'hours', side: 'after', past: 'next' } },
    ]);
  });

  it('has an output for each awaited thing, and one for the end of the time', () => {
    const awaits = [
      { kind: 'behavior', name: 'purchased' },
      { kind: 'reply' },
      { kind: 'condition', about: 'tag', has: 'booked', not: true },
      { kind: 'date', field: 'visit', amount: 2, unit: 'hours' },
    ];
    const named = ['purchased', 'reply', 'not tag booked', '2 hours before visit'];
    assert.deepEqual(waitOutputs(read({ awaits })), [...named, 'timed out']);
    assert.deepEqual(waitOutputs(read({ awaits, timeout: 'time' })), [...named, 'its time']);
  });

  const words: readonly [SavedConfig, string][] = [
    [{}, 'wait 1 day'],
    [{ amount: 3, unit: 'hours' }, 'wait 3 hours'],
    [{ timeout: 'time' }, 'until 09:00'],
    [{ timeout: 'time', timeDays: [2] }, 'until Tue 09:00'],
    [{ timeout: 'time', timeDays: [2, 4], time: '18:30' }, 'until Tue, Thu 18:30'],
    [{ timeout: 'window' }, 'until Mon–Fri 09:00–17:00'],
    [{ timeout: 'business', windowDays: [1, 2, 3, 4, 5, 6, 7] }, 'until business hours, 09:00–17:00'],
    [{ timeout: 'never' }, 'until reply'],
    [{ awaits: [{ kind: 'date', field: 'visit', amount: 1 }] }, 'until 1 day before visit'],
    [{ awaits: [{ kind: 'date', field: 'birthday' }] }, 'until birthday'],
  ];
  for (const [saved, label] of words)
    it(`says "${label}" in the flow`, () => assert.equal(waitWords(read(saved)), label));

  it('makes a plan that only what is waited for decides', () => {
    const base = planOf(read({}));
    assert.deepEqual(
      planOf(read({ name: 'other', time: '10:00', windowEnd: '18:00', onEdit: 'keep' })),
      base,
    );
    assert.deepEqual(planOf(read({ spread: 2 })), { ...base, spreadMs: 120_000 });
    assert.deepEqual(planOf(read({ timeout: 'business' })).schedule, {
      kind: 'window',
      start: '09:00',
      end: '17:00',
      days: [1, 2, 3, 4, 5],
      zone: 'store',
    });
  });

  it('finds the output by what ended the wait, also when the outputs have changed places since', () => {
    const then = planOf(
      read({ awaits: [{ kind: 'reply' }, { kind: 'behavior', name: 'a' }, { kind: 'behavior', name: 'b' }] }),
    );
    const now = planOf(read({ awaits: [{ kind: 'behavior', name: 'b' }, { kind: 'reply' }] }));
    const wait: Wait = { id: 'w', kind: 'wait', node: 'n', since: 0, due: 0, awaits: then.awaits, msg: {} };
    const behavior = { id: 'x', name: 'b', at: 0, properties: {}, source: 'flow' } as const;
    const outputs = (ends: readonly WaitEnd[]): number[] => ends.map((end) => outputOf(wait, end, now));
    assert.deepEqual(
      outputs([
        { kind: 'reply', reply: 'r', output: 0 },
        { kind: 'behavior', behavior, output: 2 },
        // Not awaited any more.
        { kind: 'behavior', behavior, output: 1 },
        { kind: 'due' },
      ]),
      [1, 0, 2, 2],
    );
  });

  refuses(readWaitUntil, GOOD, [
    { when: 'no store is chosen', saved: { store: '' }, property: 'store', says: /lead store/ },
    {
      when: 'an awaited behavior has no name',
      saved: { awaits: [{ kind: 'reply' }, { kind: 'behavior', name: '' }] },
      property: 'awaits[1].name',
      says: /^Entry 2: name the behavior/,
    },
    {
      when: 'a property is compared with nothing',
      saved: { awaits: [{ kind: 'behavior', name: 'purchased', property: 'product' }] },
      property: 'awaits[0].value',
      says: /compared with/,
    },
    {
      when: 'a condition has no tag',
      saved: { awaits: [{ kind: 'condition' }] },
      property: 'awaits[0].has',
      says: /name the tag/,
    },
    {
      when: 'a condition has no stage',
      saved: { awaits: [{ kind: 'condition', about: 'stage' }] },
      property: 'awaits[0].stage',
      says: /fresh, warm/,
    },
    {
      when: 'a date has no field',
      saved: { awaits: [{ kind: 'date' }] },
      property: 'awaits[0].field',
      says: /holds the date/,
    },
    {
      when: 'a date has a time that is none',
      saved: { awaits: [{ kind: 'date', field: 'visit', time: '25:00' }] },
      property: 'awaits[0].time',
      says: /HH:MM/,
    },
    {
      when: 'it would never end',
      saved: { timeout: 'never', awaits: [] },
      property: 'timeout',
      says: /never end/,
    },
    { when: 'the time is negative', saved: { amount: -1 }, property: 'amount', says: /from 0/ },
    { when: 'the time of day is none', saved: { time: '9' }, property: 'time', says: /HH:MM/ },
    { when: 'no weekday is left', saved: { timeDays: [] }, property: 'timeDays', says: /weekday/ },
    { when: 'a weekday is none', saved: { windowDays: [8] }, property: 'windowDays', says: /weekday/ },
    { when: 'the hours are none', saved: { windowEnd: '09:00' }, property: 'windowEnd', says: /same/ },
  ]);
});
