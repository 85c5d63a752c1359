import { visible } from './words';

/** Why a reply asks something: it has a question mark, or begins like a question. `words`: plain, without courtesy. */
export function whyQuestion(text: string, words: string): string | undefined {
  if (withoutLinks(plainMarks(text)).includes('?')) return 'It has a question mark.';
  const each = words.split(' ');
  while (BEFORE_QUESTIONS.has(each[0] ?? '')) each.shift();
  const [first = '', second = ''] = each;
  if (!QUESTION_WORDS.has(first) || NO_QUESTIONS.has(`${first} ${second}`)) return undefined;
  return `It begins with "${first}".`;
}

const QUESTION_WORDS = new Set(
  (
    'how what when where who why which can could do does did is are was will would should ' +
    'hows whats whens wheres whos whys'
  ).split(' '),
);
/** What may stand before a question: `hey, how much is it`. */
const BEFORE_QUESTIONS = new Set('hi hey hello ok okay so and but well um yes'.split(' '));
/** Beginnings that look like a question and are none. */
const NO_QUESTIONS = new Set([
  'do it',
  'do not',
  'can do',
  'could be',
  'could use',
  'should be',
  'what a',
  'will be',
  'will call',
  'will do',
  'will let',
  'will try',
  'would be',
  'would like',
  'would love',
]);

/** Question marks of other scripts as `?`. */
function plainMarks(text: string): string {
  return visible(text).replace(/[？؟⁇⁈⁉❓❔]/g, '?');
}

/** A link may have a question mark of its own. */
function withoutLinks(text: string): string {
  const isLink = (word: string): boolean => word.includes('://') || /^www\./i.test(word);
  return text
    .split(/\s+/)
    .filter((word) => !isLink(word))
    .join(' ');
}
