import assert from 'node:assert/strict';
import { ACCOUNT, STORE, Workbench, engineOf, watched, withListeners } from '../support/workbench';

const OURS = '+12025550100';
const THEIRS = '+12025550101';
const TRIGGER = { id: 'n', type: 'nurture-lead-trigger', store: 'store' };
const SEND = { id: 'send', type: 'nurture-sms-send', account: 'account', text: 'Hi' };

/** Of the store's own account, written in several ways, and of another store beside it. */
const NUMBERS = [OURS, '(202) 555-0100', '1 202 555 0100', THEIRS];

describe('a number that texts leave from is never a lead', () => {
  let bench: Workbench;
  let posted: (phone: string) => Promise<Response>;

  before(async () => {
    bench = await Workbench.open([
      { ...STORE, id: 'other-store', path: 'other' },
      { ...ACCOUNT, id: 'other-account', store: 'other-store', sender: THEIRS },
      ...withListeners(TRIGGER, 3),
      ...withListeners(SEND, 2),
      ...watched('n', 'send'),
    ]);
    await (await engineOf(bench.red.node('other-store'))).rest();
    const answer = await fetch(`${bench.red.url}/lead-nurture/stores/store/key`);
    const { key } = (await answer.json()) as { key: string };
    posted = (phone) =>
      fetch(`${bench.red.url}/nurture/leads/behavior`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
        body: JSON.stringify({ phone, consent: true }),
      });
  });
  after(() => bench.close());

  for (const number of NUMBERS) {
    it(`when ${number} is posted, wired into a trigger, or comes to a node of a journey`, async () => {
      const before = bench.received('caught').length;
      const answer = await posted(number);
      assert.equal(answer.status, 400);
      assert.match(((await answer.json()) as { error: string }).error, /one of your own numbers/);
      await bench.give('n', { payload: { phone: number } });
      await bench.give('send', { phone: number });
      const caught = bench.received('caught').slice(before);
      assert.equal(caught.length, 2);
      for (const { error } of caught) {
        assert.match((error as { message: string }).message, /^`phone`: this is one of your own numbers/);
      }
      assert.equal(await bench.engine.store.size(), 0);
    });
  }

  it('and a number beside it is', async () => {
    assert.equal((await posted('+12025550142')).status, 202);
    assert.equal(await bench.engine.store.size(), 1);
  });
});
