import { STAGES, type Stage } from '../../src/leads/lead';
import { OTHERWISE, type Segment } from '../../src/segments/rules';
import { STANDARD_SEGMENTS } from '../../src/segments/standard';
import {
  NO_STORE,
  ConfigReader,
  migrate,
  type Migration,
  type ReadConfig,
  type SavedConfig,
} from '../shared/config';
import { readSegmentRule } from '../shared/segment-rule';

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
  const rules = from.list('rules', [], (rule) => readSegmentRule(rule));
  if (rules.length === 0) from.fail('rules', 'a segment without rules takes nobody: add a rule.');
  return {
    name: from.needed('name', 'give the segment a name.'),
    ...(stage === 'none' ? {} : { stage }),
    match: from.choice('match', ['all', 'any'], 'all'),
    rules,
  };
}

/** One output per segment, then "otherwise". */
export function segmentOutputs(config: {
  readonly segments: readonly { readonly name: string }[];
}): string[] {
  return [...config.segments.map(({ name }) => name), OTHERWISE];
}
