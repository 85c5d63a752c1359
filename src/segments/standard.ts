import type { Segment } from './rules';

/**
 * The segments a new behavior segmenter starts with. Their order is by what a wrong text would cost: who has bought is
 * never courted as a lead; who is about to buy is never greeted as new. So customer, hot and warm come before fresh
 * (a new lead who looks at prices is warm already), and fresh before cold, which only time makes. Who fits none of them
 * came two weeks ago or earlier and has not been quiet for 30 days.
 */
export const STANDARD_SEGMENTS: readonly Segment[] = [
  {
    name: 'customer',
    stage: 'customer',
    match: 'any',
    rules: [
      { kind: 'stage', is: ['customer'] },
      { kind: 'behavior', names: ['purchased'], atLeast: 1 },
    ],
  },
  {
    name: 'hot',
    stage: 'hot',
    match: 'any',
    rules: [
      { kind: 'behavior', names: ['cart_updated', 'cart_abandoned'], atLeast: 1, withinDays: 7 },
      { kind: 'behavior', names: ['pricing_viewed'], atLeast: 2, withinDays: 7 },
    ],
  },
  {
    name: 'warm',
    stage: 'warm',
    match: 'any',
    rules: [
      {
        kind: 'behavior',
        names: ['pricing_viewed', 'link_clicked', 'resource_downloaded'],
        atLeast: 1,
        withinDays: 14,
      },
    ],
  },
  {
    name: 'fresh',
    stage: 'fresh',
    match: 'any',
    rules: [
      { kind: 'created', withinDays: 14 },
      { kind: 'behavior', names: ['form_submitted'], atLeast: 1, withinDays: 14 },
    ],
  },
  { name: 'cold', stage: 'cold', match: 'all', rules: [{ kind: 'silent', days: 30 }] },
];
