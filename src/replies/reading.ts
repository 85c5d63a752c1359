import type { ReplyReading } from '../leads/reply';
import type { Language } from './opt-out/grammar';
import { learned, readTogether, type SecondReader } from './opt-out/learned/second-reader';
import { understandOptOut } from './opt-out/understand';
import { howOften } from './how-often';
import { isAutoText } from './machines';
import { editedTo, isReaction } from './reactions/reaction';
import { readTimeWish } from './times/time-wish';
import { plainWords, visible, withoutCourtesy, type Written } from './words';

/** What a reply is read with, beside its words. */
export interface ReadWith {
  /** Languages that the lead or the store is known to speak: they decide when the words do not. */
  readonly hints?: readonly Language[];
  /** The reader that doubts and asks beside the grammars. */
  readonly second?: SecondReader;
}

/**
 * Reads a reply before anything else looks at it. Works offline; never throws; linear in the text, which is read up to
 * 1,600 characters, and bounded for hostile ones. `STOP` is an opt-out, `Can I stop by at 3?` is not. What may be one and
 * may not is `unclear`. A reaction that quotes our own "Reply STOP" is a reaction. YES is an answer, not an opt-in.
 */
export function readReply(text: string, { hints = [], second = learned }: ReadWith = {}): ReplyReading {
  const whole = visible(text);
  if (isReaction(whole)) return { kind: 'reaction' };
  const shown = editedTo(whole) ?? whole;
  const own = withoutSignature(shown);
  const said = plainWords(own);
  const word = withoutCourtesy(said);
  const signs = readSigns(word, shown);
  if (signs) return { kind: signs === 'stop' ? 'opt_out' : 'unclear', rule: 'opt_out.sign' };
  if (START_WORDS.has(word)) return { kind: 'opt_in', rule: 'opt_in.word' };
  const help = HELP_WORDS.get(word);
  if (help) return { kind: 'help', rule: 'help.word', ...(help === 'en' ? {} : { language: help }) };
  // A machine may quote how to opt out, or have "do not disturb" turned on.
  if (isAutoText(shown)) return { kind: 'auto_text' };
  const written = joinSpelled({ shown: own, said });
  const understood = readTogether(understandOptOut(written, hints), written, second);
  if (understood.answer === 'no') return { kind: 'text' };
  // "Don't text me today" is no request for no texts at all; where nobody obeys such wishes, it is asked what is meant.
  const asks = understood.answer === 'stop' || understood.answer === 'strong';
  if (asks && isMeantForTimes(own)) return { kind: 'unclear', rule: FOR_A_TIME };
  const { rule, language } = understood.found;
  const by = { rule, ...(language === 'en' ? {} : { language }) };
  switch (understood.answer) {
    case 'stop':
      return { kind: 'opt_out', ...by };
    case 'strong':
      return { kind: 'unclear', ...by };
    case 'weak':
      return { kind: 'unclear', weak: true, ...by };
    case 'no_calls':
      return { kind: 'preference', wish: { channel: 'calls', wanted: 'no' }, ...by };
    case 'no_emails':
      return { kind: 'preference', wish: { channel: 'emails', wanted: 'no' }, ...by };
    case 'fewer': {
      const wish = howOften(said);
      return wish ? { kind: 'preference', wish, ...by } : { kind: 'unclear', weak: true, ...by };
    }
  }
}

/** The rule of a request for no texts at some times. */
export const FOR_A_TIME = 'opt_out.for_a_time';

/** A wish for no texts at some times, and nothing beside it that asks for none at all. */
function isMeantForTimes(own: string): boolean {
  const wish = readTimeWish(own);
  return (
    wish !== undefined && understandOptOut({ shown: wish.rest, said: plainWords(wish.rest) }).answer === 'no'
  );
}

/** START and UNSTOP lift an opt-out at Twilio; YES does too, but is also the most common answer to a question. */
const START_WORDS = new Set(['start', 'unstop']);

/** Twilio's default help keywords, and the same in the other languages of opt-outs. */
const HELP_WORDS: ReadonlyMap<string, Language> = new Map([
  ['help', 'en'],
  ['info', 'en'],
  ['ayuda', 'es'],
  ['aide', 'fr'],
  ['hilfe', 'de'],
  ['ajuda', 'pt'],
]);

/** Signs that say stop all by themselves, those that do so beside words of refusal, and one that says much else. */
const STOP_SIGNS = new Set(['🛑', '🚫', '⛔']);
const HANDS = new Set(['✋', '🖐']);
const REFUSALS = new Set(['no more', 'enough', 'no', 'basta', 'no mas', 'assez', 'genug', 'chega']);
const RUDE = '🖕';

/** Longer than a sign with its words ever is. */
const LONGEST_SIGN = 40;

/** What a reply of signs says, perhaps with a word or two. */
function readSigns(said: string, shown: string): 'stop' | 'unclear' | undefined {
  if (shown.length > LONGEST_SIGN) return undefined;
  const signs = [...shown.replace(NO_SIGN, '')];
  if (signs.length === 0) return undefined;
  const stops = signs.every((sign) => STOP_SIGNS.has(sign) || HANDS.has(sign));
  if (stops && (REFUSALS.has(said) || (said === '' && signs.some((sign) => STOP_SIGNS.has(sign)))))
    return 'stop';
  return said === '' && (stops || signs.includes(RUDE)) ? 'unclear' : undefined;
}

/** Words, blanks, punctuation, and what only changes the look of an emoji. */
const NO_SIGN = /[\p{L}\p{N}\p{M}\p{P}\p{Z}\s\p{Emoji_Modifier}]+/gu;

/** `s t o p` as `stop`: a reply of nothing but single letters is one word. */
function joinSpelled(written: Written): Written {
  if (!/^\p{L}(?: \p{L}){2,}$/u.test(written.said)) return written;
  const word = written.said.replaceAll(' ', '');
  return { shown: word, said: word };
}

/** The reply without the lines that a mail program or phone adds below it. */
function withoutSignature(shown: string): string {
  const lines = shown.split('\n');
  const signature = lines.findIndex((line, index) => index > 0 && beginsSignature(line.trim().toLowerCase()));
  return signature === -1 ? shown : lines.slice(0, signature).join('\n');
}

const SIGNATURES = ['sent from ', 'sent via ', 'get outlook for ', 'gesendet von ', 'enviado desde ', '>'];

function beginsSignature(line: string): boolean {
  if (/^(?:--+|__+|—)$/.test(line)) return true;
  return (
    SIGNATURES.some((start) => line.startsWith(start)) || (line.startsWith('on ') && line.endsWith(' wrote:'))
  );
}
