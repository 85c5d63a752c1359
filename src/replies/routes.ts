import type { ReplyReading } from '../leads/reply';
import { plainWords, visible, withoutCourtesy } from './words';

/** Where a reply goes. Pure, and the same in the reply router and in its dialog, where people try replies. */

/** One output of a reply router. */
export interface Route {
  readonly name: string;
  readonly match: RouteMatch;
}

/** What a route takes. Case, accents and punctuation never matter. */
export type RouteMatch =
  /** One of these is the whole reply, but for courtesy: `yes` takes "Yes, please!", and 👍 too. */
  | { readonly kind: 'words'; readonly words: readonly string[] }
  /** One of these stands anywhere in the reply, as whole words. */
  | { readonly kind: 'contains'; readonly phrases: readonly string[] }
  /** It asks something: a question mark, or a question word at its beginning. */
  | { readonly kind: 'question' }
  /** The answer to "Reply 1 for …": `1`, `1.`, `#1`, `one`, `1 please`, `option 1`. Not `12`, not `1 and 2`. */
  | { readonly kind: 'menu'; readonly number: number }
  /** It brings a picture or another file. */
  | { readonly kind: 'media' }
  /** A tapback such as `Liked "…"`. */
  | { readonly kind: 'reaction' }
  /** Written by a machine. */
  | { readonly kind: 'auto_text' }
  /** Nobody had told us of this number before it texted. */
  | { readonly kind: 'unknown_sender' }
  /** It came after the wait that asked for it had ended. */
  | { readonly kind: 'late' };

/** What a route may look at. */
export interface RoutedReply {
  readonly text: string;
  readonly reading: ReplyReading;
  /** How many files came with it. */
  readonly media: number;
  readonly unknownSender: boolean;
  readonly late?: boolean;
}

/** `output` is the place of the route, or the number of routes for "anything else"; `why` is a sentence for people. */
export interface ChosenRoute {
  readonly output: number;
  readonly why: string;
}

/** Finds the first route that takes the reply. Looks at routes in their order; never throws. */
export function chooseRoute(reply: RoutedReply, routes: readonly Route[]): ChosenRoute {
  const heard: Heard = { ...reply, words: withoutCourtesy(plainWords(reply.text)) };
  for (const [output, { match }] of routes.entries()) {
    const why = whyTaken(match, heard);
    if (why !== undefined) return { output, why };
  }
  return { output: routes.length, why: NOT_ROUTED[reply.reading.kind] };
}

const NOT_ROUTED: { readonly [kind in ReplyReading['kind']]: string } = {
  text: 'No route takes it.',
  unclear: 'No route takes it.',
  reaction: 'It is a reaction, which only a route for reactions takes.',
  auto_text: 'A machine wrote it, and only a route for auto-texts takes that.',
  opt_out: 'It is an opt-out, which is carried out before any route is looked at.',
  opt_in: 'No route takes it.',
  help: 'It is HELP, which is answered before any route is looked at.',
};

/** The reply and its plain words without courtesy. */
interface Heard extends RoutedReply {
  readonly words: string;
}

function whyTaken(match: RouteMatch, heard: Heard): string | undefined {
  const { kind } = heard.reading;
  if (match.kind === 'reaction') return kind === 'reaction' ? 'It is a reaction.' : undefined;
  if (match.kind === 'auto_text') return kind === 'auto_text' ? 'A machine wrote it.' : undefined;
  // START from somebody who is opted in already is an answer like any other; where it lifts an opt-out, no router sees it.
  if (kind !== 'text' && kind !== 'unclear' && kind !== 'opt_in') return undefined;
  switch (match.kind) {
    case 'words':
      return whyWords(match.words, heard);
    case 'contains':
      return whyContains(match.phrases, heard);
    case 'question':
      return whyQuestion(heard);
    case 'menu':
      return isMenuNumber(heard.words, match.number) ? `It chooses ${match.number}.` : undefined;
    case 'media':
      return heard.media > 0 ? 'It brings a file.' : undefined;
    case 'unknown_sender':
      return heard.unknownSender ? 'Nobody knew this number before.' : undefined;
    case 'late':
      return heard.late ? 'It came after the wait had ended.' : undefined;
  }
}

/** Other ways to say a word that a route lists. Emoji are compared without their skin tone. */
const SAME_AS: ReadonlyMap<string, readonly string[]> = new Map([
  ['yes', ['y', 'yep', 'yeah', 'yup', '👍']],
  ['no', ['n', 'nope', 'nah', '👎']],
]);

function whyWords(listed: readonly string[], heard: Heard): string | undefined {
  const signs = heard.words === '' ? signsOf(heard.text) : '';
  for (const word of listed) {
    const plain = withoutCourtesy(plainWords(word));
    const taken =
      plain === ''
        ? signs !== '' && signs === signsOf(word)
        : heard.words === plain ||
          (SAME_AS.get(plain)?.some((other) => heard.words === other || signs === other) ?? false);
    if (taken) return `It says "${word}".`;
  }
  return undefined;
}

function whyContains(listed: readonly string[], heard: Heard): string | undefined {
  const words = ` ${plainWords(heard.text)} `;
  for (const phrase of listed) {
    const plain = plainWords(phrase);
    const signs = signsOf(phrase);
    const found =
      plain === '' ? signs !== '' && signsOf(heard.text).includes(signs) : words.includes(` ${plain} `);
    if (found) return `It contains "${phrase}".`;
  }
  return undefined;
}

/** The symbols and emoji of a text, without blanks, letters, punctuation and skin tones. A repeated one counts once. */
function signsOf(text: string): string {
  return [...new Set(visible(text).replace(NO_SIGN, ''))].join('');
}

const NO_SIGN = /[\p{L}\p{N}\p{M}\p{P}\p{Z}\s\p{Emoji_Modifier}]+/gu;

const NUMBER_WORDS = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
const BEFORE_NUMBERS = new Set(['option', 'number']);

function isMenuNumber(words: string, number: number): boolean {
  const [first = '', second, ...more] = words.split(' ');
  if (more.length > 0) return false;
  const said = second !== undefined && BEFORE_NUMBERS.has(first) ? second : words;
  return said === String(number) || said === NUMBER_WORDS[number];
}

const QUESTION_WORDS = new Set(
  (
    'how what when where who why which can could do does did is are was will would should ' +
    'hows whats whens wheres whos whys'
  ).split(' '),
);
/** What may stand before a question: `hey, how much is it`. */
const BEFORE_QUESTIONS = new Set('hi hey hello ok okay so and but well um yes'.split(' '));
/** Beginnings that look like a question and are none. */
const NO_QUESTIONS = new Set([
  'do it',
  'do not',
  'can do',
  'could be',
  'could use',
  'should be',
  'what a',
  'will be',
  'will call',
  'will do',
  'will let',
  'will try',
  'would be',
  'would like',
  'would love',
]);

function whyQuestion({ text, words }: Heard): string | undefined {
  if (withoutLinks(plainMarks(text)).includes('?')) return 'It has a question mark.';
  const each = words.split(' ');
  while (BEFORE_QUESTIONS.has(each[0] ?? '')) each.shift();
  const [first = '', second = ''] = each;
  if (!QUESTION_WORDS.has(first) || NO_QUESTIONS.has(`${first} ${second}`)) return undefined;
  return `It begins with "${first}".`;
}

/** Question marks of other scripts as `?`. */
function plainMarks(text: string): string {
  return visible(text).replace(/[？؟⁇⁈⁉❓❔]/g, '?');
}

/** A link may have a question mark of its own. */
function withoutLinks(text: string): string {
  const isLink = (word: string): boolean => word.includes('://') || /^www\./i.test(word);
  return text
    .split(/\s+/)
    .filter((word) => !isLink(word))
    .join(' ');
}
