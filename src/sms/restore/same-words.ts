/** Shorter texts are contained in too many others. */
const LONG_ENOUGH = 20;

/**
 * True when a provider's text says what ours does. Providers write some texts otherwise: other quotation marks (Twilio's
 * Smart Encoding), a line before the texts of a trial account. So only letters and digits count, and what is around a text
 * that is long enough does not.
 */
export function hasSameWords(theirs: string, ours: string): boolean {
  const [a, b] = [lettersOf(theirs), lettersOf(ours)];
  return a === b ? a !== '' || theirs === ours : b.length >= LONG_ENOUGH && a.includes(b);
}

function lettersOf(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}
