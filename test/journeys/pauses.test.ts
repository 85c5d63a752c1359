import assert from 'node:assert/strict';
import { SimulatedClock } from '../../src/clock';
import { pauseLead } from '../../src/journeys/pauses';
import type { Delivery } from '../../src/journeys/deliveries/relay';
import type { Pausing } from '../../src/journeys/pauses';
import { Draft } from '../../src/store/draft';
import { seededRandomness } from '../../src/randomness';
import { DAY, HOUR, MINUTE, RULES, TestHouse } from '../support/house';

/** trigger → SMS 1 → wait 1 day or reply → SMS 2 or, after a reply, SMS 3. */
function house(parts: ConstructorParameters<typeof TestHouse>[0] = {}): TestHouse {
  const made = new TestHouse(parts);
  const stepOf = ({
    handover,
    record,
  }: Delivery): { visit: string; delivery: number; enrollment?: string } => {
    const enrollment = record.enrollments.at(-1)?.id;
    return {
      visit: String(handover.seq),
      delivery: handover.seq,
      ...(enrollment === undefined ? {} : { enrollment }),
    };
  };
  const send = (node: string, delivery: Delivery): Promise<unknown> =>
    made.engine.send(delivery.record.lead.id, made.request({ node, ...stepOf(delivery) }));
  made.account();
  made.node('trigger', async (delivery) => {
    if (delivery.handover.event.kind !== 'entered') return;
    await send('sms-1', delivery);
    await made.engine.park(delivery.record.lead.id, {
      ...stepOf(delivery),
      kind: 'wait',
      node: 'wait',
      due: made.clock.now() + DAY,
      awaits: [{ kind: 'reply', output: 0 }],
      msg: {},
    });
  });
  made.node('wait', async (delivery) => {
    const { event } = delivery.handover;
    if (event.kind === 'wait_ended') await send(event.end.kind === 'reply' ? 'sms-3' : 'sms-2', delivery);
  });
  for (const sms of ['sms-1', 'sms-2', 'sms-3']) made.node(sms, (delivery) => send(sms, delivery));
  made.journey();
  return made;
}

async function opened(): Promise<TestHouse> {
  const made = house();
  await made.engine.start();
  return made;
}

async function pause(made: TestHouse, silenceMs?: number): Promise<void> {
  const { lead } = await made.lead();
  await made.engine.update(lead.id, [{ kind: 'pause', ...(silenceMs === undefined ? {} : { silenceMs }) }]);
  await made.engine.rest();
}

async function resume(made: TestHouse): Promise<void> {
  const { lead } = await made.lead();
  await made.engine.update(lead.id, [{ kind: 'resume' }]);
  await made.pass(MINUTE);
}

describe('a lead whom a person has taken over', () => {
  it('gets no text, and no wait of hers ends, however long it takes (scenario 59)', async () => {
    const made = await opened();
    await made.anaAsks();
    await pause(made);
    await made.pass(60 * DAY);
    assert.deepEqual([made.texts.length, made.kinds('wait')], [1, []]);
    assert.equal((await made.lead()).waits.length, 1);
  });

  it('goes on when she is resumed: what is overdue leaves, once', async () => {
    const made = await opened();
    await made.anaAsks();
    await pause(made);
    await made.pass(3 * DAY);
    await resume(made);
    assert.deepEqual([made.texts.length, made.kinds('wait')], [2, ['wait_ended']]);
    await made.pass(10 * DAY);
    assert.deepEqual([made.texts.length, made.failures], [2, []]);
  });

  it('keeps to the time of a wait that is not due when she is resumed', async () => {
    const made = await opened();
    await made.anaAsks();
    await pause(made);
    await made.pass(HOUR);
    await resume(made);
    assert.deepEqual(made.kinds('wait'), []);
    await made.pass(DAY);
    assert.deepEqual(made.kinds('wait'), ['wait_ended']);
  });

  it('is resumed by silence: each reply begins it anew (scenario 59)', async () => {
    const made = await opened();
    await made.anaAsks();
    await pause(made, DAY);
    await made.pass(20 * HOUR);
    await made.reply('is it in stock?');
    await made.pass(DAY - 1);
    assert.equal((await made.lead()).pause?.reason, 'person');
    assert.deepEqual(made.kinds('wait'), []);
    await made.pass(1);
    assert.equal((await made.lead()).pause, undefined);
    assert.deepEqual(made.kinds('wait'), ['wait_ended']);
  });

  it('ends a wait by her reply, but tells its node only when she is resumed, and only of the first', async () => {
    const made = await opened();
    await made.anaAsks();
    await pause(made);
    await made.reply('first');
    await made.reply('second');
    await made.pass(2 * DAY);
    assert.deepEqual(made.kinds('wait'), []);
    await resume(made);
    const [ended] = made.deliveries.get('wait') ?? [];
    const event = ended?.handover.event;
    assert.ok(event?.kind === 'wait_ended' && event.end.kind === 'reply');
    const { replies } = await made.lead();
    assert.equal(
      replies.find(({ id }) => event.end.kind === 'reply' && id === event.end.reply)?.text,
      'first',
    );
    assert.equal(made.texts.length, 2);
  });

  it('still leaves her journeys by what ends them, and nothing follows', async () => {
    const made = await opened();
    await made.anaAsks();
    await pause(made);
    await made.behave({ behavior: 'purchased' });
    assert.deepEqual(made.kinds('trigger'), ['entered', 'left']);
    await resume(made);
    await made.pass(10 * DAY);
    assert.deepEqual([made.texts.length, made.kinds('wait')], [1, []]);
  });

  it('enters a journey when she is resumed, by the rules of that moment', async () => {
    const made = await opened();
    await made.behave({ behavior: 'page_viewed', consent: true });
    await pause(made);
    await made.anaAsks({ id: 'form-1' });
    await made.anaAsks({ id: 'form-2' });
    assert.deepEqual(made.kinds('trigger'), []);
    await made.pass(HOUR);
    await resume(made);
    assert.deepEqual(made.kinds('trigger'), ['entered']);
    assert.equal((await made.lead()).enrollments[0]?.behavior.id, 'form-2');
    assert.equal(made.texts.length, 1);
  });

  it('is turned away when what started the journey is too old by then', async () => {
    const made = await opened();
    await made.behave({ behavior: 'page_viewed', consent: true });
    await pause(made);
    await made.anaAsks({ id: 'form-1' });
    await made.pass(3 * DAY);
    await resume(made);
    assert.deepEqual([made.kinds('trigger'), made.texts.length], [['turned_away'], 0]);
  });

  it('holds a text that a flow is just about to send, and sends it once she is resumed', async () => {
    const made = house({ rules: { ...RULES, cap: null } });
    await made.engine.start();
    const { lead } = await made.behave({ behavior: 'page_viewed', consent: true });
    await pause(made, DAY);
    for (const purpose of ['marketing', 'conversational', 'transactional'] as const) {
      const sent = await made.engine.send(lead.id, made.request({ node: 'sms-1', visit: purpose, purpose }));
      assert.equal(sent.kind, 'held');
    }
    await made.pass(2 * HOUR);
    assert.equal(made.texts.length, 0);
    await made.engine.update(lead.id, [{ kind: 'resume' }]);
    await made.pass(0);
    assert.equal(made.texts.length, 3);
  });

  it('stays paused over a restart', async () => {
    const made = await opened();
    await made.anaAsks();
    await pause(made, DAY);
    const again = new TestHouse({ store: made.store, clock: new SimulatedClock(made.clock.now()) });
    again.node('wait');
    await again.engine.start();
    await again.pass(DAY - 1);
    assert.deepEqual(again.kinds('wait'), []);
    await again.pass(1);
    assert.deepEqual(again.kinds('wait'), ['wait_ended']);
  });

  it('opts out with STOP like anybody, and enters nothing afterwards', async () => {
    const made = await opened();
    await made.anaAsks();
    await pause(made);
    await made.reply('STOP');
    assert.deepEqual(made.kinds('trigger'), ['entered', 'left']);
    assert.equal(made.texts.at(-1)?.text, 'You are out.');
    await made.anaAsks({ id: 'again' });
    await resume(made);
    assert.deepEqual(made.kinds('trigger'), ['entered', 'left', 'turned_away']);
  });
});

describe('which pause counts', () => {
  const draft = async (): Promise<Draft> => {
    const made = new TestHouse();
    const record = await made.behave({});
    const view = { record, nextSeq: () => 1, isSuppressed: () => false, hashOf: () => '' };
    return new Draft(view, made.clock.now(), seededRandomness(1));
  };
  const cases: [string, Pausing[], string][] = [
    ['a person takes over a snoozed lead', [snoozed(), { reason: 'person', until: null }], 'person'],
    ['a snooze does not end what a person paused', [{ reason: 'person', until: null }, snoozed()], 'person'],
    [
      'a snooze takes the place of an unclear reply',
      [{ reason: 'unclear', until: null }, snoozed()],
      'snoozed',
    ],
  ];
  for (const [what, pauses, reason] of cases) {
    it(what, async () => {
      const made = await draft();
      for (const one of pauses) pauseLead(made, one);
      assert.equal(made.lead.pause?.reason, reason);
    });
  }

  function snoozed(): Pausing {
    return { reason: 'snoozed', until: 1 };
  }
});
