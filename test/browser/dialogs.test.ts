import assert from 'node:assert/strict';
import { browserOrSkip, type Browser } from '../support/browser';
import { startNodeRed, type NodeRed, type NodeRedVersion } from '../support/node-red';
import { EditorPage } from './editor';
import { ACCOUNT, STORE, TAB } from './flows';

const NODES = [
  'nurture-lead-trigger',
  'nurture-behavior-segmenter',
  'nurture-wait-until',
  'nurture-sms-send',
  'nurture-reply-router',
  'nurture-opt-out-guard',
  'nurture-lead-update',
];

const WIRED = [
  { id: 'one', type: 'debug', z: 'tab', name: 'one', x: 700, y: 500, wires: [] },
  { id: 'two', type: 'debug', z: 'tab', name: 'two', x: 700, y: 560, wires: [] },
  { id: 'late', type: 'debug', z: 'tab', name: 'late', x: 700, y: 620, wires: [] },
  {
    id: 'wait',
    type: 'nurture-wait-until',
    z: 'tab',
    version: 1,
    store: 'store',
    awaits: [{ kind: 'reply' }, { kind: 'behavior', name: 'purchased' }],
    timeout: 'after',
    amount: 1,
    unit: 'days',
    outputs: 3,
    x: 400,
    y: 560,
    wires: [['one'], ['two'], ['late']],
  },
];

for (const nodeRed of ['4.1', '5'] satisfies NodeRedVersion[]) {
  describe(`the editor of Node-RED ${nodeRed}`, function () {
    this.timeout(60_000);
    let browser: Browser;
    let red: NodeRed;

    let editor: EditorPage;

    before(async function () {
      browser = await browserOrSkip(this);
      red = await startNodeRed({ nodeRed, flows: [TAB, STORE, ACCOUNT, ...WIRED] });
      editor = await EditorPage.open(browser, red, 'wait');
    });
    afterEach(async function () {
      const complaints = editor.complaints();
      // A test that failed may have left a dialog open.
      if (this.currentTest?.isFailed()) await editor.reload();
      else assert.deepEqual(complaints, []);
    });
    after(async () => {
      await browser?.close();
      await red?.stop();
    });

    it('shows the seven nodes in a category of their own', async () => {
      const { page } = editor;
      const types = page.locator('#red-ui-palette-lead_nurture .red-ui-palette-node');
      const shown = await types.evaluateAll((nodes) =>
        nodes.map((node) => node.getAttribute('data-palette-type')),
      );
      assert.deepEqual(shown.sort(), [...NODES].sort());
    });

    for (const type of NODES) {
      it(`drops ${type} ready to work, opens its dialog and saves it unchanged`, async () => {
        const id = await editor.drop(type);
        assert.deepEqual(await editor.complaintsOf(id), []);
        const before = await editor.run<string>(
          `JSON.stringify(RED.nodes.convertNode(RED.nodes.node('${id}')))`,
        );
        const form = await editor.edit(id);
        assert.ok(await form.locator('#node-input-name').isVisible());
        assert.deepEqual(await editor.cutChoices(), []);
        assert.equal(await form.locator('.input-error').count(), 0);
        await editor.done();
        const after = await editor.run<string>(
          `JSON.stringify(RED.nodes.convertNode(RED.nodes.node('${id}')))`,
        );
        assert.deepEqual(JSON.parse(after), JSON.parse(before));
      });
    }

    for (const [type, id] of [
      ['nurture-lead-store', 'store'],
      ['nurture-sms-account', 'account'],
    ] as const) {
      it(`opens and saves ${type}`, async () => {
        const form = await editor.editConfig(type, id);
        assert.equal(await form.locator('.input-error').count(), 0);
        assert.deepEqual(await editor.cutChoices(), []);
        await editor.doneConfig();
      });
    }

    it('marks a node whose store was taken away, and says why', async () => {
      const id = await editor.drop('nurture-opt-out-guard');
      const form = await editor.edit(id);
      await form.locator('#node-input-store').selectOption('_ADD_');
      assert.equal(await form.locator('#node-input-store.input-error').count(), 1);
      await editor.done();
      assert.match((await editor.complaintsOf(id)).join(), /^Choose a lead store/);
    });

    it('marks a broken text before it is deployed, at the field and at the node', async () => {
      const id = await editor.drop('nurture-sms-send');
      const form = await editor.edit(id);
      await form.locator('#node-input-text').fill('Hi {{firstName, <b>welcome</b>');
      assert.match(await form.locator('#nurture-problems').innerText(), /not closed/);
      assert.ok(await form.locator('.nurture-preview').isHidden());
      await editor.done();
      const complaints = (await editor.complaintsOf(id)).join();
      assert.match(complaints, /not closed/);
      assert.doesNotMatch(complaints, /</, 'the tooltip is markup');
    });

    it('counts segments and shows the first text while it is typed', async () => {
      const form = await editor.edit(await editor.drop('nurture-sms-send'));
      const text = form.locator('#node-input-text');
      const count = form.locator('#nurture-count');
      await text.fill('Hi {{firstName | "there"}}!');
      assert.equal(
        await form.locator('#nurture-preview').innerText(),
        'Riverside Dental: Hi Ana! Reply STOP to opt out.',
      );
      assert.match(await count.innerText(), /^48 characters · 1 segment · GSM-7 · 112 left/);
      await text.fill(`${'Long. '.repeat(40)}😀`);
      assert.match(await count.innerText(), /segments · UCS-2/);
      await editor.cancel();
    });

    it('keeps wires at their outputs when awaited things change places, go and come', async () => {
      const form = await editor.edit('wait');
      const rows = form.locator('#nurture-awaits .nurture-row');
      await rows.nth(1).getByLabel('what ends the wait').press('Alt+ArrowUp');
      assert.match(await rows.nth(0).innerText(), /→ 1/);
      await editor.done();
      assert.deepEqual(await editor.wires('wait'), ['0 → two', '1 → one', '2 → late']);

      await editor.edit('wait');
      await form.locator('#nurture-awaits .red-ui-editableList-item-remove').first().click();
      // Saved at once, while the row still fades out.
      await editor.done();
      assert.deepEqual(await editor.wires('wait'), ['0 → one', '1 → late']);
      assert.equal(await editor.property('wait', 'outputs'), 2);

      await editor.edit('wait');
      await form.locator('.red-ui-editableList-addButton').click();
      await rows.nth(1).getByLabel('name of the behavior').fill('link_clicked');
      await editor.done();
      assert.deepEqual(await editor.wires('wait'), ['0 → one', '2 → late']);
      assert.deepEqual(await editor.property('wait', 'awaits'), [
        { kind: 'reply' },
        { kind: 'behavior', name: 'link_clicked' },
      ]);
    });

    it('says below a list what is wrong in it', async () => {
      const form = await editor.edit('wait');
      await form.locator('.red-ui-editableList-addButton').click();
      assert.match(await form.locator('[data-problem="awaits"]').innerText(), /^Entry 3: name the behavior/);
      await editor.cancel();
    });

    it('tries a typed reply on the routes', async () => {
      const form = await editor.edit(await editor.drop('nurture-reply-router'));
      const tried = (start: string) => form.locator('#nurture-tried', { hasText: start }).waitFor();
      await form.locator('#nurture-try').fill('Yes, please!');
      await tried('→ yes: ');
      await form.locator('#nurture-try').fill('tomorrow');
      await tried('→ anything else: ');
      await editor.cancel();
    });

    it('saves changed segments with their rules', async () => {
      const id = await editor.drop('nurture-behavior-segmenter', 500);
      const form = await editor.edit(id);
      const first = form.locator('#nurture-segments .nurture-row').first();
      await first.locator('input').first().fill('vip');
      await first.locator('.nurture-lines select').first().selectOption('tag');
      await first.locator('.nurture-lines input').first().fill('gold');
      await editor.done();
      const segments = await editor.property<{ name: string; rules: unknown[] }[]>(id, 'segments');
      assert.equal(segments[0]?.name, 'vip');
      assert.deepEqual(segments[0].rules[0], { kind: 'tag', has: 'gold' });
      assert.deepEqual(await editor.complaintsOf(id), []);
    });

    it('saves what ends a journey, from when its days are counted, and how it stands to others', async () => {
      const id = await editor.drop('nurture-lead-trigger');
      const form = await editor.edit(id);
      await form.locator('#node-input-policy').selectOption('after_days');
      await form.locator('#node-input-afterFrom').selectOption('end');
      await form.locator('details.nurture-more > summary').click();
      const first = form.locator('#nurture-exits .nurture-row').first();
      await first.locator('input').nth(1).fill('product');
      await first.locator('select').nth(1).selectOption('same');
      await form.locator('.red-ui-editableList-addButton').last().click();
      const second = form.locator('#nurture-exits .nurture-row').nth(1);
      assert.match(await form.locator('[data-problem="exits"]').innerText(), /^Entry 2: name the behavior/);
      await second.locator('select').first().selectOption('segment');
      await second.locator('input').first().fill('warm, hot');
      await form.locator('#node-input-priority').fill('80');
      await form.locator('#node-input-claims').check();
      await form.locator('#node-input-whenDisplaced').selectOption('hold');
      await editor.done();
      assert.equal(await editor.property(id, 'afterFrom'), 'end');
      assert.equal(await editor.property(id, 'priority'), 80);
      assert.equal(await editor.property(id, 'claims'), true);
      assert.equal(await editor.property(id, 'whenDisplaced'), 'hold');
      assert.deepEqual(await editor.property(id, 'exits'), [
        { kind: 'behavior', name: 'purchased', property: 'product', op: 'same', success: true },
        { kind: 'segment', rule: 'stage', is: ['warm', 'hot'] },
      ]);
      assert.deepEqual(await editor.complaintsOf(id), []);
    });

    it('saves within how many seconds triggers fire together', async () => {
      const form = await editor.editConfig('nurture-lead-store', 'store');
      await form.locator('details.nurture-more > summary').last().click();
      await form.locator('#node-config-input-coalesceSeconds').fill('90');
      await editor.doneConfig();
      assert.equal(await editor.property('store', 'coalesceSeconds'), 90);
    });

    it('shows the webhook as the path is typed, and a key that can be renewed', async () => {
      const form = await editor.editConfig('nurture-lead-store', 'store');
      await form.locator('#node-config-input-path').fill('spring');
      assert.equal(await form.locator('#nurture-webhook').inputValue(), `${red.url}/nurture/spring/behavior`);
      const key = form.locator('#nurture-key');
      await editor.page.waitForFunction('document.querySelector("#nurture-key").value');
      const old = await key.inputValue();
      assert.match(old, /^\S{20,}$/);
      await form.locator('#nurture-key-new').click();
      await editor.page.waitForFunction(
        `document.querySelector("#nurture-key").value !== ${JSON.stringify(old)}`,
      );
      await editor.cancelConfig();
    });
  });
}
