import { judge, type ContactRules, type Question } from '../permission/verdict';

/** Longer than any provider keeps a text: Twilio's ValidityPeriod is at most 36,000 s (docs, message resource). */
const LONGEST_MS = 36_000_000;
const STEP_MS = 15 * 60_000;
/** Leads of so many places are remembered at a time. */
const MOST_PLACES = 5_000;

interface Known {
  readonly from: number;
  /** When the hours end, ms UTC; Infinity: not within LONGEST_MS of `from`. */
  readonly until: number;
}

const closings = new WeakMap<ContactRules, Map<string, Known>>();

/**
 * When the contact hours end in which a text goes out now, ms UTC: later it must not be delivered. undefined: not within ten
 * hours, or hours do not count for it.
 */
export function closingTime(question: Question): number | undefined {
  const { purpose, rules, at } = question;
  if (purpose !== 'marketing' || rules.hours === 'any') return undefined;
  const byPlace = closings.get(rules) ?? new Map<string, Known>();
  closings.set(rules, byPlace);
  const place = placeOf(question);
  const known = byPlace.get(place);
  if (known && known.from <= at && at < Math.min(known.until, known.from + STEP_MS)) {
    return known.until === Infinity ? undefined : known.until;
  }
  const until = searchClosing(question);
  if (byPlace.size >= MOST_PLACES) byPlace.clear();
  byPlace.set(place, { from: at, until });
  return until === Infinity ? undefined : until;
}

/** All that the hours of a lead may depend on (see permission/whereabouts.ts). */
function placeOf({ record: { lead } }: Question): string {
  const { state, province, address } = lead.fields;
  return JSON.stringify([lead.zone, lead.phone.slice(0, 5), state, province, address]);
}

function searchClosing(question: Question): number {
  const end = question.at + LONGEST_MS;
  for (let open = question.at; open < end; open += STEP_MS) {
    if (!isOpen(question, open + STEP_MS)) return bisect(question, open, open + STEP_MS);
  }
  return Infinity;
}

function bisect(question: Question, open: number, closed: number): number {
  let [from, to] = [open, closed];
  while (to - from > 1) {
    const middle = Math.floor((from + to) / 2);
    if (isOpen(question, middle)) from = middle;
    else to = middle;
  }
  return to;
}

function isOpen(question: Question, at: number): boolean {
  return judge({ ...question, at }).gates.every(
    ({ gate, answer }) => gate !== 'contact_hours' || answer === 'allow',
  );
}
