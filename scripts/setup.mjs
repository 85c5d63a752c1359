/**
 * Makes a fresh checkout ready: checks Node.js, installs what package-lock.json asks for when it is not there yet, and
 * builds when a source is newer than `dist/`. `npm start` and `npm test` begin with it; it needs nothing but Node.js.
 */
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout. */
export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
/** What can be made or fetched again; git ignores it. */
export const CACHE = join(ROOT, '.cache');

const LEAST_NODE_MAJOR = 20;
/** A change in any of these makes `dist/` old. */
const SOURCES = [
  'src',
  'nodes',
  'icons',
  'scripts/build.mjs',
  'scripts/dialog-rows.mjs',
  'tsup.config.ts',
  'tsconfig.json',
  'package.json',
];
/** Its time is the start of the last build that succeeded. */
const BUILT = join(CACHE, 'built');

/** Something a person has to put right; its message says what. */
export class SetupError extends Error {}

/** Says what is being done. */
export function say(line) {
  console.log(line);
}

/** Runs `work`; a SetupError becomes one line and exit code 1. */
export async function orSayWhy(work) {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}

/** Checks Node.js and installs the packages of package-lock.json when they are missing or others. */
export function installWhatIsMissing() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < LEAST_NODE_MAJOR) {
    throw new SetupError(`Node.js ${LEAST_NODE_MAJOR} or later is needed; this is ${process.versions.node}.`);
  }
  if (installedPackagesFit()) return;
  const lock = existsSync(join(ROOT, 'package-lock.json'));
  const command = lock ? 'ci' : 'install';
  say(`Installing packages (npm ${command}); the first time this takes a minute or two ...`);
  npm(
    [command, '--no-audit', '--no-fund', '--loglevel=error'],
    `npm ${command} failed; its reason stands above.`,
  );
}

/** Builds `dist/` when a source was changed after the last build began. Returns whether it did. */
export function buildWhatIsOld() {
  const builtAt = existsSync(join(ROOT, 'dist')) ? lastChange(BUILT) : 0;
  if (SOURCES.every((source) => lastChange(join(ROOT, source)) < builtAt)) return false;
  say('Building the package (npm run build) ...');
  const start = new Date();
  npm(['run', '--silent', 'build'], 'The build failed; its reason stands above.');
  mkdirSync(CACHE, { recursive: true });
  writeFileSync(BUILT, '');
  utimesSync(BUILT, start, start);
  return true;
}

/** Runs npm in `folder`, its output going to ours; throws a SetupError with `otherwise` when it fails. */
export function npm(args, otherwise, folder = ROOT) {
  const { status, error } = spawnNpm(args, { cwd: folder, stdio: 'inherit' });
  if (error) throw new SetupError(`npm could not be started (${error.message}). It comes with Node.js.`);
  if (status !== 0) throw new SetupError(otherwise);
}

/** The npm that runs us, or else the one on the path. */
export function spawnNpm(args, options) {
  const runningNpm = process.env.npm_execpath;
  if (runningNpm?.endsWith('.js')) return spawnSync(process.execPath, [runningNpm, ...args], options);
  const onWindows = process.platform === 'win32';
  return spawnSync(onWindows ? 'npm.cmd' : 'npm', args, { ...options, shell: onWindows });
}

/**
 * npm writes what it installed to node_modules/.package-lock.json. Packages for other machines are optional and may be
 * missing there.
 */
function installedPackagesFit() {
  const wanted = readJson('package-lock.json');
  const installed = readJson('node_modules/.package-lock.json');
  if (!wanted || !installed) return false;
  return (
    asksForTheSame(readJson('package.json'), wanted.packages['']) &&
    Object.entries(wanted.packages).every(
      ([path, { version, optional, peer }]) =>
        path === '' ||
        (optional && !installed.packages[path]) ||
        (peer && !installed.packages[path]) ||
        installed.packages[path]?.version === version,
    )
  );
}

function asksForTheSame(manifest, locked) {
  const asked = ({ dependencies = {}, devDependencies = {} }) =>
    JSON.stringify([Object.entries(dependencies).sort(), Object.entries(devDependencies).sort()]);
  return asked(manifest) === asked(locked);
}

function readJson(path) {
  try {
    return JSON.parse(readFileSync(join(ROOT, path), 'utf8'));
  } catch {
    return undefined;
  }
}

/** When a file or folder at or below `path` was last changed (ms); 0 when there is none. */
function lastChange(path) {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) return 0;
  const inside = found.isDirectory() ? readdirSync(path) : [];
  return Math.max(found.mtimeMs, ...inside.map((name) => lastChange(join(path, name))));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  void orSayWhy(() => {
    installWhatIsMissing();
    buildWhatIsOld();
    say('Ready.');
  });
}
