import { readFileSync } from 'node:fs';
import { LANGUAGES, type Language } from '../../../src/replies/opt-out/grammar';

/** What a reasonable person makes of a phrase (47 CFR 64.1200(a)(10)). */
export const LABELS = ['stop', 'preference', 'ambiguous', 'no'] as const;
export type Label = (typeof LABELS)[number];

export interface Phrase {
  readonly text: string;
  readonly label: Label;
  readonly language: Language;
  /** In what situation it was written: `angry`, `dictated` … */
  readonly situation: string;
}

const DATA = new URL('../data/', `file://${__dirname}/`);

/** `learn`: what grammars and learned reader may know. `kept`: for measuring only; nobody tunes to it. */
export function phrasesOf(part: 'learn' | 'kept'): readonly Phrase[] {
  return LANGUAGES.flatMap((language) =>
    phrasesIn(readFileSync(new URL(`phrases/${part}/${language}.txt`, DATA), 'utf8'), language),
  );
}

/** Phrases of a text: `# label: situation`, and one phrase a line below it. */
function phrasesIn(file: string, language: Language): Phrase[] {
  let label: Label = 'no';
  let situation = '';
  return file.split('\n').flatMap((line) => {
    const [, named, where] = /^# (\w+): (.+)$/.exec(line) ?? [];
    if (named !== undefined) {
      label = LABELS.find((one) => one === named) ?? label;
      situation = where ?? '';
      return [];
    }
    return line.trim() === '' ? [] : [{ text: line, label, language, situation }];
  });
}

const OLD_LABELS = { optout: 'stop', 'not-optout': 'no', ambiguous: 'ambiguous' } as const;

/** The two sets of earlier versions, which the grammars have grown by since. */
export function earlierPhrases(file: 'opt-out-phrases.json' | 'held-out.json'): readonly Phrase[] {
  const { phrases } = JSON.parse(readFileSync(new URL(file, DATA), 'utf8')) as {
    phrases: { text: string; label: keyof typeof OLD_LABELS; class?: string; lang?: Language }[];
  };
  return phrases.map(({ text, label, lang, class: situation }) => ({
    text,
    label: OLD_LABELS[label],
    language: lang ?? 'en',
    situation: situation ?? 'collected',
  }));
}

/** Texts that people wrote to each other, of a file that is given from outside (`{"source", "texts"}`). */
export function everydayTexts(path: string): readonly string[] {
  return (JSON.parse(readFileSync(path, 'utf8')) as { texts: string[] }).texts;
}
