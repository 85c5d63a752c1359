import { STAGES, type Stage } from '../../src/leads/lead';
import type { SegmentRule } from '../../src/segments/rules';
import type { ConfigReader } from './config';
import { readFieldTest } from './field-test';

export const RULE_KINDS = [
  'behavior',
  'not_behavior',
  'replied',
  'silent',
  'created',
  'stage',
  'tag',
  'field',
] as const satisfies readonly SegmentRule['kind'][];

const TEN_YEARS_IN_DAYS = 3650;

/**
 * In a flow file a rule is flat, such as `{kind: 'field', key: 'city', op: 'equals', value: 'Miami'}`. Where `kind` has
 * another meaning, `kindIn` names the property that has it.
 */
export function readSegmentRule(from: ConfigReader, kindIn = 'kind'): SegmentRule {
  const kind = from.choice(kindIn, RULE_KINDS, 'behavior');
  switch (kind) {
    case 'behavior':
      return {
        kind,
        names: readNames(from),
        atLeast: from.number('atLeast', 1, { from: 1, to: 100 }),
        ...within(from),
      };
    case 'not_behavior':
      return { kind, names: readNames(from), ...within(from) };
    case 'replied':
      return { kind, ...within(from) };
    case 'silent':
      return { kind, days: from.number('days', 30, { from: 0.01, to: TEN_YEARS_IN_DAYS }) };
    case 'created':
      return { kind, withinDays: from.number('withinDays', 14, { from: 0.01, to: TEN_YEARS_IN_DAYS }) };
    case 'stage':
      return { kind, is: readStages(from) };
    case 'tag':
      return { kind, has: from.needed('has', 'name the tag.') };
    case 'field':
      return { kind, key: from.needed('key', 'name the field.'), test: readFieldTest(from) };
  }
}

/** 0, or nothing: as far back as is remembered. */
function within(from: ConfigReader): { withinDays?: number } {
  const withinDays = from.number('withinDays', 0, { from: 0, to: TEN_YEARS_IN_DAYS });
  return withinDays === 0 ? {} : { withinDays };
}

function readNames(from: ConfigReader): readonly string[] {
  const names = from.texts('names', []);
  if (names.length === 0) from.fail('names', 'name at least one behavior, such as pricing_viewed.');
  return names;
}

function readStages(from: ConfigReader): readonly Stage[] {
  const named = from.texts('is', []);
  const stages = STAGES.filter((stage) => named.includes(stage));
  if (stages.length === 0 || stages.length < new Set(named).size) {
    from.fail('is', `name stages: ${STAGES.join(', ')}.`);
  }
  return stages;
}
