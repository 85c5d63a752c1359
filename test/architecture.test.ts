import assert from 'node:assert/strict';
import { circlesIn, filesIn, reachable, sourcesIn, type Source } from './support/sources';

/** From the bottom up; a file imports from its own floor and those below (ARCHITECTURE, rooms). */
const FLOORS: readonly (readonly RegExp[])[] = [
  [/^src\/(json|clock|derived-id|randomness|problem|signal|turns)\.ts$/, /^src\/leads\//],
  [/^src\/store\/[^/]+\.ts$/],
  [/^src\/(texts|permission|replies|segments)\//, /^src\/store\/[^/]+\//],
  [/^src\/(journeys|sms)\//],
  [/^src\/[^/]+\.ts$/, /^src\/engine\//],
  [/^nodes\//],
];
const BROWSER = /^nodes\/(editor\/|sidebar\/panel\/|[^/]+\/editor\.ts$)/;
const LONGEST_FILE = 400;

const ours = sourcesIn('src', 'nodes');
const graph = new Map(ours.map(({ path, files }) => [path, files]));

describe('architecture', () => {
  it('every file has a floor, and imports only from its own and those below', () => {
    assert.deepEqual(
      ours.filter(({ path }) => floorOf(path) < 0).map(({ path }) => path),
      [],
    );
    assert.deepEqual(upwardImports(ours), []);
  });

  it('no files import each other in a circle', () => {
    assert.deepEqual(circlesIn(graph), []);
  });

  it('no rooms import each other in a circle', () => {
    assert.deepEqual(circlesIn(roomsOf(ours)), []);
  });

  it('the engine knows nothing of Node-RED', () => {
    const knowing = ours.filter(
      ({ path, packages }) =>
        path.startsWith('src/') && packages.some((name) => /node-red|express/.test(name)),
    );
    assert.deepEqual(
      knowing.map(({ path }) => path),
      [],
    );
  });

  it('what the browser gets needs nothing of Node.js', () => {
    const inBrowser = reachable(
      graph,
      ours.map(({ path }) => path).filter((path) => BROWSER.test(path)),
    );
    const needing = ours.filter(
      ({ path, packages }) => inBrowser.has(path) && packages.some((name) => name.startsWith('node:')),
    );
    assert.deepEqual(
      needing.map(({ path }) => path),
      [],
    );
  });

  it(`no file has more than ${LONGEST_FILE} lines`, () => {
    const files = [...sourcesIn('src', 'nodes', 'test'), ...filesIn('nodes', /\.(html|css|md)$/)];
    const long = files.filter(({ text }) => text.split('\n').length - 1 > LONGEST_FILE);
    assert.deepEqual(
      long.map(({ path }) => path),
      [],
    );
  });

  describe('these checks find what they look for', () => {
    const file = (path: string, ...files: string[]): Source => ({ path, text: '', files, packages: [] });

    it('an import upwards', () => {
      const bad = [
        file('src/leads/lead.ts', 'src/texts/render.ts'),
        file('src/texts/render.ts', 'src/json.ts'),
      ];
      assert.deepEqual(upwardImports(bad), ['src/leads/lead.ts imports src/texts/render.ts']);
    });

    it('a circle of three files, and of two rooms without a circle of files', () => {
      const files = new Map([
        ['a', ['b']],
        ['b', ['c']],
        ['c', ['a', 'd']],
        ['d', []],
      ]);
      assert.deepEqual(circlesIn(files), [['a', 'b', 'c', 'a']]);
      const rooms = roomsOf([
        file('src/texts/a.ts', 'src/replies/b.ts'),
        file('src/replies/c.ts', 'src/texts/d.ts'),
      ]);
      assert.deepEqual(circlesIn(rooms), [['src/texts', 'src/replies', 'src/texts']]);
    });
  });
});

function floorOf(path: string): number {
  return FLOORS.findIndex((floor) => floor.some((rooms) => rooms.test(path)));
}

function upwardImports(sources: readonly Source[]): string[] {
  return sources.flatMap(({ path, files }) =>
    files.filter((file) => floorOf(file) > floorOf(path)).map((file) => `${path} imports ${file}`),
  );
}

/** `src/texts/render.ts` is in the room `src/texts`; a file right below `src` is a room of its own. */
function roomsOf(sources: readonly Source[]): Map<string, Set<string>> {
  const rooms = new Map<string, Set<string>>();
  const roomOf = (path: string): string => path.split('/').slice(0, 2).join('/');
  for (const { path, files } of sources.filter((source) => source.path.startsWith('src/'))) {
    const room = roomOf(path);
    const others = rooms.get(room) ?? new Set<string>();
    rooms.set(room, others);
    for (const file of files) if (roomOf(file) !== room) others.add(roomOf(file));
  }
  return rooms;
}
