import assert from 'node:assert/strict';
import type { Gateway, GatewayEvents, SendOutcome, TextStatus } from '../../src/sms/gateway';
import { consented, optedOut, verifyLedger } from '../../src/permission/ledger';
import { ANA, DAY, HOUR, MINUTE, TestHouse } from '../support/house';

const ANSWER_STOP = 'You are out.';
const ANSWER_START = 'You are back.';
const ANSWER_HELP = 'This is help.';

async function opened(): Promise<TestHouse> {
  const house = new TestHouse();
  house.account();
  house.node('trigger');
  house.node('router');
  house.engine.addListener({ node: 'router', flow: 'tab', scope: 'all' });
  house.journey();
  await house.engine.start();
  return house;
}

const textsOf = (house: TestHouse): string[] => house.texts.map(({ text }) => text);

describe('STOP', () => {
  it('suppresses at once, ends the run, and is confirmed once within five minutes (scenario 33)', async () => {
    const house = await opened();
    const { lead } = await house.anaAsks();
    await house.engine.park(lead.id, {
      kind: 'wait',
      node: 'router',
      visit: 'lonely',
      due: house.clock.now() + HOUR,
      awaits: [],
      msg: {},
    });
    const record = await house.reply('STOP');
    assert.ok(optedOut(record.ledger));
    assert.equal(record.waits.length, 0);
    assert.deepEqual(textsOf(house), [ANSWER_STOP]);
    assert.deepEqual(house.kinds('trigger'), ['entered', 'left']);
    const [confirmation] = record.messages;
    assert.ok(confirmation && confirmation.plannedAt - house.clock.now() <= 5 * MINUTE);
    const next = await house.engine.send(lead.id, house.request());
    assert.equal(
      next.kind === 'not_sent' && next.verdict.answer === 'block' && next.verdict.reason,
      'opted_out',
    );
    assert.deepEqual(textsOf(house), [ANSWER_STOP]);
  });

  it('said again is not confirmed again', async () => {
    const house = await opened();
    await house.anaAsks();
    await house.reply('STOP');
    await house.reply('stop!!');
    assert.deepEqual(textsOf(house), [ANSWER_STOP]);
  });

  it('delivered twice by the provider counts once', async () => {
    const house = await opened();
    await house.anaAsks();
    await house.reply('STOP', ANA, 'SM1');
    const record = await house.reply('STOP', ANA, 'SM1');
    assert.equal(record.replies.length, 1);
    assert.equal(record.ledger.filter(({ kind }) => kind === 'opt_out').length, 1);
  });

  it('stands against a later form with consent ticked: only her own START lifts it', async () => {
    const house = await opened();
    await house.anaAsks({ id: '1' });
    await house.reply('STOP');
    const record = await house.anaAsks({ id: '2' });
    assert.ok(optedOut(record.ledger));
    assert.deepEqual(house.kinds('trigger'), ['entered', 'left', 'turned_away']);
  });
});

describe('START and HELP', () => {
  it('START from an opted-out lead opts in, is confirmed once, and resumes no journey (scenario 43)', async () => {
    const house = await opened();
    await house.anaAsks();
    await house.reply('STOP');
    const record = await house.reply('START');
    assert.ok(consented(record.ledger));
    assert.deepEqual(textsOf(house), [ANSWER_STOP, ANSWER_START]);
    await house.pass(10 * DAY);
    assert.equal(record.enrollments[0]?.state.status, 'exited');
    assert.equal(house.texts.length, 2);
    assert.deepEqual(verifyLedger(record.ledger), { intact: true });
  });

  it('START from a number nobody told us of makes a lead whose consent is the keyword (scenario 43)', async () => {
    const house = await opened();
    const record = await house.reply('START', '+13055550177');
    const entry = consented(record.ledger);
    assert.equal(entry?.kind, 'opt_in');
    assert.equal(entry?.channel, 'sms');
  });

  it('HELP is answered in the night and to who opted out, and ends no wait (scenario 44)', async () => {
    const house = await opened();
    const { lead } = await house.anaAsks();
    const parking = { kind: 'wait', node: 'router', visit: 'p', due: null, msg: {} } as const;
    await house.engine.park(lead.id, { ...parking, awaits: [{ kind: 'reply', output: 0 }] });
    await house.pass(12 * HOUR);
    const record = await house.reply('HELP');
    assert.equal(record.waits.length, 1);
    await house.reply('STOP');
    await house.reply('info');
    assert.deepEqual(textsOf(house), [ANSWER_HELP, ANSWER_STOP, ANSWER_HELP]);
  });

  it('YES is an answer and not an opt-in: no "you are back", and a STOP stays (scenario 42)', async () => {
    const house = await opened();
    await house.anaAsks();
    await house.reply('YES');
    assert.deepEqual(textsOf(house), []);
    assert.deepEqual(house.kinds('router'), ['reply']);
    await house.reply('STOP');
    const record = await house.reply('YES');
    assert.ok(optedOut(record.ledger));
  });
});

describe('a reply', () => {
  it('from an unknown number makes a lead without consent, and goes to the router (scenario 64)', async () => {
    const house = await opened();
    const record = await house.reply('Do you sell boats?', '+13055550188');
    assert.equal(record.replies[0]?.unknownSender, true);
    assert.equal(consented(record.ledger), undefined);
    assert.deepEqual(house.kinds('router'), ['reply']);
    const sent = await house.engine.send(record.lead.id, house.request());
    assert.equal(
      sent.kind === 'not_sent' && sent.verdict.answer === 'block' && sent.verdict.reason,
      'no_consent',
    );
  });

  it('that is a reaction ends no wait and no journey', async () => {
    const house = await opened();
    const { lead } = await house.anaAsks();
    const parking = { kind: 'wait', node: 'router', visit: 'p', due: null, msg: {} } as const;
    await house.engine.park(lead.id, { ...parking, awaits: [{ kind: 'reply', output: 0 }] });
    const record = await house.reply('Liked “Acme: Hi Ana! Reply STOP to opt out.”');
    assert.equal(record.waits.length, 1);
    assert.equal(record.enrollments[0]?.state.status, 'active');
    assert.equal(optedOut(record.ledger), undefined);
  });
});

describe('a text', () => {
  it('goes to nobody without consent, and the lead is remembered (scenario 5)', async () => {
    const house = await opened();
    const { lead } = await house.behave({ name: 'Ana' });
    const sent = await house.engine.send(lead.id, house.request());
    assert.equal(
      sent.kind === 'not_sent' && sent.verdict.answer === 'block' && sent.verdict.reason,
      'no_consent',
    );
    assert.deepEqual(house.texts, []);
  });

  it('is held at night and leaves after eight, spread (scenario 6)', async () => {
    const house = await opened();
    house.clock.jumpTo(Date.UTC(2026, 2, 4, 7, 7));
    const { lead } = await house.anaAsks();
    house.node('sms-1', ({ record }) =>
      house.engine.send(record.lead.id, house.request({ visit: 'released' })),
    );
    const held = await house.engine.send(lead.id, house.request());
    assert.equal(held.kind, 'held');
    const eight = Date.UTC(2026, 2, 4, 13);
    await house.pass(eight - house.clock.now());
    assert.equal(house.texts.length, 0);
    await house.pass(10 * MINUTE);
    assert.equal(house.texts.length, 1);
    assert.ok(held.kind === 'held' && held.until > eight && held.until < eight + 10 * MINUTE);
  });

  it('is sent once for one step, also when the step comes again', async () => {
    const house = await opened();
    const { lead } = await house.anaAsks();
    const first = await house.engine.send(lead.id, house.request());
    const again = await house.engine.send(lead.id, house.request());
    assert.equal(house.texts.length, 1);
    assert.ok(first.kind === 'sent' && again.kind === 'sent' && first.message.id === again.message.id);
  });

  it('over the cap waits until the day is over', async () => {
    const house = await opened();
    const { lead } = await house.anaAsks();
    await house.engine.send(lead.id, house.request({ visit: '1' }));
    house.node('sms-1', ({ record }) => house.engine.send(record.lead.id, house.request({ visit: '3' })));
    const second = await house.engine.send(lead.id, house.request({ visit: '2' }));
    assert.equal(
      second.kind === 'held' && second.verdict.answer === 'hold' && second.verdict.reason,
      'over_cap',
    );
    await house.pass(DAY - 1);
    assert.equal(house.texts.length, 1);
    await house.pass(HOUR);
    assert.equal(house.texts.length, 2);
  });

  it('names the brand and says how to stop, the first time only', async () => {
    const house = await opened();
    const { lead } = await house.anaAsks();
    await house.engine.send(lead.id, house.request({ introduce: true, visit: '1' }));
    await house.pass(2 * DAY);
    await house.engine.send(lead.id, house.request({ introduce: true, visit: '2' }));
    const [first, second] = textsOf(house);
    assert.match(first ?? '', /^Acme: Hi Ana!.*STOP/);
    assert.equal(second, 'Hi Ana!');
  });

  it('that lacks a value is not sent and hurts this lead only', async () => {
    const house = await opened();
    const { lead } = await house.anaAsks();
    const sent = await house.engine.send(lead.id, house.request({ template: 'Your code is {{code}}.' }));
    assert.equal(sent.kind, 'not_renderable');
    assert.deepEqual((await house.lead()).messages, []);
  });
});

describe('the outcome of a call', () => {
  const house = async (change: (gateway: Gateway) => Partial<Gateway>): Promise<TestHouse> => {
    const made = new TestHouse();
    made.account('account', change);
    await made.engine.start();
    return made;
  };
  const stateOf = async (made: TestHouse): Promise<string | undefined> =>
    (await made.lead()).messages[0]?.life.state;

  it('moves forward only: what is heard late, twice and out of order changes nothing', async () => {
    let events: GatewayEvents | undefined;
    const made = await house(() => ({
      send: () => Promise.resolve({ kind: 'accepted', sid: 'SM1' }),
      listen: (to) => (events = to),
    }));
    const { lead } = await made.anaAsks();
    const sent = await made.engine.send(lead.id, made.request());
    assert.ok(sent.kind === 'sent');
    assert.equal(await stateOf(made), 'accepted');
    const heard: TextStatus[] = [
      { state: 'delivered', sid: 'SM1' },
      { state: 'sent', sid: 'SM1' },
      { state: 'delivered', sid: 'SM1' },
      { state: 'undelivered', sid: 'SM1', code: '30003' },
    ];
    for (const status of heard) {
      events?.status({ lead: lead.id, message: sent.message.id }, status);
      await made.engine.rest();
      assert.equal(await stateOf(made), 'delivered');
    }
  });

  it('a refusal is final and says why', async () => {
    const refused: SendOutcome = {
      kind: 'failed',
      code: '21614',
      reason: 'This phone number cannot receive texts.',
    };
    const made = await house(() => ({ send: () => Promise.resolve(refused) }));
    const { lead } = await made.anaAsks();
    const sent = await made.engine.send(lead.id, made.request());
    assert.ok(
      sent.kind === 'sent' && sent.message.life.state === 'failed' && sent.message.life.code === '21614',
    );
  });

  it('a gateway that rejects leaves the text unknown, and it is not sent again', async () => {
    let calls = 0;
    const made = await house(() => ({
      send: () => {
        calls++;
        return Promise.reject(new Error('socket hang up'));
      },
    }));
    const { lead } = await made.anaAsks();
    await made.engine.send(lead.id, made.request());
    await made.engine.send(lead.id, made.request());
    assert.equal(await stateOf(made), 'unknown');
    assert.equal(calls, 1);
  });

  const finds: [string, Partial<Gateway>, string, number][] = [
    [
      'is taken over when the provider has it',
      { find: () => Promise.resolve({ kind: 'accepted', sid: 'SM9' }) },
      'accepted',
      0,
    ],
    [
      'stays unknown when it cannot be found out',
      { find: () => Promise.resolve({ kind: 'not_found' }) },
      'unknown',
      0,
    ],
    [
      'is sent when the provider surely never had it',
      { find: () => Promise.resolve({ kind: 'never_received' }) },
      'delivered',
      1,
    ],
  ];
  for (const [title, gateway, state, calls] of finds) {
    it(`after a crash between plan and outcome a text ${title}`, async () => {
      // The call never answers; then the process dies.
      const first = await house(() => ({ send: () => new Promise(() => undefined) }));
      const { lead } = await first.anaAsks();
      void first.engine.send(lead.id, first.request());
      await Promise.resolve();
      assert.equal(await stateOf(first), 'sending');
      const second = new TestHouse({ store: first.store, clock: first.clock });
      second.account('account', () => gateway);
      await second.engine.start();
      await second.engine.rest();
      assert.equal(await stateOf(second), state);
      assert.equal(second.texts.length, calls);
    });
  }
});
