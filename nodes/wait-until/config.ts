import { STAGES, type Stage } from '../../src/leads/lead';
import type { LeadCondition } from '../../src/leads/condition';
import { DURATION_UNITS, PAST_ANSWERS, type DurationUnit, type PastAnswer } from '../../src/leads/schedule';
import { EDIT_ANSWERS, type Awaited, type EditAnswer } from '../../src/leads/wait';
import {
  NO_STORE,
  ConfigReader,
  migrate,
  type Migration,
  type ReadConfig,
  type SavedConfig,
} from '../shared/config';
import { readFieldTest } from '../shared/field-test';
import { readProperty } from '../shared/property-test';

export const UNITS = DURATION_UNITS;
export const SPREAD_UNITS = ['seconds', 'minutes', 'hours'] as const;

/** How the wait ends by itself. `business` is `window` by the clock of the lead store. */
export const TIMEOUTS = ['after', 'time', 'window', 'business', 'never'] as const;

type WithoutOutput<A> = A extends { readonly output: number } ? Omit<A, 'output' | 'due'> : never;
/** Something that ends the wait before its time; it has the output of its place in the list. */
export type AwaitedConfig = WithoutOutput<Awaited>;

export interface WaitUntilConfig {
  readonly name: string;
  readonly store: string;
  readonly awaits: readonly AwaitedConfig[];
  /** `never` has to be chosen: a wait without an end is rarely meant. */
  readonly timeout: (typeof TIMEOUTS)[number];
  readonly amount: number;
  /** Days and weeks keep the time of day in the lead's zone; hours and less are exact. */
  readonly unit: DurationUnit;
  /** HH:MM where the lead lives, on one of `timeDays` (ISO weekdays). */
  readonly time: string;
  readonly timeDays: readonly number[];
  /** When `time` is past today. */
  readonly timePast: PastAnswer;
  /** HH:MM, inclusive */
  readonly windowStart: string;
  /** HH:MM, exclusive; before the start it is on the next day. */
  readonly windowEnd: string;
  readonly windowDays: readonly number[];
  /** The time is put off by chance, by up to so much. */
  readonly spread: number;
  readonly spreadUnit: (typeof SPREAD_UNITS)[number];
  readonly onEdit: EditAnswer;
}

export const VERSION = 1;
export const MIGRATIONS: readonly Migration[] = [{ version: 1, up: (old) => old }];

export const DEFAULTS: WaitUntilConfig = {
  name: '',
  store: '',
  awaits: [{ kind: 'reply' }],
  timeout: 'after',
  amount: 1,
  unit: 'days',
  time: '09:00',
  timeDays: [1, 2, 3, 4, 5, 6, 7],
  timePast: 'next',
  windowStart: '09:00',
  windowEnd: '17:00',
  windowDays: [1, 2, 3, 4, 5],
  spread: 0,
  spreadUnit: 'minutes',
  onEdit: 'rebase',
};

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

export function readWaitUntil(saved: SavedConfig): ReadConfig<WaitUntilConfig> {
  const from = new ConfigReader(migrate(saved, MIGRATIONS));
  return from.done(read(from));
}

/** The config as far as it can be read, also while it is being typed: for labels. */
export function glimpseWaitUntil(saved: SavedConfig): WaitUntilConfig {
  return read(new ConfigReader(migrate(saved, MIGRATIONS)));
}

function read(from: ConfigReader): WaitUntilConfig {
  const config: WaitUntilConfig = {
    name: from.text('name', DEFAULTS.name),
    store: from.needed('store', NO_STORE),
    awaits: from.list('awaits', DEFAULTS.awaits, readAwaited),
    timeout: from.choice('timeout', TIMEOUTS, DEFAULTS.timeout),
    amount: from.number('amount', DEFAULTS.amount, { from: 0, to: 100_000 }),
    unit: from.choice('unit', UNITS, DEFAULTS.unit),
    time: readTime(from, 'time', DEFAULTS.time),
    timeDays: readDays(from, 'timeDays', DEFAULTS.timeDays),
    timePast: from.choice('timePast', PAST_ANSWERS, DEFAULTS.timePast),
    windowStart: readTime(from, 'windowStart', DEFAULTS.windowStart),
    windowEnd: readTime(from, 'windowEnd', DEFAULTS.windowEnd),
    windowDays: readDays(from, 'windowDays', DEFAULTS.windowDays),
    spread: from.number('spread', DEFAULTS.spread, { from: 0, to: 10_000 }),
    spreadUnit: from.choice('spreadUnit', SPREAD_UNITS, DEFAULTS.spreadUnit),
    onEdit: from.choice('onEdit', EDIT_ANSWERS, DEFAULTS.onEdit),
  };
  if (config.timeout === 'never' && config.awaits.length === 0) {
    from.fail('timeout', 'This wait would never end: name something to wait for, or set a time.');
  }
  if (config.windowStart === config.windowEnd)
    from.fail('windowEnd', 'Start and end of the hours are the same.');
  return config;
}

export const AWAITED_KINDS = [
  'reply',
  'behavior',
  'condition',
  'date',
] as const satisfies readonly Awaited['kind'][];
export const CONDITIONS = ['tag', 'stage', 'field'] as const satisfies readonly LeadCondition['kind'][];

/** In a flow file an entry is flat, such as `{kind: 'condition', about: 'tag', has: 'booked', when: 'is'}`. */
function readAwaited(from: ConfigReader): AwaitedConfig {
  const kind = from.choice('kind', AWAITED_KINDS, 'reply');
  switch (kind) {
    case 'reply':
      return { kind };
    case 'behavior':
      return {
        kind,
        name: from.needed('name', 'name the behavior to wait for, such as purchased.'),
        ...readProperty(from),
      };
    case 'condition':
      return {
        kind,
        condition: readCondition(from),
        is: !from.flag('not', false),
        when: from.choice('when', ['is', 'becomes'], 'is'),
      };
    case 'date':
      return { kind, date: readDate(from) };
  }
}

function readCondition(from: ConfigReader): LeadCondition {
  const kind = from.choice('about', CONDITIONS, 'tag');
  switch (kind) {
    case 'tag':
      return { kind, has: from.needed('has', 'name the tag.') };
    case 'stage': {
      const is = from.choice<Stage | ''>('stage', ['', ...STAGES], '');
      if (is === '') from.fail('stage', `name the stage: ${STAGES.join(', ')}.`);
      return { kind, is: is === '' ? [] : [is] };
    }
    case 'field':
      return { kind, key: from.needed('key', 'name the field.'), test: readFieldTest(from) };
  }
}

function readDate(from: ConfigReader): (AwaitedConfig & { kind: 'date' })['date'] {
  const time = from.text('time', '').trim();
  if (time !== '' && !TIME.test(time)) from.fail('time', 'write the time as HH:MM, such as 09:00.');
  return {
    field: from.needed('field', 'name the field that holds the date.'),
    amount: from.number('amount', 0, { from: 0, to: 10_000 }),
    unit: from.choice('unit', UNITS, 'days'),
    side: from.choice('side', ['before', 'after'], 'before'),
    ...(time === '' ? {} : { time }),
    past: from.choice('past', PAST_ANSWERS, 'continue'),
  };
}

function readTime(
  from: ConfigReader,
  property: 'time' | 'windowStart' | 'windowEnd',
  otherwise: string,
): string {
  const time = from.text(property, otherwise);
  if (!TIME.test(time)) from.fail(property, 'Write the time as HH:MM, such as 09:00.');
  return time;
}

function readDays(from: ConfigReader, property: string, otherwise: readonly number[]): readonly number[] {
  const days = from.texts(property, otherwise.map(String)).map(Number);
  if (days.length === 0 || days.some((day) => ![1, 2, 3, 4, 5, 6, 7].includes(day)))
    from.fail(property, 'Choose at least one weekday (1 is Monday, 7 is Sunday).');
  return days;
}
