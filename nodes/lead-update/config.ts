import { STAGES, type Stage } from '../../src/leads/lead';
import { PURPOSES, type Purpose } from '../../src/leads/message';
import {
  NO_STORE,
  ConfigReader,
  migrate,
  type Migration,
  type ReadConfig,
  type SavedConfig,
} from '../shared/config';

/** Where a value comes from, as Node-RED's typed input saves it. */
export interface TypedValue {
  readonly type: 'str' | 'num' | 'bool' | 'json' | 'msg';
  readonly value: string;
}

/** One thing to change about the lead; the list is done in order, in one step. */
export type UpdateConfig =
  | { readonly what: 'field'; readonly key: string; readonly to: TypedValue }
  | { readonly what: 'remove_field'; readonly key: string }
  | { readonly what: 'add_tag' | 'remove_tag'; readonly tag: string }
  | { readonly what: 'stage'; readonly stage: Stage }
  | { readonly what: 'zone'; readonly to: TypedValue }
  /** The words she agreed to, and where; what `msg.consent` tells wins. */
  | {
      readonly what: 'consent';
      readonly words: string;
      readonly channel: string;
      readonly kind: Purpose;
      /** Of the words; empty: not told. */
      readonly version: string;
    }
  /** Her words, and where; what `msg.optOut` tells wins. */
  | { readonly what: 'opt_out'; readonly words: string; readonly channel: string }
  | { readonly what: 'behavior'; readonly name: string }
  /** A person takes over; 0: until somebody resumes her, else until she has not replied for so many hours. */
  | { readonly what: 'pause'; readonly silenceHours: number }
  /** `delete`: everything that is known of her; the last change of the list. */
  | { readonly what: 'resume' | 'delete' }
  /** Whether she may be texted, or could have been at a moment, and why; into `msg.permission`. */
  | { readonly what: 'ask'; readonly kind: Purpose; readonly at: TypedValue }
  /** Everything about her, as JSON; into `msg.export`. */
  | { readonly what: 'export' }
  /** Ends what is active: this journey alone, or all of the lead's. */
  | { readonly what: 'exit'; readonly which: 'this' | 'all' };

export interface LeadUpdateConfig {
  readonly name: string;
  readonly store: string;
  readonly updates: readonly UpdateConfig[];
}

export const VERSION = 1;
export const MIGRATIONS: readonly Migration[] = [{ version: 1, up: (old) => old }];

export const DEFAULTS: LeadUpdateConfig = {
  name: '',
  store: '',
  updates: [{ what: 'add_tag', tag: 'contacted' }],
};

export const WHAT = [
  'field',
  'remove_field',
  'add_tag',
  'remove_tag',
  'stage',
  'zone',
  'consent',
  'opt_out',
  'behavior',
  'exit',
  'pause',
  'resume',
  'delete',
  'ask',
  'export',
] as const;

/** What changes nothing: it is answered when all changes of the list are made. */
export type QuestionConfig = UpdateConfig & { readonly what: 'ask' | 'export' };

export function isQuestion(update: UpdateConfig): update is QuestionConfig {
  return update.what === 'ask' || update.what === 'export';
}

export function readLeadUpdate(saved: SavedConfig): ReadConfig<LeadUpdateConfig> {
  const from = new ConfigReader(migrate(saved, MIGRATIONS));
  const config: LeadUpdateConfig = {
    name: from.text('name', DEFAULTS.name),
    store: from.needed('store', NO_STORE),
    updates: from.list('updates', DEFAULTS.updates, readUpdate),
  };
  const changes = config.updates.filter((update) => !isQuestion(update));
  if (changes.slice(0, -1).some(({ what }) => what === 'delete')) {
    from.fail(
      'updates',
      'Deleting the lead must be the last change: nothing can be changed about her after it.',
    );
  }
  return from.done(config);
}

function readUpdate(from: ConfigReader): UpdateConfig {
  const what = from.choice('what', WHAT, 'add_tag');
  switch (what) {
    case 'field':
      return { what, key: from.needed('key', 'name the field to set.'), to: readTyped(from) };
    case 'remove_field':
      return { what, key: from.needed('key', 'name the field to remove.') };
    case 'add_tag':
    case 'remove_tag':
      return { what, tag: from.needed('tag', 'name the tag.') };
    case 'stage':
      return { what, stage: from.choice('stage', STAGES, 'warm') };
    case 'zone':
      return { what, to: readTyped(from) };
    case 'consent':
      return {
        what,
        words: from.text('words', ''),
        channel: from.text('channel', 'flow'),
        kind: from.choice('kind', PURPOSES, 'marketing'),
        version: from.scalar('version'),
      };
    case 'opt_out':
      return { what, words: from.text('words', ''), channel: from.text('channel', 'flow') };
    case 'behavior':
      return { what, name: from.needed('name', 'name the behavior to record.') };
    case 'pause':
      return { what, silenceHours: from.number('silenceHours', 0, { from: 0, to: 24 * 365 }) };
    case 'resume':
    case 'delete':
    case 'export':
      return { what };
    case 'ask':
      return {
        what,
        kind: from.choice('kind', PURPOSES, 'marketing'),
        at: readTyped(from),
      };
    case 'exit':
      return { what, which: from.choice('which', ['this', 'all'], 'this') };
  }
}

function readTyped(from: ConfigReader): TypedValue {
  const type = from.choice('valueType', ['str', 'num', 'bool', 'json', 'msg'], 'str');
  const value = from.scalar('value');
  if (type === 'num' && (value.trim() === '' || !Number.isFinite(Number(value)))) {
    from.fail('value', 'write a number, such as 42.');
  }
  return { type, value };
}
