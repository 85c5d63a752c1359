/** The Node-RED user directory of `npm start`: made once, kept from then on, whatever a person changes in it. */
import { randomBytes } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { mergeFlows } from './merge-flows.mjs';
import { ROOT, say } from './setup.mjs';

const PACKAGE = '@lead-nurture/node-red';

/** Makes what is missing in `folder`. */
export function fillUserDirectory(folder) {
  mkdirSync(folder, { recursive: true });
  once(join(folder, 'settings.js'), settings);
  once(join(folder, 'package.json'), manifest);
  once(join(folder, 'flows.json'), () => {
    const files = exampleFiles();
    say(
      `Putting the example flows into ${basename(folder)}/flows.json: ${files.map(({ name }) => name).join(', ')}.`,
    );
    return JSON.stringify(mergeFlows(files), null, 4);
  });
  linkPackage(join(folder, 'node_modules', PACKAGE));
}

function once(file, content) {
  if (!existsSync(file)) writeFileSync(file, content(), { mode: 0o600 });
}

/** As `npm install <checkout>` would do it; a link to a checkout that was moved is put right. */
function linkPackage(link) {
  rmSync(link, { recursive: true, force: true });
  mkdirSync(dirname(link), { recursive: true });
  symlinkSync(ROOT, link, 'junction');
}

/** The journeys lie right in `examples/`; its folders hold smaller ones, for the import menu. */
function exampleFiles() {
  const folder = join(ROOT, 'examples');
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => ({ name, flow: JSON.parse(readFileSync(join(folder, name), 'utf8')) }));
}

function manifest() {
  return JSON.stringify(
    { name: 'lead-nurture-try-out', private: true, dependencies: { [PACKAGE]: `file:${ROOT}` } },
    null,
    2,
  );
}

function settings() {
  return `// Made by "npm start" on its first run; change what you like. All settings: https://nodered.org/docs/user-guide/runtime/configuration
module.exports = {
  flowFile: 'flows.json',
  flowFilePretty: true,
  // Encrypts the credentials of your flows. Keep it with them.
  credentialSecret: '${randomBytes(24).toString('base64url')}',
  // Only this machine reaches the editor. Set adminAuth before you change that.
  uiHost: '127.0.0.1',
  telemetry: { enabled: false, updateNotification: false },
  editorTheme: { tours: false },
  logging: { console: { level: 'warn', metrics: false, audit: false } },
};
`;
}
