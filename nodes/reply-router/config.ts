import type { Route, RouteMatch } from '../../src/replies/route';
import {
  NO_STORE,
  ConfigReader,
  migrate,
  type Migration,
  type ReadConfig,
  type SavedConfig,
} from '../shared/config';

export const LISTEN = ['flow', 'flow_or_none', 'all', 'off'] as const;

export interface ReplyRouterConfig {
  readonly name: string;
  readonly store: string;
  /**
   * Which replies it takes by itself. `flow`: of leads whose latest journey starts on the same tab, that no wait asked
   * for. `flow_or_none`: also of leads who were in no journey, such as new numbers. `all`: every one that no wait asked for, also from unknown senders. `off`: only what is wired in.
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
  'menu',
  'contains',
  'question',
  'number',
  'email',
  'date',
  'pattern',
  'media',
  'reaction',
  'auto_text',
  'snooze',
  'unknown_sender',
  'late',
] as const satisfies readonly RouteMatch['kind'][];

/** What is wrong with a pattern, in a sentence; undefined when it can be used. */
export type ProblemOfPattern = (pattern: string) => string | undefined;

/**
 * Reads a saved config. The runtime has patterns looked at by the engine that will run them; a dialog, which has no room
 * for that engine, finds only what people are likely to do wrong.
 */
export function readReplyRouter(
  saved: SavedConfig,
  problemOf: ProblemOfPattern = likelyProblemOf,
): ReadConfig<ReplyRouterConfig> {
  const from = new ConfigReader(migrate(saved, MIGRATIONS));
  return from.done({
    name: from.text('name', DEFAULTS.name),
    store: from.needed('store', NO_STORE),
    listen: from.choice('listen', LISTEN, DEFAULTS.listen),
    routes: from.list('routes', DEFAULTS.routes, (entry) => ({
      name: entry.needed('name', 'give the route a name.'),
      match: readMatch(entry, problemOf),
    })),
  });
}

/** In a flow file a route is flat: `{name, kind, words}`, `{name, kind, phrases}`, `{name, kind, number, words}`. */
function readMatch(from: ConfigReader, problemOf: ProblemOfPattern): RouteMatch {
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
      return { kind, number: from.number('number', 1, { from: 0, to: 99 }), words: from.texts('words', []) };
    case 'pattern': {
      const pattern = from.needed('pattern', 'write a pattern, such as order #?([0-9]+).');
      const problem = pattern.length > LONGEST_PATTERN ? TOO_LONG : problemOf(pattern);
      if (problem !== undefined && pattern !== '') from.fail('pattern', problem);
      return { kind, pattern };
    }
    default:
      return { kind };
  }
}

/** In characters. */
const LONGEST_PATTERN = 200;
const TOO_LONG = `the pattern may have at most ${LONGEST_PATTERN} characters.`;

/** What other engines have and a linear one cannot: lookaround and backreferences. */
function likelyProblemOf(pattern: string): string | undefined {
  return /\(\?<?[=!]|\\[1-9]/.test(pattern)
    ? 'the pattern cannot look around or back: (?=, (?!, (?<=, (?<! and \\1 are not allowed.'
    : undefined;
}

/** What no route takes leaves by the last output. */
export const ANYTHING_ELSE = 'anything else';

/** One output per route, then "anything else". */
export function routeOutputs(config: { readonly routes: readonly { readonly name: string }[] }): string[] {
  return [...config.routes.map(({ name }) => name), ANYTHING_ELSE];
}
