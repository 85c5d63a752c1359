import { MOST_MEDIA } from '../../src/sms/media';
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
  /** So long after the flow first wanted it, the text is not sent any more; 0: never too late. */
  readonly staleAfter: number;
  readonly staleUnit: (typeof STALE_UNITS)[number];
  /** Templates of https URLs: what is sent with the text, which becomes an MMS. */
  readonly media: readonly string[];
}

/** All exact. */
export const STALE_UNITS = ['minutes', 'hours', 'days'] as const;
const STALE_MS = { minutes: 60_000, hours: 3_600_000, days: 86_400_000 } as const;

/** ms; undefined: never too late. */
export function staleAfterMs({
  staleAfter,
  staleUnit,
}: Pick<SmsSendConfig, 'staleAfter' | 'staleUnit'>): number | undefined {
  return staleAfter === 0 ? undefined : staleAfter * STALE_MS[staleUnit];
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
  staleAfter: 0,
  staleUnit: 'hours',
  media: [],
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
    staleAfter: from.number('staleAfter', DEFAULTS.staleAfter, { from: 0, to: 10_000 }),
    staleUnit: from.choice('staleUnit', STALE_UNITS, DEFAULTS.staleUnit),
    media: from.texts('media', DEFAULTS.media),
  };
  for (const problem of checkTemplate(config.text)) {
    if (problem.level === 'error') from.fail('text', problem.text);
  }
  checkMedia(config.media, from);
  return from.done(config);
}

function checkMedia(media: readonly string[], from: ConfigReader): void {
  if (media.length > MOST_MEDIA) {
    from.fail('media', `A text can have at most ${MOST_MEDIA} media URLs; here are ${media.length}.`);
  }
  for (const [index, url] of media.entries()) {
    const [broken] = checkTemplate(url).filter(({ level }) => level === 'error');
    if (broken) from.fail('media', `Media URL ${index + 1}: ${broken.text}`);
    else if (!/^(https:\/\/|\{\{)/i.test(url)) {
      from.fail(
        'media',
        `Media URL ${index + 1} must begin with https://, or with a value such as {{payload}}.`,
      );
    }
  }
}
