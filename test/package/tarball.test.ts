import assert from 'node:assert/strict';
import { pack, type Packed } from './packed';
import { Document } from '../docs/documents';
import { removeFolder, temporaryFolder } from '../support/temporary';
import manifest from '../../package.json';

const BELONGS = [
  /^package\.json$/,
  /^(README|CHANGELOG)\.md$/,
  /^LICENSE$/,
  /^dist\/nodes\/[a-z-]+\.(js|html)$/,
  /^dist\/nodes\/icons\/[a-z-]+\.svg$/,
  /^dist\/nodes\/locales\/[A-Za-z-]+\/[a-z-]+\.(json|html)$/,
  /^resources\/[\w./-]+\.(js|css|svg)$/,
  /^examples\/[\w ./-]+\.json$/,
  // The README shows and links them.
  /^docs\/nodes\.md$/,
  /^docs\/pictures\/[a-z-]+\.png$/,
  /^dist\/third-party-licenses\.txt$/,
];
/** Unpacked. The words of opt-outs and the weights of the learned reader, which two bundles carry, are the largest part of it. */
const LARGEST_SIZE = 4_000_000;
const MOST_DEPENDENCIES = 6;

describe('the package that npm ships', function () {
  this.timeout(60_000);
  let folder: string;
  let packed: Packed;

  before(async () => {
    folder = temporaryFolder();
    packed = await pack(folder);
  });
  after(() => removeFolder(folder));

  it('has nothing in it that its users do not need', () => {
    assert.deepEqual(
      packed.files.filter((file) => !BELONGS.some((pattern) => pattern.test(file))),
      [],
    );
  });

  it('has code, dialog and words of every node set, the shared dialog code, a licence and a README', () => {
    const sets = Object.values({ ...manifest['node-red'].nodes, ...manifest['node-red'].plugins });
    assert.ok(sets.length >= 10);
    const wanted = sets.flatMap((code) => [
      code,
      code.replace(/\.js$/, '.html'),
      code.replace(/nodes\/([a-z-]+)\.js$/, 'nodes/locales/en-US/$1.json'),
    ]);
    const missing = [...wanted, 'resources/editor.js', 'LICENSE', 'README.md', 'docs/nodes.md'].filter(
      (file) => !packed.files.includes(file),
    );
    assert.deepEqual(missing, []);
  });

  it('has every file that its pages link', () => {
    for (const page of ['README.md', 'docs/nodes.md']) {
      const linked = new Document(page).linkedFiles();
      assert.ok(linked.length > 1);
      assert.deepEqual(
        linked.filter((file) => !packed.files.includes(file)),
        [],
        page,
      );
    }
  });

  it('brings the three journeys as examples', () => {
    for (const journey of ['fresh', 'warm', 'cold']) {
      assert.ok(
        packed.files.some((file) => file.startsWith('examples/') && file.toLowerCase().includes(journey)),
        `no example for ${journey} leads`,
      );
    }
  });

  it(`stays under ${LARGEST_SIZE / 1e6} MB and has at most ${MOST_DEPENDENCIES} dependencies`, () => {
    assert.ok(packed.size < LARGEST_SIZE, `it has ${packed.size} bytes`);
    assert.ok(Object.keys(manifest.dependencies).length <= MOST_DEPENDENCIES);
  });

  it('runs nothing when it is installed', () => {
    const scripts = Object.keys(manifest.scripts);
    assert.deepEqual(
      scripts.filter((name) => /^(pre|post)?(install|prepare)$/.test(name)),
      [],
    );
  });
});
