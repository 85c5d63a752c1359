import assert from 'node:assert/strict';
import { conditionHolds, type LeadCondition } from '../../src/leads/condition';
import { fieldHolds, ownField } from '../../src/leads/field-test';
import { newLead } from '../../src/leads/lead';
import type { Json } from '../../src/json';
import { numberOf } from '../support/house';

describe('a test of a field', () => {
  const cases: readonly [Json | undefined, Parameters<typeof fieldHolds>[1], boolean][] = [
    ['Miami', { op: 'equals', value: ' miami ' }, true],
    ['Miami', { op: 'equals', value: 'Tampa' }, false],
    [5, { op: 'equals', value: '5' }, true],
    ['north shore', { op: 'contains', value: 'Shore' }, true],
    [['A', 'b'], { op: 'contains', value: 'B' }, true],
    [['ab'], { op: 'contains', value: 'b' }, false],
    ['12.5', { op: 'over', value: 12 }, true],
    ['twelve', { op: 'over', value: 0 }, false],
    [3, { op: 'under', value: 4 }, true],
    [0, { op: 'exists' }, true],
    ['', { op: 'exists' }, false],
    [null, { op: 'exists' }, false],
    [undefined, { op: 'equals', value: 'x' }, false],
  ];
  for (const [field, test, holds] of cases) {
    it(`${JSON.stringify(test)} is ${holds} for ${JSON.stringify(field)}`, () =>
      assert.equal(fieldHolds(field, test), holds));
  }

  it('sees nothing that an object has from its prototype', () => {
    assert.equal(ownField({}, 'constructor'), undefined);
    assert.equal(ownField({ city: 'Miami' }, 'city'), 'Miami');
  });
});

describe('a condition on a lead', () => {
  const lead = newLead('l', numberOf('+13055550142'), 0, {
    stage: 'warm',
    tags: ['booked'],
    fields: { city: 'Miami' },
  });
  const cases: readonly [LeadCondition, boolean][] = [
    [{ kind: 'stage', is: ['hot', 'warm'] }, true],
    [{ kind: 'stage', is: ['cold'] }, false],
    [{ kind: 'tag', has: 'booked' }, true],
    [{ kind: 'tag', has: 'vip' }, false],
    [{ kind: 'field', key: 'city', test: { op: 'equals', value: 'miami' } }, true],
    [{ kind: 'field', key: 'constructor', test: { op: 'exists' } }, false],
  ];
  for (const [condition, holds] of cases) {
    it(`${JSON.stringify(condition)} is ${holds}`, () =>
      assert.equal(conditionHolds(lead, condition), holds));
  }
});
