import assert from 'node:assert/strict';
import { DEFAULTS, readBehaviorSegmenter, segmentOutputs } from '../../../nodes/behavior-segmenter/config';
import { configOf, refuses } from '../config-cases';

const GOOD = { store: 's1' };

describe('the config of a behavior segmenter', () => {
  it('needs a store and nothing else', () => {
    assert.deepEqual(configOf(readBehaviorSegmenter(GOOD)), { ...DEFAULTS, store: 's1' });
  });

  it('reads flat rules of every kind', () => {
    const rules = [
      { kind: 'behavior', names: 'pricing_viewed, link_clicked', atLeast: '2', withinDays: '7' },
      { kind: 'behavior', names: ['purchased'] },
      { kind: 'not_behavior', names: ['purchased'], withinDays: 30 },
      { kind: 'replied' },
      { kind: 'silent', days: 10 },
      { kind: 'created', withinDays: 3 },
      { kind: 'stage', is: 'warm, hot' },
      { kind: 'tag', has: 'vip' },
      { kind: 'field', key: 'city', op: 'equals', value: 'Miami' },
      { kind: 'field', key: 'visits', op: 'over', value: '3' },
      { kind: 'field', key: 'email', op: 'exists' },
    ];
    const config = configOf(
      readBehaviorSegmenter({ ...GOOD, segments: [{ name: 'one', stage: 'hot', match: 'any', rules }] }),
    );
    assert.deepEqual(config.segments, [
      {
        name: 'one',
        stage: 'hot',
        match: 'any',
        rules: [
          { kind: 'behavior', names: ['pricing_viewed', 'link_clicked'], atLeast: 2, withinDays: 7 },
          { kind: 'behavior', names: ['purchased'], atLeast: 1 },
          { kind: 'not_behavior', names: ['purchased'], withinDays: 30 },
          { kind: 'replied' },
          { kind: 'silent', days: 10 },
          { kind: 'created', withinDays: 3 },
          { kind: 'stage', is: ['warm', 'hot'] },
          { kind: 'tag', has: 'vip' },
          { kind: 'field', key: 'city', test: { op: 'equals', value: 'Miami' } },
          { kind: 'field', key: 'visits', test: { op: 'over', value: 3 } },
          { kind: 'field', key: 'email', test: { op: 'exists' } },
        ],
      },
    ]);
    assert.deepEqual(segmentOutputs(config), ['one', 'otherwise']);
  });

  it('leaves the stage alone for a segment that names none', () => {
    const segments = [{ name: 'local', rules: [{ kind: 'tag', has: 'local' }] }];
    const [segment] = configOf(readBehaviorSegmenter({ ...GOOD, segments })).segments;
    assert.deepEqual(segment, { name: 'local', match: 'all', rules: [{ kind: 'tag', has: 'local' }] });
  });

  const rule = (saved: object): object => ({ segments: [{ name: 'one', rules: [saved] }] });
  refuses(readBehaviorSegmenter, GOOD, [
    { when: 'no store is chosen', saved: { store: '' }, property: 'store', says: /lead store/ },
    {
      when: 'a segment has no name',
      saved: { segments: [{ name: '', rules: [{ kind: 'replied' }] }] },
      property: 'segments[0].name',
      says: /name/,
    },
    {
      when: 'a segment has no rules',
      saved: { segments: [{ name: 'one', rules: [] }] },
      property: 'segments[0].rules',
      says: /takes nobody/,
    },
    {
      when: 'a stage is unknown',
      saved: { ...rule({ kind: 'stage', is: ['boiling'] }) },
      property: 'segments[0].rules[0].is',
      says: /fresh, warm/,
    },
    {
      when: 'one of two stages is unknown',
      saved: { ...rule({ kind: 'stage', is: ['hot', 'boiling'] }) },
      property: 'segments[0].rules[0].is',
      says: /fresh, warm/,
    },
    {
      when: 'no behavior is named',
      saved: { ...rule({ kind: 'behavior', names: [] }) },
      property: 'segments[0].rules[0].names',
      says: /behavior/,
    },
    {
      when: 'a field is compared with nothing',
      saved: { ...rule({ kind: 'field', key: 'city', op: 'equals' }) },
      property: 'segments[0].rules[0].value',
      says: /compared/,
    },
    {
      when: 'a field is over a word',
      saved: { ...rule({ kind: 'field', key: 'visits', op: 'over', value: 'many' }) },
      property: 'segments[0].rules[0].value',
      says: /number/,
    },
  ]);
});
