import assert from 'node:assert/strict';
import { optedOut } from '../../src/permission/ledger';
import { DEFAULT_REPLY_RULES } from '../../src/sms/answers';
import { DAY, HOUR, RULES, TestHouse } from '../support/house';

/** A lead who was texted. START is a Tuesday, 11:00. */
async function texted(parts: ConstructorParameters<typeof TestHouse>[0] = {}): Promise<TestHouse> {
  const house = new TestHouse({ rules: { ...RULES, cap: null }, ...parts });
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

/** What becomes of a marketing text that is sent now. */
async function leaves(house: TestHouse, visit: string): Promise<string> {
  const { lead } = await house.lead();
  return (await house.engine.send(lead.id, house.request({ visit }))).kind;
}

describe('a lead who wants no texts at some hours', () => {
  it('hears that it is so, and the contact hours obey it, every week', async () => {
    const house = await texted();
    const record = await house.reply('no texts on Wednesdays please');
    assert.deepEqual(said(house), ['OK, no texts on Wednesdays. Reply STOP to end them for good.']);
    assert.deepEqual(record.lead.quiet, [{ start: '00:00', end: '24:00', days: [3] }]);
    assert.equal(record.replies[0]?.reading.kind, 'quiet');
    assert.ok(!optedOut(record.ledger) && record.pause === undefined);
    assert.deepEqual(house.kinds('router'), ['reply']);
    assert.equal(await leaves(house, 'today'), 'sent');
    await house.pass(DAY);
    assert.equal(await leaves(house, 'wednesday'), 'held');
    const { notes } = await house.lead();
    const held = notes.findLast(({ kind }) => kind === 'text_held');
    const gates = held?.kind === 'text_held' ? held.verdict.gates : [];
    assert.equal(gates.find(({ gate }) => gate === 'contact_hours')?.rule, 'hours.wish_of_lead');
    await house.pass(7 * DAY);
    assert.equal(await leaves(house, 'next wednesday'), 'held');
  });

  it('still hears of their order then', async () => {
    const house = await texted();
    const { lead } = await house.reply('not on Tuesdays');
    const order = house.request({ visit: 'order', purpose: 'transactional', template: 'Shipped' });
    assert.equal((await house.engine.send(lead.id, order)).kind, 'sent');
    assert.equal(await leaves(house, 'marketing'), 'held');
  });

  it('may say more: all wishes are kept, each once', async () => {
    const house = await texted();
    await house.reply('not on Sundays');
    await house.reply('not on sundays!!');
    const { lead } = await house.reply('keine SMS nach 18 Uhr');
    assert.deepEqual(
      lead.quiet?.map(({ start }) => start),
      ['00:00', '18:00'],
    );
    assert.match(said(house).at(-1) ?? '', /no texts on Sundays and after 6:00 PM\./);
    await house.pass(8 * HOUR);
    assert.equal(await leaves(house, 'evening'), 'held');
  });

  it('may say the opposite: a wish that leaves no hour takes the place of those before', async () => {
    const house = await texted();
    await house.reply('only text me on weekends');
    const { lead } = await house.reply('only text me on weekdays');
    assert.deepEqual(lead.quiet, [{ start: '00:00', end: '24:00', days: [6, 7] }]);
  });

  it('hears nothing today, and from tomorrow on as before', async () => {
    const house = await texted();
    const record = await house.reply("Don't text me today");
    assert.equal(record.pause?.reason, 'snoozed');
    assert.deepEqual(said(house), [
      'OK, no texts before Wednesday, March 4. Reply STOP to end them for good.',
    ]);
    assert.equal(await leaves(house, 'today'), 'held');
    await house.pass(DAY);
    assert.equal(await leaves(house, 'tomorrow'), 'sent');
  });

  it('lifts it by START', async () => {
    const house = await texted();
    await house.reply('not on Tuesdays');
    assert.deepEqual((await house.reply('START')).lead.quiet, []);
    assert.equal(await leaves(house, 'now'), 'sent');
  });

  it('is asked what was meant where the store does not obey wishes', async () => {
    const house = await texted({ replies: { ...DEFAULT_REPLY_RULES, snooze: false } });
    const record = await house.reply("don't text me today");
    assert.equal(record.pause?.reason, 'unclear');
    assert.equal(record.lead.quiet, undefined);
  });
});
