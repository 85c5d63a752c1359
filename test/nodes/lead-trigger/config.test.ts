import assert from 'node:assert/strict';
import { DEFAULTS, readLeadTrigger } from '../../../nodes/lead-trigger/config';
import { configOf, refuses } from '../config-cases';

const GOOD = { store: 's1' };

describe('the config of a lead trigger', () => {
  it('needs a store and nothing else', () => {
    assert.deepEqual(configOf(readLeadTrigger(GOOD)), { ...DEFAULTS, store: 's1' });
  });

  it('takes numbers as dialogs save them, and lists as one text', () => {
    const config = configOf(
      readLeadTrigger({ ...GOOD, count: '3', behaviors: 'pricing_viewed, cart_updated,' }),
    );
    assert.equal(config.count, 3);
    assert.deepEqual(config.behaviors, ['pricing_viewed', 'cart_updated']);
  });

  it('needs no behavior when it starts by silence', () => {
    assert.equal(configOf(readLeadTrigger({ ...GOOD, start: 'silence', behaviors: [] })).start, 'silence');
  });

  it('makes exits of the conversions that version 1 saved', () => {
    const old = { ...GOOD, version: 1, conversions: ['purchased', 'visit_booked'] };
    assert.deepEqual(configOf(readLeadTrigger(old)).exits, [
      { kind: 'behavior', name: 'purchased', success: true },
      { kind: 'behavior', name: 'visit_booked', success: true },
    ]);
    assert.deepEqual(configOf(readLeadTrigger({ ...old, conversions: 'purchased' })).exits, DEFAULTS.exits);
    assert.deepEqual(configOf(readLeadTrigger({ ...old, conversions: [] })).exits, []);
    assert.deepEqual(configOf(readLeadTrigger({ ...GOOD, version: 1 })).exits, DEFAULTS.exits);
  });

  it('reads every kind of exit, flat as they stand in a flow file', () => {
    const exits = [
      { kind: 'behavior', name: 'purchased', property: 'product', op: 'same', success: true },
      { kind: 'behavior', name: 'purchased', property: 'total', op: 'over', value: '100' },
      { kind: 'segment', rule: 'stage', is: 'warm, hot' },
      { kind: 'segment', rule: 'behavior', names: ['page_viewed'], atLeast: 2, withinDays: 7 },
    ];
    assert.deepEqual(configOf(readLeadTrigger({ ...GOOD, exits })).exits, [
      {
        kind: 'behavior',
        name: 'purchased',
        where: { property: 'product', test: { op: 'same' } },
        success: true,
      },
      {
        kind: 'behavior',
        name: 'purchased',
        where: { property: 'total', test: { op: 'over', value: 100 } },
        success: false,
      },
      { kind: 'segment', rule: { kind: 'stage', is: ['warm', 'hot'] } },
      {
        kind: 'segment',
        rule: { kind: 'behavior', names: ['page_viewed'], atLeast: 2, withinDays: 7 },
      },
    ]);
  });

  refuses(readLeadTrigger, GOOD, [
    {
      when: 'an exit names no behavior',
      saved: { exits: [{ kind: 'behavior' }] },
      property: 'exits[0].name',
      says: /^Entry 1: name the behavior/,
    },
    {
      when: 'an exit has a rule that does not exist',
      saved: { exits: [{ kind: 'segment', rule: 'mood', names: 'purchased' }] },
      property: 'exits[0].rule',
      says: /not_behavior/,
    },
    { when: 'no store is chosen', saved: { store: '' }, property: 'store', says: /lead store/ },
    { when: 'nothing starts it', saved: { behaviors: [' '] }, property: 'behaviors', says: /at least one/ },
    { when: 'a count is no number', saved: { count: 'often' }, property: 'count', says: /1 to 100/ },
    { when: 'a priority is over 100', saved: { priority: 101 }, property: 'priority', says: /0 to 100/ },
    { when: 'a count is 0', saved: { count: 0 }, property: 'count', says: /1 to 100/ },
    {
      when: 'the policy is unknown',
      saved: { policy: 'sometimes' },
      property: 'policy',
      says: /once_while_active/,
    },
  ]);
});
