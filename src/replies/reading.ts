import type { ReplyReading } from '../leads/reply';
import { isAutoText, isReaction } from './machines';
import { plainWords, visible, withoutCourtesy } from './words';

/**
 * Reads a reply before anything else looks at it. Works offline and in linear time; never throws. What is read is what
 * the whole reply says: `STOP` is an opt-out, `Can I stop by at 3?` is not. A reaction that quotes our own "Reply STOP"
 * is a reaction. YES is an answer, not an opt-in.
 */
export function readReply(text: string): ReplyReading {
  const shown = visible(text);
  if (isReaction(shown)) return { kind: 'reaction' };
  const said = joinSpelled(plainWords(withoutSignature(shown)));
  const optOut = optOutRule(said, shown);
  if (optOut) return { kind: 'opt_out', rule: optOut };
  if (START_WORDS.has(said)) return { kind: 'opt_in', rule: 'opt_in.word' };
  if (HELP_WORDS.has(said)) return { kind: 'help', rule: 'help.word' };
  return { kind: isAutoText(shown) ? 'auto_text' : 'text' };
}

/**
 * As the whole reply: the words of 47 CFR 64.1200(a)(10), Twilio's default opt-out keywords (its help article
 * 223134027), and the usual word in Spanish and French. Read November 2026. Plain words: no case, accent, punctuation.
 */
const STOP_WORDS = new Set([
  'stop',
  'stopall',
  'stop all',
  'unsubscribe',
  'cancel',
  'end',
  'quit',
  'revoke',
  'optout',
  'opt out',
  'alto',
  'arret',
]);

/**
 * Plain requests, as the whole reply: a reasonable person understands them as a wish to hear no more, which is what
 * counts (47 CFR 64.1200(a)(10)).
 */
const STOP_PHRASES = new Set([
  'stop texting',
  'stop texting me',
  'stop messaging me',
  'stop contacting me',
  'stop sending me texts',
  'stop sending me messages',
  'stop sending these',
  'stop the texts',
  'stop all texts',
  'stop now',
  'no stop',
  'quit texting me',
  'no more texts',
  'no more messages',
  'do not text me',
  'dont text me',
  'do not text me again',
  'dont text me again',
  'do not contact me',
  'dont contact me',
  'remove me',
  'remove me from your list',
  'remove me from this list',
  'take me off your list',
  'take me off this list',
  'unsubscribe me',
  'opt me out',
  'lose my number',
  'delete my number',
  'deja de enviarme mensajes',
]);

/** START and UNSTOP lift an opt-out at Twilio; YES does too, but is also the most common answer to a question. */
const START_WORDS = new Set(['start', 'unstop']);

/** Twilio's default help keywords. */
const HELP_WORDS = new Set(['help', 'info']);

/** Signs that say stop all by themselves, and those that do so beside words of refusal. */
const STOP_SIGNS = new Set(['🛑', '🚫', '⛔']);
const HANDS = new Set(['✋', '🖐']);
const REFUSALS = new Set(['no more', 'enough']);

/** Longer than a sign with its words ever is. */
const LONGEST_SIGN = 40;

function optOutRule(said: string, shown: string): string | undefined {
  const request = withoutRepetition(withoutCourtesy(said));
  if (STOP_WORDS.has(request)) return 'opt_out.word';
  if (STOP_PHRASES.has(request)) return 'opt_out.phrase';
  return shown.length <= LONGEST_SIGN && isStopSign(said, shown) ? 'opt_out.sign' : undefined;
}

function isStopSign(said: string, shown: string): boolean {
  const signs = [...shown.replace(NO_SIGN, '')];
  if (signs.length === 0) return false;
  if (said === '') return signs.every((sign) => STOP_SIGNS.has(sign));
  return REFUSALS.has(said) && signs.every((sign) => STOP_SIGNS.has(sign) || HANDS.has(sign));
}

/** Words, blanks, punctuation, and what only changes the look of an emoji. */
const NO_SIGN = /[\p{L}\p{N}\p{M}\p{P}\p{Z}\s\p{Emoji_Modifier}]+/gu;

/** `s t o p` as `stop`: a reply of nothing but single letters is one word. */
function joinSpelled(words: string): string {
  return /^\p{L}(?: \p{L}){2,}$/u.test(words) ? words.replaceAll(' ', '') : words;
}

/** `stop stop stop` as `stop`. */
function withoutRepetition(words: string): string {
  const each = words.split(' ');
  return each.filter((word, index) => word !== each[index - 1]).join(' ');
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
