/**
 * The first marketing text to a lead says who writes and how to stop (CTIA Messaging Principles and Best Practices, 5.1:
 * program name and opt-out in the first message; 16 CFR 310 and 47 CFR 64.1200(a)(10) for the words). Each is added only when
 * the text does not say it already. `stopWords` are the words that the text may name; the first of them is the one added.
 */
export function frameFirstText(
  text: string,
  { brand, stopWords = ['STOP'] }: { readonly brand: string; readonly stopWords?: readonly string[] },
): string {
  const sender = brand.trim();
  const named = sender === '' || names(text, sender) ? text.trim() : `${sender}: ${text.trim()}`;
  return saysHowToStop(named, stopWords)
    ? named
    : `${ended(named)} Reply ${stopWords[0] ?? 'STOP'} to opt out.`.trim();
}

/** The brand stands in the text as words of their own, in any case and with any blanks. */
function names(text: string, brand: string): boolean {
  const words = (from: string): string =>
    ` ${from
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
      .trim()} `;
  const wanted = words(brand);
  // A brand of signs alone, such as "!!!".
  if (wanted.trim() === '') return text.includes(brand);
  return words(text.replace(/['’]s\b/g, '')).includes(words(brand.replace(/['’]s\b/g, '')));
}

/** `Reply STOP`, `text "stop" to …`, `STOP to end`: the word, and that one answers with it or what it does. */
function saysHowToStop(text: string, stopWords: readonly string[]): boolean {
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  return stopWords.some((stopWord) => {
    const wanted = stopWord.toLowerCase();
    return words.some((word, at) => {
      if (word !== wanted) return false;
      const before = words.slice(Math.max(at - 3, 0), at);
      const after = words.slice(at + 1, at + 4);
      return (
        before.some((one) => ANSWERS.has(one)) || (after[0] === 'to' && after.some((one) => ENDS.has(one)))
      );
    });
  });
}

const ANSWERS = new Set(['reply', 'text', 'txt', 'send', 'answer', 'respond', 'write', 'responde', 'envía']);
const ENDS = new Set(['opt', 'end', 'stop', 'quit', 'cancel', 'unsubscribe', 'unsub', 'optout', 'leave']);

/** A full stop where the sentence has none; not behind a link, which it would become part of. */
function ended(text: string): string {
  const lastWord = /\S*$/.exec(text.slice(-200))?.[0] ?? '';
  return /[\p{L}\p{N}]$/u.test(text) && !/[./]/.test(lastWord) ? `${text}.` : text;
}
