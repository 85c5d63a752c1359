import type { FieldTest } from '../../src/leads/field-test';
import { readDate } from '../../src/leads/input/date';
import type { ConfigReader } from './config';

export const FIELD_TESTS = [
  'equals',
  'contains',
  'over',
  'under',
  'before',
  'after',
  'exists',
] as const satisfies readonly FieldTest['op'][];

/** Reads `op` and `value`, as they stand flat in a flow file. */
export function readFieldTest(from: ConfigReader): FieldTest {
  const op = from.choice('op', FIELD_TESTS, 'equals');
  switch (op) {
    case 'exists':
      return { op };
    case 'over':
    case 'under':
      return { op, value: from.number('value', 0, { from: -1e15, to: 1e15 }) };
    case 'before':
    case 'after': {
      const value = from.scalar('value').trim();
      const day = readDate(value, {});
      if (day.kind === 'none' || day.kind === 'ambiguous')
        from.fail('value', 'write the date as in 2026-12-24, or 2026-12-24T18:00.');
      return { op, value };
    }
    default: {
      const value = from.scalar('value').trim();
      if (value === '') from.fail('value', 'say what the field is compared with.');
      return { op, value };
    }
  }
}
