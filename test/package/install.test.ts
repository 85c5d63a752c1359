import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import semver from 'semver';
import manifest from '../../package.json';
import { startNodeRed, type FlowNode, type NodeRed, type NodeRedVersion } from '../support/node-red';
import { ROOT } from '../support/places';
import { removeFolder, temporaryFolder } from '../support/temporary';
import { pack, upload } from './packed';

const NAME = manifest.name;
/** The oldest of each line that Node-RED 4.1 and 5 run on and that we promise. */
const NODE_VERSIONS = ['20.0.0', '22.9.0', '24.0.0'];
/** Every new user directory gets these from Node-RED itself. */
const NODE_REDS_OWN = /Projects disabled|Encrypted credentials not found/;

for (const version of ['4.1', '5'] satisfies NodeRedVersion[]) {
  describe(`installed through the palette manager of Node-RED ${version}`, function () {
    this.timeout(180_000);
    let folder: string;
    let red: NodeRed;
    let installed: InstalledModule;

    before(async () => {
      folder = temporaryFolder();
      const { tarball } = await pack(folder);
      red = await startNodeRed({ nodeRed: version, linked: false });
      installed = (await red.admin('/nodes', {
        method: 'POST',
        headers: { accept: 'application/json' },
        body: await upload(tarball),
      })) as InstalledModule;
    });
    after(async () => {
      removeFolder(folder);
      await red.stop();
    });

    it('all node sets are enabled, without an error', () => {
      const sets = installed.nodes.map(({ name }) => name);
      assert.deepEqual(sets.sort(), Object.keys(manifest['node-red'].nodes).sort());
      assert.deepEqual(
        installed.nodes.filter(({ enabled, err }) => !enabled || err !== undefined),
        [],
      );
    });

    it('the sidebar plugin is there', async () => {
      const plugins = (await red.admin('/plugins', { headers: { accept: 'application/json' } })) as {
        id: string;
      }[];
      assert.ok(plugins.some(({ id }) => id === `${NAME}/nurture-sidebar`));
    });

    it('every palette icon, the shared dialog code and the words are served', async () => {
      const icons = (await red.admin('/icons')) as Record<string, string[]>;
      assert.ok((icons[NAME] ?? []).length >= Object.keys(manifest['node-red'].nodes).length);
      for (const icon of icons[NAME] ?? []) {
        assert.match(String(await red.admin(`/icons/${NAME}/${icon}`)), /<svg/);
      }
      assert.ok(String(await red.admin(`/resources/${NAME}/editor.js`)).length > 1000);
      for (const set of Object.keys(manifest['node-red'].nodes)) {
        const words = (await red.admin(`/locales/${NAME}/${set}?lng=en-US`)) as object;
        assert.notDeepEqual(words, {}, `no words for ${set}`);
      }
    });

    it('it needs no newer Node.js, builds nothing and runs nothing on installation', () => {
      const lock = readJson(join(red.userDir, 'node_modules', '.package-lock.json')) as Lockfile;
      const packages = Object.entries(lock.packages);
      assert.ok(packages.length > Object.keys(manifest.dependencies).length);
      for (const [path, { engines, hasInstallScript, os, cpu }] of packages) {
        const range = engines?.node ?? '*';
        for (const node of NODE_VERSIONS)
          assert.ok(semver.satisfies(node, range), `${path} wants Node.js ${range}`);
        assert.ok(!hasInstallScript && !os && !cpu, `${path} is native or runs a script`);
      }
      const files = readdirSync(join(red.userDir, 'node_modules'), { recursive: true }).map(String);
      assert.deepEqual(
        files.filter((file) => /\.node$|binding\.gyp$/.test(file)),
        [],
      );
    });

    for (const example of exampleFiles()) {
      it(`the example ${example} is in the import menu and deploys without a word of complaint`, async () => {
        const name = example.replace(/\.json$/, '');
        const address = `/library/examples/flows/${NAME}/${encodeURI(name)}`;
        await red.deploy((await red.admin(address)) as FlowNode[]);
        assert.deepEqual(complaints(red), []);
      });
    }

    it('it comes up again after a restart, without a word of complaint', async () => {
      await red.restart();
      assert.deepEqual(complaints(red), []);
    });
  });
}

interface InstalledModule {
  readonly nodes: readonly { readonly name: string; readonly enabled: boolean; readonly err?: unknown }[];
}

interface Lockfile {
  readonly packages: Readonly<
    Record<
      string,
      {
        readonly engines?: { readonly node?: string };
        readonly hasInstallScript?: boolean;
        readonly os?: readonly string[];
        readonly cpu?: readonly string[];
      }
    >
  >;
}

function complaints(red: NodeRed): string[] {
  const lines = red.output().split('\n');
  return lines.filter(
    (line) => /\[(warn|error|fatal)\]|Warning:|ExperimentalWarning/.test(line) && !NODE_REDS_OWN.test(line),
  );
}

function exampleFiles(): string[] {
  return readdirSync(join(ROOT, 'examples'), { recursive: true })
    .map((file) => String(file).replaceAll('\\', '/'))
    .filter((file) => file.endsWith('.json'));
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}
