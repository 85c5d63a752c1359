/** One step of `npm test`, in a process of its own whose output is shown in one piece when it has ended. */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { CACHE, ROOT, say } from './setup.mjs';

const STEP_LIMIT_MS = 25 * 60_000;
/** Between the last test and the end of the process. What takes longer was left open by a test. */
const ENDING_LIMIT_MS = 15_000;
const MOCHA = join(ROOT, 'node_modules', 'mocha', 'bin', '_mocha');

/** Runs a check; resolves with what it adds to the sum: one failure, or nothing. */
export async function runCheck(name, args) {
  const { problem, output } = await run(name, args, () => false);
  tell(name, problem, output);
  return { passed: 0, failed: problem ? 1 : 0, skipped: 0 };
}

/** Runs mocha on these files; resolves with how many tests passed, failed and were skipped. */
export async function runTests(name, files, mochaOptions = []) {
  mkdirSync(CACHE, { recursive: true });
  const folder = mkdtempSync(join(CACHE, 'counts-'));
  const counts = join(folder, 'counts.json');
  const reporter = [
    '--reporter',
    join(ROOT, 'scripts', 'reporter.cjs'),
    '--reporter-option',
    `counts=${counts}`,
  ];
  const colour = process.stdout.isTTY ? ['--color'] : [];
  const args = ['--import', 'tsx', MOCHA, ...reporter, ...colour, ...mochaOptions, ...files];
  const { problem, output } = await run(name, args, () => existsSync(counts));
  const counted = existsSync(counts)
    ? JSON.parse(readFileSync(counts, 'utf8'))
    : { passed: 0, failed: 0, skipped: 0 };
  rmSync(folder, { recursive: true });
  // mocha's exit code is the number of failures; anything else that went wrong is one more.
  const uncounted = problem && counted.failed === 0;
  tell(name, problem, output);
  return { ...counted, failed: counted.failed + (uncounted ? 1 : 0) };
}

/** `isOver` tells when the work is done and only the process has still to end. */
async function run(name, args, isOver) {
  say(`> ${name} ...`);
  const start = performance.now();
  // A group of its own, so that nothing it started outlives it.
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let output = '';
  child.stdout.on('data', (text) => (output += text));
  child.stderr.on('data', (text) => (output += text));
  let problem;
  const end = (why) => {
    problem = why;
    killGroup(child);
  };
  const limit = setTimeout(end, STEP_LIMIT_MS, `did not end within ${STEP_LIMIT_MS / 60_000} minutes`);
  let overSince;
  const watch = setInterval(() => {
    if (isOver()) overSince ??= performance.now();
    if (performance.now() - overSince > ENDING_LIMIT_MS) end('did not end by itself after its last test');
  }, 500);
  const passOnInterrupt = () => killGroup(child);
  process.once('exit', passOnInterrupt);
  const code = await new Promise((resolve) => child.once('close', resolve));
  process.off('exit', passOnInterrupt);
  clearTimeout(limit);
  clearInterval(watch);
  problem ??= code === 0 ? undefined : 'failed';
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  return { problem: problem && `${problem} (${seconds} s)`, output: output.trimEnd() + `\n  ${seconds} s` };
}

function killGroup(child) {
  if (child.exitCode !== null) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    child.kill('SIGKILL');
  }
}

function tell(name, problem, output) {
  say(`\n== ${name}${problem ? `: ${problem}` : ''}`);
  say(output);
  say('');
}
