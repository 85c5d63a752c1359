import { closedDays } from './holidays';
import {
  EVERY_DAY,
  FEDERAL_HOURS,
  type ContactHours,
  type ContactPlan,
  type ContactWindow,
  type HoursBy,
} from './contact-hours';
import { rulesOfStates } from './state-rules';
import type { Abroad } from './whereabouts';
import { Week, type OpenSpan } from './week';

/** From contact hours as a person sets them to a week that can be asked. */

/** The week of hours for a lead who may be in these states; without `week` it is always open. `rule` is its id. */
export type PreparedHours = (
  states: readonly string[] | 'any',
  inUs: boolean,
  abroad: Abroad,
) => { readonly week?: Week; readonly rule: string };

const FEDERAL: readonly ContactWindow[] = [FEDERAL_HOURS];
/** A window that is inside that of nearly every state: Kentucky and Rhode Island are stricter by vendors' pages. */
const STRICTEST: readonly ContactWindow[] = [{ start: '09:00', end: '20:00', days: [1, 2, 3, 4, 5, 6] }];

/**
 * Outside the North American plan, in every zone of the number's country. No national rule is in it: none was read in its official
 * text yet.
 */
const ABROAD_PARTS: Parts = {
  rule: 'hours.abroad.09:00-20:00',
  together: [[{ start: '09:00', end: '20:00', days: EVERY_DAY }]],
  federalHolidays: false,
  closedDates: [],
};

/** Who sets own hours for everybody has set them for the own country; every other number abroad gets the careful ones too. */
function countsAbroad(by: HoursBy, abroad: Abroad): boolean {
  return abroad === 'other_country' || (abroad === 'own_country' && by !== 'window');
}

const MINUTES_A_DAY = 1_440;

/** Hours that count together: all of these windows' lists must be open, and no closed day may be. */
interface Parts {
  readonly rule: string;
  readonly together: readonly (readonly ContactWindow[])[];
  readonly federalHolidays: boolean;
  readonly closedDates: readonly string[];
}

/**
 * Makes ready what must be open together.
 * @throws RangeError when a time is not HH:MM, a day not 1 to 7, or a closed day no date
 */
export function preparedHours(all: readonly ContactHours[]): PreparedHours {
  const limits = all.filter((hours) => hours !== 'any');
  if (limits.length === 0) return () => ALWAYS;
  const plans = limits.map((hours) => ('by' in hours ? hours : { by: 'window' as const, windows: [hours] }));
  // What makes no sense shall show now, and not at the first text.
  for (const { windows, closedDates } of plans) {
    windows.forEach(spanOf);
    closedDays(closedDates ?? [], false);
  }
  const known = new Map<string, { readonly week: Week; readonly rule: string }>();
  return (states, inUs, abroad) => {
    const key = `${abroad} ${inUs ? (states === 'any' ? 'any' : states.join()) : '-'}`;
    const before = known.get(key);
    if (before) return before;
    if (known.size >= MOST_PLACES) known.clear();
    const parts = plans.map((plan) => partsOf(plan, states, inUs));
    const made = weekOf(plans.some(({ by }) => countsAbroad(by, abroad)) ? [...parts, ABROAD_PARTS] : parts);
    known.set(key, made);
    return made;
  };
}

const ALWAYS = { rule: 'hours.any' };
const MOST_PLACES = 1_000;

function weekOf(parts: readonly Parts[]): { readonly week: Week; readonly rule: string } {
  const closedDates = parts.flatMap((part) => part.closedDates);
  const federal = parts.some(({ federalHolidays }) => federalHolidays);
  const closed = federal || closedDates.length > 0 ? closedDays(closedDates, federal) : undefined;
  const hours = parts.flatMap(({ together }) => together.map((windows) => windows.flatMap(spansOf)));
  return { week: new Week(hours, closed), rule: parts.map(({ rule }) => rule).join(' + ') };
}

function partsOf(plan: ContactPlan, states: readonly string[] | 'any', inUs: boolean): Parts {
  const { by, windows, closedDates = [], federalHolidays = false } = plan;
  const own = { closedDates, federalHolidays };
  switch (by) {
    case 'federal':
      return { rule: 'hours.federal', together: [FEDERAL], ...own };
    case 'strictest':
      return { rule: 'hours.strictest', together: [STRICTEST], closedDates, federalHolidays: true };
    case 'window':
      return { rule: `hours.${windows.map(nameOf).join('_and_')}`, together: [windows], ...own };
    case 'by_state': {
      if (!inUs)
        return { rule: `hours.abroad.${windows.map(nameOf).join('_and_')}`, together: [windows], ...own };
      const rules = rulesOfStates(states);
      const names = states === 'any' ? 'any' : rules.map(([state]) => state).join('_');
      return {
        rule: `hours.by_state.${names || 'federal'}`,
        together: [FEDERAL, ...rules.map(([, rule]) => rule.windows)],
        closedDates,
        federalHolidays: federalHolidays || rules.some(([, { closedOnHolidays }]) => closedOnHolidays),
      };
    }
  }
}

function spansOf(window: ContactWindow): OpenSpan[] {
  const { from, length } = spanOf(window);
  return window.days.map((day) => {
    const begins = (day - 1) * MINUTES_A_DAY + from;
    return { from: begins, to: begins + length };
  });
}

function spanOf({ start, end, days }: ContactWindow): { readonly from: number; readonly length: number } {
  const from = minuteOfDay(start);
  const to = minuteOfDay(end);
  if (days.some((day) => !Number.isInteger(day) || day < 1 || day > 7)) {
    throw new RangeError('a day of the contact hours is not 1 (Monday) to 7 (Sunday)');
  }
  return { from, length: to >= from ? to - from : to - from + MINUTES_A_DAY };
}

function minuteOfDay(time: string): number {
  const [, hours, minutes] = /^(\d\d):(\d\d)$/.exec(time) ?? [];
  const minute = Number(hours) * 60 + Number(minutes);
  if (!(minute <= MINUTES_A_DAY && Number(minutes) < 60)) {
    throw new RangeError('a time of the contact hours is not HH:MM, such as 08:00');
  }
  return minute;
}

const DAY_NAMES = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

function nameOf({ start, end, days }: ContactWindow): string {
  const open = DAY_NAMES.filter((_name, index) => days.includes(index + 1));
  return `${start}-${end}${open.length === 7 ? '' : `.${open.join('_') || 'no_day'}`}`;
}
