import assert from 'node:assert/strict';
import { DAY, HOUR, MINUTE, START } from '../support/house';
import { Post } from '../support/post';

const SECOND = 1_000;

describe('a text of unknown outcome', () => {
  const lost = async (
    resendAfterMs?: number,
  ): Promise<{ post: Post; ana: { lead: string; enrollment: string } }> => {
    const post = new Post().open({}, resendAfterMs);
    const ana = await post.asks();
    post.provider.answer = () => ({ kind: 'unknown' });
    assert.equal(await post.text(ana, 'a1'), 'waiting');
    assert.equal(await post.life('a1'), 'unknown');
    assert.equal((await post.house.lead()).waits[0]?.kind, 'text');
    return { post, ana };
  };

  it('is found in the list, and its step goes on', async () => {
    const { post } = await lost();
    await post.house.pass(30 * SECOND);
    assert.equal(post.wentOn, 0);
    post.provider.found = () => ({ kind: 'accepted', sid: 'SM77' });
    await post.house.pass(MINUTE);
    assert.equal(await post.life('a1'), 'accepted');
    assert.equal(post.wentOn, 1);
  });

  it('is found by a callback with our id, and its step goes on', async () => {
    const { post, ana } = await lost();
    const { id } = await post.message('a1');
    const about = { lead: ana.lead, message: id };
    assert.equal(await post.house.engine.hear('account', about, { state: 'sent', sid: 'SM9' }), 'moved');
    await post.house.engine.rest();
    assert.equal(post.wentOn, 1);
    const { searches } = post.provider;
    await post.house.pass(HOUR);
    assert.equal(post.provider.searches, searches);
    const other = { to: (await post.message('a1')).to, sid: 'SM9' };
    assert.equal(await post.house.engine.hear('account', other, { state: 'delivered', sid: 'SM9' }), 'moved');
    assert.equal(await post.house.engine.hear('other', other, { state: 'sent', sid: 'SM9' }), 'not_ours');
  });

  it('stays unknown when its time is over, is not sent again, and its step goes on', async () => {
    const { post } = await lost();
    await post.house.pass(15 * MINUTE - 1);
    assert.equal(post.wentOn, 0);
    await post.house.pass(1);
    assert.equal(await post.life('a1'), 'unknown');
    assert.equal(post.wentOn, 1);
    await post.house.pass(2 * DAY);
    assert.equal(post.provider.sent.length, 1);
  });

  it('is not given up while the provider cannot be asked', async () => {
    const { post } = await lost();
    post.provider.found = () => Promise.reject(new Error('no network'));
    await post.house.pass(3 * HOUR);
    assert.equal(post.wentOn, 0);
    post.provider.found = () => ({ kind: 'accepted', sid: 'SM77' });
    await post.house.pass(5 * MINUTE);
    assert.equal(await post.life('a1'), 'accepted');
  });

  it('is sent again when the user chose that and it is not there', async () => {
    const { post } = await lost(30 * MINUTE);
    post.provider.answer = () => ({ kind: 'accepted', sid: 'SM2' });
    await post.house.pass(30 * MINUTE - 1);
    assert.equal(post.provider.sent.length, 1);
    await post.house.pass(5 * MINUTE);
    assert.deepEqual(post.provider.words, ['a1', 'a1']);
    assert.equal(await post.life('a1'), 'accepted');
    assert.equal(post.wentOn, 1);
  });

  it('of two alike, each is another one', async () => {
    const { post, ana } = await lost();
    await post.house.pass(2 * SECOND);
    post.provider.answer = () => ({ kind: 'accepted', sid: 'SM5' });
    await post.text(ana, 'a1', { visit: 'again' });
    post.provider.found = (_, taken) =>
      taken.has('SM5') ? { kind: 'not_found' } : { kind: 'accepted', sid: 'SM5' };
    await post.house.pass(5 * MINUTE);
    assert.equal(await post.life('a1'), 'unknown');
  });

  it('is one of a hundred, and ten are looked for at a time', async () => {
    const post = new Post().open({ segmentsPerSecond: 100_000 });
    post.provider.answer = () => ({ kind: 'unknown' });
    for (let n = 0; n < 100; n++) {
      await post.text(await post.asks(`+13055550${n + 100}`), `t${n}`);
      await post.house.pass(1);
    }
    let answer = (): void => undefined;
    const answered = new Promise<void>((resolve) => (answer = resolve));
    post.provider.searches = 0;
    post.provider.found = () => answered.then(() => ({ kind: 'not_found' }));
    await post.house.pass(MINUTE);
    assert.equal(post.provider.searches, 10);
    answer();
    await post.house.pass(HOUR);
    for (let n = 0; n < 100; n++) assert.equal(await post.life(`t${n}`), 'unknown');
    assert.equal(post.wentOn, 100);
  });

  it('is looked for again after a crash', async () => {
    const { post } = await lost();
    const after = new Post(post.store, START + MINUTE, 2).open();
    after.provider.found = () => ({ kind: 'accepted', sid: 'SM77' });
    await after.house.engine.start();
    await after.house.pass(5 * SECOND);
    assert.equal(await after.life('a1'), 'accepted');
    assert.equal(after.wentOn, 1);
    assert.equal(after.provider.sent.length, 0);
  });
});

describe('a text without a final status', () => {
  it('is asked for once after twelve hours', async () => {
    const post = new Post().open();
    const ana = await post.asks();
    await post.text(ana, 'a1');
    await post.house.pass(12 * HOUR - SECOND);
    assert.deepEqual(post.provider.asked, []);
    await post.house.pass(DAY);
    assert.deepEqual(post.provider.asked, ['SM1']);
    const after = new Post(post.store, START + 3 * DAY, 2).open();
    await after.house.engine.start();
    await after.house.pass(DAY);
    assert.deepEqual(after.provider.asked, []);
  });

  it('is asked for every six hours while the provider cannot say, and for three days at most', async () => {
    const post = new Post().open();
    await post.text(await post.asks(), 'a1');
    post.provider.status = () => {
      throw new Error('no answer');
    };
    await post.house.pass(7 * DAY);
    assert.equal(post.provider.asked.length, 11);
    assert.equal(await post.life('a1'), 'accepted');
    const after = new Post(post.store, START + 8 * DAY, 2).open();
    await after.house.engine.start();
    await after.house.pass(7 * DAY);
    assert.deepEqual(after.provider.asked, []);
  });

  it('is what the provider then says, also after a restart', async () => {
    const post = new Post().open();
    const ana = await post.asks();
    await post.text(ana, 'a1');
    const after = new Post(post.store, START + HOUR, 2).open();
    after.provider.status = (sid) => ({ state: 'undelivered', sid, code: '30005' });
    after.provider.meanings = { '30005': 'unusable' };
    await after.house.engine.start();
    await after.house.pass(11 * HOUR);
    assert.equal(await after.life('a1'), 'undelivered');
    assert.equal((await after.house.lead()).lead.fields['phone_unreachable'], true);
  });
});

describe('the code of a failure', () => {
  const refused = async (means: 'unusable' | 'opted_out' | 'refused'): Promise<Post> => {
    const post = new Post().open({ segmentsPerSecond: 100 });
    post.provider.meanings = { '1': means };
    post.provider.answer = () => ({ kind: 'failed', code: '1', reason: 'It ended with 1.' });
    const ana = await post.asks();
    assert.equal(await post.text(ana, 'a1'), 'sent');
    return post;
  };

  it('of an unusable number: nothing goes there any more', async () => {
    const post = await refused('unusable');
    const { lead, enrollments } = await post.house.lead();
    const ana = { lead: lead.id, enrollment: enrollments[0]?.id ?? '' };
    assert.equal(await post.text(ana, 'a2'), 'not_sent');
    assert.deepEqual(
      enrollments.map(({ state }) => state.status),
      ['active'],
    );
  });

  it('of an opt-out at the carrier: written down, everything ends, and no word about it', async () => {
    const post = await refused('opted_out');
    const { ledger, enrollments } = await post.house.lead();
    assert.deepEqual(
      ledger.map(({ kind, channel }) => [kind, channel]),
      [
        ['consent', 'webhook'],
        ['opt_out', 'carrier'],
      ],
    );
    assert.deepEqual(
      enrollments.map(({ state }) => state.status),
      ['exited'],
    );
    await post.house.pass(DAY);
    assert.deepEqual(post.provider.words, ['a1']);
  });
});

describe('too many refusals', () => {
  it('stop the texts of their journey, durably, until a person resumes them', async () => {
    const post = new Post().open({ segmentsPerSecond: 100 });
    post.provider.meanings = { '30007': 'refused' };
    const phones = Array.from({ length: 8 }, (_, n) => `+1305555015${n}`);
    const people = [];
    for (const phone of phones) people.push(await post.asks(phone));
    for (const [n, who] of people.slice(0, 5).entries()) {
      await post.text(who, `t${n}`);
      await post.house.pass(SECOND);
      assert.equal(post.stops.length, 0);
      const { id } = await post.message(`t${n}`);
      const status = { state: 'undelivered', sid: `SM${n + 1}`, code: '30007' } as const;
      await post.house.engine.hear('account', { lead: who.lead, message: id }, status);
    }
    assert.ok(post.stops.length === 1 && post.stops[0]?.kind === 'journey');
    assert.deepEqual([post.stops[0].reason, post.stops[0].count, post.stops[0].texts], ['refused', 5, 5]);
    assert.equal(await post.text(people[5]!, 'held'), 'waiting');
    await post.house.pass(HOUR);
    assert.equal(await post.life('held'), 'planned');

    const after = new Post(post.store, START + 2 * HOUR, 2).open();
    await after.house.engine.start();
    await after.house.pass(MINUTE);
    assert.deepEqual(after.provider.words, []);
    assert.equal(await after.text(people[6]!, 'held too'), 'waiting');
    assert.equal(after.house.engine.stops.all[0]?.kind, 'journey');
    await after.house.engine.stops.resume({ journey: 'trigger' });
    await after.house.pass(MINUTE);
    assert.deepEqual(after.provider.words, ['held', 'held too']);
    assert.deepEqual(after.house.engine.stops.all, []);
  });

  it('are one in ten: five among a hundred stop nothing; five opt-outs among ten do', async () => {
    const post = new Post().open({ segmentsPerSecond: 1_000 });
    const people = [];
    for (let n = 0; n < 100; n++) people.push(await post.asks(`+13055550${n + 100}`));
    for (const [n, who] of people.entries()) {
      await post.text(who, `t${n}`);
      await post.house.pass(10);
    }
    for (const n of [1, 2, 3, 4, 5]) await post.house.reply('STOP', `+13055550${n + 100}`);
    assert.equal(post.stops.length, 0);
    for (const n of [6, 7, 8, 9, 10, 11]) await post.house.reply('STOP', `+13055550${n + 100}`);
    assert.ok(post.stops[0]?.kind === 'journey' && post.stops[0].reason === 'opt_outs');
  });
});
