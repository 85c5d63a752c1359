import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { SendOutcome } from '../../../src/sms/gateway';
import { usualLimit, type LimitSettings } from '../../../src/sms/delivery/daily-limit';
import { readSpent, type Spent } from '../../../src/sms/delivery/spent';
import { stopInWords, type Stop } from '../../../src/sms/stops';
import type { Purpose } from '../../../src/leads/message';
import type { LeadStore } from '../../../src/store/contract';
import { DAY, HOUR, MINUTE, SECOND, START } from '../../support/house';
import { Post } from '../../support/post';
import { openMemoryStore } from '../../store/memory-store';

/** Prices are in dollars, and what is tested is not whether texts are cheap. */
const LIMIT: LimitSettings = { segments: 25, segmentPrice: 0.01 };
const TEN_SEGMENTS = 'x'.repeat(1_530);

type Who = { lead: string; enrollment: string };

class Runaway {
  readonly post: Post;
  #nth = 0;

  private constructor(
    post: Post,
    readonly who: Who,
  ) {
    this.post = post;
  }

  static async begins(
    limit = LIMIT,
    store: LeadStore = openMemoryStore(),
    at = START,
    seed = 1,
  ): Promise<Runaway> {
    const post = new Post(store, at, seed).open({ segmentsPerSecond: 1_000_000 }, undefined, limit);
    await post.house.engine.rest();
    const known = await post.store.read({ phone: (await post.house.anaAsks({ id: 'ana' })).lead.phone });
    return new Runaway(post, { lead: known?.lead.id ?? '', enrollment: '' });
  }

  /** A flow that texts again and again. */
  async texts(times: number, words = 'Hi!', purpose: Purpose = 'conversational'): Promise<void> {
    for (let n = 0; n < times; n++) {
      const visit = `${this.post.house.clock.now()} ${this.#nth++}`;
      const request = this.post.house.request({ template: words, visit, purpose, introduce: false });
      await this.post.house.engine.send(this.who.lead, request);
      await this.post.house.engine.rest();
      await this.post.house.pass(1);
    }
  }

  get sent(): number {
    return this.post.provider.sent.length;
  }

  get stop(): (Stop & { readonly kind: 'limit' }) | undefined {
    const [first] = this.post.house.engine.stops.all;
    return first?.kind === 'limit' ? first : undefined;
  }

  async goesOn(): Promise<void> {
    await this.post.house.engine.stops.resume({ limit: 'account' });
    await this.post.house.pass(SECOND);
  }

  async written(): Promise<Spent | undefined> {
    await this.post.house.pass(2 * SECOND);
    return readSpent(await this.post.store.setting('spent:account'));
  }
}

describe('a flow that runs wild', () => {
  it('is held at the limit of the day, a person is told once, and nothing is lost', async () => {
    const wild = await Runaway.begins();
    await wild.texts(40);
    assert.equal(wild.sent, 25);
    assert.deepEqual(
      wild.post.stops.map(({ kind }) => kind),
      ['limit'],
    );
    assert.deepEqual([wild.stop?.segments, wild.stop?.limit, wild.stop?.dollars], [25, 25, 0.25]);
    assert.match(
      stopInWords(wild.stop ?? assert.fail(), 'Riverside'),
      /^The texts of "Riverside" are held: 25 segments went out today \(about \$0\.25\), and 25 a day is its limit\./,
    );
    const { messages, waits } = await wild.post.house.lead();
    assert.equal(messages.filter(({ life }) => life.state === 'planned').length, 15);
    assert.match(waits.at(-1)?.because ?? '', /reached its limit of a day/);
  });

  it('goes on by as much again when a person lets it, and is held again', async () => {
    const wild = await Runaway.begins();
    await wild.texts(60);
    await wild.goesOn();
    assert.equal(wild.sent, 50);
    assert.equal(wild.post.stops.length, 2);
    assert.deepEqual([wild.stop?.segments, wild.stop?.limit], [50, 25]);
    await wild.goesOn();
    assert.equal(wild.sent, 60);
    assert.equal(wild.stop, undefined);
  });

  it('counts segments, not texts, and never lets out more than the limit', async () => {
    const wild = await Runaway.begins();
    await wild.texts(5, TEN_SEGMENTS);
    assert.equal(wild.sent, 2);
    await wild.texts(5);
    assert.equal(wild.sent, 2, 'held is held, also what would still fit');
  });

  it('is held by money when that is reached first', async () => {
    const wild = await Runaway.begins({ segments: 1_000, dollars: 0.3, segmentPrice: 0.01 });
    await wild.texts(50);
    assert.equal(wild.sent, 30);
  });

  it('is held by the number of leads when nobody has set a limit: three segments each, at least 250', async () => {
    assert.deepEqual([0, 1, 83, 84, 200_000].map(usualLimit), [250, 250, 250, 252, 600_000]);
    const wild = await Runaway.begins({ segmentPrice: 0.01 });
    await wild.texts(26, TEN_SEGMENTS);
    assert.equal(wild.sent, 25);
    assert.equal(wild.stop?.limit, 250);
  });

  it('of a store that has grown is measured by its leads of now', async () => {
    const wild = await Runaway.begins({ segmentPrice: 0.01 });
    for (let n = 0; n < 100; n++) await wild.post.house.behave({ phone: `+1305555${1_000 + n}`, id: `${n}` });
    await wild.post.house.pass(2 * MINUTE);
    await wild.texts(31, TEN_SEGMENTS);
    await wild.post.house.pass(SECOND);
    assert.equal(wild.sent, 30);
    assert.equal(wild.stop?.limit, 303);
  });

  it('does not hold transactional texts and answers, which count', async () => {
    const wild = await Runaway.begins();
    await wild.texts(20);
    await wild.texts(10, 'Your code', 'transactional');
    assert.equal(wild.sent, 30);
    assert.equal(wild.stop?.segments, 30);
    await wild.texts(1);
    await wild.texts(1, 'Your code', 'transactional');
    await wild.post.house.reply('HELP');
    assert.deepEqual(wild.post.provider.words.slice(-2), ['Your code', 'This is help.']);
    await wild.post.house.reply('STOP');
    assert.equal(wild.post.provider.words.at(-1), 'You are out.');
    assert.equal(wild.sent, 33);
  });

  it('stays held over midnight until a person has looked, and then the new day counts', async () => {
    const wild = await Runaway.begins();
    await wild.texts(40);
    await wild.post.house.pass(DAY);
    assert.equal(wild.sent, 25);
    assert.equal(wild.stop?.segments, 0);
    await wild.goesOn();
    assert.equal(wild.sent, 40);
    await wild.texts(20);
    assert.equal(wild.sent, 50, 'a new day, a limit of its own');
  });

  it('begins a new day at midnight in the zone of the store', async () => {
    const wild = await Runaway.begins();
    await wild.texts(20);
    // From 11:00 in New York to a second before and after its midnight.
    await wild.post.house.pass(START + 13 * HOUR - SECOND - wild.post.house.clock.now());
    assert.equal((await wild.written())?.day, '2026-03-03');
    await wild.texts(20, 'Your code', 'transactional');
    assert.equal(wild.sent, 40);
    const spent = await wild.written();
    assert.deepEqual([spent?.day, spent?.segments, wild.stop], ['2026-03-04', 20, undefined]);
  });

  it('counts what the provider took or may have taken, and not what it refused', async () => {
    const outcomes: Readonly<Record<string, SendOutcome>> = {
      taken: { kind: 'accepted', sid: 'SM1' },
      'may be': { kind: 'unknown' },
      refused: { kind: 'failed', code: '21610', reason: 'No.' },
      busy: { kind: 'not_taken', why: 'busy', reason: 'Later.', waitMs: 2 * DAY },
    };
    const wild = await Runaway.begins();
    wild.post.provider.answer = ({ text }) => outcomes[text] ?? assert.fail();
    for (const words of Object.keys(outcomes)) await wild.texts(3, words);
    const spent = await wild.written();
    assert.deepEqual([spent?.segments, spent?.texts], [6, 6]);
  });

  it('is known after a restart, a stop too, and a limit that was raised lifts it', async () => {
    const wild = await Runaway.begins();
    await wild.texts(20);
    await wild.post.house.pass(2 * SECOND);
    const after = await Runaway.begins(LIMIT, wild.post.store, START + MINUTE, 2);
    await after.texts(20);
    assert.equal(after.sent, 5);
    await after.post.house.pass(2 * SECOND);

    const later = await Runaway.begins(LIMIT, wild.post.store, START + 2 * MINUTE, 3);
    await later.texts(5);
    assert.equal(later.sent, 0);
    assert.equal(later.stop?.segments, 25);
    later.post.open({ segmentsPerSecond: 1_000_000 }, undefined, { ...LIMIT, segments: 27 });
    await later.post.house.pass(SECOND);
    await later.texts(5);
    assert.equal(later.stop?.limit, 27);
    assert.equal(later.sent, 2);
  });

  it('is counted to the text when the process ends before the count was written', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 0, max: 1_500 }),
        async (bursts, pause) => {
          const store = openMemoryStore();
          let at = START;
          let sent = 0;
          for (const [nth, texts] of bursts.entries()) {
            const wild = await Runaway.begins({ ...LIMIT, segments: 1_000 }, store, at, nth + 1);
            await wild.texts(texts);
            await wild.post.house.pass(pause);
            sent += wild.sent;
            at = wild.post.house.clock.now() + 1;
          }
          const last = await Runaway.begins({ ...LIMIT, segments: 1_000 }, store, at, 99);
          await last.texts(1);
          assert.equal((await last.written())?.segments, sent + 1);
        },
      ),
      { seed: 21, numRuns: 25 },
    );
  });

  it('does not hold an account without a limit, such as simulated phones', async () => {
    const post = new Post().open({ segmentsPerSecond: 1_000_000 });
    const ana = await post.asks();
    for (let n = 10; n < 60; n++) {
      await post.text(ana, `${TEN_SEGMENTS}${n}`);
      await post.house.pass(1);
    }
    assert.equal(post.provider.sent.length, 50);
    assert.equal(await post.store.setting('spent:account'), undefined);
  });
});

describe('what is kept of a day', () => {
  it('is left alone when it is no such thing', () => {
    for (const odd of [
      null,
      1,
      'x',
      [],
      {},
      { day: 1 },
      { day: 'd', counted: [] },
      { day: 'd', segments: 'x' },
    ]) {
      assert.equal(readSpent(odd as never), undefined);
    }
  });
});
