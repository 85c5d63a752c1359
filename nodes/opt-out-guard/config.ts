import {
  NO_STORE,
  ConfigReader,
  migrate,
  type Migration,
  type ReadConfig,
  type SavedConfig,
} from '../shared/config';

export interface OptOutGuardConfig {
  readonly name: string;
  readonly store: string;
  readonly purpose: 'marketing' | 'conversational' | 'transactional';
  /** Not now: keep the message until its time comes, or let it out as blocked. */
  readonly onHold: 'hold' | 'block';
}

export const VERSION = 1;
export const MIGRATIONS: readonly Migration[] = [{ version: 1, up: (old) => old }];

export const DEFAULTS: OptOutGuardConfig = { name: '', store: '', purpose: 'marketing', onHold: 'hold' };

export function readOptOutGuard(saved: SavedConfig): ReadConfig<OptOutGuardConfig> {
  const from = new ConfigReader(migrate(saved, MIGRATIONS));
  return from.done({
    name: from.text('name', DEFAULTS.name),
    store: from.needed('store', NO_STORE),
    purpose: from.choice('purpose', ['marketing', 'conversational', 'transactional'], DEFAULTS.purpose),
    onHold: from.choice('onHold', ['hold', 'block'], DEFAULTS.onHold),
  });
}
