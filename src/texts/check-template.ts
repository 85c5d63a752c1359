import type { Purpose } from '../leads/message';
import { sellingWords } from './mislabelled';
import { plainer } from './plainer';
import { type Tag, type Template, TAG, authorsWords, readTemplate } from './read-template';
import { LONGEST_TEXT, tooLong } from './render';
import { countSegments } from './segments';

/** What the editor says about a text while it is written. Errors keep it from being sent. */
export interface Problem {
  readonly level: 'error' | 'warning' | 'info';
  /** `copy.…`: what makes a good text; `template.…` and `text.…`: what a text is technically. */
  readonly rule: string;
  /** A sentence. */
  readonly text: string;
  /** Where, in UTF-16 units from 0. */
  readonly at?: number;
}

/**
 * Everything that can be said of a template without a lead; `purpose` is what the text is said to be for. Pure and
 * browser-safe. Never throws.
 */
export function checkTemplate(template: string, purpose: Purpose = 'marketing'): Problem[] {
  if (template.trim() === '') return [error('template.empty', 'The text is empty.')];
  const read = readTemplate(template);
  if (!read.ok) return [error(read.rule, read.problem, read.at)];
  const words = authorsWords(template);
  const sample = sampleOf(template, read);
  return [
    ...placeholderProblems(read),
    ...fallbackProblems(read),
    ...vagueCalls(words),
    ...mislabelled(words, purpose),
    ...lengthProblems(words, sample),
    ...(sample.trim() === '' ? [] : segmentProblems(sample)),
  ];
}

/** Placeholders of other systems would be sent as they stand. */
function placeholderProblems({ placeholders }: Template): Problem[] {
  return placeholders.map(({ text, at, sure }) =>
    sure
      ? error(
          'copy.placeholder',
          `${text} would be sent as it stands. Write a value as in {{firstName | "there"}}.`,
          at,
        )
      : {
          level: 'warning',
          rule: 'copy.placeholder',
          text: `${text} will be sent as it stands. Is that meant?`,
          at,
        },
  );
}

const NAMES = ['firstName', 'lastName', 'name', 'lead.firstName', 'lead.lastName', 'lead.name'];

/** Many leads have no name; without a fallback they get no text. */
function fallbackProblems({ tags }: Template): Problem[] {
  const bare = tags.filter(({ kind, expression, inside }) => {
    const name = expression.path.join('.');
    const asked = inside.some((section) => section.path.join('.') === name);
    return kind === 'value' && NAMES.includes(name) && expression.fallbacks.length === 0 && !asked;
  });
  return bare.map(({ expression: { source }, at }) => ({
    level: 'warning',
    rule: 'template.fallback',
    text: `A lead without a name would not get this text. Add a fallback: {{${source} | "there"}}.`,
    at,
  }));
}

/** Rule 35: a call to action says what to do and what is in it. */
function vagueCalls(words: string): Problem[] {
  const call = /\b(?:click|tap) (?:here|this link|the link|below)\b/i.exec(words);
  if (!call) return [];
  const text = `"${call[0]}" says neither what to do nor what it brings. Say that, and put the link behind it.`;
  return [{ level: 'warning', rule: 'copy.vague_call', text, at: call.index }];
}

/** Marketing that is called something else would go out without the consent, the hours and the cap that it needs. */
function mislabelled(words: string, purpose: Purpose): Problem[] {
  const selling = purpose === 'marketing' ? undefined : sellingWords(words);
  if (!selling) return [];
  const text = `"${selling.words}" sounds like marketing, and this text is marked ${purpose}: mark it marketing, or say it without selling.`;
  return [{ level: 'warning', rule: 'copy.mislabelled', text, at: selling.at }];
}

function lengthProblems(words: string, sample: string): Problem[] {
  const own = words.replaceAll('\u0001', '').trim().length;
  if (own > LONGEST_TEXT) return [error('text.long', tooLong(own))];
  if (sample.length <= LONGEST_TEXT) return [];
  const text = `With its values the text may be longer than the ${LONGEST_TEXT} characters that can be sent.`;
  return [{ level: 'warning', rule: 'text.long', text }];
}

function segmentProblems(sample: string): Problem[] {
  const { encoding, segments, unusual } = countSegments(sample);
  const about = `About ${segments} ${segments === 1 ? 'segment' : 'segments'} (${encoding}).`;
  const count: Problem = { level: 'info', rule: 'text.segments', text: about };
  if (unusual.length === 0) return [count];
  const plain = countSegments(plainer(sample));
  const shown = unusual.slice(0, 10).map(visible).join(' ');
  if (plain.encoding !== 'GSM-7') {
    return [{ ...count, text: `${about} These characters need the costlier encoding: ${shown}` }];
  }
  const text = `These characters need the costlier encoding, and have plain ones beside them: ${shown}`;
  return [count, { level: plain.segments < segments ? 'warning' : 'info', rule: 'text.unusual', text }];
}

/** Invisible characters by their number. */
function visible(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return /[\p{C}\p{Z}\p{M}]/u.test(character)
    ? `U+${code.toString(16).toUpperCase().padStart(4, '0')}`
    : character;
}

/** The text with a likely value in the place of each tag, all sections included. */
function sampleOf(template: string, { tags }: Template): string {
  const values = new Map<number, Tag>(tags.filter((tag) => tag.kind === 'value').map((tag) => [tag.at, tag]));
  return template.replace(TAG, (_tag: string, at: number) => {
    const tag = values.get(at);
    return tag ? (tag.expression.fallbacks[0] ?? 'Margaret') : '';
  });
}

function error(rule: string, text: string, at?: number): Problem {
  return { level: 'error', rule, text, ...(at !== undefined && { at }) };
}
