import assert from 'node:assert/strict';
import { browserOrSkip, type Browser } from '../support/browser';
import { startNodeRed, type NodeRed, type NodeRedVersion } from '../support/node-red';
import { FakeTwilio, SENDER, ACCOUNT as SID, TOKEN } from '../support/twilio/fake';
import { EditorPage } from './editor';
import { ACCOUNT, STORE, TAB } from './flows';

for (const nodeRed of ['4.1', '5'] satisfies NodeRedVersion[]) {
  describe(`the dialog of an SMS account with Twilio, in Node-RED ${nodeRed}`, function () {
    this.timeout(60_000);
    let browser: Browser;
    let red: NodeRed;
    let fake: FakeTwilio;
    let editor: EditorPage;

    before(async function () {
      browser = await browserOrSkip(this);
      fake = await FakeTwilio.open();
      red = await startNodeRed({
        nodeRed,
        flows: [TAB, { ...STORE, clock: 'real' }, ACCOUNT],
        settings: { httpNodeRoot: '/api' },
      });
      editor = await EditorPage.open(browser, red, 'account');
    });
    after(async () => {
      await browser?.close();
      await red?.stop();
      await fake?.close();
    });

    it('marks what is missing, shows the addresses to paste, and asks Twilio before any deploy', async () => {
      const form = await editor.editConfig('nurture-sms-account', 'account');
      const input = (name: string): ReturnType<typeof form.locator> =>
        form.locator(`#node-config-input-${name}`);
      assert.ok(await input('accountSid').isHidden());
      const noLogin = form.locator('.nurture-when-open');
      assert.ok(await noLogin.isHidden());
      await input('gateway').selectOption('twilio');
      assert.ok(await input('sender').isHidden());
      assert.match(await noLogin.innerText(), /Set adminAuth before real leads/);
      for (const name of ['accountSid', 'authToken', 'publicUrl']) {
        assert.equal(await form.locator(`#node-config-input-${name}.input-error`).count(), 1, name);
      }
      assert.match(await form.locator('[data-problem="senders"]').innerText(), /^Write at least one number/);

      await input('name').fill('Riverside Dental');
      await input('accountSid').fill(SID);
      await input('authToken').fill('wrong');
      await form.locator('#nurture-senders').fill('+1 (202) 555-0100');
      await input('publicUrl').fill('https://leads.example.com/');
      const below = 'https://leads.example.com/api/nurture/riverside-dental';
      assert.equal(await form.locator('#nurture-reply').inputValue(), `${below}/reply#rc=5&rp=all&tt=15000`);
      assert.equal(await form.locator('#nurture-status').inputValue(), `${below}/status`);
      await form.locator('summary').click();
      await input('apiUrl').fill(fake.url);

      const checked = form.locator('#nurture-checked');
      await form.locator('#nurture-check').click();
      await checked.filter({ hasText: 'does not accept' }).waitFor();
      await input('authToken').fill(TOKEN);
      await form.locator('#nurture-check').click();
      await checked.filter({ hasText: 'Twilio accepts this account.' }).waitFor();
      assert.equal(await form.locator('.input-error').count(), 0);
      await editor.doneConfig();
      assert.deepEqual(await editor.property('account', 'senders'), [SENDER]);
      assert.deepEqual(await editor.complaintsOf('account'), []);
    });

    it('keeps the path when the account gets another name', async () => {
      const form = await editor.editConfig('nurture-sms-account', 'account');
      await form.locator('#node-config-input-name').fill('Hillside Dental');
      assert.equal(await form.locator('#node-config-input-path').inputValue(), 'riverside-dental');
      await editor.cancelConfig();
    });
  });
}
