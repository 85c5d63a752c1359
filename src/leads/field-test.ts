import type { Json } from '../json';

/** `equals` and `contains` do not look at case; `over` and `under` compare numbers, also written as text. */
export type FieldTest =
  | { readonly op: 'equals' | 'contains'; readonly value: string | number | boolean }
  | { readonly op: 'over' | 'under'; readonly value: number }
  | { readonly op: 'exists' };

/** Whether a field of a lead, or a property of a behavior, is as the test asks. A missing one never is. */
export function fieldHolds(field: Json | undefined, test: FieldTest): boolean {
  if (field === undefined || field === null || field === '') return false;
  switch (test.op) {
    case 'exists':
      return true;
    case 'equals':
      return plain(field) === plain(test.value);
    case 'contains':
      return Array.isArray(field)
        ? field.some((one) => plain(one) === plain(test.value))
        : plain(field).includes(plain(test.value));
    case 'over':
      return numberOf(field) > test.value;
    case 'under':
      return numberOf(field) < test.value;
  }
}

/** An own entry only: a rule for `constructor` finds nothing. */
export function ownField(fields: Readonly<Record<string, Json>>, key: string): Json | undefined {
  return Object.hasOwn(fields, key) ? fields[key] : undefined;
}

function plain(value: Json): string {
  return (typeof value === 'object' ? JSON.stringify(value) : String(value)).trim().toLowerCase();
}

/** NaN, which is neither over nor under anything, for what is no number. */
function numberOf(value: Json): number {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && value.trim() !== '' ? Number(value) : NaN;
}
