import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../support/places';

const nodes = join(ROOT, 'nodes');
const sets = readdirSync(nodes).filter((name) => existsSync(join(nodes, name, `${name}.html`)));

function section(name: 'nodes' | 'plugins'): Record<string, unknown> {
  const manifest: unknown = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  assert.ok(typeof manifest === 'object' && manifest !== null && 'node-red' in manifest);
  const nodeRed = manifest['node-red'] as Record<string, Record<string, unknown>>;
  return nodeRed[name] ?? {};
}

describe('what package.json tells Node-RED', () => {
  it('names every node set, each with a bundle of its own', () => {
    const expected = sets.filter((set) => set !== 'sidebar').map((set) => [set, `dist/nodes/${set}.js`]);
    assert.deepEqual(section('nodes'), Object.fromEntries(expected));
  });

  it('names the sidebar as a plugin', () => {
    assert.deepEqual(section('plugins'), { 'nurture-sidebar': 'dist/nodes/sidebar.js' });
  });

  it('has a runtime, a dialog, words and an icon for each node', () => {
    for (const set of sets.filter((name) => name !== 'sidebar')) {
      const files = [
        `nodes/${set}/${set}.ts`,
        `nodes/${set}/editor.ts`,
        `nodes/${set}/help.md`,
        `icons/${set}.svg`,
      ];
      assert.deepEqual(
        files.filter((file) => !existsSync(join(ROOT, file))),
        [],
      );
    }
  });
});

describe('the style of dialogs and sidebar', () => {
  const style = ['editor/style.css', 'sidebar/panel/style.css']
    .map((file) => readFileSync(join(nodes, file), 'utf8'))
    .join('\n');

  it('uses only colours of the theme', () => {
    const coloured = [
      ...style.matchAll(/^\s*(?:color|background|border[\w-]*color|border|border-\w+|outline):\s*(.+);$/gm),
    ];
    assert.ok(coloured.length > 10);
    const own = coloured
      .map(([, value = '']) => value.replace(/var\(--red-ui-[\w-]+\)/g, ''))
      .filter((rest) => !/^(?:(?:\d+(?:px)?|solid|transparent|none|inherit)\s*)*$/.test(rest));
    assert.deepEqual(own, []);
  });

  it('names only theme variables that both editors have', () => {
    const editor = join(ROOT, 'node_modules/@node-red/editor-client/public/red/style.min.css');
    const known = readFileSync(editor, 'utf8');
    const used = new Set([...style.matchAll(/--red-ui-[\w-]+/g)].map(([name]) => name));
    assert.deepEqual(
      [...used].filter((name) => !known.includes(`${name}:`)),
      [],
    );
  });
});
