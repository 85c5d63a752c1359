import assert from 'node:assert/strict';
import type { TextRequest } from '../../../src/sms/sending';
import type { WaitPlan } from '../../../src/leads/wait';
import { DAY, HOUR, MINUTE, SECOND } from '../../support/house';
import { BEN, Post } from '../../support/post';

const FIRST = '#1';
const PLAN: WaitPlan = {
  schedule: { kind: 'after', amount: 1, unit: 'days' },
  spreadMs: 0,
  awaits: [],
};

/** What is asked of a step when a delivery before it is given again. */
describe('a step whose message is given again', () => {
  /** The number of the entry's delivery, whose message came to the first text. */
  const entryOf = async (post: Post, phone?: string): Promise<number> => {
    const record = await post.house.lead(phone === undefined ? undefined : { phone });
    const entry = record.handovers.find(({ event }) => event.kind === 'entered');
    assert.ok(entry);
    return entry.seq;
  };
  const request = (delivery: number, who: { enrollment: string }): Partial<TextRequest> => ({
    ...{ node: 'sms-1', visit: FIRST, delivery, enrollment: who.enrollment },
  });

  it('does not go on a second time when its text had to wait for its turn', async () => {
    const post = new Post().open();
    const ana = await post.asks();
    const ben = await post.asks(BEN);
    const asks = async (who: typeof ana, phone?: string): Promise<string> =>
      post.text(who, 'hello', request(await entryOf(post, phone), who));
    assert.equal(await asks(ana), 'sent');
    assert.equal(await asks(ben, BEN), 'waiting');
    await post.house.pass(2 * SECOND);
    assert.deepEqual([post.provider.sent.length, post.wentOn], [2, 1]);
    // The entry is given again, and the text is asked for again.
    assert.equal(await asks(ben, BEN), 'goes_on_by_itself');
    // The end of the wait for the text is the step going on.
    assert.equal(await asks(ana), 'sent');
    await post.house.pass(DAY);
    assert.deepEqual([post.provider.sent.length, post.wentOn], [2, 1]);
  });

  it('waits on when its text is still in the queue', async () => {
    const post = new Post().open();
    await post.text(await post.asks(), 'hello');
    const ben = await post.asks(BEN);
    const entry = await entryOf(post, BEN);
    assert.equal(await post.text(ben, 'hello', request(entry, ben)), 'waiting');
    assert.equal(await post.text(ben, 'hello', request(entry, ben)), 'waiting');
    await post.house.pass(MINUTE);
    assert.deepEqual([post.provider.sent.length, post.wentOn], [2, 1]);
  });

  it('does not go on a second time when its outcome was found out late', async () => {
    const post = new Post().open();
    post.provider.answer = () => ({ kind: 'unknown' });
    post.provider.found = () => ({ kind: 'accepted', sid: 'SM-late' });
    const ana = await post.asks();
    const entry = await entryOf(post);
    assert.equal(await post.text(ana, 'hello', request(entry, ana)), 'waiting');
    await post.house.pass(HOUR);
    assert.equal(post.wentOn, 1);
    assert.equal(await post.text(ana, 'hello', request(entry, ana)), 'goes_on_by_itself');
  });

  it('is the same step whatever was wired before it since then, and another at its next visit', async () => {
    const post = new Post().open();
    const ana = await post.asks();
    const entry = await entryOf(post);
    assert.equal(await post.text(ana, 'hello', request(entry, ana)), 'sent');
    // Behind a wait that was wired in, the message follows from that wait's end.
    assert.equal(await post.text(ana, 'hello', request(entry + 100, ana)), 'sent');
    assert.equal(post.provider.sent.length, 1);
    await post.text(ana, 'hello', { ...request(entry, ana), visit: '#2' });
    await post.house.pass(MINUTE);
    assert.equal(post.provider.sent.length, 2);
  });

  it('waits once, also when that wait is over', async () => {
    const { house } = new Post().open();
    await house.engine.start();
    house.node('wait');
    const { lead, enrollments } = await house.anaAsks();
    const enrollment = enrollments[0]?.id;
    const waiting = { node: 'wait', visit: FIRST, enrollment, delivery: 1, plan: PLAN, msg: {} };
    assert.equal(await house.engine.waits.begin(lead.id, waiting), 'parked');
    assert.equal(await house.engine.waits.begin(lead.id, { ...waiting, delivery: 2 }), 'already');
    await house.pass(2 * DAY);
    assert.equal(await house.engine.waits.begin(lead.id, waiting), 'already');
    assert.deepEqual(house.kinds('wait'), ['wait_ended']);
  });

  it('is held again when its hold is over and it may still not go, and goes on from there once', async () => {
    const post = new Post().open();
    const { house } = post;
    await house.engine.start();
    const ana = await post.asks();
    const entry = await entryOf(post);
    const marketing = { ...request(entry, ana), purpose: 'marketing' } as const;
    await house.pass(11 * HOUR);
    assert.equal(await post.text(ana, 'offer', marketing), 'held');
    assert.equal(await post.text(ana, 'offer', marketing), 'held_before');
    await house.pass(11 * HOUR);
    const held = house.deliveries.get('sms-1')?.at(-1)?.handover.seq;
    assert.ok(held !== undefined);
    // Its own end is no earlier delivery; the earlier one still does nothing.
    const goesOn = { ...marketing, delivery: held };
    await post.house.engine.update(ana.lead, [{ kind: 'pause' }]);
    assert.equal(await post.text(ana, 'offer', goesOn), 'held');
    assert.equal(await post.text(ana, 'offer', goesOn), 'held_before');
    assert.equal(await post.text(ana, 'offer', marketing), 'held_before');
    assert.deepEqual(
      (await house.lead()).waits.map(({ kind, nth }) => [kind, nth]),
      [['hold', 2]],
    );
  });

  it('is turned down again when it was turned down, also when it might go by now', async () => {
    const post = new Post().open();
    const { house } = post;
    const ana = await post.asks();
    const entry = await entryOf(post);
    const text = { ...request(entry, ana), purpose: 'marketing', onHold: 'not_sent' } as const;
    await house.engine.update(ana.lead, [{ kind: 'pause' }]);
    assert.equal(await post.text(ana, 'offer', text), 'not_sent');
    await house.engine.update(ana.lead, [{ kind: 'resume' }]);
    assert.equal(await post.text(ana, 'offer', text), 'not_sent');
    assert.equal(await post.text(ana, 'offer', { ...text, visit: '#2' }), 'sent');
  });

  it('changes a lead once', async () => {
    const { house } = new Post().open();
    const { lead, enrollments } = await house.anaAsks();
    const step = { node: 'update', visit: FIRST, enrollment: enrollments[0]?.id, delivery: 1 };
    await house.engine.update(lead.id, [{ kind: 'pause' }], step);
    await house.engine.update(lead.id, [{ kind: 'resume' }]);
    await house.engine.update(lead.id, [{ kind: 'pause' }], step);
    assert.equal((await house.lead()).pause, undefined);
  });
});

describe('a delivery that nodes of others hold up', () => {
  const unsettled = async (house: Post['house']): Promise<number> =>
    (await house.store.unsettledHandovers()).length;
  const ahead = [new Set(['sms-1'])];

  it('has not arrived before its message comes to the next step, and keeps no other from arriving', async () => {
    const { house } = new Post().open();
    await house.anaAsks();
    const [entry] = (await house.lead()).handovers;
    assert.ok(entry);
    house.engine.sent(entry.seq, ahead);
    await house.behave({ phone: BEN, consent: true });
    await house.pass(MINUTE);
    assert.equal(await unsettled(house), 1);
    assert.equal((await house.lead()).enrollments[0]?.state.status, 'active');
    assert.equal((await house.lead({ phone: BEN })).enrollments[0]?.state.status, 'completed');
    await house.engine.during(entry.seq, 'sms-1', () => Promise.resolve());
    await house.pass(MINUTE);
    assert.equal(await unsettled(house), 0);
    assert.equal((await house.lead()).enrollments[0]?.state.status, 'completed');
  });

  it('counts as arrived after ten minutes at the latest', async () => {
    const { house } = new Post().open();
    await house.anaAsks();
    const [entry] = (await house.lead()).handovers;
    house.engine.sent(entry?.seq, ahead);
    await house.pass(9 * MINUTE);
    assert.equal(await unsettled(house), 1);
    await house.pass(2 * MINUTE);
    assert.equal(await unsettled(house), 0);
  });

  it('is given again after a crash, and says so', async () => {
    const before = new Post().open();
    await before.house.anaAsks();
    const [entry] = (await before.house.lead()).handovers;
    before.house.engine.sent(entry?.seq, ahead);
    await before.house.pass(MINUTE);
    const { house } = new Post(before.store, before.house.clock.now(), 2).open();
    await house.engine.start();
    const given = house.deliveries.get('trigger') ?? [];
    assert.deepEqual(
      given.map(({ handover, again }) => [handover.seq, again]),
      [[entry?.seq, true]],
    );
  });
});
