import assert from 'node:assert/strict';
import { cp, mkdir, mkdtemp, open, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbeddedStore } from '../../../src/store/embedded/store';
import { behavior, create, leadId, make } from '../samples';
import { TestFolder } from './folder';

const JOURNAL = 'journal-000001';
const MANIFEST = 'manifest-000001';
const folder = new TestFolder();

async function flipByte(path: string, at: number): Promise<void> {
  const file = await open(path, 'r+');
  const { buffer } = await file.read(Buffer.alloc(1), 0, 1, at);
  await file.write(Buffer.from([(buffer[0] ?? 0) ^ 1]), 0, 1, at);
  await file.close();
}

/** Where the nth line of a text begins, from 0. */
function lineStart(text: string, line: number): number {
  return text.split('\n').slice(0, line).join('\n').length + 1;
}

describe('a torn end of the journal', () => {
  beforeEach(() => folder.make());
  afterEach(() => folder.remove());

  it('is dropped silently wherever a crash has cut it, and all before it is there', async function () {
    this.timeout(60_000);
    const store = await folder.open();
    for (let number = 1; number <= 2; number++) await create(store, number, behavior(`b${number}`));
    // As after a crash: nobody has closed it.
    const manifest = await readFile(folder.in(MANIFEST));
    await store.close();
    const journal = await readFile(folder.in(JOURNAL), 'utf8');
    const copy = await mkdtemp(join(tmpdir(), 'lead-store-cut-'));
    try {
      // Every byte of the last line, and every seventh before it: each cut costs two openings and their syncs.
      const lastLine = journal.lastIndexOf('\n', journal.length - 2);
      for (let cut = 0; cut <= journal.length; cut += cut < lastLine ? 7 : 1) {
        await rm(copy, { recursive: true });
        await mkdir(copy);
        await writeFile(join(copy, JOURNAL), journal.slice(0, cut));
        // A store is made in this order: the first segment, its head, the manifest.
        if (cut > journal.indexOf('\n')) await writeFile(join(copy, MANIFEST), manifest);
        const cutStore = await openEmbeddedStore({ folder: copy });
        const whole = Math.max(journal.slice(0, cut).split('\n').length - 2, 0);
        assert.equal(cutStore.state, 'open', `cut at ${cut}`);
        assert.equal(await cutStore.size(), whole, `cut at ${cut}`);
        await create(cutStore, 9);
        await cutStore.close();
        const again = await openEmbeddedStore({ folder: copy });
        assert.equal(again.state, 'open', `cut at ${cut}, opened again`);
        assert.equal(await again.size(), whole + 1);
        await again.close();
      }
    } finally {
      await rm(copy, { recursive: true, force: true });
    }
  });

  it('is damage wherever it is cut once the store was closed in order', async () => {
    const store = await folder.open();
    for (let number = 1; number <= 3; number++) await create(store, number);
    await store.close();
    const journal = await readFile(folder.in(JOURNAL));
    const files = new Map<string, Buffer>();
    for (const name of await folder.names()) files.set(name, await readFile(folder.in(name)));
    for (let cut = 0; cut < journal.length; cut += 23) {
      for (const name of await folder.names()) await rm(folder.in(name));
      for (const [name, bytes] of files) await writeFile(folder.in(name), bytes);
      await truncate(folder.in(JOURNAL), cut);
      const opened = await folder.open();
      assert.equal(opened.problem?.code, 'damaged', `cut at ${cut}`);
      assert.match(opened.problem.message, /journal-000001\.damaged-/);
      await opened.close();
    }
  });

  it('is damage when more of the journal follows it', async () => {
    const store = await folder.open({ journalBytes: 1e9 });
    await create(store, 1);
    await create(store, 2);
    await store.close();
    await cp(folder.in(JOURNAL), folder.in('journal-000002'));
    const { length } = await readFile(folder.in(JOURNAL));
    await truncate(folder.in(JOURNAL), length - 5);
    const opened = await folder.open();
    assert.equal(opened.problem?.code, 'damaged');
    assert.deepEqual(await folder.names(`${JOURNAL}.`), [`${JOURNAL}.damaged-end`]);
  });
});

describe('damage inside the journal', () => {
  let before: Buffer;
  beforeEach(async () => {
    await folder.make();
    const store = await folder.open();
    for (let number = 1; number <= 3; number++) await create(store, number);
    await make(store, { id: leadId(3) }, [behavior('b')]);
    await store.close();
    const text = await readFile(folder.in(JOURNAL), 'utf8');
    await flipByte(folder.in(JOURNAL), lineStart(text, 2) + 30);
    before = await readFile(folder.in(JOURNAL));
    await folder.open();
  });
  afterEach(() => folder.remove());

  it('makes the store read-only, with a message that names the file and what to do', async () => {
    assert.equal(folder.store.state, 'read_only');
    await assert.rejects(create(folder.store, 9), {
      code: 'damaged',
      message: /journal-000001\.damaged-line-3.*move it out of the folder/s,
    });
  });

  it('sets the damaged file aside as it was', async () => {
    assert.deepEqual(await readFile(folder.in(`${JOURNAL}.damaged-line-3`)), before);
  });

  it('leaves everything else readable', async () => {
    assert.deepEqual((await folder.store.recentLeads(9)).sort(), [1, 3].map(leadId));
    assert.equal((await folder.store.read({ id: leadId(3) }))?.behaviors.length, 1);
  });

  it('keeps it read-only until a person has moved the file away', async () => {
    await folder.again();
    assert.equal(folder.store.state, 'read_only');
    await folder.store.close();
    await rm(folder.in(`${JOURNAL}.damaged-line-3`));
    const decided = await folder.open();
    assert.equal(decided.state, 'open');
    assert.equal(await decided.size(), 2);
    await create(decided, 9);
    assert.equal(await (await folder.again()).size(), 3);
  });
});

describe('damage to a snapshot', () => {
  const damages: readonly [string, (path: string, text: string) => Promise<void>][] = [
    ['a changed byte', (path) => flipByte(path, 60)],
    ['a missing end', (path, text) => truncate(path, text.length - 4)],
    ['a missing last line', (path, text) => truncate(path, lineStart(text, 1))],
    ['nothing left', (path) => truncate(path, 0)],
  ];
  beforeEach(async () => {
    await folder.make();
    const store = await folder.open();
    for (let number = 1; number <= 40; number++) await create(store, number, behavior('b'));
    await store.checkpoint();
    await store.close();
  });
  afterEach(() => folder.remove());

  for (const [what, damage] of damages) {
    it(`(${what}) is set aside, the rest can be read, and the store is read-only until a person decides`, async () => {
      const [name = ''] = await folder.names('leads');
      const text = await readFile(folder.in(name), 'utf8');
      const inside = text.split('\n').length - 2;
      await damage(folder.in(name), text);
      const opened = await folder.open();
      assert.equal(opened.problem?.code, 'damaged');
      const [aside = ''] = await folder.names(`${name}.damaged`);
      assert(opened.problem?.message.includes(aside) && aside !== '');
      assert((await opened.size()) >= 40 - inside);
      for (const id of await opened.recentLeads(99))
        assert.equal((await opened.read({ id }))?.behaviors.length, 1);
      await opened.close();
      await rm(folder.in(aside));
      assert.equal((await folder.open()).state, 'open');
    });
  }

  it('does not take changes for whole that lost the lead they belong to', async () => {
    const store = await folder.open();
    for (let number = 1; number <= 40; number++) await make(store, { id: leadId(number) }, [behavior('c')]);
    await store.close();
    const [name = ''] = await folder.names('leads');
    await rm(folder.in(name));
    const opened = await folder.open();
    assert.equal(opened.problem?.code, 'damaged');
    assert((await opened.size()) < 40);
    for (const id of await opened.recentLeads(99))
      assert.equal((await opened.read({ id }))?.behaviors.length, 2);
  });
});

describe('a folder that is not as the store left it', () => {
  beforeEach(() => folder.make());
  afterEach(() => folder.remove());

  it('is refused when the parts of the journal cannot belong together', async () => {
    await writeFile(folder.in(JOURNAL), '');
    await writeFile(folder.in('journal-999999'), '');
    await assert.rejects(folder.open(), { code: 'damaged', message: /journal-000102 is missing/ });
  });

  it('is cleared of files that a dying process had not finished', async () => {
    await writeFile(folder.in('leads-00.new'), 'half');
    await folder.open();
    assert.deepEqual(await folder.names('leads'), []);
  });
});
