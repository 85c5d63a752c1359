import {
  NO_STORE,
  ConfigReader,
  migrate,
  type Migration,
  type ReadConfig,
  type SavedConfig,
} from '../shared/config';

/** How texts leave: for now by simulated phones that the sidebar shows. */
export interface SmsAccountConfig {
  readonly name: string;
  readonly store: string;
  readonly gateway: 'simulator';
  /** Our number as leads see it, E.164. */
  readonly sender: string;
}

export const VERSION = 1;
export const MIGRATIONS: readonly Migration[] = [{ version: 1, up: (old) => old }];

export const DEFAULTS: SmsAccountConfig = {
  name: '',
  store: '',
  gateway: 'simulator',
  // 555-0100 to 555-0199 are kept free for fiction (NANPA, 555 line number guidelines).
  sender: '+12025550100',
};

export function readSmsAccount(saved: SavedConfig): ReadConfig<SmsAccountConfig> {
  const from = new ConfigReader(migrate(saved, MIGRATIONS));
  const config: SmsAccountConfig = {
    name: from.text('name', DEFAULTS.name),
    store: from.needed('store', NO_STORE),
    gateway: from.choice('gateway', ['simulator'], DEFAULTS.gateway),
    sender: from.text('sender', DEFAULTS.sender).trim(),
  };
  if (!/^\+[1-9]\d{6,14}$/.test(config.sender)) {
    from.fail('sender', 'Write the sender with country code and digits only, such as +12025550100.');
  }
  return from.done(config);
}
