/**
 * The second versions that the tests run on, and where they are kept. Node-RED 4.1 is a dev dependency and runs on the
 * Node.js that runs the tests; Node-RED 5 needs Node.js 22.9, so an older one gets Node.js 24 from npm beside it.
 */
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CACHE, npm, orSayWhy, ROOT, say, SetupError } from './setup.mjs';

/** Pinned here and nowhere else. */
export const NODE_RED_5 = '5.0.7';
export const NODE_24 = '24.21.0';

/**
 * Where each Node-RED and its Node.js are: `{ node, nodeRed }`, the program and the folder of the package `node-red`.
 * Does not fetch anything.
 */
export function runtimeOf(version) {
  const here = process.execPath;
  if (version === '4.1') return { node: here, nodeRed: join(ROOT, 'node_modules', 'node-red') };
  return {
    node: runsNodeRed5() ? here : node24Program(),
    nodeRed: join(nodeRed5Folder(), 'node_modules', 'node-red'),
  };
}

/** Fetches from npm what `runtimeOf('5')` names and is not there yet. */
export function fetchSecondVersions() {
  fetch(`node-red@${NODE_RED_5}`, nodeRed5Folder());
  if (!runsNodeRed5()) fetch(`${node24Package()}@${NODE_24}`, node24Folder());
}

function runsNodeRed5() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  return major > 22 || (major === 22 && minor >= 9);
}

function nodeRed5Folder() {
  return join(CACHE, `node-red-${NODE_RED_5}`);
}

function node24Folder() {
  return join(CACHE, `node-${NODE_24}`);
}

/**
 * The npm package `node` only fetches one of these in an install script, which npm 11 does not run unasked, so the one
 * for this machine is taken directly.
 */
function node24Package() {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  return `node-${platform}-${process.arch}`;
}

function node24Program() {
  const program = process.platform === 'win32' ? 'node.exe' : 'node';
  return join(node24Folder(), 'node_modules', node24Package(), 'bin', program);
}

/** Installs one package into a folder of its own. The folder gets its name last, so a broken-off try leaves nothing. */
function fetch(what, folder) {
  if (existsSync(folder)) return;
  say(`Fetching ${what} for the tests of a second version ...`);
  mkdirSync(CACHE, { recursive: true });
  const half = mkdtempSync(join(CACHE, 'fetching-'));
  try {
    // --force: Node-RED 5 asks for a newer Node.js than the one that may be running npm; it will not run on that one.
    const quiet = [
      '--no-audit',
      '--no-fund',
      '--loglevel=error',
      '--omit=dev',
      '--ignore-scripts',
      '--force',
    ];
    npm(
      ['install', '--prefix', half, what, ...quiet],
      `Could not fetch ${what} from npm; the reason stands above.`,
    );
    renameSync(half, folder);
  } catch (error) {
    rmSync(half, { recursive: true, force: true });
    if (!(error instanceof SetupError) && existsSync(folder)) return;
    throw error;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  void orSayWhy(fetchSecondVersions);
}
