/**
 * `npm test`: sets up what is missing, builds, checks types and style, runs all tests. `npm test -- <file, folder or part
 * of a path>` runs only those tests, and options (`--grep word`) go to mocha. The last line is `N passed, N failed`.
 */
import { readdirSync } from 'node:fs';
import { join, sep } from 'node:path';
import { buildWhatIsOld, installWhatIsMissing, ROOT, say, SetupError } from './setup.mjs';
import { runCheck, runTests } from './test-run.mjs';
import { fetchSecondVersions } from './versions.mjs';

/** These start real Node-REDs and browsers and have much to wait for; all others keep a processor busy. */
const WITH_PROCESSES = /^test\/(examples|package|versions|crash|browser|scripts|support)\//;
/** Flows in the process of the tests, and some in a Node-RED of their own. */
const WITH_NODES = /^test\/nodes\//;

const results = [];
try {
  setUp();
  const asked = process.argv.slice(2);
  if (asked.length > 0) results.push(await someTests(asked));
  else results.push(...(await everything()));
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  console.error(error.message);
  results.push({ passed: 0, failed: 1, skipped: 0 });
}
const sum = (what) => results.reduce((total, result) => total + result[what], 0);
if (sum('skipped') > 0) say(`${sum('skipped')} skipped`);
say(`${sum('passed')} passed, ${sum('failed')} failed`);
process.exitCode = sum('failed') > 0 ? 1 : 0;

function setUp() {
  const start = performance.now();
  installWhatIsMissing();
  fetchSecondVersions();
  buildWhatIsOld();
  say(`Set up in ${((performance.now() - start) / 1000).toFixed(1)} s, Node.js ${process.versions.node}.`);
}

/** Two lanes at a time: what computes, and what waits for other processes. */
async function everything() {
  const files = testFiles();
  const slow = files.filter((file) => WITH_PROCESSES.test(file));
  const nodes = files.filter((file) => WITH_NODES.test(file));
  const quick = files.filter((file) => !WITH_PROCESSES.test(file) && !WITH_NODES.test(file));
  const bin = (name, file) => join(ROOT, 'node_modules', name, ...file.split('/'));
  const steps = [
    [
      () => runCheck('types', [bin('typescript', 'bin/tsc'), '--noEmit', '-p', '.']),
      () =>
        runCheck('types in the browser', [
          bin('typescript', 'bin/tsc'),
          '--noEmit',
          '-p',
          'tsconfig.editor.json',
        ]),
      () => runCheck('lint', [bin('eslint', 'bin/eslint.js'), '.']),
      () => runCheck('format', [bin('prettier', 'bin/prettier.cjs'), '--check', '--log-level=warn', '.']),
      () => runTests('tests of the engine', quick),
      () => runTests('tests of the nodes', nodes),
    ],
    [() => runTests('tests with processes and the browser', slow)],
  ];
  const lanes = await Promise.all(steps.map(oneAfterAnother));
  return lanes.flat();
}

async function oneAfterAnother(steps) {
  const done = [];
  for (const step of steps) done.push(await step());
  return done;
}

async function someTests(asked) {
  const firstOption = asked.findIndex((word) => word.startsWith('-'));
  const parts = firstOption < 0 ? asked : asked.slice(0, firstOption);
  const options = firstOption < 0 ? [] : asked.slice(firstOption);
  const wanted = parts.map((part) => part.split(sep).join('/').replace(/^\.\//, ''));
  const files = testFiles().filter(
    (file) => wanted.length === 0 || wanted.some((part) => file.includes(part)),
  );
  if (files.length === 0) throw new SetupError(`No test file has ${parts.join(' or ')} in its path.`);
  return runTests('tests', files, options);
}

/** With slashes, from the checkout. */
function testFiles() {
  return readdirSync(join(ROOT, 'test'), { recursive: true })
    .map((file) => `test/${file.split(sep).join('/')}`)
    .filter((file) => file.endsWith('.test.ts'))
    .sort();
}
