import {
  NO_STORE,
  ConfigReader,
  migrate,
  type Migration,
  type ReadConfig,
  type SavedConfig,
} from '../shared/config';

export const UNITS = ['seconds', 'minutes', 'hours', 'days', 'weeks'] as const;
export type Unit = (typeof UNITS)[number];

/** Something that ends the wait before its time; it has the output of its place in the list. */
export type AwaitedConfig = { readonly kind: 'reply' } | { readonly kind: 'behavior'; readonly name: string };

export interface WaitUntilConfig {
  readonly name: string;
  readonly store: string;
  readonly awaits: readonly AwaitedConfig[];
  /** `never` has to be chosen: a wait without an end is rarely meant. */
  readonly timeout: 'after' | 'never';
  readonly amount: number;
  /** Days and weeks keep the time of day in the lead's zone; hours and less are exact. */
  readonly unit: Unit;
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
};

export function readWaitUntil(saved: SavedConfig): ReadConfig<WaitUntilConfig> {
  const from = new ConfigReader(migrate(saved, MIGRATIONS));
  const config: WaitUntilConfig = {
    name: from.text('name', DEFAULTS.name),
    store: from.needed('store', NO_STORE),
    awaits: from.list('awaits', DEFAULTS.awaits, readAwaited),
    timeout: from.choice('timeout', ['after', 'never'], DEFAULTS.timeout),
    amount: from.number('amount', DEFAULTS.amount, { from: 0, to: 100_000 }),
    unit: from.choice('unit', UNITS, DEFAULTS.unit),
  };
  if (config.timeout === 'never' && config.awaits.length === 0) {
    from.fail('timeout', 'This wait would never end: name something to wait for, or set a time.');
  }
  return from.done(config);
}

function readAwaited(from: ConfigReader): AwaitedConfig {
  const kind = from.choice('kind', ['reply', 'behavior'], 'reply');
  if (kind === 'reply') return { kind };
  return { kind, name: from.needed('name', 'name the behavior to wait for, such as purchased.') };
}

/** One output per awaited thing, then "timed out". */
export function waitOutputs(config: Pick<WaitUntilConfig, 'awaits'>): string[] {
  return [...config.awaits.map((one) => (one.kind === 'reply' ? 'reply' : one.name)), 'timed out'];
}
