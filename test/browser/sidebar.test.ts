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
    /** A text of a lead, quicker than by the field. */
    async function answerAs(name: string, text: string): Promise<void> {
      const lead = await phone(name).getAttribute('data-lead');
      await red.admin(`/lead-nurture/stores/store/phones/${lead}/reply`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ text }),
      });
    }
    const phone = (name: string): Locator => panel.locator('.nurture-phones button', { hasText: name });
    const scrolls = (list: string): Promise<boolean> =>
      editor.run(
        `(({ scrollHeight, clientHeight }) => scrollHeight > clientHeight)(document.querySelector(${JSON.stringify(list)}))`,
      );
    /** Whether one is in sight in a list that scrolls. */
    const isInside = (list: string, one: string): Promise<boolean> =>
      editor.run(`(() => {
        const [frame, it] = [${JSON.stringify(list)}, ${JSON.stringify(one)}].map((selector) =>
          document.querySelector(selector).getBoundingClientRect());
        return it.top >= frame.top - 2 && it.bottom <= frame.bottom + 2;
      })()`);
    const texts = (): Locator => panel.locator('.nurture-texts .nurture-bubble');

    it('says where leads come from while there are none', async () => {
      const first = panel.locator('.nurture-first');
      await first.waitFor();
      assert.equal(await first.locator('code').textContent(), `${red.url}/nurture/leads/behavior`);
      await first.getByText('in the dialog of the lead store "Riverside Dental"').waitFor();
      assert.ok(await first.getByText('try-out clock').isHidden(), 'the store is on the try-out clock');
    });

    it('shows the address of the webhook so that it can be taken whole, and breaks it where it may', async () => {
      const address = panel.locator('.nurture-first code');
      await address.click();
      assert.equal(await editor.run('String(getSelection())'), await address.textContent());
      const lines = await editor.run<number[]>(`(() => {
        const panel = document.querySelector('.nurture-panel');
        panel.style.width = '260px';
        const parts = [...panel.querySelector('.nurture-first code').childNodes];
        const counts = parts.filter((part) => part.nodeType === Node.TEXT_NODE).map((part) => {
          const range = document.createRange();
          range.selectNodeContents(part);
          return range.getClientRects().length;
        });
        panel.style.width = '';
        return counts;
      })()`);
      assert.ok(lines.length > 2, 'the address has places to break');
      assert.deepEqual(new Set(lines), new Set([1]));
      await panel.getByRole('button', { name: "Copy the webhook's address" }).click();
    });

    it('lets a person text from a number that nobody knows, and says what is wrong with one (scenario 64)', async () => {
      await panel.getByText('Text from a new number').click();
      await panel.getByLabel('Phone number').fill('305 555');
      await panel.getByLabel('What this person texts').fill('I saw your poster');
      await editor.page.keyboard.press('Enter');
      await panel
        .locator('.nurture-new-text .nurture-problem', { hasText: 'wrong number of digits' })
        .waitFor();
      assert.match(editor.complaints().join(), /status of 400/, 'the browser logs the refusal by itself');
      await panel.getByLabel('Phone number').fill('(305) 555-0187');
      await panel.locator('.nurture-new-text').getByText('Send', { exact: true }).click();
      await panel.locator('.nurture-from-lead', { hasText: 'I saw your poster' }).waitFor();
      await panel.locator('h3', { hasText: '+13055550187' }).waitFor();
      assert.ok(await panel.getByLabel('Phone number').isHidden(), 'the form is closed again');
    });

    it('shows leads as they arrive, without being asked', async () => {
      for (const lead of LEADS) await post(lead);
      await phone('Ana Lopez').waitFor();
      await phone('+13055550143').waitFor();
      await phone('Riverside Dental: Hi Ana! Reply STOP to opt out.').waitFor();
    });

    it('takes no markup for a name, and shows what a lead writes as text, whatever it is', async () => {
      await phone('+13055550143').click();
      await panel.locator('h3', { hasText: '+13055550143' }).waitFor();
      await answerAs('+13055550143', EVIL);
      await panel.locator('.nurture-from-lead', { hasText: EVIL }).waitFor();
      await phone('<img src=x').waitFor();
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
      await panel.locator('.nurture-waits', { hasText: 'Waits at "a day of peace"' }).waitFor();
      assert.deepEqual(await texts().allInnerTexts(), ['Riverside Dental: Hi Ana! Reply STOP to opt out.']);
      await panel.getByLabel('Answer as Ana Lopez').fill('How much is it?');
      await editor.page.keyboard.press('Enter');
      await panel.locator('.nurture-from-lead', { hasText: 'How much is it?' }).waitFor();
      await editor.page.waitForFunction('!document.querySelector(".nurture-answer input").value');
    });

    it('pauses a lead whom a person takes over, holds what waits, and resumes her', async () => {
      const [line, waits] = [panel.locator('.nurture-paused'), panel.locator('.nurture-waits')];
      assert.ok(await line.isHidden());
      await panel.getByRole('button', { name: 'Pause', exact: true }).click();
      await line.getByText('Paused: a person took over. Goes on when somebody resumes.').waitFor();
      await waits.getByText('Held at "a day of peace": The lead is paused.').waitFor();
      await phone('Ana Lopez').getByText('paused').waitFor();
      assert.ok(await panel.getByRole('button', { name: 'Pause', exact: true }).isHidden());
      await line.getByRole('button', { name: 'Resume' }).click();
      await waits.getByText('Waits at "a day of peace"').waitFor();
      assert.ok(await line.isHidden());
    });

    it('jumps to what is next', async () => {
      const clock = panel.locator('.nurture-clock');
      await clock.locator('p', { hasText: /^Next: "a day of peace" ends for .+, in 2\d hours$/ }).waitFor();
      await clock.getByText('Jump to what is next').click();
      await panel.locator('.nurture-from-us', { hasText: 'Still there, Ana?' }).waitFor();
    });

    it('stays at the newest text and the newest line while the history is open', async () => {
      await panel.locator('.nurture-history summary', { hasText: 'newest first' }).click();
      for (let i = 1; i <= 12; i++) await answerAs('Ana Lopez', `Question ${i}`);
      await texts().filter({ hasText: 'Question 12' }).waitFor();
      assert.ok(await scrolls('.nurture-texts'), 'the list is too short for this test');
      assert.ok(await isInside('.nurture-texts', '.nurture-texts li:last-child .nurture-bubble'));
      for (let i = 0; i < 2; i++) {
        await panel.locator('.nurture-history summary').click();
        await editor.page.waitForFunction(
          `(() => { const list = document.querySelector('.nurture-texts');
            return list.scrollHeight - list.scrollTop - list.clientHeight < 2; })()`,
        );
      }
      for (let i = 1; i <= 8; i++) await post({ ...LEADS[0], behavior: `step_${i}` });
      await panel.locator('.nurture-past li', { hasText: 'step 8' }).waitFor();
      assert.ok(await isInside('.nurture-past', '.nurture-past li:first-child'));
      assert.match(await panel.locator('.nurture-past li').first().innerText(), /step 8$/);
      await panel
        .locator('.nurture-past li', { hasText: 'texted: "sms send" (delivered)' })
        .first()
        .waitFor();
      assert.ok(await isInside('.nurture-texts', '.nurture-texts li:last-child .nurture-bubble'));
      await editor.run(`document.querySelector('.nurture-texts').scrollTop = 0`);
      await editor.page.waitForFunction('new Promise((done) => requestAnimationFrame(() => done(true)))');
      await post({ ...LEADS[0], behavior: 'step_9' });
      await panel.locator('.nurture-past li', { hasText: 'step 9' }).waitFor();
      assert.equal(await editor.run(`document.querySelector('.nurture-texts').scrollTop`), 0);
      await panel.locator('.nurture-history summary').click();
    });

    it('keeps the chosen phone in sight when others pass it by', async () => {
      for (let i = 10; i < 22; i++)
        await post({ phone: `+130555501${i}`, name: `Lead ${i}`, behavior: 'form_submitted' });
      await phone('Lead 21').getByText('waiting: 1').waitFor();
      await phone('Lead 21').click();
      await panel.locator('button[aria-current="true"]', { hasText: 'Lead 21' }).waitFor();
      for (let i = 10; i < 21; i++) await answerAs(`Lead ${i}`, `Hello ${i}`);
      for (let i = 10; i < 21; i++) await phone(`Hello ${i}`).waitFor();
      const before = await panel.locator('.nurture-phones li').allInnerTexts();
      assert.ok(before.findIndex((one) => one.includes('Lead 21')) > 8, 'it was passed by');
      assert.ok(await scrolls('.nurture-phones'), 'the list is too short for this test');
      assert.ok(await isInside('.nurture-phones', '.nurture-phones button[aria-current]'));
      await editor.run(`document.querySelector('.nurture-phones').scrollTop = 40`);
      assert.ok(!(await isInside('.nurture-phones', '.nurture-phones button[aria-current]')));
      await answerAs('Lead 10', 'Hello again');
      await phone('Hello again').waitFor();
      assert.equal(await editor.run(`document.querySelector('.nurture-phones').scrollTop`), 40);
      await phone('Ana Lopez').click();
      await panel.locator('button[aria-current="true"]', { hasText: 'Ana Lopez' }).waitFor();
    });

    it('tells below a text why it failed', async () => {
      await post({ phone: '+15005550009', name: 'Una Reachable', behavior: 'form_submitted' });
      await phone('Una Reachable').click();
      await panel
        .locator('.nurture-from-us', { hasText: 'This phone number cannot receive texts (code 21614).' })
        .waitFor();
      await phone('Ana Lopez').click();
      await panel.getByLabel('Answer as Ana Lopez').waitFor();
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

    it('shows a journey that is held because too many opted out, and lets it go on', async () => {
      for (let i = 10; i < 14; i++) await answerAs(`Lead ${i}`, 'STOP');
      const held = panel.getByText('within an hour 5 of');
      await held.waitFor();
      await panel.getByText('Let the texts go on').click();
      await held.waitFor({ state: 'detached' });
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
