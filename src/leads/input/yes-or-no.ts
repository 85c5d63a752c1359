import { saysNothing } from './empties';

/**
 * What an answer to "may we text you?" says. `out`: the person asked for no more texts. `unclear`: it says something, and nobody can
 * know what.
 */
export type Answered =
  /** `label`: of the box, when that was its value. */
  { readonly says: 'yes'; readonly label?: string } | { readonly says: 'no' | 'out' | 'nothing' | 'unclear' };

/** In the five languages that replies are read in, and the states that Shopify, Klaviyo, HubSpot and Mailchimp have for it. */
const YES = [
  ...'true t yes y yep yeah on 1 1.0 checked ticked selected x ✓ ✔ ☑ ✅ subscribed subscribe optin agree agreed'.split(
    ' ',
  ),
  ...'accept accepted consent consented given granted allow allowed enabled confirmed approved ok okay sure'.split(
    ' ',
  ),
  ...'si sí acepto oui ja einverstanden sim aceito'.split(' '),
  ...[
    'opted in',
    'opt in',
    'double opt in',
    'single opt in',
    'confirmed opt in',
    'i agree',
    'i accept',
    'i consent',
  ],
  ...['yes please', 'de acuerdo', "d'accord"],
];
const NO = [
  ...'false f no n nope off 0 0.0 unchecked never declined denied refused disagree disabled non nein não nao'.split(
    ' ',
  ),
  ...['not checked', 'not subscribed', 'not opted in', 'not given', 'not agreed', 'no consent', 'i disagree'],
  ...['i do not agree', "i don't agree", 'no acepto', 'no thanks', 'no thank you'],
];
const OUT = [
  ...'unsubscribed unsubscribe optout revoked withdrawn stop stopped stopall dnc'.split(' '),
  ...['opted out', 'opt out', 'stop all', 'do not text', 'do not contact'],
];

const WORDS: ReadonlyMap<string, 'yes' | 'no' | 'out'> = new Map([
  ...YES.map((word) => [word, 'yes'] as const),
  ...NO.map((word) => [word, 'no'] as const),
  ...OUT.map((word) => [word, 'out'] as const),
]);

/** What a value says that was posted as `consent` or `optOut`. A list must say the same throughout. */
export function readAnswer(value: unknown): Answered {
  if (Array.isArray(value)) return readAll(value);
  if (saysNothing(value)) return { says: 'nothing' };
  if (value === true || value === 1) return { says: 'yes' };
  if (value === false || value === 0) return { says: 'no' };
  return typeof value === 'string' ? readText(value) : { says: 'unclear' };
}

function readAll(values: readonly unknown[]): Answered {
  if (values.length === 0) return { says: 'nothing' };
  if (values.length > MOST_BOXES) return { says: 'unclear' };
  const answers = values.map((value) =>
    Array.isArray(value) ? ({ says: 'unclear' } as const) : readAnswer(value),
  );
  const [first] = answers;
  // Which of them counts when they differ, as of a hidden field beside a box, nobody can know.
  return first && answers.every(({ says }) => says === first.says) ? first : { says: 'unclear' };
}

const MOST_BOXES = 5;
const LONGEST_LABEL = 1_000;

function readText(text: string): Answered {
  const plain = text
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .toLowerCase()
    .replace(/[’‘]/g, "'")
    .replace(/[\s_-]+/g, ' ')
    .replace(/^[\s"'([{]+|[\s"')\]}.!,;]+$/g, '');
  const said = WORDS.get(plain.replaceAll(',', ''));
  if (said !== undefined) return { says: said };
  return isYesLabel(plain, text) ? { says: 'yes', label: text.trim() } : { says: 'unclear' };
}

const AGREES =
  /^(?:yes|yeah|sure|ok|okay|sí|si|oui|ja|sim)[\s,.:;!–]|^(?:yes,? )?(?:i|we) (?:hereby )?(?:agree|accept|consent|want|would like|opt in|authorize|give)\b|^(?:please )?(?:sign me up|subscribe me|text me|send me)\b/;
const DENIES =
  /\b(?:not|no|never|don't|dont|do not|won't|cannot|can't|nicht|kein|keine|nunca|jamais|pas|não|nao|without|unless|but)\b/;

/**
 * The label of a box as its value: a sentence that begins by agreeing, and denies nothing before its first full stop; what comes
 * after it is small print ("Consent is not a condition of purchase").
 */
function isYesLabel(plain: string, text: string): boolean {
  if (text.length > LONGEST_LABEL || !AGREES.test(plain)) return false;
  const [first = ''] = plain.split(/[.!?;]\s/);
  return !DENIES.test(first);
}
