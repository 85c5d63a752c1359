import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { browserOrSkip, type Browser } from '../support/browser';
import { startNodeRed, type NodeRed, type NodeRedVersion } from '../support/node-red';
import { EditorPage } from './editor';
import { ACCOUNT, STORE, TAB } from './flows';

const JOURNEY = [
  {
    id: 'trigger',
    type: 'nurture-lead-trigger',
    z: 'tab',
    name: 'Welcome',
    store: 'store',
    exitOnReply: false,
    x: 100,
    y: 80,
    wires: [['hello'], [], []],
  },
  {
    id: 'hello',
    type: 'nurture-sms-send',
    z: 'tab',
    account: 'account',
    text: 'Hi {{firstName | "there"}}!',
    x: 300,
    y: 80,
    wires: [['wait'], []],
  },
  {
    id: 'wait',
    type: 'nurture-wait-until',
    z: 'tab',
    name: 'a day of peace',
    store: 'store',
    awaits: [{ kind: 'behavior', name: 'purchased' }],
    timeout: 'after',
    amount: 1,
    unit: 'days',
    outputs: 2,
    x: 500,
    y: 80,
    wires: [[], ['again']],
  },
  {
    id: 'again',
    type: 'nurture-sms-send',
    z: 'tab',
    account: 'account',
    text: 'Still there, {{firstName | "friend"}}?',
    x: 700,
    y: 80,
    wires: [[], []],
  },
];

const EVIL = '<img src=x onerror="globalThis.wasMarkup=1">';
const LEADS = [
  { phone: '+13055550142', name: 'Ana Lopez', behavior: 'form_submitted' },
  { phone: '+13055550143', name: EVIL, behavior: 'form_submitted' },
];

for (const nodeRed of ['4.1', '5'] satisfies NodeRedVersion[]) {
  describe(`the sidebar in Node-RED ${nodeRed}`, function () {
    this.timeout(60_000);
    let browser: Browser;
    let red: NodeRed;
    let editor: EditorPage;
    let panel: Locator;

    before(async function () {
      browser = await browserOrSkip(this);
      red = await startNodeRed({ nodeRed, flows: [TAB, STORE, ACCOUNT, ...JOURNEY] });
      editor = await EditorPage.open(browser, red, 'wait');
      panel = editor.page.locator('.nurture-panel');
      await editor.run(`RED.actions.invoke('lead-nurture:show')`);
    });
    afterEach(() => assert.deepEqual(editor.complaints(), []));
    after(async () => {
      await browser?.close();
      await red?.stop();
    });

    async function post(behavior: object): Promise<void> {
      const answer = await red.admin('/lead-nurture/stores/store/key');
      assert.ok(typeof answer === 'object' && answer !== null && 'key' in answer);
      await red.admin('/nurture/leads/behavior', {
        method: 'POST',
        headers: { authorization: `Bearer ${String(answer.key)}`, 'content-type': 'application/json' },
        body: JSON.stringify(behavior),
      });
    }
    const phone = (name: string): Locator => panel.locator('.nurture-phones button', { hasText: name });
    const texts = (): Locator => panel.locator('.nurture-texts .nurture-bubble');

    it('says where leads come from while there are none', async () => {
      const notice = panel.locator('.nurture-notice', { hasText: '/nurture/leads/behavior' });
      await notice.waitFor();
    });

    it('shows leads as they arrive, without being asked', async () => {
      for (const lead of LEADS) await post(lead);
      await phone('Ana Lopez').waitFor();
      await phone('+13055550143').waitFor();
      await phone('Riverside Dental: Hi Ana! Reply STOP to opt out.').waitFor();
    });

    it('shows a name as text, whatever it is', async () => {
      assert.match(await phone('+13055550143').innerText(), /<img src=x/);
      await phone('+13055550143').click();
      await panel.locator('h3', { hasText: EVIL }).waitFor();
      assert.equal(await panel.locator('img').count(), 0);
      assert.equal(await editor.run('globalThis.wasMarkup'), undefined);
    });

    it('goes through the phones by arrow keys and opens one by Enter', async () => {
      const buttons = panel.locator('.nurture-phones button');
      await buttons.first().focus();
      await editor.page.keyboard.press('ArrowDown');
      const second = await buttons.nth(1).getAttribute('data-lead');
      await editor.page.keyboard.press('Enter');
      await panel.locator(`button[data-lead="${second}"][aria-current="true"]`).waitFor();
    });

    it('shows the conversation and what is waited for, and answers as the lead', async () => {
      await phone('Ana Lopez').click();
      await panel.locator('.nurture-waits', { hasText: 'waits at a day of peace' }).waitFor();
      assert.deepEqual(await texts().allInnerTexts(), ['Riverside Dental: Hi Ana! Reply STOP to opt out.']);
      await panel.getByLabel('Answer as Ana Lopez').fill('How much is it?');
      await editor.page.keyboard.press('Enter');
      await panel.locator('.nurture-from-lead', { hasText: 'How much is it?' }).waitFor();
      await editor.page.waitForFunction('!document.querySelector(".nurture-answer input").value');
    });

    it('jumps to what is next', async () => {
      const clock = panel.locator('.nurture-clock');
      await clock.locator('p', { hasText: 'a day of peace' }).waitFor();
      await clock.getByText('Jump to what is next').click();
      await panel.locator('.nurture-from-us', { hasText: 'Still there, Ana?' }).waitFor();
    });

    it('runs a day in some seconds, and can be stopped', async () => {
      await panel.getByText('Run a day').click();
      await panel.getByText('Stop', { exact: true }).click();
      await panel.getByText('Run a day').and(panel.locator(':enabled')).waitFor();
      assert.ok(await panel.getByText('Stop', { exact: true }).isHidden());
    });

    it('shows that a lead opted out', async () => {
      await panel.getByLabel('Answer as Ana Lopez').fill('STOP');
      await editor.page.keyboard.press('Enter');
      await phone('Ana Lopez').getByText('opted out').waitFor();
    });

    for (const width of [180, 460, 800]) {
      it(`fits ${width} px`, async () => {
        const overflow = await panel.evaluate((root, px) => {
          root.style.width = `${px}px`;
          const wide = root.scrollWidth - root.clientWidth;
          root.style.width = '';
          return wide;
        }, width);
        assert.ok(overflow <= 0, `${overflow} px too wide`);
      });
    }

    it('takes its colours from the theme', async () => {
      const colour = (): Promise<string> =>
        editor.run(`getComputedStyle(document.querySelector('.nurture-from-lead .nurture-bubble')).color`);
      if (nodeRed !== '5') return assert.match(await colour(), /^rgb/);
      const light = await colour();
      await editor.run(`document.documentElement.classList.toggle('nr-theme-dark')`);
      assert.notEqual(await colour(), light);
    });
  });
}
