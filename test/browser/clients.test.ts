import assert from 'node:assert/strict';
import { browserOrSkip, type Browser } from '../support/browser';
import { startNodeRed, type FlowNode, type NodeRed, type NodeRedVersion } from '../support/node-red';
import { EditorPage } from './editor';
import { ACCOUNT, STORE, TAB } from './flows';

const BOLT = { ...STORE, id: 'bolt-store', name: 'Bolt Cycles', brand: 'Bolt', path: 'bolt' };
const BOLT_ACCOUNT = {
  ...ACCOUNT,
  id: 'bolt-account',
  name: 'Texts',
  store: 'bolt-store',
  sender: '+12025550101',
};

const at = (id: string, type: string, z: string, y: number, more: object): FlowNode => ({
  ...{ id, type, z, x: 200, y, wires: [] },
  ...more,
});
const TRIGGER = { name: 'Welcome', wires: [[], [], []] };
const FLOWS: readonly FlowNode[] = [
  TAB,
  { id: 'second', type: 'tab', label: 'Bolt' },
  { id: 'both', type: 'tab', label: 'Both' },
  STORE,
  ACCOUNT,
  BOLT,
  BOLT_ACCOUNT,
  at('dental', 'nurture-lead-trigger', 'tab', 80, { ...TRIGGER, store: 'store' }),
  at('function', 'function', 'tab', 140, { func: 'return msg;', outputs: 1, wires: [['out']] }),
  at('out', 'link out', 'tab', 200, { mode: 'link', links: ['in'] }),
  at('in', 'link in', 'second', 200, { links: ['out'], wires: [['bolt-text']] }),
  at('cycles', 'nurture-lead-trigger', 'second', 80, { ...TRIGGER, store: 'bolt-store' }),
  at('bolt-text', 'nurture-sms-send', 'second', 140, {
    account: 'bolt-account',
    text: 'Hi',
    wires: [[], []],
  }),
  at('one', 'nurture-lead-trigger', 'both', 80, { ...TRIGGER, store: 'store' }),
  at('other', 'nurture-lead-trigger', 'both', 240, { ...TRIGGER, store: 'bolt-store' }),
];

const CROSSED =
  'Leads of "Riverside Dental" come here from "Welcome", but the SMS account of this node is of "Bolt Cycles", so they are refused. Choose an SMS account of "Riverside Dental" here, or take the wire away.';

for (const nodeRed of ['4.1', '5'] satisfies NodeRedVersion[]) {
  describe(`two clients in the editor of Node-RED ${nodeRed}`, function () {
    this.timeout(60_000);
    let browser: Browser;
    let red: NodeRed;
    let editor: EditorPage;

    before(async function () {
      browser = await browserOrSkip(this);
      red = await startNodeRed({ nodeRed, flows: FLOWS });
      editor = await EditorPage.open(browser, red, 'dental');
    });
    afterEach(async () => {
      assert.deepEqual(editor.complaints(), []);
      await editor.reload();
    });
    after(async () => {
      await browser?.close();
      await red?.stop();
    });

    /** Draws or takes away a wire as the mouse does. */
    const wire = (what: 'addLink' | 'removeLink', source: string, target: string): Promise<void> =>
      editor.run(`RED.nodes.${what}(
        ${what === 'addLink' ? '' : `RED.nodes.filterLinks({ source: { id: '${source}' } })[0] ??`}
        { source: RED.nodes.node('${source}'), sourcePort: 0, target: RED.nodes.node('${target}') })`);
    const becomes = async (id: string, property: string, value: string): Promise<void> => {
      await editor.page.waitForFunction(`RED.nodes.node('${id}').${property} === ${JSON.stringify(value)}`);
    };
    const isMarked = async (id: string): Promise<void> => {
      await editor.page.waitForFunction(`RED.nodes.node('${id}').valid === false`);
    };
    const show = (tab: string): Promise<void> => editor.run(`RED.workspaces.show('${tab}')`);

    it('marks the text of the other client when a wire reaches it through core nodes, links and tabs', async () => {
      assert.deepEqual(await editor.complaintsOf('bolt-text'), []);
      await wire('addLink', 'dental', 'function');
      await isMarked('bolt-text');
      assert.deepEqual(await editor.complaintsOf('bolt-text'), [CROSSED]);
      await show('second');
      const form = await editor.edit('bolt-text');
      assert.equal(await form.locator('#node-input-account-problem').innerText(), CROSSED);
      assert.ok(await form.locator('#node-input-account-problem').isVisible());
      await editor.cancel();

      await wire('removeLink', 'dental', 'function');
      await editor.page.waitForFunction(`RED.nodes.node('bolt-text').valid`);
      assert.deepEqual(await editor.complaintsOf('bolt-text'), []);
    });

    it('says in the dialog whether another account would do, and asks before such flows are deployed', async () => {
      await wire('addLink', 'dental', 'bolt-text');
      await isMarked('bolt-text');
      await show('second');
      // As the editor does when a person draws a wire.
      await editor.run('RED.nodes.dirty(true)');
      await editor.page.click('#red-ui-header-button-deploy');
      const question = editor.page.locator('.red-ui-notification', { hasText: 'not properly configured' });
      await question.waitFor();
      await question.getByRole('button', { name: /cancel/i }).click();

      const form = await editor.edit('bolt-text');
      const account = form.locator('#node-input-account');
      const said = form.locator('#node-input-account-problem');
      await account.selectOption('account');
      assert.equal(await said.innerText(), '');
      await account.selectOption('bolt-account');
      assert.equal(await said.innerText(), CROSSED);
      await account.selectOption('account');
      await editor.done();
      assert.deepEqual(await editor.complaintsOf('bolt-text'), []);
    });

    it('names in the list of accounts whose each one is', async () => {
      await show('second');
      const form = await editor.edit('bolt-text');
      const names = await form.locator('#node-input-account option').allInnerTexts();
      assert.ok(names.includes('simulator +12025550100 · Riverside Dental'), names.join());
      assert.ok(names.includes('Texts · Bolt Cycles'), names.join());
      await editor.cancel();
    });

    it('gives a new node the store or the account of the client whose tab it is put on', async () => {
      await show('second');
      assert.equal(await editor.property(await editor.drop('nurture-sms-send'), 'account'), 'bolt-account');
      assert.equal(await editor.property(await editor.drop('nurture-wait-until'), 'store'), 'bolt-store');
      await show('tab');
      assert.equal(await editor.property(await editor.drop('nurture-sms-send'), 'account'), 'account');
    });

    it('gives a new node on a tab of several clients what it is wired to', async () => {
      await show('both');
      const text = await editor.drop('nurture-sms-send');
      assert.equal(await editor.property(text, 'account'), '');
      await wire('addLink', 'other', text);
      await becomes(text, 'account', 'bolt-account');
      assert.deepEqual(await editor.complaintsOf(text), []);

      const trigger = await editor.drop('nurture-lead-trigger', 400);
      assert.equal(await editor.property(trigger, 'store'), '');
      await wire('addLink', trigger, text);
      await becomes(trigger, 'store', 'bolt-store');
    });

    it('leaves a node alone whose account a person has chosen', async () => {
      await show('both');
      const text = await editor.drop('nurture-sms-send');
      const form = await editor.edit(text);
      await form.locator('#node-input-account').selectOption('account');
      await editor.done();
      await wire('addLink', 'other', text);
      await isMarked(text);
      assert.equal(await editor.property(text, 'account'), 'account');
      assert.match((await editor.complaintsOf(text)).join(), /^Leads of "Bolt Cycles"/);
    });
  });
}
