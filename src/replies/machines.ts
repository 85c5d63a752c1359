import { plainWords } from './words';

/** Replies that no person wrote as an answer: what phones, mail programs and carriers send. */

/**
 * A text that a machine wrote: an auto-reply that says so, the driving mode of a phone, out of office, a carrier's
 * notice. A text with a question mark counts as a person's unless it is labelled. `shown` is visible text.
 */
export function isAutoText(shown: string): boolean {
  if (shown.split(SENTENCE_ENDS).some(isAutoLabel)) return true;
  if (shown.includes('?')) return false;
  const said = plainWords(shown.slice(0, LONGEST_NOTICE));
  return OPENINGS.some((opening) => said.startsWith(opening)) || isCarrierNotice(said);
}

function isAutoLabel(part: string): boolean {
  return part.length <= LONGEST_LABEL && !part.includes('?') && AUTO_LABELS.has(plainWords(part));
}

/** Labels and notices are short, or tell themselves at their beginning: no need to read a novel. In UTF-16 units. */
const LONGEST_LABEL = 40;
const LONGEST_NOTICE = 200;

const SENTENCE_ENDS = /[()[\]{}.!:\n]+/;

const AUTO_LABELS = new Set([
  'auto reply',
  'autoreply',
  'auto response',
  'automatic reply',
  'automatic response',
  'automated reply',
  'automated response',
  'automated message',
  'this is an automated message',
  'this is an automated reply',
  'this is an automated response',
  'this is an automatic reply',
]);

const OPENINGS = [
  'im driving with do not disturb',
  'im not receiving notifications',
  'this is an automated ',
  'this is an automatic ',
  'out of office',
  'im out of the office',
  'i am out of the office',
  'im currently out of the office',
  'i am currently out of the office',
];

const NOTICE_SUBJECTS = ['this number ', 'the number you ', 'this phone ', 'this mailbox ', 'this inbox '];
const NOTICES = [
  'does not accept sms',
  'does not accept text',
  'does not receive sms',
  'does not receive text',
  'cannot receive sms',
  'cannot receive text',
  'is not monitored',
  'is not in service',
  'is no longer in service',
];

function isCarrierNotice(said: string): boolean {
  return (
    NOTICE_SUBJECTS.some((subject) => said.startsWith(subject)) &&
    NOTICES.some((notice) => said.includes(notice))
  );
}
