import { STAGES, type Stage } from '../../src/leads/lead';
import { OTHERWISE, type Segment, type SegmentRule } from '../../src/segments/rules';
import { STANDARD_SEGMENTS } from '../../src/segments/standard';
import {
  NO_STORE,
  ConfigReader,
  migrate,
  type Migration,
  type ReadConfig,
  type SavedConfig,
} from '../shared/config';
import { readFieldTest } from '../shared/field-test';

export interface BehaviorSegmenterConfig {
  readonly name: string;
  readonly store: string;
  /** Tried in this order; the first that fits takes the lead. */
  readonly segments: readonly Segment[];
  /** The lead moves to the stage of the segment that takes her. */
  readonly setStage: boolean;
}

export const VERSION = 1;
export const MIGRATIONS: readonly Migration[] = [{ version: 1, up: (old) => old }];

export const DEFAULTS: BehaviorSegmenterConfig = {
  name: '',
  store: '',
  segments: STANDARD_SEGMENTS,
  setStage: true,
};

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

export function readBehaviorSegmenter(saved: SavedConfig): ReadConfig<BehaviorSegmenterConfig> {
  const from = new ConfigReader(migrate(saved, MIGRATIONS));
  return from.done({
    name: from.text('name', DEFAULTS.name),
    store: from.needed('store', NO_STORE),
    segments: from.list('segments', DEFAULTS.segments, readSegment),
    setStage: from.flag('setStage', DEFAULTS.setStage),
  });
}

function readSegment(from: ConfigReader): Segment {
  const stage = from.choice<Stage | 'none'>('stage', [...STAGES, 'none'], 'none');
  const rules = from.list('rules', [], readRule);
  if (rules.length === 0) from.fail('rules', 'a segment without rules takes nobody: add a rule.');
  return {
    name: from.needed('name', 'give the segment a name.'),
    ...(stage === 'none' ? {} : { stage }),
    match: from.choice('match', ['all', 'any'], 'all'),
    rules,
  };
}

/** In a flow file a rule is flat, such as `{kind: 'field', key: 'city', op: 'equals', value: 'Miami'}`. */
function readRule(from: ConfigReader): SegmentRule {
  const kind = from.choice('kind', RULE_KINDS, 'behavior');
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

/** One output per segment, then "otherwise". */
export function segmentOutputs(config: {
  readonly segments: readonly { readonly name: string }[];
}): string[] {
  return [...config.segments.map(({ name }) => name), OTHERWISE];
}
