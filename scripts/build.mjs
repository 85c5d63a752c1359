/**
 * Makes what npm ships: `dist/nodes/<set>.js` and `.html` with icons and words beside them, and `resources/editor.js`.
 * The code is tsup's part (tsup.config.ts); this puts the labels into each dialog and joins it with its help.
 */
import { cp, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { build } from 'tsup';
import { withLabels } from './dialog-rows.mjs';

const EDITOR = 'resources/@lead-nurture/node-red/editor.js';

await Promise.all(['dist', 'resources'].map((folder) => rm(folder, { recursive: true, force: true })));
const sets = (await readdir('nodes')).filter((name) => existsSync(`nodes/${name}/${name}.html`));
for (const set of sets.filter((name) => !existsSync(`nodes/${name}/${name}.ts`))) {
  console.log(`build: nodes/${set}/${set}.ts does not exist yet; the palette will lack ${set}`);
}
await build({});
await mkdir('dist/nodes/locales/en-US', { recursive: true });
await cp('icons', 'dist/nodes/icons', { recursive: true, filter: (path) => !/\.(?!svg$)\w+$/.test(path) });
await Promise.all(sets.map(joinDialog));
await writeFile('dist/third-party-licenses.txt', await licenses());
console.log(`build: ${sets.length} sets in dist/nodes`);

/** The licences of what the bundles contain, which their terms ask for. */
async function licenses() {
  const bundled = ['lowdb', 'steno', 'flatqueue', 'crc-32', 'luxon', 'mustache', 're2js', 'chrono-node'];
  const texts = bundled.map(async (name) => {
    const folder = `node_modules/${name}`;
    const file = (await readdir(folder)).find((one) => /^licen[cs]e/i.test(one));
    return `${name}\n\n${file ? await readFile(`${folder}/${file}`, 'utf8') : 'see its package.json'}`;
  });
  return (await Promise.all(texts)).join('\n\n---\n\n');
}

/** One HTML file per set: the shared browser code first, so that the registration below can call it. */
async function joinDialog(set) {
  const source = `nodes/${set}`;
  const dialog = withLabels(await readFile(`${source}/${set}.html`, 'utf8'));
  const parts = [`<script src="${EDITOR}"></script>`, dialog.trim()];
  if (existsSync(`${source}/help.md`)) {
    const help = await readFile(`${source}/help.md`, 'utf8');
    parts.push(`<script type="text/markdown" data-help-name="nurture-${set}">\n${help.trim()}\n</script>`);
  }
  await writeFile(`dist/nodes/${set}.html`, parts.join('\n\n') + '\n');
  await cp(`${source}/locales/en-US.json`, `dist/nodes/locales/en-US/${set}.json`);
}
