import { cpSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from './places';
import { temporaryFolder } from './temporary';

export const PACKAGE = '@lead-nurture/node-red';

/** A node of a flow as it stands in a flow file. */
export interface FlowNode {
  readonly id: string;
  readonly type: string;
  readonly [property: string]: unknown;
}

export interface UserDirOptions {
  readonly flows: readonly FlowNode[];
  /** Over our own settings; what JSON can hold. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** false: the package is not there (it may be installed later through the palette). */
  readonly linked: boolean;
}

/** Settings under which Node-RED keeps to itself and starts on a port that is free. */
const SETTINGS = {
  uiPort: 0,
  uiHost: '127.0.0.1',
  flowFile: 'flows.json',
  credentialSecret: 'for tests only',
  telemetry: { enabled: false, updateNotification: false },
  editorTheme: { tours: false },
  lang: 'en-US',
  logging: { console: { level: 'info', metrics: false, audit: false } },
};

/** Fills a user directory; flows that are there already (from an earlier run) stay. */
export function fillUserDir(folder: string, options: UserDirOptions): void {
  mkdirSync(folder, { recursive: true });
  const settings = { ...SETTINGS, ...options.settings };
  writeFileSync(join(folder, 'settings.js'), `module.exports = ${JSON.stringify(settings, null, 2)};\n`);
  const flows = join(folder, 'flows.json');
  if (!existsSync(flows)) writeFileSync(flows, JSON.stringify(options.flows));
  if (options.linked) linkPackage(folder);
}

/** As `npm install <folder>` would do it. */
function linkPackage(folder: string): void {
  const link = join(folder, 'node_modules', PACKAGE);
  if (existsSync(link)) return;
  const source = builtPackage();
  mkdirSync(dirname(link), { recursive: true });
  symlinkSync(source, link, 'junction');
  const manifest = { name: 'user-directory', private: true, dependencies: { [PACKAGE]: `file:${source}` } };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
}

let copy: string | undefined;

/** What npm would ship, as it was built when this was first asked for: a build meanwhile must not pull it away. */
function builtPackage(): string {
  if (copy !== undefined) return copy;
  copy = temporaryFolder('lead-nurture-package-');
  for (const part of ['package.json', 'dist', 'resources', 'examples']) {
    cpSync(join(ROOT, part), join(copy, part), { recursive: true });
  }
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'), 'junction');
  return copy;
}
