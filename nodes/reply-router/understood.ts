import { wishInWords } from '../../src/leads/model/contact-wish';
import { quietInWords } from '../../src/leads/model/quiet-time';
import type { ReplyReading } from '../../src/leads/reply';

/**
 * What was understood of a reply, how sure that is, and who read it: a sentence for the dialog. Empty for an answer like any
 * other.
 */
export function understoodIn(reading: ReplyReading): string {
  switch (reading.kind) {
    case 'opt_out':
      return `Understood as a request for no more texts, for sure: ${readerOf(reading.rule)}.`;
    case 'unclear':
      return reading.weak
        ? `Something of a request for no more texts, hardly one: ${readerOf(reading.rule)}.`
        : `Likely a request for no more texts: ${readerOf(reading.rule)}.`;
    case 'preference':
      return `Understood as a wish, ${wishInWords(reading.wish)}, for sure: ${readerOf(reading.rule)}.`;
    case 'quiet':
      return `Understood as a wish, no texts ${quietInWords(reading.quiet)}, for sure: by its times.`;
    case 'opt_in':
    case 'help':
    case 'reaction':
    case 'auto_text':
    case 'snooze':
    case 'text':
      return '';
  }
}

/** `opt_out.en.request`, and `.learned` at its end where the learned reader doubted it. */
function readerOf(rule: string): string {
  const parts = rule.split('.');
  if (rule === 'opt_out.learned') return 'the learned reader found it, the grammars did not';
  if (rule === 'opt_out.sign') return 'by its sign';
  const grammar = `the ${LANGUAGE_NAMES[parts[1] ?? ''] ?? ''} grammar`.replace('  ', ' ');
  if (parts.at(-1) === 'learned') return `${grammar} found more in it, and the learned reader doubts that`;
  return parts.at(-1) === 'keyword' ? `by a word that means nothing else, ${grammar}` : grammar;
}

const LANGUAGE_NAMES: Readonly<Record<string, string>> = {
  en: 'English',
  es: 'Spanish',
  fr: 'French',
  de: 'German',
  pt: 'Portuguese',
};
