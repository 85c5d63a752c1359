import assert from 'node:assert/strict';
import { optedOut } from '../../src/permission/ledger';
import { ANA, DAY, TestHouse, numberOf } from '../support/house';

/** So many texts of a lead are kept, and five more. */
const FORGOTTEN_AFTER = 505;

describe('a text that was caught on its way and comes again', function () {
  this.timeout(60_000);
  let house: TestHouse;
  beforeEach(async () => {
    house = new TestHouse({ replies: { yesOptsIn: true, gatherMs: 0, snooze: true } });
    house.account();
    await house.anaAsks();
  });
  const receive = (id: string, text: string, keyword?: 'opt_out' | 'opt_in') =>
    house.engine.receive({
      id,
      from: numberOf(ANA),
      to: '+12025550100',
      text,
      account: 'account',
      ...(keyword ? { keyword } : {}),
    });
  const write = async (texts: number, what = (nth: number) => `What about number ${nth}?`): Promise<void> => {
    for (let nth = 0; nth < texts; nth++) await receive(`SM-${what(nth)}`, what(nth));
  };
  const isOut = async (): Promise<boolean> => optedOut((await house.lead()).ledger) !== undefined;

  const permits: [string, string, 'opt_in' | undefined][] = [
    ['START', 'START', undefined],
    ['another word for START', 'unstop', undefined],
    ['YES, which lifts an opt-out here', 'Yes please', undefined],
    ['a thumb', '👍', undefined],
    ['a keyword of the provider', 'Suscribir', 'opt_in'],
  ];
  for (const [what, text, keyword] of permits) {
    it(`lifts no opt-out after 505 others, when it lifted one before: ${what}`, async () => {
      await receive('SM1', 'STOP');
      await receive('SM2', text, keyword);
      await write(FORGOTTEN_AFTER);
      await receive('SM3', 'STOP');
      await receive('SM2', text, keyword);
      assert.ok(await isOut());
    });

    it(`lifts no opt-out after 505 others, when there was nothing to lift: ${what}`, async () => {
      await receive('SM2', text, keyword);
      await write(FORGOTTEN_AFTER);
      await receive('SM3', 'STOP');
      await house.pass(400 * DAY);
      const { repeated } = await receive('SM2', text, keyword);
      assert.deepEqual([await isOut(), repeated], [true, true]);
      // What the lead says anew counts.
      await receive('SM4', 'START');
      assert.equal(await isOut(), false);
    });
  }

  it('confirms no consent that somebody posted later', async () => {
    house = new TestHouse({
      answers: { stop: 'Out.', start: 'In.', help: 'Help.', confirm: 'Is it you? Reply YES.' },
    });
    house.account();
    await house.anaAsks();
    await receive('SM1', 'YES');
    assert.equal((await house.lead()).ledger.at(-1)?.kind, 'confirmation');
    await write(FORGOTTEN_AFTER);
    await receive('SM2', 'STOP');
    await receive('SM3', 'START');
    await house.behave({ consent: { given: true, words: 'All partners may text me' } });
    await receive('SM1', 'YES');
    assert.equal((await house.lead()).ledger.at(-1)?.kind, 'consent');
  });

  it('brings nobody back who was deleted since, and a new START does', async () => {
    await receive('SM1', 'STOP');
    await receive('SM2', 'START');
    await house.engine.erase((await house.lead()).lead.id);
    await receive('SM2', 'START');
    assert.ok(await isOut());
    await receive('SM3', 'START');
    assert.equal(await isOut(), false);
  });

  it('leaves the lead small, however many permissions they gave', async () => {
    await write(700, (nth) => `${'yes '.repeat((nth % 3) + 1)}${'!'.repeat(nth)}`);
    const { assents = [] } = await house.lead();
    assert.ok(assents.length <= 500);
  });

  it('of STOP counts again when the lead has opted in since', async () => {
    await receive('SM1', 'STOP');
    await receive('SM2', 'START');
    const { repeated, recordedAs } = await receive('SM1', 'STOP');
    assert.equal(repeated, false);
    assert.match(recordedAs ?? '', /^SM1~/);
    assert.ok(await isOut());
    assert.equal((await receive('SM1', 'STOP')).repeated, true);
  });

  for (const [text, keyword] of [
    ['STOP', undefined],
    ['please take me off your list', undefined],
    ['Baja', 'opt_out'],
  ] as const) {
    it(`of another text with a used id counts: ${text}`, async () => {
      await receive('SM1', 'How much is it?');
      const { repeated } = await receive('SM1', text, keyword);
      assert.deepEqual([repeated, await isOut()], [false, true]);
    });
  }

  it('is another text when its words are others, and known when it comes again', async () => {
    await receive('SM1', 'How much is it?');
    const { repeated, recordedAs } = await receive('SM1', 'And the blue one?');
    assert.equal(repeated, false);
    assert.match(recordedAs ?? '', /^SM1~/);
    assert.equal((await receive('SM1', 'And the blue one?')).repeated, true);
    assert.equal((await receive('SM1', 'How much is it?')).repeated, true);
    assert.deepEqual(
      (await house.lead()).replies.map(({ text }) => text),
      ['How much is it?', 'And the blue one?'],
    );
  });
});

describe('a reply that may be an opt-out', () => {
  it('is one after a day of silence, also when 505 other texts have pushed it out', async function () {
    this.timeout(60_000);
    const house = new TestHouse();
    house.account();
    const { lead } = await house.anaAsks();
    await house.engine.start();
    await house.engine.send(lead.id, house.request());
    await house.reply('wrong number');
    const { pause } = await house.lead();
    assert.equal(pause?.reason, 'unclear');
    for (let nth = 0; nth < FORGOTTEN_AFTER; nth++) await house.reply(`Liked “Hi number ${nth}”`);
    await house.pass(DAY);
    assert.equal(optedOut((await house.lead()).ledger)?.channel, 'silence');
  });
});

describe('who agrees on a page again and again', () => {
  it('is asked once a day whether it was they', async () => {
    const house = new TestHouse({
      answers: { stop: 'Out.', start: 'In.', help: 'Help.', confirm: 'Is it you? Reply YES.' },
    });
    house.account();
    for (let nth = 0; nth < 20; nth++) await house.behave({ consent: { given: true, words: `Yes ${nth}` } });
    assert.equal(house.texts.length, 1);
    await house.pass(DAY);
    await house.behave({ consent: true });
    assert.equal(house.texts.length, 2);
  });
});
