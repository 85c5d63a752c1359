import { wishInWords } from '../leads/model/contact-wish';
import { quietInWords } from '../leads/model/quiet-time';
import type { ReplyReading } from '../leads/reply';
import { isoOf, readDate } from './dates';
import type { ChosenRoute, Route, RoutedReply, RouteMatch, Taken } from './route';
import { menuReader, type ReadMenu } from './route-menu';
import { patternIn } from './route-pattern';
import { whyQuestion } from './route-question';
import { emailIn, numberIn } from './route-values';
import { phraseIn, wordFinder, type FindWord, type Said } from './route-words';
import { signsOf } from './signs';
import { plainWords, withoutCourtesy } from './words';

export type { ChosenRoute, Route, RoutedReply, RouteMatch } from './route';

/**
 * Finds the first route that takes the reply. Looks at routes in their order; never throws for routes whose patterns
 * `problemOfPattern` lets pass. Pure, and the same in the reply router and where its dialog tries replies.
 */
export function chooseRoute(reply: RoutedReply, routes: readonly Route[]): ChosenRoute {
  const { kind } = reply.reading;
  const heard = hear(reply);
  const { finders, readMenu } = prepared(routes);
  const chosen = chosenIn(heard, readMenu);
  for (const [output, { match }] of routes.entries()) {
    const taken = isAnswer(kind)
      ? whyTaken(match, heard, { chosen, find: finders.get(match) })
      : whyNoAnswer(match, heard);
    if (taken) return { kind: 'route', output, ...taken };
  }
  if (!isAnswer(kind)) return { kind: 'nowhere', why: NO_ANSWERS[kind] };
  if (chosen.size < 2) return { kind: 'anything_else', why: 'No route takes it.' };
  return { kind: 'anything_else', why: 'It chooses more than one number of the menu.', ambiguous: true };
}

type NoAnswer = Exclude<ReplyReading['kind'], 'text' | 'unclear' | 'opt_in'>;

const NO_ANSWERS: { readonly [kind in NoAnswer]: string } = {
  reaction: 'It is a reaction: nobody answers it, and only a route for reactions takes it.',
  auto_text: 'A machine wrote it: nobody answers it, and only a route for auto-texts takes it.',
  snooze: 'It asks for later: that is confirmed and obeyed, and only a route for such wishes takes it.',
  quiet:
    'It asks for no texts at some hours: that is confirmed and obeyed, and only a route for such wishes takes it.',
  preference:
    'It asks for another channel or for fewer texts: that is kept and confirmed, and only a route for such wishes takes it.',
  opt_out: 'It is an opt-out, which is carried out before any route is looked at.',
  help: 'It is HELP, which is answered before any route is looked at.',
};

/** START from somebody who is opted in already is an answer like any other; where it lifts an opt-out, no router sees it. */
function isAnswer(kind: ReplyReading['kind']): kind is Exclude<ReplyReading['kind'], NoAnswer> {
  return kind === 'text' || kind === 'unclear' || kind === 'opt_in';
}

function whyNoAnswer(match: RouteMatch, { reading, zone }: RoutedReply): Taken | undefined {
  if (match.kind === 'reaction' && reading.kind === 'reaction') return { why: 'It is a reaction.' };
  if (match.kind === 'snooze' && reading.kind === 'snooze') {
    return { why: 'It asks for later.', value: isoOf(reading.until, zone) };
  }
  if (match.kind === 'snooze' && reading.kind === 'quiet') {
    return { why: 'It asks for other hours.', value: quietInWords(reading.quiet) };
  }
  if (match.kind === 'snooze' && reading.kind === 'preference') {
    return { why: 'It asks for another channel or for fewer texts.', value: wishInWords(reading.wish) };
  }
  return match.kind === 'auto_text' && reading.kind === 'auto_text'
    ? { why: 'A machine wrote it.' }
    : undefined;
}

/** The reply as routes look at it. */
interface Heard extends RoutedReply {
  /** All its plain words. */
  readonly all: string;
  /** Without courtesy. */
  readonly words: string;
  readonly signs: string;
  /** The whole reply, then each line of it: people answer in several texts and lines. */
  readonly said: readonly Said[];
}

/** Of more lines nobody looks for an answer. */
const MOST_LINES = 20;

function hear(reply: RoutedReply): Heard {
  const all = plainWords(reply.text);
  const words = withoutCourtesy(all);
  const signs = signsOf(reply.text);
  const lines = reply.text.split('\n', MOST_LINES);
  const each = lines.length < 2 ? [] : lines.map(saidIn).filter((said) => said.words + said.signs !== '');
  return { ...reply, all, words, signs, said: [{ words, signs }, ...each] };
}

function saidIn(line: string): Said {
  return { words: withoutCourtesy(plainWords(line)), signs: signsOf(line) };
}

/** The numbers of the menu that the whole reply chooses, or else its lines. */
function chosenIn({ said: [whole, ...lines] }: Heard, readMenu: ReadMenu | undefined): ReadonlySet<number> {
  if (!readMenu || !whole) return NONE;
  const chosen = readMenu(whole.words);
  return chosen.size > 0 ? chosen : new Set(lines.flatMap(({ words }) => [...readMenu(words)]));
}

/** The first that is found in the whole reply or in one of its lines. */
function firstIn<T>({ said }: Heard, find: (said: Said) => T | undefined): T | undefined {
  for (const one of said) {
    const found = find(one);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What was made ready of all routes together. */
interface Ready {
  readonly chosen: ReadonlySet<number>;
  readonly find: FindWord | undefined;
}

function whyTaken(match: RouteMatch, heard: Heard, { chosen, find }: Ready): Taken | undefined {
  switch (match.kind) {
    case 'words':
      return because(find && firstIn(heard, find), (word) => ({ why: `It says "${word}".` }));
    case 'menu':
      return chosen.size === 1 && chosen.has(match.number)
        ? { why: `It chooses ${match.number}.`, value: match.number }
        : undefined;
    case 'contains':
      return because(phraseIn(match.phrases, heard.all, heard.signs), (phrase) => ({
        why: `It contains "${phrase}".`,
      }));
    case 'number':
      return because(numberIn(heard.text), (value) => ({ why: 'There is a number in it.', value }));
    case 'email':
      return because(emailIn(heard.text), (value) => ({ why: 'There is an e-mail address in it.', value }));
    case 'date':
      return because(readDate(heard.text, heard.at, heard.zone), ({ iso }) => ({
        why: 'There is a date in it.',
        value: iso,
      }));
    case 'pattern':
      return because(patternIn(heard.text, match.pattern), (value) => ({
        why: 'The pattern finds something in it.',
        value,
      }));
    case 'question':
      return because(
        firstIn(heard, ({ words }) => whyQuestion(heard.text, words)),
        (why) => ({ why }),
      );
    case 'media':
      return heard.media > 0 ? { why: 'It brings a file.' } : undefined;
    case 'unknown_sender':
      return heard.unknownSender ? { why: 'Nobody knew this number before.' } : undefined;
    case 'late':
      return heard.late ? { why: 'It came after the wait had ended.' } : undefined;
    case 'reaction':
    case 'auto_text':
    case 'snooze':
      return undefined;
  }
}

function because<T>(found: T | undefined, taken: (found: T) => Taken): Taken | undefined {
  return found === undefined ? undefined : taken(found);
}

const NONE: ReadonlySet<number> = new Set();

interface Prepared {
  readonly finders: ReadonlyMap<RouteMatch, FindWord>;
  /** undefined: there is no menu. */
  readonly readMenu: ReadMenu | undefined;
}

const preparedRoutes = new WeakMap<readonly Route[], Prepared>();

function prepared(routes: readonly Route[]): Prepared {
  const known = preparedRoutes.get(routes);
  if (known) return known;
  const finders = new Map<RouteMatch, FindWord>();
  for (const { match } of routes) if (match.kind === 'words') finders.set(match, wordFinder(match, routes));
  const hasMenu = routes.some(({ match }) => match.kind === 'menu');
  const made = { finders, readMenu: hasMenu ? menuReader(routes) : undefined };
  preparedRoutes.set(routes, made);
  return made;
}
