import type { PropertyTest } from '../../src/leads/property-test';
import type { ConfigReader } from './config';
import { FIELD_TESTS, readFieldTest } from './field-test';

/** `same`: it is what it was in the behavior that began the journey. */
export const PROPERTY_TESTS = [...FIELD_TESTS, 'same'] as const;

/** Reads `property`, and with one `op` and `value`, as they stand flat in a flow file. */
export function readProperty(from: ConfigReader): { where?: PropertyTest } {
  const property = from.text('property', '').trim();
  if (property === '') return {};
  const isSame = from.choice('op', PROPERTY_TESTS, 'equals') === 'same';
  return { where: { property, test: isSame ? { op: 'same' } : readFieldTest(from) } };
}
