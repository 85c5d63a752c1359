import assert from 'node:assert/strict';
import { verifyLedger } from '../../src/permission/ledger';
import { ANA, DAY, HOUR, START, TestHouse } from '../support/house';

const ANSWERS = {
  stop: 'You are out.',
  start: 'You are back.',
  help: 'Help.',
  confirm: 'Reply YES to confirm.',
};

describe('double opt-in', () => {
  let house: TestHouse;
  beforeEach(() => {
    house = new TestHouse({ answers: ANSWERS });
    house.account();
  });
  afterEach(() => assert.deepEqual(house.failures, []));
  const texts = (): string[] => house.texts.map(({ text }) => text);
  const may = async (visit: string): Promise<string> => {
    const { lead } = await house.lead();
    return (await house.engine.send(lead.id, house.request({ visit }))).kind;
  };
  const kinds = async (): Promise<string[]> => (await house.lead()).ledger.map(({ kind }) => kind);

  it('asks once, and consent counts from her YES on; both stand in the ledger', async () => {
    await house.anaAsks({ id: '1' });
    await house.anaAsks({ id: '2' });
    assert.deepEqual(texts(), ['Reply YES to confirm.']);
    assert.equal(await may('1'), 'not_sent');
    const { ledger, behaviors } = await house.reply('Yes!');
    assert.deepEqual(await kinds(), ['consent', 'confirmation']);
    assert.deepEqual([ledger[1]?.words, ledger[1]?.channel, ledger[1]?.by], ['Yes!', 'sms', 'the lead']);
    assert.deepEqual(verifyLedger(ledger), { intact: true });
    assert.equal(behaviors.at(-1)?.name, 'opted_in');
    assert.equal(await may('2'), 'sent');
  });

  it('starts a journey with her YES', async () => {
    house.node('trigger');
    house.journey({ start: { kind: 'behavior', names: ['opted_in'], count: 1, withinMs: DAY } });
    await house.anaAsks();
    assert.deepEqual(house.kinds('trigger'), []);
    await house.reply('yes please');
    assert.deepEqual(house.kinds('trigger'), ['entered']);
  });

  it('takes START for a yes, STOP for a no, and anything else for an answer', async () => {
    await house.anaAsks();
    await house.reply('who is this?');
    assert.equal(await may('1'), 'not_sent');
    await house.reply('STOP');
    assert.deepEqual(texts(), ['Reply YES to confirm.', 'You are out.']);
    await house.reply('YES');
    assert.deepEqual(await kinds(), ['consent', 'opt_out'], 'her YES comes too late');
    await house.reply('START');
    assert.equal(await may('2'), 'sent');
  });

  it('asks nobody who opted out, and nobody of a consent from yesterday', async () => {
    await house.behave({ optOut: true });
    await house.anaAsks({ id: '1' });
    await house.behave({ phone: '+13055550143', consent: true, at: START - 2 * HOUR });
    assert.deepEqual(texts(), []);
  });

  it('asks in the night who is awake, and asks again who agrees again', async () => {
    await house.pass(12 * HOUR);
    await house.anaAsks({ id: '1' });
    assert.equal(texts().length, 1);
    await house.pass(2 * DAY);
    await house.anaAsks({ id: '2' });
    assert.equal(texts().length, 2);
    await house.reply('YES');
    await house.pass(2 * DAY);
    await house.anaAsks({ id: '3' });
    assert.equal(texts().length, 2, 'a confirmed consent stays one');
    await house.pass(12 * HOUR);
    assert.equal(await may('1'), 'sent');
  });

  it('is not asked for of consent that was there before', async () => {
    const before = new TestHouse({ clock: house.clock });
    await before.anaAsks();
    house = new TestHouse({ answers: ANSWERS, store: before.store });
    house.account();
    assert.equal(await may('1'), 'sent');
    assert.equal((await house.lead({ phone: ANA })).ledger.length, 1);
  });
});
