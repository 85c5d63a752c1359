import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { CACHE } from './places';

export type { Browser, BrowserContext, Page };

const run = promisify(execFile);
const requireHere = createRequire(import.meta.url);

/** A Chromium that can be started: its program, and what it needs in its environment. */
export interface Chromium {
  readonly program: string;
  readonly env: Readonly<Record<string, string>>;
}

const INSTALLED: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  linux: [
    '/usr/bin/google-chrome',
    '/usr/bin/google-chrome-stable',
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/snap/bin/chromium',
  ],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ],
  win32: [
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
  ],
};

let found: Promise<Chromium | undefined> | undefined;

/**
 * Starts a headless Chromium, or resolves with undefined, after one line that says so, where there is none. The caller
 * closes it. In a mocha hook use `browserOrSkip`.
 */
export async function browser(): Promise<Browser | undefined> {
  found ??= findChromium();
  const chosen = await found;
  if (!chosen) return undefined;
  return chromium.launch({
    executablePath: chosen.program,
    env: { ...definedEnv(), ...chosen.env },
    // Without a user namespace (containers, root) Chromium's sandbox cannot start; it only ever sees our own pages.
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--force-color-profile=srgb'],
  });
}

/** For a mocha `before(async function () { chrome = await browserOrSkip(this); })`. */
export async function browserOrSkip(context: Mocha.Context): Promise<Browser> {
  // The first start unpacks 60 MB.
  context.timeout(60_000);
  return (await browser()) ?? context.skip();
}

/** CHROME_PATH first, then the one that comes with npm (Linux x64), then an installed one. */
export async function findChromium(): Promise<Chromium | undefined> {
  const asked = process.env['CHROME_PATH'];
  if (asked !== undefined && asked !== '') return { program: asked, env: {} };
  const packed = process.platform === 'linux' && process.arch === 'x64' ? await packedChromium() : undefined;
  if (packed) return packed;
  const installed = (INSTALLED[process.platform] ?? []).find((path) => existsSync(path));
  if (installed !== undefined) return { program: installed, env: {} };
  console.log(
    'No browser: neither Chrome nor Chromium is installed here (CHROME_PATH can name one), so the browser tests are skipped.',
  );
  return undefined;
}

/** The Chromium of @sparticuz/chromium, unpacked once into the cache folder; undefined if it cannot run here. */
async function packedChromium(): Promise<Chromium | undefined> {
  const entry = requireHere.resolve('@sparticuz/chromium');
  const manifest: unknown = JSON.parse(
    await readFile(join(dirname(entry), '..', '..', 'package.json'), 'utf8'),
  );
  const home = join(CACHE, `chromium-${versionOf(manifest)}`);
  if (!existsSync(home)) await unpackTo(home, entry);

  const program = join(home, 'chromium');
  const env = { FONTCONFIG_PATH: join(home, 'fonts') };
  if (await runs(program, env)) return { program, env };
  // A machine without the NSS libraries (as in small containers) gets the ones that come along.
  const withLibraries = { ...env, LD_LIBRARY_PATH: join(home, 'al2023', 'lib') };
  if (await runs(program, withLibraries)) return { program, env: withLibraries };
  return undefined;
}

/**
 * The package unpacks into the system's temporary folder, and takes a half-unpacked file that it finds there for a
 * whole one. So it gets a folder of its own, which is moved to its place when all is there.
 */
async function unpackTo(home: string, entry: string): Promise<void> {
  await mkdir(CACHE, { recursive: true });
  const half = await mkdtemp(join(CACHE, 'unpacking-'));
  try {
    const script = `const chromium = require(${JSON.stringify(entry)}); (chromium.default ?? chromium).executablePath()`;
    // AWS_EXECUTION_ENV makes it unpack the libraries too.
    const env = { ...process.env, TMPDIR: half, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' };
    await run(process.execPath, ['-e', script], { env });
    await writeFile(join(half, 'fonts', 'fonts.conf'), fontsConfig(join(home, 'fonts', 'fonts')));
    await rename(half, home);
  } catch (error) {
    await rm(half, { recursive: true, force: true });
    // Another process was quicker: its folder is as good.
    if (!existsSync(home)) throw error;
  }
}

function fontsConfig(packed: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${packed}</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
`;
}

async function runs(program: string, env: Readonly<Record<string, string>>): Promise<boolean> {
  return run(program, ['--version'], { env: { ...process.env, ...env } }).then(
    () => true,
    () => false,
  );
}

function versionOf(manifest: unknown): string {
  if (typeof manifest === 'object' && manifest !== null && 'version' in manifest)
    return String(manifest.version);
  return 'unknown';
}

function definedEnv(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
