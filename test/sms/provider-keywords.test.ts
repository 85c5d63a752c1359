import assert from 'node:assert/strict';
import { consented, optedOut } from '../../src/permission/ledger';
import type { LeadRecord } from '../../src/leads/record';
import type { IncomingText } from '../../src/sms/incoming';
import { ANA, TestHouse, numberOf } from '../support/house';

/** A provider that knows keywords of its own has acted on them, and answered, before we hear of them. */
describe('a keyword that the provider has answered', () => {
  let house: TestHouse;
  beforeEach(async () => {
    house = new TestHouse();
    house.account();
    house.node('trigger');
    house.node('router');
    house.engine.addListener({ node: 'router', flow: 'tab', scope: 'all' });
    house.journey();
    await house.engine.start();
    await house.anaAsks();
  });

  const says = async (text: string, keyword?: IncomingText['keyword']): Promise<LeadRecord> => {
    const id = house.engine.newId('r');
    const incoming = { id, from: numberOf(ANA), to: '+12025550100', text, account: 'account' };
    await house.engine.receive({ ...incoming, ...(keyword ? { keyword } : {}) });
    await house.engine.rest();
    return house.lead();
  };
  const texts = (): string[] => house.texts.map(({ text }) => text);

  it('STOP opts out at once, ends every journey, and gets no second confirmation', async () => {
    const record = await says('STOP', 'opt_out');
    assert.ok(optedOut(record.ledger));
    assert.deepEqual(house.kinds('trigger'), ['entered', 'left']);
    assert.deepEqual(record.messages, []);
    assert.deepEqual(texts(), []);
  });

  it('opts out with whatever word the provider knows', async () => {
    const record = await says('baja', 'opt_out');
    assert.equal(optedOut(record.ledger)?.words, 'baja');
    assert.deepEqual(record.replies[0]?.reading, { kind: 'opt_out', rule: 'opt_out.provider' });
    assert.deepEqual(house.kinds('router'), []);
  });

  it('START lifts the opt-out, and HELP changes nothing; neither is answered again', async () => {
    await says('STOP', 'opt_out');
    assert.ok(consented((await says('YES', 'opt_in')).ledger));
    const before = (await house.lead()).ledger;
    assert.deepEqual((await says('ayuda', 'help')).ledger, before);
    assert.deepEqual(texts(), []);
  });

  it('YES of somebody who never opted out stays an answer', async () => {
    const before = (await house.lead()).ledger;
    const record = await says('YES', 'opt_in');
    assert.deepEqual(record.ledger, before);
    assert.deepEqual(record.replies[0]?.reading, { kind: 'text' });
    assert.deepEqual(house.kinds('router'), ['reply']);
  });

  it('is ours to answer when the provider did not know it', async () => {
    await says('please stop');
    assert.deepEqual(texts(), ['You are out.']);
    assert.equal(house.texts[0]?.sender, '+12025550100', 'from the number that was texted');
  });
});

describe('a picture', () => {
  it('is kept with the reply, and a reply without words is one', async () => {
    const house = new TestHouse();
    const media = [{ url: 'https://api.twilio.com/media/1', contentType: 'image/jpeg' }];
    const incoming = { id: 'MM1', from: numberOf(ANA), to: '+12025550100', text: '', account: 'account' };
    await house.engine.receive({ ...incoming, media });
    await house.engine.receive({ ...incoming, id: 'MM2', media: [] });
    const { replies } = await house.lead();
    assert.deepEqual(replies[0]?.media, media);
    assert.equal(replies[0]?.reading.kind, 'text');
    assert.ok(replies[1] && !('media' in replies[1]));
  });
});
