import { HOURS_BY, type HoursBy } from '../../src/permission/contact-hours';
import type { OwnRules } from '../../src/permission/rules';
import { OWN_HOURS, checkHours } from '../shared/contact-hours';
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
  /** Whose contact hours count here beside those of the lead store; `store`: none. They can only narrow. */
  readonly hours: HoursBy | 'store';
  /** Own hours, for `window`; outside the US also for `by_state`. HH:MM, lead's time: inclusive, exclusive. */
  readonly hoursStart: string;
  readonly hoursEnd: string;
  /** ISO weekdays, 1 Monday to 7 Sunday */
  readonly days: readonly number[];
  /** Marketing texts per lead within `capHours`, beside the cap of the lead store; 0 is none. */
  readonly capCount: number;
  readonly capHours: number;
}

export const VERSION = 1;
export const MIGRATIONS: readonly Migration[] = [{ version: 1, up: (old) => old }];

export const DEFAULTS: OptOutGuardConfig = {
  name: '',
  store: '',
  purpose: 'marketing',
  onHold: 'hold',
  hours: 'store',
  hoursStart: '09:00',
  hoursEnd: '20:00',
  days: [1, 2, 3, 4, 5, 6, 7],
  capCount: 0,
  capHours: 24,
};

export function readOptOutGuard(saved: SavedConfig): ReadConfig<OptOutGuardConfig> {
  const from = new ConfigReader(migrate(saved, MIGRATIONS));
  const config: OptOutGuardConfig = {
    name: from.text('name', DEFAULTS.name),
    store: from.needed('store', NO_STORE),
    purpose: from.choice('purpose', ['marketing', 'conversational', 'transactional'], DEFAULTS.purpose),
    onHold: from.choice('onHold', ['hold', 'block'], DEFAULTS.onHold),
    hours: from.choice('hours', ['store', ...HOURS_BY], DEFAULTS.hours),
    hoursStart: from.text('hoursStart', DEFAULTS.hoursStart),
    hoursEnd: from.text('hoursEnd', DEFAULTS.hoursEnd),
    days: from.texts('days', DEFAULTS.days.map(String)).map(Number),
    capCount: from.number('capCount', DEFAULTS.capCount, { from: 0, to: 1000 }),
    capHours: from.number('capHours', DEFAULTS.capHours, { from: 1, to: 24 * 90 }),
  };
  checkHours(from, { start: config.hoursStart, end: config.hoursEnd, days: config.days }, OWN_HOURS);
  return from.done(config);
}

/** What the guard asks on top of the rules of its store; undefined when nothing. */
export function ownRules(config: OptOutGuardConfig): OwnRules | undefined {
  const { hours, hoursStart, hoursEnd, days, capCount, capHours } = config;
  if (hours === 'store' && capCount === 0) return undefined;
  const windows = [{ start: hoursStart, end: hoursEnd, days }];
  return {
    ...(hours === 'store' ? {} : { hours: { by: hours, windows } }),
    ...(capCount === 0 ? {} : { cap: { count: capCount, windowMs: capHours * 3_600_000 } }),
  };
}
