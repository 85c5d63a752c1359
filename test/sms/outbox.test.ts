import assert from 'node:assert/strict';
import { DAY, HOUR, MINUTE, START } from '../support/house';
import { BEN, CLEO, Post } from '../support/post';

const SECOND = 1_000;

describe('a sender with a pace', () => {
  it('holds what comes faster, drops nothing, and lets it out fairly and in order', async () => {
    const post = new Post().open();
    const [ana, ben, cleo] = [await post.asks(), await post.asks(BEN), await post.asks(CLEO)];
    assert.equal(await post.text(ana, 'a1'), 'sent');
    for (const words of ['a2', 'a3']) assert.equal(await post.text(ana, words), 'waiting');
    for (const words of ['b1', 'b2']) assert.equal(await post.text(ben, words), 'waiting');
    assert.equal(await post.text(cleo, 'c1'), 'waiting');
    assert.equal(await post.life('a2'), 'planned');
    await post.house.pass(2 * SECOND);
    assert.deepEqual(post.provider.words, ['a1', 'a2', 'b1']);
    await post.house.pass(10 * SECOND);
    assert.deepEqual(post.provider.words, ['a1', 'a2', 'b1', 'c1', 'a3', 'b2']);
    assert.equal(post.wentOn, 5);
    assert.equal((await post.house.lead()).waits.length, 0);
  });

  it('counts segments', async () => {
    const post = new Post().open({ segmentsPerSecond: 2 });
    const ana = await post.asks();
    await post.text(ana, 'x'.repeat(161 + 153));
    await post.text(ana, 'short');
    await post.house.pass(1_499);
    assert.equal(post.provider.sent.length, 1);
    await post.house.pass(1);
    assert.equal(post.provider.sent.length, 2);
  });

  it('paces each sender by itself, and remembers which one a lead knows', async () => {
    const post = new Post().open({ senders: ['+12125550100', '+13055550100'] });
    const miami = await post.asks();
    const newYork = await post.asks('+12125550143');
    assert.equal(await post.text(miami, 'm1'), 'sent');
    assert.equal(await post.text(newYork, 'n1'), 'sent');
    assert.equal(await post.text(miami, 'm2'), 'waiting');
    await post.house.pass(SECOND);
    const senders = post.provider.sent.map(({ text, sender }) => [text, sender]);
    assert.deepEqual(senders, [
      ['m1', '+13055550100'],
      ['n1', '+12125550100'],
      ['m2', '+13055550100'],
    ]);
    assert.equal((await post.message('m2')).sender, '+13055550100');
  });

  it('lets the answer to STOP out at once, and nothing else of her', async () => {
    const post = new Post().open();
    const ana = await post.asks();
    for (const words of ['a1', 'a2', 'a3']) await post.text(ana, words);
    await post.house.reply('STOP');
    await post.house.pass(MINUTE);
    assert.deepEqual(post.provider.words, ['a1', 'You are out.']);
    assert.equal(await post.life('a2'), 'blocked');
    assert.deepEqual((await post.house.lead()).waits, []);
  });

  it('does not send what was queued when the journey has ended', async () => {
    const post = new Post().open();
    const ana = await post.asks();
    for (const words of ['a1', 'a2']) await post.text(ana, words);
    await post.house.behave({ id: 'bought', behavior: 'purchased' });
    await post.house.pass(MINUTE);
    assert.deepEqual(post.provider.words, ['a1']);
    assert.equal(await post.life('a2'), 'blocked');
  });

  it('asks again before it sends: what became too late for tonight is given back to its step', async () => {
    const post = new Post().open({ segmentsPerSecond: 0.001 });
    const [ana, ben] = [await post.asks(), await post.asks(BEN)];
    await post.house.pass(9 * HOUR + 50 * MINUTE);
    await post.text(ana, 'a1', { purpose: 'marketing' });
    assert.equal(await post.text(ben, 'b1', { purpose: 'marketing' }), 'waiting');
    await post.house.pass(HOUR);
    assert.deepEqual(post.provider.words, ['a1']);
    const { life } = await post.message('b1');
    assert.ok(life.state === 'blocked' && life.reason === 'outside_hours');
    assert.equal(post.wentOn, 1);
  });

  it('tells the provider until when a text makes sense: until the contact hours close', async () => {
    const post = new Post().open({ segmentsPerSecond: 100 });
    const ana = await post.asks();
    await post.text(ana, 'service', { purpose: 'transactional' });
    await post.house.pass(30 * MINUTE);
    await post.text(ana, 'offer', { purpose: 'marketing' });
    const [service, offer] = post.provider.sent;
    assert.equal(service?.validUntil, undefined);
    // 21:00 in Miami.
    assert.equal(offer?.validUntil, Date.UTC(2026, 2, 4, 2));
  });

  it('goes on after a restart with what was queued, each text once', async () => {
    const post = new Post().open();
    const ana = await post.asks();
    for (const words of ['a1', 'a2', 'a3']) await post.text(ana, words);
    const after = new Post(post.store, START + HOUR, 2).open();
    await after.house.engine.start();
    await after.house.pass(5 * SECOND);
    assert.deepEqual(after.provider.words, ['a2', 'a3']);
    assert.equal(after.wentOn, 2);
    await after.house.engine.start();
    await after.house.pass(5 * SECOND);
    assert.equal(after.provider.sent.length, 2);
  });
});

describe('a provider that does not take a text', () => {
  it('and is busy gets it again, later and later, in order', async () => {
    const post = new Post().open({ segmentsPerSecond: 100 });
    const ana = await post.asks();
    post.provider.answer = (_, nth) =>
      nth <= 4 ? { kind: 'not_taken', why: 'busy', reason: 'Busy.' } : { kind: 'accepted', sid: `SM${nth}` };
    assert.equal(await post.text(ana, 'a1'), 'waiting');
    assert.equal(await post.text(ana, 'a2'), 'waiting');
    assert.equal(await post.life('a1'), 'planned');
    const at: number[] = [];
    const started = post.house.clock.now();
    for (let tenth = 0; tenth < 100; tenth++) {
      await post.house.pass(50);
      while (at.length < post.provider.sent.length) at.push(post.house.clock.now() - started);
    }
    assert.deepEqual(post.provider.words, ['a1', 'a1', 'a1', 'a1', 'a1', 'a2']);
    const gaps = at.slice(1, 5).map((time, index) => time - (at[index] ?? 0));
    for (const [index, gap] of gaps.entries()) {
      assert.ok(Math.abs(gap - 200 * 2 ** index) <= 100 + 20 * 2 ** index, `${index}: ${gap}`);
    }
    assert.equal(post.wentOn, 2);
  });

  it('and says when, gets it then', async () => {
    const post = new Post().open();
    const ana = await post.asks();
    post.provider.answer = (_, nth) =>
      nth === 1
        ? { kind: 'not_taken', why: 'busy', reason: 'Its queue is full.', waitMs: 5 * MINUTE }
        : { kind: 'accepted', sid: 'SM2' };
    await post.text(ana, 'a1');
    await post.house.pass(5 * MINUTE - 1);
    assert.equal(post.provider.sent.length, 1);
    await post.house.pass(1);
    assert.equal(await post.life('a1'), 'accepted');
  });

  it('because the account is wrong: all texts are held, a person is told once, and lets them go on', async () => {
    const post = new Post().open();
    const [ana, ben] = [await post.asks(), await post.asks(BEN)];
    post.provider.answer = () => ({ kind: 'not_taken', why: 'account', reason: 'The token is wrong.' });
    await post.text(ana, 'a1');
    await post.text(ben, 'b1');
    await post.house.pass(DAY);
    assert.equal(post.provider.sent.length, 1);
    assert.deepEqual(
      post.stops.map((stop) => stop.kind === 'account' && [stop.account, stop.sender, stop.reason]),
      [['account', undefined, 'The token is wrong.']],
    );
    assert.equal(post.house.engine.stops.all.length, 1);
    post.provider.answer = (_, nth) => ({ kind: 'accepted', sid: `SM${nth}` });
    await post.house.engine.stops.resume({ account: 'account' });
    await post.house.pass(5 * SECOND);
    assert.deepEqual(post.provider.words.slice(1), ['a1', 'b1']);
    assert.deepEqual(post.house.engine.stops.all, []);
  });

  it('because of the sender: the other sender goes on for new leads', async () => {
    const post = new Post().open({ senders: ['+12125550100', '+13055550100'] });
    const ana = await post.asks();
    post.provider.answer = ({ sender }, nth) =>
      sender === '+13055550100'
        ? { kind: 'not_taken', why: 'sender', reason: 'Not verified.' }
        : { kind: 'accepted', sid: `SM${nth}` };
    assert.equal(await post.text(ana, 'a1'), 'waiting');
    const ben = await post.asks(BEN);
    assert.equal(await post.text(ben, 'b1'), 'sent');
    assert.equal((await post.message('b1')).sender, '+12125550100');
  });
});
