import assert from 'node:assert/strict';
import { SimulatedClock } from '../../src/clock';
import type { Journey } from '../../src/journeys/journey';
import { DAY, HOUR, MINUTE, TestHouse } from '../support/house';
import { TestFolder } from '../store/embedded/folder';
import { deploy, openHouse, sent, told } from './texting';

const on = (...names: string[]): Journey['start'] => ({ kind: 'behavior', names, count: 1, withinMs: DAY });

/** A store whose triggers count as one within a minute. */
const coalescing = (): Promise<TestHouse> => openHouse({ coalesceMs: MINUTE });

describe('triggers that fire together', () => {
  it('three within a second: one text, two turned away (scenario 2)', async () => {
    const house = await coalescing();
    const names = ['contact_created', 'form_submitted', 'opportunity_created'];
    for (const name of names) deploy(house, { id: name, start: on(name) });
    for (const behavior of names) {
      await house.behave({ behavior, consent: true });
      await house.pass(300);
    }
    assert.deepEqual(
      names.map((name) => told(house, name)),
      [['entered'], ['turned away: coalesced'], ['turned away: coalesced']],
    );
    assert.deepEqual(sent(house), ['contact_created 1']);
    const notes = (await house.lead()).notes.map((note) => note.kind === 'turned_away' && note.reason);
    assert.deepEqual(notes, ['coalesced', 'coalesced']);
  });

  it('of three at one behavior the highest lets her in, at once', async () => {
    const house = await coalescing();
    for (const priority of [50, 80, 10]) deploy(house, { id: `p${priority}`, priority });
    await house.anaAsks();
    assert.deepEqual(sent(house), ['p80 1']);
    assert.deepEqual(told(house, 'p50'), ['turned away: coalesced']);
    assert.deepEqual(told(house, 'p10'), ['turned away: coalesced']);
  });

  it('a lower one waits for a higher one that may still fire, and is turned away when it does', async () => {
    const house = await coalescing();
    deploy(house, { id: 'low', start: on('page_viewed'), priority: 10 });
    deploy(house, { id: 'high' });
    await house.behave({ behavior: 'page_viewed', consent: true });
    assert.deepEqual(told(house, 'low'), []);
    await house.pass(MINUTE - 1);
    await house.anaAsks();
    assert.deepEqual([told(house, 'low'), told(house, 'high')], [['turned away: coalesced'], ['entered']]);
    await house.pass(HOUR);
    assert.deepEqual(sent(house), ['high 1']);
  });

  it('a lower one lets her in when the time is over and no higher one fired', async () => {
    const house = await coalescing();
    deploy(house, { id: 'low', start: on('page_viewed'), priority: 10 });
    deploy(house, { id: 'high' });
    await house.behave({ behavior: 'page_viewed', consent: true });
    await house.pass(MINUTE - 1);
    assert.deepEqual(told(house, 'low'), []);
    await house.pass(1);
    assert.deepEqual([told(house, 'low'), sent(house)], [['entered'], ['low 1']]);
    assert.equal((await house.lead()).contest, undefined);
  });

  it('keeps nobody waiting for a higher one that would turn her away', async () => {
    const house = await coalescing();
    deploy(house, { id: 'low', start: on('page_viewed'), priority: 10 });
    deploy(house, { id: 'high', policy: { kind: 'once' } });
    await house.anaAsks();
    await house.pass(10 * DAY);
    await house.behave({ behavior: 'page_viewed' });
    assert.deepEqual(told(house, 'low'), ['entered']);
  });

  it('who opts out while it is open is turned away, and texted by nobody', async () => {
    const house = await coalescing();
    deploy(house, { id: 'low', start: on('page_viewed'), priority: 10 });
    deploy(house, { id: 'high' });
    await house.behave({ behavior: 'page_viewed', consent: true });
    await house.reply('STOP');
    await house.pass(HOUR);
    assert.deepEqual(told(house, 'low'), ['turned away: opted_out']);
    assert.deepEqual(sent(house), ['You are out.']);
  });

  it('who buys while it is open is turned away from what that would have ended', async () => {
    const house = await coalescing();
    deploy(house, { id: 'low', start: on('page_viewed'), priority: 10 });
    deploy(house, { id: 'high' });
    await house.behave({ behavior: 'page_viewed', consent: true });
    await house.pass(1_000);
    await house.behave({ behavior: 'purchased' });
    await house.pass(HOUR);
    assert.deepEqual(told(house, 'low'), ['turned away: already_ended']);
  });

  it('a journey that has been left by then does not keep her from the next', async () => {
    const house = await coalescing();
    deploy(house, { id: 'welcome' });
    deploy(house, { id: 'thanks', start: on('purchased'), exits: [] });
    await house.anaAsks();
    await house.pass(1_000);
    await house.behave({ behavior: 'purchased' });
    assert.deepEqual(
      [told(house, 'welcome'), told(house, 'thanks')],
      [['entered', 'left: converted'], ['entered']],
    );
  });

  it('one trigger that fires twice goes by its policy', async () => {
    const house = await coalescing();
    deploy(house, { policy: { kind: 'always' } });
    await house.anaAsks({ id: '1' });
    await house.anaAsks({ id: '2' });
    assert.deepEqual(told(house), ['entered', 'entered']);
  });

  it('each lets her in when no time counts as together', async () => {
    const house = await openHouse({ coalesceMs: 0 });
    deploy(house, { id: 'one' });
    deploy(house, { id: 'two' });
    await house.anaAsks();
    assert.deepEqual(sent(house).sort(), ['one 1', 'two 1']);
  });

  it('what was put off by a pause is one occasion when she is resumed', async () => {
    const house = await coalescing();
    deploy(house, { id: 'low', priority: 10, start: on('page_viewed') });
    deploy(house, { id: 'high' });
    const { lead } = await house.behave({ behavior: 'resource_downloaded', consent: true });
    await house.engine.update(lead.id, [{ kind: 'pause' }]);
    await house.behave({ behavior: 'page_viewed' });
    await house.pass(HOUR);
    await house.anaAsks();
    await house.engine.update(lead.id, [{ kind: 'resume' }]);
    await house.engine.rest();
    assert.deepEqual([told(house, 'low'), told(house, 'high')], [['turned away: coalesced'], ['entered']]);
  });
});

describe('a journey that has the lead for itself', () => {
  /** "claimer" claims, "news" runs already; both wait three days between two texts. */
  async function claimed(news: Partial<Journey>, claimer: Partial<Journey> = {}): Promise<TestHouse> {
    const house = await openHouse();
    deploy(house, { id: 'news', start: on('page_viewed'), ...news });
    deploy(house, { id: 'claimer', claims: true, ...claimer });
    await house.behave({ behavior: 'page_viewed', consent: true });
    await house.pass(DAY);
    await house.anaAsks();
    return house;
  }

  it('ends what it displaces, when that is set so', async () => {
    const house = await claimed({ whenDisplaced: 'end' });
    assert.deepEqual(told(house, 'news'), ['entered', 'left: displaced']);
    await house.pass(30 * DAY);
    assert.deepEqual(sent(house), ['news 1', 'claimer 1', 'claimer 2']);
  });

  it('holds what it displaces, when that is set so, and lets it go on when it has ended', async () => {
    const house = await claimed({ whenDisplaced: 'hold' });
    await house.pass(3 * DAY);
    assert.deepEqual(sent(house), ['news 1', 'claimer 1', 'claimer 2']);
    await house.pass(MINUTE);
    assert.deepEqual(told(house, 'news'), ['entered']);
    assert.deepEqual(sent(house), ['news 1', 'claimer 1', 'claimer 2', 'news 2']);
    const notes = (await house.lead()).notes.map(({ kind }) => kind);
    assert.deepEqual(notes, ['held', 'released']);
    assert.deepEqual(house.failures, []);
  });

  it('lets what it held go on at once when she leaves it by what she does', async () => {
    const house = await claimed({ whenDisplaced: 'hold', exits: [] });
    await house.pass(2 * DAY + HOUR);
    assert.equal(house.kinds('news-wait').length, 0);
    await house.behave({ behavior: 'purchased' });
    await house.pass(0);
    assert.deepEqual(sent(house), ['news 1', 'claimer 1', 'news 2']);
  });

  it('keeps a text of what it held until it has ended', async () => {
    const house = await claimed({ whenDisplaced: 'hold' });
    const [news] = (await house.lead()).enrollments;
    const step = { node: 'news-2', visit: 'late', ...(news ? { enrollment: news.id } : {}) };
    const { lead } = await house.lead();
    const outcome = await house.engine.send(lead.id, house.request({ ...step, template: 'a third' }));
    assert.equal(
      outcome.kind === 'held' && outcome.verdict.answer === 'hold' && outcome.verdict.reason,
      'journey_held',
    );
    assert.equal(outcome.kind === 'held' && (await house.lead()).waits.at(-1)?.due, null);
    await house.behave({ behavior: 'purchased' });
    assert.deepEqual(sent(house), ['news 1', 'claimer 1']);
  });

  it('keeps a reply that a held wait asks for until it goes on', async () => {
    const house = await openHouse();
    const news = { id: 'news', start: on('page_viewed'), whenDisplaced: 'hold' } as const;
    deploy(house, news, { awaits: [{ kind: 'behavior', name: 'link_clicked', output: 0 }] });
    deploy(house, { id: 'claimer', claims: true, exitOnReply: false });
    await house.behave({ behavior: 'page_viewed', consent: true });
    await house.anaAsks();
    await house.behave({ behavior: 'link_clicked' });
    assert.deepEqual(house.kinds('news-wait'), []);
    await house.pass(4 * DAY);
    assert.deepEqual(house.kinds('news-wait'), ['wait_ended']);
    const event = house.deliveries.get('news-wait')?.[0]?.handover.event;
    assert.equal(event?.kind === 'wait_ended' && event.end.kind, 'behavior');
  });

  it('turns away others of its priority or a lower one while it runs, and lets them in after it', async () => {
    const house = await openHouse();
    deploy(house, { id: 'claimer', claims: true });
    deploy(house, { id: 'other', start: on('page_viewed') });
    await house.anaAsks();
    await house.pass(HOUR);
    await house.behave({ behavior: 'page_viewed' });
    assert.deepEqual(told(house, 'other'), ['turned away: claimed']);
    await house.pass(4 * DAY);
    await house.behave({ behavior: 'page_viewed' });
    assert.deepEqual(told(house, 'other'), ['turned away: claimed', 'entered']);
  });

  it('is taken over by a higher one, and ends as displaced or is held, as it is set', async () => {
    for (const [whenDisplaced, expected] of [
      ['end', ['entered', 'left: displaced']],
      ['hold', ['entered']],
    ] as const) {
      const house = await openHouse();
      deploy(house, { id: 'claimer', claims: true, whenDisplaced });
      deploy(house, { id: 'urgent', start: on('cart_abandoned'), priority: 90 });
      await house.anaAsks();
      await house.pass(HOUR);
      await house.behave({ behavior: 'cart_abandoned' });
      assert.deepEqual([told(house, 'claimer'), told(house, 'urgent')], [expected, ['entered']]);
      await house.pass(3 * DAY - HOUR);
      assert.deepEqual(sent(house), ['claimer 1', 'urgent 1']);
      await house.pass(2 * DAY);
      const after = whenDisplaced === 'hold' ? ['claimer 2'] : [];
      assert.deepEqual(sent(house), ['claimer 1', 'urgent 1', 'urgent 2', ...after]);
    }
  });

  it('does not begin while a higher one runs, because it could not keep its claim', async () => {
    const house = await claimed({ priority: 90 });
    assert.deepEqual(told(house, 'claimer'), ['turned away: outranked']);
    await house.pass(10 * DAY);
    assert.deepEqual(sent(house), ['news 1', 'news 2']);
  });

  it('passes what it held on to the one that takes the lead over', async () => {
    const house = await claimed({ whenDisplaced: 'hold', priority: 10 });
    deploy(house, { id: 'urgent', start: on('cart_abandoned'), priority: 90, claims: true });
    await house.behave({ behavior: 'cart_abandoned' });
    assert.deepEqual(told(house, 'claimer'), ['entered', 'left: displaced']);
    await house.pass(3 * DAY - 1);
    assert.deepEqual(sent(house), ['news 1', 'claimer 1', 'urgent 1']);
    await house.pass(DAY);
    assert.deepEqual(sent(house), ['news 1', 'claimer 1', 'urgent 1', 'urgent 2', 'news 2']);
  });

  it('loses the lead to an opt-out like any other, with what it held', async () => {
    const house = await claimed({ whenDisplaced: 'hold' });
    await house.reply('STOP');
    assert.deepEqual(
      [told(house, 'news'), told(house, 'claimer')],
      [
        ['entered', 'left: opted_out'],
        ['entered', 'left: opted_out'],
      ],
    );
    assert.equal((await house.lead()).waits.length, 0);
  });
});

describe('what is open when the process ends', () => {
  const folder = new TestFolder();
  beforeEach(() => folder.make());
  afterEach(() => folder.remove());

  /** Deploys, lets something happen, and starts anew from what is on disk. */
  async function restarted(
    flows: (house: TestHouse) => void,
    happens: (house: TestHouse) => Promise<unknown>,
  ): Promise<TestHouse> {
    const first = await openHouse({ store: await folder.open(), coalesceMs: MINUTE });
    flows(first);
    await happens(first);
    await first.engine.close();
    const second = new TestHouse({
      rules: first.engine.rules,
      store: await folder.open(),
      clock: new SimulatedClock(first.clock.now()),
      coalesceMs: MINUTE,
    });
    second.account();
    flows(second);
    await second.engine.start();
    await second.engine.rest();
    return second;
  }

  it('a lead who waits for a higher trigger enters when the time is over', async () => {
    const house = await restarted(
      (either) => {
        deploy(either, { id: 'low', start: on('page_viewed'), priority: 10 });
        deploy(either, { id: 'high' });
      },
      (first) => first.behave({ behavior: 'page_viewed', consent: true }),
    );
    assert.deepEqual(told(house, 'low'), []);
    await house.pass(MINUTE);
    assert.deepEqual([told(house, 'low'), sent(house)], [['entered'], ['low 1']]);
  });

  it('a journey that is held goes on when the other has ended', async () => {
    const house = await restarted(
      (either) => {
        deploy(either, { id: 'news', start: on('page_viewed'), whenDisplaced: 'hold' });
        deploy(either, { id: 'claimer', claims: true });
      },
      async (first) => {
        await first.behave({ behavior: 'page_viewed', consent: true });
        await first.pass(DAY);
        await first.anaAsks();
        await first.pass(MINUTE);
      },
    );
    await house.pass(3 * DAY - 2 * MINUTE);
    assert.deepEqual(sent(house), []);
    await house.pass(HOUR);
    assert.deepEqual(sent(house), ['claimer 2', 'news 2']);
  });
});
