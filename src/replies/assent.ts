import { plainWords, visible, withoutCourtesy } from './words';

/** The ways to say yes and no in one word or sign, as plain words; see `plainWords`. */
export const YES: readonly string[] = [
  ...[
    'yes',
    'y',
    'yep',
    'yeah',
    'yup',
    'yea',
    'ya',
    'ye',
    'yess',
    'yes yes',
    'sure',
    'yes sure',
    'absolutely',
    '👍',
  ],
  ...['si', 'oui', 'ja', 'sim'],
];
export const NO: readonly string[] = [
  ...['no', 'n', 'nope', 'nah', 'naw', 'noo', 'no no', '👎'],
  ...['non', 'nein', 'nao'],
];

const AGREED = new Set([...YES, 'ok', 'okay', 'k', 'please', 'please do', 'do', 'do it']);

const REFUSED = new Set(NO);

/** True when the whole reply is a no: `No, thanks`, `nope`, 👎. */
export function refuses(text: string): boolean {
  const words = withoutCourtesy(plainWords(text));
  return words === '' ? visible(text).startsWith('👎') : REFUSED.has(words);
}

/** True when the whole reply agrees with what was asked: `Yes please`, `ok`, 👍. */
export function agrees(text: string): boolean {
  const words = withoutCourtesy(plainWords(text));
  return words === '' ? visible(text).startsWith('👍') : AGREED.has(words);
}
