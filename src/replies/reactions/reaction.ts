import { REACTION_WORDS, REACTIONS_BEHIND, TAKEN_BACK } from './wordings';

/** Bounded, so that a hostile text takes no time. With a blank or a joined sign in it, as emoji are put together. */
const EMOJI =
  '[\\p{Extended_Pictographic}\\p{Emoji_Modifier}\\p{Regional_Indicator}\\u200d\\ufe0f\\u20e3#*0-9]{1,16}(?<!^[0-9#*]{1,3})';
const QUOTED = '["“”„«»「『‘\'‚‹]';
const BLANK = '[\\s\\u00a0\\u200b\\u200a\\u202f]{0,3}';

function ready(source: string): string {
  return source.replaceAll('EMOJI', EMOJI);
}

const VERBS = ready(REACTION_WORDS.map(({ verbs }) => verbs).join('|'));
const THINGS = REACTION_WORDS.map(({ things }) => things).join('|');
/** A sentence of a phone: a verb, then a quoted text or a thing. */
const OPENING = new RegExp(`^(?:${VERBS})${BLANK}(?:${QUOTED}|(?:${THINGS})[.!]?$)`, 'iu');
const BEHIND = new RegExp(`["”“»」』’']${BLANK}(?:${ready(REACTIONS_BEHIND.join('|'))})[.。]?$`, 'iu');
const ALONE = new RegExp(`^(?:${TAKEN_BACK})[.!]?$`, 'iu');
const QUOTE = /["“”„«»「」『』]/u;

/**
 * A reaction as phones send it by SMS: `Liked "…"`, `A adoré « … »`, `Reacted 👍 to an image`, `👍 to “…”`, or one that is taken
 * back. The quoted text is ours, so nothing in it is an answer. It may be cut off; words behind it make it a text of the lead.
 * `shown` is visible text. Linear.
 */
export function isReaction(shown: string): boolean {
  const isShort = shown.length <= LONGEST_ALONE;
  if (isShort && ALONE.test(shown)) return true;
  if (!isShort && !QUOTED_EARLY.test(shown)) return false;
  const opening = OPENING.exec(shown);
  if (opening) return isThing(opening[0]) || endsQuoted(shown, opening[0].length - 1);
  return QUOTE.test(shown[0] ?? '') && BEHIND.test(shown.slice(-LONGEST_BEHIND));
}

const LONGEST_ALONE = 60;
const LONGEST_BEHIND = 60;
/** A sentence before a quoted text is short. */
const QUOTED_EARLY = /^[^"“”„«»「『‘'‚‹]{0,80}["“”„«»「『‘'‚‹]/u;

function isThing(opening: string): boolean {
  return !QUOTE_AT_END.test(opening);
}

const QUOTE_AT_END = new RegExp(`${QUOTED}$`, 'u');

const CLOSING: Readonly<Record<string, string>> = {
  '"': '"',
  '“': '”"“',
  '”': '”"',
  '„': '“”"',
  '«': '»',
  '»': '«',
  '「': '」',
  '『': '』',
  '‘': '’',
  "'": "'",
  '‚': '‘’',
  '‹': '›',
};

/** The quotation goes to the end, or was cut off there: then nothing closes it. */
function endsQuoted(shown: string, at: number): boolean {
  const closing = CLOSING[shown.charAt(at)] ?? '';
  const quoted = shown.slice(at + 1).replace(/[\s\u00a0.!…]{1,6}$/u, '');
  const last = quoted.at(-1) ?? '';
  if (closing.includes(last) && quoted !== '') return true;
  return quoted.length > 2 && ![...closing].some((sign) => quoted.includes(sign));
}

/** What the lead changed a text of theirs to: `Edited to “STOP”`. undefined: it is no such notice. */
export function editedTo(shown: string): string | undefined {
  return EDITED.exec(shown)?.[1];
}

/** iOS 16 and later, to phones that cannot show an edit (support.apple.com/guide/iphone/iphe67195653). */
const EDITED =
  /^(?:edited to|editado a|modifié en|bearbeitet zu|editado para) ["“„«]\s?([\s\S]{1,1500}?)\s?["”“»]$/iu;
