import assert from 'node:assert/strict';
import { optedOut } from '../../src/permission/ledger';
import { openSimulator } from '../../src/sms/simulator/simulator';
import { StoreError } from '../../src/store/contract';
import { TestHouse } from '../support/house';

const SENDER = '+12025550100';

/** A house with simulated phones as an account node has them, which counts the commits of each lead. */
function open(): { readonly house: TestHouse; readonly commits: () => number } {
  const house = new TestHouse();
  house.engine.addAccount('account', openSimulator({ sender: SENDER }));
  let commits = 0;
  house.engine.watch(() => commits++);
  return { house, commits: () => commits };
}

describe('a text to a simulated phone', () => {
  it('is planned and delivered in one commit: nothing is left between the two that a crash could tear apart', async () => {
    const { house, commits } = open();
    const { lead } = await house.anaAsks();
    const before = commits();
    const sent = await house.engine.send(lead.id, house.request());
    assert.equal(commits(), before + 1);
    assert.equal(sent.kind, 'sent');
    const [message] = (await house.lead()).messages;
    assert.ok(message);
    assert.deepEqual(message.life, { state: 'delivered', sid: `SIM-${message.id}`, at: house.clock.now() });
    const { messages } = await house.lead();
    assert.deepEqual(
      await house.engine.send(lead.id, house.request()),
      sent,
      'the step again changes nothing',
    );
    assert.deepEqual((await house.lead()).messages, messages);
  });

  it('fails with all that follows in one commit, too', async () => {
    const { house, commits } = open();
    // Of no area, so it must be day in all of the United States.
    await house.pass(6 * 3_600_000);
    const { lead } = await house.anaAsks({ phone: '+15005550004' });
    const before = commits();
    const sent = await house.engine.send(lead.id, house.request());
    assert.equal(commits(), before + 1);
    assert.equal(sent.kind === 'sent' && sent.message.life.state, 'failed');
    const { ledger } = await house.lead({ phone: lead.phone });
    assert.equal(optedOut(ledger)?.channel, 'carrier');
  });

  it('that could not be put down leaves nothing behind, and the next may leave', async () => {
    const { house } = open();
    const { lead } = await house.anaAsks();
    const change = house.store.change.bind(house.store);
    house.store.change = async (who, decide) => {
      await change(who, (view) => ({ ...decide(view), changes: [] }));
      throw new StoreError('cannot_write', 'the disk is full');
    };
    assert.equal((await house.engine.send(lead.id, house.request())).kind, 'not_sent');
    house.store.change = change;
    assert.deepEqual((await house.lead()).messages, []);
    const sent = await house.engine.send(lead.id, house.request({ visit: '2' }));
    assert.equal(sent.kind === 'sent' && sent.message.life.state, 'delivered');
  });
});
