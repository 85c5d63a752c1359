import data from './data/state-rules.json';
import type { FrequencyCap } from './cap';
import type { ContactWindow } from './contact-hours';

/**
 * What US states say about marketing texts, as dated data with its sources (data/state-rules.json). Not legal advice:
 * several rows rest on vendors' pages, and where sources disagree the stricter reading is kept.
 */
export interface StateRule {
  readonly windows: readonly ContactWindow[];
  readonly closedOnHolidays: boolean;
  readonly cap?: FrequencyCap;
}

interface Row {
  readonly windows: readonly ContactWindow[];
  readonly holidays?: string;
  readonly cap?: { readonly count: number; readonly hours: number };
}

const HOUR_MS = 3_600_000;

const RULES: ReadonlyMap<string, StateRule> = new Map(
  Object.entries<Row>(data.states).map(([state, { windows, holidays, cap }]) => [
    state,
    {
      windows,
      closedOnHolidays: holidays === 'closed',
      ...(cap ? { cap: { count: cap.count, windowMs: cap.hours * HOUR_MS } } : {}),
    },
  ]),
);

/** The rules of these states, as far as they have any of their own; of every state for `any`. */
export function rulesOfStates(states: readonly string[] | 'any'): readonly (readonly [string, StateRule])[] {
  if (states === 'any') return [...RULES];
  return states.flatMap((state) => {
    const rule = RULES.get(state);
    return rule ? [[state, rule] as const] : [];
  });
}
