import type { Json } from '../json';
import { dateAt, type DateHabits } from './input/date';
import { readAmount } from './input/amount';
import { DAY_MS, wallTime } from './model/wall-time';

/**
 * `equals` and `contains` do not look at case; `over` and `under` compare amounts, however they are written; `before` and `after`
 * compare dates, and by the day when one of the two is a day.
 */
export type FieldTest =
  | { readonly op: 'equals' | 'contains'; readonly value: string | number | boolean }
  | { readonly op: 'over' | 'under'; readonly value: number }
  | { readonly op: 'before' | 'after'; readonly value: string }
  | { readonly op: 'exists' };

/** Whether a field of a lead, or a property of a behavior, is as the test asks. A missing one never is. */
export function fieldHolds(field: Json | undefined, test: FieldTest, name?: string, asked?: Asked): boolean {
  if (field === undefined || field === null || field === '') return false;
  switch (test.op) {
    case 'exists':
      return true;
    case 'equals':
      return plain(field) === plain(test.value) || isSameAmount(field, test.value);
    case 'contains':
      return Array.isArray(field)
        ? field.some((one) => plain(one) === plain(test.value))
        : plain(field).includes(plain(test.value));
    case 'over':
      return (readAmount(field) ?? NaN) > test.value;
    case 'under':
      return (readAmount(field) ?? NaN) < test.value;
    case 'before':
    case 'after':
      return comesAs(field, test, name, asked?.() ?? ANYWHERE);
  }
}

/** An own entry only: a rule for `constructor` finds nothing. */
export function ownField(fields: Readonly<Record<string, Json>>, key: string): Json | undefined {
  return Object.hasOwn(fields, key) ? fields[key] : undefined;
}

function plain(value: Json): string {
  return (typeof value === 'object' ? JSON.stringify(value) : String(value)).trim().toLowerCase();
}

/** `$1,299.00` is 1299; but `007` is an id, and no 7. */
function isSameAmount(field: Json, value: string | number | boolean): boolean {
  if (
    typeof field !== 'number' &&
    typeof value !== 'number' &&
    !MAY_BE_AMOUNT.test(`${plain(field)} ${plain(value)}`)
  )
    return false;
  const [one, other] = [field, value].map((side) =>
    LOOKS_LIKE_ID.test(plain(side)) ? undefined : readAmount(side),
  );
  return one !== undefined && one === other;
}

/** Something besides digits and letters: a sign of a currency, or of thousands. */
const MAY_BE_AMOUNT = /\d.*[.,'\u00a0\u202f\p{Sc}]|[.,\p{Sc}].*\d/u;
const LOOKS_LIKE_ID = /^[+-]?0\d/;

/** Whose clock counts for dates without a zone, and how they are written. Found when a date is asked about. */
export type Asked = () => AskedOf;

export interface AskedOf {
  /** IANA */
  readonly zone: string;
  readonly dates: DateHabits;
}

const ANYWHERE: AskedOf = { zone: 'UTC', dates: {} };

/** False for what is no date, or may be two. */
function comesAs(
  field: Json,
  { op, value }: FieldTest & { op: 'before' | 'after' },
  name: string | undefined,
  { zone, dates }: AskedOf,
): boolean {
  const one = dateAt(field, dates, zone, name);
  const other = dateAt(value, dates, zone);
  if (!one || !other) return false;
  const counted = (at: number): number =>
    one.hasTime && other.hasTime ? at : Math.floor(wallTime(at, zone) / DAY_MS);
  const difference = counted(one.at) - counted(other.at);
  return op === 'before' ? difference < 0 : difference > 0;
}
