import js from '@eslint/js';
import tseslint from 'typescript-eslint';

/** Time and chance come through src/clock.ts and src/randomness.ts, so that a test can hold them. */
const TIME_AND_CHANCE = [
  ['CallExpression[callee.object.name="Date"][callee.property.name="now"]', 'Take the time from the Clock.'],
  ['NewExpression[callee.name="Date"][arguments.length=0]', 'Take the time from the Clock.'],
  [
    'CallExpression[callee.object.name="DateTime"][callee.property.name=/^(now|utc|local)$/][arguments.length=0]',
    'Take the time from the Clock.',
  ],
  ['CallExpression[callee.name=/^(setTimeout|setInterval)$/]', 'Ask the Clock to wake you.'],
  [
    'CallExpression[callee.object.name="globalThis"][callee.property.name=/^(setTimeout|setInterval)$/]',
    'Ask the Clock to wake you.',
  ],
  [
    'CallExpression[callee.object.name="Math"][callee.property.name="random"]',
    'Take chance from the Randomness.',
  ],
].map(([selector, message]) => ({ selector, message }));

/** A rejected async handler ends the Node-RED process, and one that forgets `done` hangs a deploy for 15 s. */
const HANDLERS = {
  selector:
    'CallExpression[callee.property.name=/^(on|once|addListener|addEventListener)$/][arguments.0.value=/^(input|close)$/]',
  message: 'Use the wrappers of nodes/shared/handlers.ts.',
};

const BROWSER = ['nodes/**/editor.ts', 'nodes/editor/**/*.ts', 'nodes/sidebar/panel/**/*.ts'];
const TYPED = ['**/*.ts'];

export default tseslint.config(
  { ignores: ['dist/', 'resources/', 'node_modules/', '.cache/', '.node-red/'] },
  js.configs.recommended,
  {
    rules: {
      'max-lines': ['error', { max: 400 }],
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx'], location: 'anywhere' }],
      eqeqeq: 'error',
    },
  },
  {
    files: TYPED,
    extends: [...tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: {
        project: ['./tsconfig.json', './tsconfig.editor.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      // Numbers and flags in a message read well without String().
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      // `() => clearTimeout(timer)` reads better than a block.
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      // A contract may be asynchronous where one implementation is not.
      '@typescript-eslint/require-await': 'off',
      // A record without one of its keys is what some changes mean.
      '@typescript-eslint/no-dynamic-delete': 'off',
      // It takes what changes during an await, or in a callback, for constant.
      '@typescript-eslint/no-unnecessary-condition': 'off',
      // By code points is how texts are counted here (GSM 03.38, surrogate pairs).
      '@typescript-eslint/no-misused-spread': [
        'error',
        { allow: [{ from: 'lib', name: 'string' }, 'string'] },
      ],
      // TypeScript's noFallthroughCasesInSwitch knows when a case cannot end.
      'no-fallthrough': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  {
    files: ['src/**/*.ts', 'nodes/**/*.ts'],
    ignores: ['src/clock.ts', 'src/randomness.ts', ...BROWSER],
    rules: { 'no-restricted-syntax': ['error', ...TIME_AND_CHANCE] },
  },
  {
    files: ['nodes/**/*.ts'],
    ignores: ['nodes/shared/handlers.ts', ...BROWSER],
    rules: { 'no-restricted-syntax': ['error', ...TIME_AND_CHANCE, HANDLERS] },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      // A test may be surer than its types: of what is in an array, of parsed JSON.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    files: BROWSER,
    // What a dialog shows was saved by a dialog; an odd value may look odd there.
    rules: { '@typescript-eslint/no-base-to-string': 'off' },
  },
  {
    files: ['scripts/**/*.mjs', 'eslint.config.mjs', '**/*.cjs'],
    languageOptions: {
      globals: Object.fromEntries(
        [
          'process',
          'console',
          'fetch',
          'setTimeout',
          'clearTimeout',
          'setInterval',
          'clearInterval',
          'Buffer',
          'URL',
          'require',
          'module',
          'AbortSignal',
          'performance',
        ].map((name) => [name, 'readonly']),
      ),
    },
  },
);
