import assert from 'node:assert/strict';
import fc from 'fast-check';
import { formToObject, readBehaviorInput, type BehaviorReading } from '../../../src/leads/behavior-input';
import { isEmptyText } from '../../../src/leads/input/empties';
import { parseJson } from '../../../src/leads/input/json-text';
import { PHONE, context } from '../reading';

/** Rows as tables have them; each takes one of these ways in. `ROWS=100000` tries more, `FC_SEED` others. */
const ROWS = Number(process.env['ROWS'] ?? 3_000);
const SEED = Number(process.env['FC_SEED'] ?? 1);

const WAYS: Readonly<Record<string, (row: Readonly<Record<string, string>>) => BehaviorReading>> = {
  webhook: (row) => readBehaviorInput(parseJson(JSON.stringify(row)), context()),
  form: (row) => readBehaviorInput(formToObject(Object.entries(row)), context()),
  message: (row) => readBehaviorInput(row, context()),
};

const KEYS = [
  'name',
  'firstName',
  'lead.city',
  'lead[zone]',
  'Lead.Stage',
  'lead.tags',
  'properties.page',
  'note',
  'consent',
  'optOut',
  'clear',
  'id',
  'lead.address.state',
  '__proto__',
  'x',
];
const key = fc.oneof(fc.constantFrom(...KEYS), fc.string({ maxLength: 12 }));
const value = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom(
    'yes',
    'no',
    'maybe',
    'N/A',
    'null',
    '-',
    'UTC',
    'Eastern Time (US & Canada)',
    'https://evil.example',
    'O&#039;Brien',
    '12345678901234567890',
  ),
);
const row = fc.dictionary(key, value, { maxKeys: 8, noNullPrototype: true });

describe('rows that were changed at random', () => {
  for (const [way, read] of Object.entries(WAYS)) {
    it(`crash nothing, and lose nothing without a word, through a ${way}`, () => {
      const seen = { taken: 0, refused: 0 };
      fc.assert(
        fc.property(row, (told) => {
          const reading = read({ ...told, phone: PHONE });
          if (!reading.ok) {
            seen.refused++;
            assert.match(reading.problem, /\.$/);
            return;
          }
          seen.taken++;
          const { ignored = [], behavior } = reading.input;
          // A field that nobody knows is a property of what was done, or is named.
          const note = Object.hasOwn(told, 'note') ? told['note'] : undefined;
          if (note === undefined || note.trim() === '' || isEmptyText(note)) return;
          assert.ok(
            'note' in behavior.properties || ignored.some(({ field }) => field === 'note' || field === '…'),
          );
        }),
        { numRuns: ROWS, seed: SEED },
      );
      assert.equal(seen.taken + seen.refused, ROWS);
    });
  }
});
