import assert from 'node:assert/strict';
import { optedOut, verifyLedger } from '../../src/permission/ledger';
import { DAY, RULES, TestHouse } from '../support/house';

/** A lead who was texted. */
async function texted(): Promise<TestHouse> {
  const house = new TestHouse({ rules: { ...RULES, cap: null } });
  house.account();
  house.node('trigger');
  house.node('router');
  house.engine.addListener({ node: 'router', flow: 'tab', scope: 'all' });
  house.journey();
  await house.engine.start();
  const { lead, enrollments } = await house.anaAsks();
  await house.engine.send(lead.id, house.request({ enrollment: enrollments[0]?.id ?? '' }));
  return house;
}

const said = (house: TestHouse): string[] => house.texts.slice(1).map(({ text }) => text);

async function leaves(house: TestHouse, visit: string): Promise<string> {
  const { lead } = await house.lead();
  return (await house.engine.send(lead.id, house.request({ visit }))).kind;
}

describe('a lead who wants another channel or fewer texts', () => {
  it('is called no more, and still texted: kept with the lead and in the ledger, and confirmed', async () => {
    const house = await texted();
    const record = await house.reply('no more calls, texts are ok');
    assert.deepEqual(record.lead.contact, { calls: 'no' });
    const line = record.ledger.at(-1);
    assert.deepEqual(
      [line?.kind, line?.words, line?.kind === 'preference' && line.wish],
      ['preference', 'no more calls, texts are ok', { channel: 'calls', wanted: 'no' }],
    );
    assert.ok(verifyLedger(record.ledger).intact && !optedOut(record.ledger) && !record.pause);
    assert.deepEqual(said(house), ['OK, no calls. Reply STOP to end our texts for good.']);
    assert.deepEqual(house.kinds('router'), ['reply']);
    assert.equal(await leaves(house, 'next'), 'sent');
  });

  it('gets at most so many texts as they asked for', async () => {
    const house = await texted();
    const record = await house.reply('too many texts, once a week is enough');
    assert.deepEqual(record.lead.contact, { texts: { most: 1, per: 'week' } });
    assert.deepEqual(said(house), ['OK, at most 1 text a week. Reply STOP to end our texts for good.']);
    assert.equal(await leaves(house, 'tomorrow'), 'held');
    const { notes } = await house.lead();
    const held = notes.findLast(({ kind }) => kind === 'text_held');
    const gates = held?.kind === 'text_held' ? held.verdict.gates : [];
    assert.equal(gates.find(({ gate }) => gate === 'frequency_cap')?.rule, 'cap.wish_of_lead');
    await house.pass(7 * DAY);
    assert.equal(await leaves(house, 'next week'), 'sent');
  });

  it('keeps each wish, and the last of each channel', async () => {
    const house = await texted();
    await house.reply('no more calls, texts are ok');
    await house.reply('once a month is enough');
    const { lead } = await house.reply('two texts a week max');
    assert.deepEqual(lead.contact, { calls: 'no', texts: { most: 2, per: 'week' } });
  });

  it('has said what they want when they were asked whether texts shall end', async () => {
    const house = await texted();
    assert.equal((await house.reply('I hate these texts')).pause?.reason, 'unclear');
    const record = await house.reply('just one text a week please');
    assert.equal(record.pause, undefined);
    await house.pass(2 * DAY);
    assert.equal(optedOut((await house.lead()).ledger), undefined);
  });

  it('gets as many again as the store sends after their START', async () => {
    const house = await texted();
    await house.reply('no more calls, texts are ok');
    await house.reply('once a week is enough');
    assert.deepEqual((await house.reply('START')).lead.contact, { calls: 'no' });
    assert.equal(await leaves(house, 'tomorrow'), 'sent');
  });
});
