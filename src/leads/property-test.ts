import { fieldHolds, ownField, type Asked, type FieldTest } from './field-test';
import type { Behavior } from './lead';

/** What a property of a behavior has to be; `same`: what it was in the behavior that began the journey. */
export interface PropertyTest {
  readonly property: string;
  readonly test: FieldTest | { readonly op: 'same' };
}

/** Whether the behavior is the one that is meant; `entry` began the journey, outside of one there is none. */
export function propertyHolds(
  { properties }: Behavior,
  { property, test }: PropertyTest,
  entry: Behavior | undefined,
  asked?: Asked,
): boolean {
  const value = ownField(properties, property);
  if (test.op !== 'same') return fieldHolds(value, test, property, asked);
  const first = entry && ownField(entry.properties, property);
  if (first === undefined || first === null || typeof first === 'object') return false;
  return fieldHolds(value, { op: 'equals', value: first });
}
