import { USUAL_PRIORITY, type Journey, type JourneyExit } from '../../src/journeys/journey';
import { readProperty } from '../shared/property-test';
import { readSegmentRule } from '../shared/segment-rule';
import {
  NO_STORE,
  ConfigReader,
  migrate,
  type Migration,
  type ReadConfig,
  type SavedConfig,
} from '../shared/config';

/** What starts a journey, who may enter it again, and what ends it early. */
export interface LeadTriggerConfig {
  readonly name: string;
  readonly store: string;
  readonly start: 'behavior' | 'silence';
  /** Any of these starts the journey. */
  readonly behaviors: readonly string[];
  /** So many of them ... */
  readonly count: number;
  /** ... within so many hours. */
  readonly withinHours: number;
  /** For `silence`: after so many days of 24 hours without a behavior or a reply. */
  readonly silenceDays: number;
  readonly policy: 'once' | 'once_while_active' | 'restart' | 'after_days' | 'always';
  /** For `after_days`: so many days of 24 hours since ... */
  readonly afterDays: number;
  /** ... the last entry, or the end of the last passage. */
  readonly afterFrom: (typeof AFTER_FROM)[number];
  /** A behavior that happened more than so many hours ago is recorded and starts nothing. */
  readonly maxAgeHours: number;
  /** What ends the journey for a lead before its flow does. */
  readonly exits: readonly JourneyExit[];
  /** A reply that no open wait asks for ends the enrollment. */
  readonly exitOnReply: boolean;
  /** Of triggers that fire together, the highest lets the lead in. */
  readonly priority: number;
  /** No other journey texts the lead while this one runs. */
  readonly claims: boolean;
  /** What becomes of this journey when another one takes the lead for itself. */
  readonly whenDisplaced: (typeof WHEN_DISPLACED)[number];
}

export const WHEN_DISPLACED = ['end', 'hold'] as const satisfies readonly Journey['whenDisplaced'][];

/** What the days of `after_days` are counted from. */
export const AFTER_FROM = ['entry', 'end'] as const;

export const VERSION = 2;
export const MIGRATIONS: readonly Migration[] = [
  { version: 1, up: (old) => old },
  { version: 2, up: conversionsToExits },
];

export const DEFAULTS: LeadTriggerConfig = {
  name: '',
  store: '',
  start: 'behavior',
  behaviors: ['form_submitted'],
  count: 1,
  withinHours: 24,
  silenceDays: 30,
  policy: 'once_while_active',
  afterDays: 30,
  afterFrom: 'entry',
  maxAgeHours: 24,
  exits: [{ kind: 'behavior', name: 'purchased', success: true }],
  exitOnReply: true,
  priority: USUAL_PRIORITY,
  claims: false,
  whenDisplaced: 'end',
};

export const POLICIES = ['once', 'once_while_active', 'restart', 'after_days', 'always'] as const;

export function readLeadTrigger(saved: SavedConfig): ReadConfig<LeadTriggerConfig> {
  const from = new ConfigReader(migrate(saved, MIGRATIONS));
  const config: LeadTriggerConfig = {
    name: from.text('name', DEFAULTS.name),
    store: from.needed('store', NO_STORE),
    start: from.choice('start', ['behavior', 'silence'], DEFAULTS.start),
    behaviors: from.texts('behaviors', DEFAULTS.behaviors),
    count: from.number('count', DEFAULTS.count, { from: 1, to: 100 }),
    withinHours: from.number('withinHours', DEFAULTS.withinHours, { from: 0.01, to: 24 * 365 }),
    silenceDays: from.number('silenceDays', DEFAULTS.silenceDays, { from: 0.01, to: 3650 }),
    policy: from.choice('policy', POLICIES, DEFAULTS.policy),
    afterDays: from.number('afterDays', DEFAULTS.afterDays, { from: 0.01, to: 3650 }),
    afterFrom: from.choice('afterFrom', AFTER_FROM, DEFAULTS.afterFrom),
    maxAgeHours: from.number('maxAgeHours', DEFAULTS.maxAgeHours, { from: 0.01, to: 24 * 3650 }),
    exits: from.list('exits', DEFAULTS.exits, readExit),
    exitOnReply: from.flag('exitOnReply', DEFAULTS.exitOnReply),
    priority: from.number('priority', DEFAULTS.priority, { from: 0, to: 100 }),
    claims: from.flag('claims', DEFAULTS.claims),
    whenDisplaced: from.choice('whenDisplaced', WHEN_DISPLACED, DEFAULTS.whenDisplaced),
  };
  if (config.start === 'behavior' && config.behaviors.length === 0) {
    from.fail('behaviors', 'Name at least one behavior that starts the journey, such as form_submitted.');
  }
  return from.done(config);
}

export const EXIT_KINDS = ['behavior', 'segment'] as const satisfies readonly JourneyExit['kind'][];

/** In a flow file an entry is flat, such as `{kind: 'segment', rule: 'stage', is: 'warm'}`. */
function readExit(from: ConfigReader): JourneyExit {
  const kind = from.choice('kind', EXIT_KINDS, 'behavior');
  if (kind === 'segment') return { kind, rule: readSegmentRule(from, 'rule') };
  return {
    kind,
    name: from.needed('name', 'name the behavior that ends the journey, such as purchased.'),
    ...readProperty(from),
    success: from.flag('success', false),
  };
}

/** Before version 2 there was a list of names, each of which meant success. */
function conversionsToExits({ conversions, ...old }: SavedConfig): SavedConfig {
  if (conversions === undefined) return old;
  const names = new ConfigReader({ conversions }).texts('conversions', []);
  return { ...old, exits: names.map((name) => ({ kind: 'behavior', name, success: true })) };
}
