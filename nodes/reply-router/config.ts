import type { Route, RouteMatch } from '../../src/replies/routes';
import {
  NO_STORE,
  ConfigReader,
  migrate,
  type Migration,
  type ReadConfig,
  type SavedConfig,
} from '../shared/config';

export const LISTEN = ['flow', 'all', 'off'] as const;

export interface ReplyRouterConfig {
  readonly name: string;
  readonly store: string;
  /**
   * Which replies it takes by itself. `flow`: of leads whose latest journey starts on the same tab, that no wait asked
   * for. `all`: every one that no wait asked for, also from unknown senders. `off`: only what is wired in.
   */
  readonly listen: (typeof LISTEN)[number];
  /** Looked at in this order; the first that takes a reply has it. */
  readonly routes: readonly Route[];
}

export const VERSION = 1;
export const MIGRATIONS: readonly Migration[] = [{ version: 1, up: (old) => old }];

export const DEFAULTS: ReplyRouterConfig = {
  name: '',
  store: '',
  listen: 'flow',
  routes: [
    { name: 'yes', match: { kind: 'words', words: ['yes'] } },
    { name: 'question', match: { kind: 'question' } },
  ],
};

export const ROUTE_KINDS = [
  'words',
  'contains',
  'question',
  'menu',
  'reaction',
  'auto_text',
  'unknown_sender',
  'late',
] as const satisfies readonly RouteMatch['kind'][];

export function readReplyRouter(saved: SavedConfig): ReadConfig<ReplyRouterConfig> {
  const from = new ConfigReader(migrate(saved, MIGRATIONS));
  return from.done({
    name: from.text('name', DEFAULTS.name),
    store: from.needed('store', NO_STORE),
    listen: from.choice('listen', LISTEN, DEFAULTS.listen),
    routes: from.list('routes', DEFAULTS.routes, (entry) => ({
      name: entry.needed('name', 'give the route a name.'),
      match: readMatch(entry),
    })),
  });
}

/** In a flow file a route is flat: `{name, kind, words}`, `{name, kind, phrases}`, `{name, kind, number}`. */
function readMatch(from: ConfigReader): RouteMatch {
  const kind = from.choice('kind', ROUTE_KINDS, 'words');
  switch (kind) {
    case 'words': {
      const words = from.texts('words', []);
      if (words.length === 0) from.fail('words', 'name at least one word, such as yes.');
      return { kind, words };
    }
    case 'contains': {
      const phrases = from.texts('phrases', []);
      if (phrases.length === 0) from.fail('phrases', 'name at least one word or phrase, such as how much.');
      return { kind, phrases };
    }
    case 'menu':
      return { kind, number: from.number('number', 1, { from: 0, to: 99 }) };
    default:
      return { kind };
  }
}

/** One output per route, then "anything else". */
export function routeOutputs(config: { readonly routes: readonly { readonly name: string }[] }): string[] {
  return [...config.routes.map(({ name }) => name), 'anything else'];
}
