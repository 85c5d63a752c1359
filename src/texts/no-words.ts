import { readAmount } from '../leads/input/amount';

/** How forms and exports write that something is not so. */
const NO_WORDS: ReadonlySet<string> = new Set(['false', 'no', 'off', 'n', 'f']);

/** Whether a text of a form means no, as the condition of a section: `false`, `No`, `0`, `$0.00`. */
export function isNo(text: string): boolean {
  return NO_WORDS.has(text.trim().toLowerCase()) || readAmount(text) === 0;
}
