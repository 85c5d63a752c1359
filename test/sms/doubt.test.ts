import assert from 'node:assert/strict';
import { consented, optedOut, verifyLedger } from '../../src/permission/ledger';
import { DEFAULT_REPLY_RULES, DEFAULT_UNCLEAR } from '../../src/sms/answers';
import { ANA, DAY, HOUR, TestHouse } from '../support/house';

/** trigger → SMS 1 → wait two days or reply → router. */
async function opened(parts: ConstructorParameters<typeof TestHouse>[0] = {}): Promise<TestHouse> {
  const house = new TestHouse(parts);
  house.account();
  house.node('trigger');
  house.node('wait');
  house.node('router');
  house.engine.addListener({ node: 'router', flow: 'tab', scope: 'all' });
  house.journey({ exitOnReply: false });
  await house.engine.start();
  const { lead, enrollments } = await house.anaAsks();
  const enrollment = enrollments[0]?.id ?? '';
  await house.engine.send(lead.id, house.request({ enrollment }));
  await house.engine.park(lead.id, {
    kind: 'wait',
    node: 'wait',
    visit: 'p',
    enrollment,
    due: house.clock.now() + 2 * DAY,
    awaits: [{ kind: 'reply', output: 0 }],
    msg: {},
  });
  return house;
}

/** What we texted after the first text of the journey. */
const answers = (house: TestHouse): string[] => house.texts.slice(1).map(({ text }) => text);

describe('a reply that may be an opt-out and may not', () => {
  it('pauses the lead at once and is asked about once', async () => {
    const house = await opened();
    const record = await house.reply('wrong number');
    assert.deepEqual(answers(house), [DEFAULT_UNCLEAR]);
    assert.equal(record.pause?.reason, 'unclear');
    assert.equal(record.waits.length, 1);
    assert.deepEqual([house.kinds('wait'), house.kinds('router')], [[], []]);
    const sent = await house.engine.send(record.lead.id, house.request({ visit: '2' }));
    assert.notEqual(sent.kind, 'sent');
    await house.reply('f off');
    assert.deepEqual(answers(house), [DEFAULT_UNCLEAR]);
    assert.equal(optedOut((await house.lead()).ledger), undefined);
  });

  it('is an answer like any other when it hardly asks for it: nobody is asked, and silence means nothing', async () => {
    const house = await opened();
    const record = await house.reply('not interested');
    assert.equal(record.pause, undefined);
    assert.deepEqual(answers(house), []);
    await house.pass(3 * DAY);
    assert.equal(optedOut((await house.lead()).ledger), undefined);
  });

  it('stays one when what comes after the question hardly answers it', async () => {
    const house = await opened();
    await house.reply('I hate these texts');
    await house.reply('not interested');
    await house.pass(DAY);
    const entry = optedOut((await house.lead()).ledger);
    assert.deepEqual([entry?.channel, entry?.words], ['silence', 'I hate these texts']);
  });

  it('counts as an opt-out when nothing comes for a day, with her words and why', async () => {
    const house = await opened();
    const asked = house.clock.now();
    await house.reply('I hate these texts');
    await house.pass(DAY - 1);
    assert.equal(optedOut((await house.lead()).ledger), undefined);
    await house.pass(1);
    const record = await house.lead();
    const entry = optedOut(record.ledger);
    assert.deepEqual([entry?.channel, entry?.words], ['silence', 'I hate these texts']);
    assert.deepEqual([entry?.at, entry?.recordedAt], [asked, asked + DAY]);
    assert.deepEqual([record.pause, record.waits], [undefined, []]);
    assert.deepEqual(verifyLedger(record.ledger), { intact: true });
    await house.pass(10 * DAY);
    assert.deepEqual(answers(house), [DEFAULT_UNCLEAR]);
    assert.deepEqual(house.failures, []);
  });

  it('counts so too when the process was down while the day ended', async () => {
    const first = await opened();
    await first.reply('wrong number');
    first.clock.jumpTo(first.clock.now() + 3 * DAY);
    const second = new TestHouse({ store: first.store, clock: first.clock });
    second.account();
    await second.engine.start();
    await second.pass(1);
    assert.equal(optedOut((await second.lead()).ledger)?.channel, 'silence');
  });

  for (const yes of ['STOP', 'yes', 'Yes please', 'ok', '👍', 'take me off your list', 'sí']) {
    it(`is an opt-out when she says "${yes}", confirmed once`, async () => {
      const house = await opened();
      await house.reply('I hate these texts');
      const record = await house.reply(yes);
      assert.equal(optedOut(record.ledger)?.channel, 'sms');
      assert.deepEqual(answers(house), [DEFAULT_UNCLEAR, 'You are out.']);
      assert.deepEqual([record.pause, record.waits], [undefined, []]);
      await house.pass(3 * DAY);
      assert.deepEqual(answers(house), [DEFAULT_UNCLEAR, 'You are out.']);
    });
  }

  for (const no of ['No', 'no keep them coming', 'How much is the blue one?', 'START']) {
    it(`goes on when she says "${no}", which goes where replies go`, async () => {
      const house = await opened();
      await house.reply('stop texting after 9pm');
      const record = await house.reply(no);
      assert.equal(record.pause, undefined);
      assert.deepEqual(house.kinds('wait'), ['wait_ended']);
      const [delivery] = house.deliveries.get('wait') ?? [];
      const event = delivery?.handover.event;
      assert.equal(
        event?.kind === 'wait_ended' && event.end.kind === 'reply' && event.end.reply,
        record.replies[1]?.id,
      );
      await house.pass(3 * DAY);
      assert.equal(optedOut((await house.lead()).ledger), undefined);
    });
  }

  it('keeps a wait that would have ended meanwhile', async () => {
    const house = await opened();
    await house.pass(2 * DAY - HOUR);
    await house.reply('wrong number');
    await house.pass(2 * HOUR);
    assert.deepEqual(house.kinds('wait'), []);
    await house.reply('oh it is you, go on');
    assert.deepEqual(house.kinds('wait'), ['wait_ended']);
  });

  it('asks nobody whom we never texted: it is a reply like any other', async () => {
    const house = await opened();
    const record = await house.reply('wrong number', '+13055550177');
    assert.deepEqual([record.pause, answers(house), house.kinds('router')], [undefined, [], ['reply']]);
  });

  it('asks nobody whom a person has taken over', async () => {
    const house = await opened();
    const { lead } = await house.lead();
    await house.engine.update(lead.id, [{ kind: 'pause' }]);
    const record = await house.reply('wrong number');
    assert.deepEqual([record.pause?.reason, answers(house)], ['person', []]);
  });
});

describe('the confirmation of an opt-out', () => {
  const texts = { stop: 'You are out.', start: 'You are back.', help: 'This is help.' };

  it('is in the language of the request, if the store has it (scenario 50)', async () => {
    const house = await opened({ answers: { ...texts, stopIn: { es: 'Listo.', fr: 'Fini.' } } });
    for (const [request, answer] of [
      ['Deja de enviarme mensajes', 'Listo.'],
      ["Arrêtez de m'écrire", 'Fini.'],
      ['Abmelden', 'You are out.'],
      ['STOP', 'You are out.'],
    ] as const) {
      await house.reply(request);
      assert.equal(answers(house).at(-1), answer);
      await house.reply('START');
    }
  });

  it('is not sent when the provider has answered', async () => {
    const house = await opened();
    const phone = (await house.lead()).lead.phone;
    const incoming = { id: 'x', from: phone, to: '+12025550100', text: 'STOP', account: 'account' };
    await house.engine.receive({ ...incoming, keyword: 'opt_out' });
    await house.engine.rest();
    assert.ok(optedOut((await house.lead()).ledger));
    assert.deepEqual(answers(house), []);
  });
});

describe('YES from somebody who opted out', () => {
  it('lifts nothing by default', async () => {
    const house = await opened();
    await house.reply('STOP');
    assert.ok(optedOut((await house.reply('YES')).ledger));
  });

  it('lifts the opt-out where the store says so, written into the ledger (scenario 42)', async () => {
    const house = await opened({ replies: { ...DEFAULT_REPLY_RULES, yesOptsIn: true } });
    await house.reply('STOP');
    const record = await house.reply('Yes please!');
    assert.equal(consented(record.ledger)?.words, 'Yes please!');
    assert.deepEqual(answers(house), ['You are out.', 'You are back.']);
  });

  it('is an answer to who is opted in, also there: no "You are back"', async () => {
    const house = await opened({ replies: { ...DEFAULT_REPLY_RULES, yesOptsIn: true } });
    await house.reply('YES', ANA);
    assert.deepEqual([answers(house), house.kinds('wait')], [[], ['wait_ended']]);
  });
});
