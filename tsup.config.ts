import { existsSync, readdirSync } from 'node:fs';
import { defineConfig } from 'tsup';

/** Every folder of `nodes/` with a runtime of the same name is one node set: one bundle. */
export const nodeSets = readdirSync('nodes').filter((name) => existsSync(`nodes/${name}/${name}.html`));
const runtimes = nodeSets.filter((name) => existsSync(`nodes/${name}/${name}.ts`));

export default defineConfig([
  {
    name: 'runtime',
    entry: Object.fromEntries(runtimes.map((name) => [name, `nodes/${name}/${name}.ts`])),
    outDir: 'dist/nodes',
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    splitting: false,
    // ESM-only, tiny, or needed in part: bundled. The runtime dependencies of package.json stay outside by tsup's own rule.
    noExternal: ['lowdb', 'flatqueue', 'crc-32', 're2js', 'chrono-node'],
    // Node-RED 4 calls what `require` returns and does not look for a default export (registry/lib/loader.js).
    footer: { js: 'if (module.exports.default) module.exports = module.exports.default;' },
    // Node.js knows `\\p{...}`. esbuild, which cannot tell which Unicode it knows it of, would make a new RegExp at each use.
    esbuildOptions: (options) => {
      options.supported = { ...options.supported, 'regexp-unicode-property-escapes': true };
    },
    silent: true,
  },
  {
    name: 'editor',
    entry: { editor: 'nodes/editor/index.ts' },
    // Node-RED serves `<package>/resources` and nothing else (editor-api/lib/editor/index.js).
    outDir: 'resources',
    outExtension: () => ({ js: '.js' }),
    format: 'iife',
    platform: 'browser',
    target: 'es2021',
    tsconfig: 'tsconfig.editor.json',
    noExternal: [/.*/],
    loader: { '.css': 'text' },
    // Every set's HTML loads this file, so that each works alone; it has to run only once.
    banner: { js: 'if (!window.LeadNurture) {' },
    footer: { js: '}' },
    minify: true,
    silent: true,
  },
]);
