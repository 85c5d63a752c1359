/**
 * What forms, exports and programs write where there is nothing: JavaScript's `undefined` and `[object Object]`, SQL's NULL and
 * `\N`, spreadsheets' #N/A, R's NA, analytics' `(not set)`, and what people type into a field that they may not leave empty.
 */
const EMPTIES: ReadonlySet<string> = new Set([
  ...[
    '',
    'null',
    '(null)',
    '<null>',
    '\\n',
    'undefined',
    'nan',
    'nil',
    '[object object]',
    '{}',
    '[]',
    '""',
    "''",
  ],
  ...['n/a', 'n.a.', 'n. a.', 'n/a.', 'na', '#n/a', '#na', '#ref!', '#value!', '#name?', '#null!', '#div/0!'],
  ...['(not set)', 'not set', '(none)', '(empty)', '(blank)', '<empty>', 'not provided', 'not available'],
  ...[
    'not applicable',
    'k.a.',
    's/d',
    's.d.',
    '-',
    '--',
    '---',
    '–',
    '—',
    '_',
    '.',
    '..',
    '...',
    '…',
    '?',
    '??',
    '???',
  ],
]);
const LONGEST_EMPTY = 20;

/** True for a text that stands for nothing. What it stands for is not known, so it never replaces what is. */
export function isEmptyText(text: string): boolean {
  if (text.length > 2 * LONGEST_EMPTY) return text.trim() === '';
  const plain = text
    .replace(/\p{Cf}/gu, '')
    .trim()
    .toLowerCase();
  return plain.length <= LONGEST_EMPTY && EMPTIES.has(plain);
}

/** True for what says nothing: nothing, null, and a text that stands for it. */
export function saysNothing(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'string' && isEmptyText(value));
}
