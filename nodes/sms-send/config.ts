import { checkTemplate } from '../../src/texts/template';
import { ConfigReader, migrate, type Migration, type ReadConfig, type SavedConfig } from '../shared/config';

export interface SmsSendConfig {
  readonly name: string;
  readonly account: string;
  /** Mustache, with fallbacks such as {{firstName | "there"}}. */
  readonly text: string;
  readonly purpose: 'marketing' | 'conversational' | 'transactional';
  /** The first text to a lead names the brand and says how to stop. */
  readonly introduce: boolean;
  /** Curly quotes, long dashes and the like become plain ones, so that a text costs fewer segments. */
  readonly plainer: boolean;
  /** What happens when the verdict says "not now". */
  readonly onHold: 'hold' | 'not_sent';
}

export const VERSION = 1;
export const MIGRATIONS: readonly Migration[] = [{ version: 1, up: (old) => old }];

export const DEFAULTS: SmsSendConfig = {
  name: '',
  account: '',
  text: 'Hi {{firstName | "there"}}, thanks for getting in touch. Is there anything you would like to know? Just reply to this text.',
  purpose: 'marketing',
  introduce: true,
  plainer: true,
  onHold: 'hold',
};

const NO_ACCOUNT = 'Choose an SMS account: open this node, and pick one or add one with the + button.';

export function readSmsSend(saved: SavedConfig): ReadConfig<SmsSendConfig> {
  const from = new ConfigReader(migrate(saved, MIGRATIONS));
  const config: SmsSendConfig = {
    name: from.text('name', DEFAULTS.name),
    account: from.needed('account', NO_ACCOUNT),
    text: from.text('text', ''),
    purpose: from.choice('purpose', ['marketing', 'conversational', 'transactional'], DEFAULTS.purpose),
    introduce: from.flag('introduce', DEFAULTS.introduce),
    plainer: from.flag('plainer', DEFAULTS.plainer),
    onHold: from.choice('onHold', ['hold', 'not_sent'], DEFAULTS.onHold),
  };
  for (const problem of checkTemplate(config.text)) {
    if (problem.level === 'error') from.fail('text', problem.text);
  }
  return from.done(config);
}
