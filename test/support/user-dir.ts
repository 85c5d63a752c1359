import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from './places';

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

/** As `npm install <checkout>` would do it. */
function linkPackage(folder: string): void {
  const link = join(folder, 'node_modules', PACKAGE);
  if (existsSync(link)) return;
  mkdirSync(dirname(link), { recursive: true });
  symlinkSync(ROOT, link, 'junction');
  const manifest = { name: 'user-directory', private: true, dependencies: { [PACKAGE]: `file:${ROOT}` } };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
}
