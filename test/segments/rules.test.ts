import assert from 'node:assert/strict';
import type { Behavior, Stage } from '../../src/leads/lead';
import type { LeadRecord } from '../../src/leads/record';
import type { Reply } from '../../src/leads/reply';
import { chooseSegment, OTHERWISE, type Segment, type SegmentRule } from '../../src/segments/rules';
import { STANDARD_SEGMENTS } from '../../src/segments/standard';
import { aLead, aRecord, DAY } from '../permission/people';

const now = 1000 * DAY;
const daysAgo = (days: number): number => now - days * DAY;

function did(name: string, days: number): Behavior {
  return { id: `${name} ${days}`, name, at: daysAgo(days), properties: {}, source: 'webhook' };
}

function wrote(days: number, reading: Reply['reading'] = { kind: 'text' }): Reply {
  return { id: `r${days}`, at: daysAgo(days), text: 'hm', to: '+1', reading, unknownSender: false };
}

/** An old lead who did these things. */
function who(about: Partial<LeadRecord> = {}): LeadRecord {
  const active = [...(about.behaviors ?? []), ...(about.replies ?? [])].map(({ at }) => at);
  return aRecord({ lead: aLead({ createdAt: 0 }), lastActiveAt: Math.max(0, ...active), ...about });
}

function holds(rule: SegmentRule, record: LeadRecord): boolean {
  return chooseSegment(record, [{ name: 'it', match: 'all', rules: [rule] }], now).index === 0;
}

describe('a segment rule', () => {
  const twice: SegmentRule = {
    kind: 'behavior',
    names: ['pricing_viewed', 'cart_updated'],
    atLeast: 2,
    withinDays: 7,
  };
  const noPurchase: SegmentRule = { kind: 'not_behavior', names: ['purchased'], withinDays: 30 };
  const silent: SegmentRule = { kind: 'silent', days: 30 };
  const fields = { plan: 'Pro', seats: 5, budget: '1200', vip: true, empty: '', interests: ['SEO', 'Ads'] };
  const withFields = who({ lead: aLead({ fields, tags: ['vip'], stage: 'warm' }) });
  const field = (key: string, test: Extract<SegmentRule, { kind: 'field' }>['test']): SegmentRule => ({
    kind: 'field',
    key,
    test,
  });
  const reaction = wrote(1, { kind: 'reaction' });

  const cases: [string, SegmentRule, LeadRecord, boolean][] = [
    [
      'counts behaviors of several names together',
      twice,
      who({ behaviors: [did('pricing_viewed', 1), did('cart_updated', 2)] }),
      true,
    ],
    [
      'does not count other behaviors',
      twice,
      who({ behaviors: [did('pricing_viewed', 1), did('page_viewed', 2)] }),
      false,
    ],
    [
      'does not count old behaviors',
      twice,
      who({ behaviors: [did('pricing_viewed', 1), did('pricing_viewed', 7)] }),
      false,
    ],
    [
      'counts behaviors just within',
      twice,
      who({ behaviors: [did('pricing_viewed', 1), did('pricing_viewed', 6.999)] }),
      true,
    ],
    [
      'counts all that is remembered without a span',
      { kind: 'behavior', names: ['purchased'], atLeast: 1 },
      who({ behaviors: [did('purchased', 900)] }),
      true,
    ],
    ['finds that something was not done', noPurchase, who({ behaviors: [did('pricing_viewed', 1)] }), true],
    ['finds that something was done', noPurchase, who({ behaviors: [did('purchased', 29)] }), false],
    ['forgets what was done long ago', noPurchase, who({ behaviors: [did('purchased', 30)] }), true],
    ['is silent from the day on', silent, who({ behaviors: [did('page_viewed', 30)] }), true],
    ['is not silent before', silent, who({ behaviors: [did('page_viewed', 29.999)] }), false],
    [
      'is not silent after a reply',
      silent,
      who({ behaviors: [did('page_viewed', 40)], replies: [wrote(2)] }),
      false,
    ],
    [
      'finds a new lead',
      { kind: 'created', withinDays: 14 },
      who({ lead: aLead({ createdAt: daysAgo(13.9) }) }),
      true,
    ],
    [
      'finds an old lead',
      { kind: 'created', withinDays: 14 },
      who({ lead: aLead({ createdAt: daysAgo(14) }) }),
      false,
    ],
    ['finds a stage', { kind: 'stage', is: ['hot', 'warm'] }, withFields, true],
    ['finds another stage', { kind: 'stage', is: ['cold'] }, withFields, false],
    ['finds a tag', { kind: 'tag', has: 'vip' }, withFields, true],
    ['finds no tag', { kind: 'tag', has: 'vi' }, withFields, false],
    [
      'finds an equal field, whatever the case',
      field('plan', { op: 'equals', value: 'pro' }),
      withFields,
      true,
    ],
    ['finds another field', field('plan', { op: 'equals', value: 'pr' }), withFields, false],
    ['finds an equal number', field('seats', { op: 'equals', value: '5' }), withFields, true],
    ['finds a field that is true', field('vip', { op: 'equals', value: true }), withFields, true],
    ['finds a part of a field', field('plan', { op: 'contains', value: 'RO' }), withFields, true],
    ['finds one of a list', field('interests', { op: 'contains', value: 'seo' }), withFields, true],
    [
      'finds no part of one of a list',
      field('interests', { op: 'contains', value: 'se' }),
      withFields,
      false,
    ],
    ['finds a number over', field('seats', { op: 'over', value: 4 }), withFields, true],
    ['finds a number not over itself', field('seats', { op: 'over', value: 5 }), withFields, false],
    ['finds a written number over', field('budget', { op: 'over', value: 1000 }), withFields, true],
    ['finds a number under', field('seats', { op: 'under', value: 6 }), withFields, true],
    ['finds no number in a word', field('plan', { op: 'under', value: 6 }), withFields, false],
    ['finds no number in true', field('vip', { op: 'under', value: 6 }), withFields, false],
    ['finds that a field is there', field('plan', { op: 'exists' }), withFields, true],
    ['finds that a field is empty', field('empty', { op: 'exists' }), withFields, false],
    [
      'finds nothing that is not a field of its own',
      field('constructor', { op: 'exists' }),
      withFields,
      false,
    ],
    ['finds a reply', { kind: 'replied', withinDays: 3 }, who({ replies: [wrote(2)] }), true],
    ['finds no reply lately', { kind: 'replied', withinDays: 3 }, who({ replies: [wrote(3)] }), false],
    ['finds any reply', { kind: 'replied' }, who({ replies: [wrote(300)] }), true],
    ['does not take a reaction for a reply', { kind: 'replied' }, who({ replies: [reaction] }), false],
  ];
  for (const [what, rule, record, expected] of cases) {
    it(what, () => assert.equal(holds(rule, record), expected));
  }
});

describe('choosing a segment', () => {
  const isCold: SegmentRule = { kind: 'stage', is: ['cold'] };
  const isFresh: SegmentRule = { kind: 'stage', is: ['fresh'] };
  const segment = (name: string, match: 'all' | 'any', ...rules: SegmentRule[]): Segment => ({
    name,
    match,
    rules,
  });

  it('takes the first that fits', () => {
    const segments = [
      segment('a', 'all', isCold),
      segment('b', 'all', isFresh),
      segment('c', 'all', isFresh),
    ];
    const chosen = chooseSegment(who(), segments, now);
    assert.deepEqual(chosen, { index: 1, name: 'b', why: ['The stage is fresh.'] });
  });

  it('needs all rules, or any one, as the segment says', () => {
    assert.equal(chooseSegment(who(), [segment('a', 'all', isCold, isFresh)], now).index, null);
    assert.equal(chooseSegment(who(), [segment('a', 'any', isCold, isFresh)], now).index, 0);
    assert.equal(chooseSegment(who(), [segment('a', 'any', isCold, isCold)], now).index, null);
  });

  it('says of each why not, when none fits', () => {
    const segments = [segment('a', 'all', isCold, isFresh), segment('empty', 'all'), segment('none', 'any')];
    assert.deepEqual(chooseSegment(who(), segments, now), {
      index: null,
      name: OTHERWISE,
      why: ['Not a: the stage is fresh.', 'Not empty: it has no rules.', 'Not none: it has no rules.'],
    });
  });
});

describe('the standard segments', () => {
  const fresh = aLead({ createdAt: daysAgo(1) });
  const cases: [string, LeadRecord, Stage | undefined][] = [
    [
      'who bought is a customer, whatever she looks at',
      who({ behaviors: [did('purchased', 200), did('cart_updated', 1)] }),
      'customer',
    ],
    ['who is a customer stays one', who({ lead: aLead({ stage: 'customer' }) }), 'customer'],
    ['who filled a cart is hot', who({ behaviors: [did('cart_updated', 1)] }), 'hot'],
    [
      'who left a cart behind is hot, also on her first day',
      who({ lead: fresh, behaviors: [did('cart_abandoned', 1)] }),
      'hot',
    ],
    [
      'who looked at prices twice is hot',
      who({ behaviors: [did('pricing_viewed', 1), did('pricing_viewed', 3)] }),
      'hot',
    ],
    [
      'who looked at prices once is warm',
      who({ lead: fresh, behaviors: [did('pricing_viewed', 1)] }),
      'warm',
    ],
    [
      'who was hot a week ago is warm',
      who({ behaviors: [did('pricing_viewed', 8), did('pricing_viewed', 9)] }),
      'warm',
    ],
    ['who took a download is warm', who({ behaviors: [did('resource_downloaded', 13)] }), 'warm'],
    ['who just came is fresh', who({ lead: fresh }), 'fresh'],
    ['who filled in a form again is fresh', who({ behaviors: [did('form_submitted', 2)] }), 'fresh'],
    ['who was silent for 30 days is cold', who({ behaviors: [did('pricing_viewed', 30)] }), 'cold'],
    ['who is in between is none of them', who({ behaviors: [did('page_viewed', 20)] }), undefined],
  ];
  for (const [what, record, stage] of cases) {
    it(what, () => {
      const { index } = chooseSegment(record, STANDARD_SEGMENTS, now);
      assert.equal(index === null ? undefined : STANDARD_SEGMENTS[index]?.stage, stage);
    });
  }
});
