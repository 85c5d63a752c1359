import { visible } from './words';

/** The symbols and emoji of a text, without blanks, letters, punctuation and skin tones. A repeated one counts once. */
export function signsOf(text: string): string {
  return [...new Set(visible(text).replace(NO_SIGN, ''))].join('');
}

const NO_SIGN = /[\p{L}\p{N}\p{M}\p{P}\p{Z}\s\p{Emoji_Modifier}]+/gu;
