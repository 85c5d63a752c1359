import assert from 'node:assert/strict';
import fc from 'fast-check';
import { HOUR, MINUTE, START } from '../../support/house';
import { Model, type Lengths, type OnEdit, type Policy, type Stage } from './model';
import { World, turns } from './world';

/** So many journeys; MODEL_RUNS tries more. */
const RUNS = Number(process.env['MODEL_RUNS'] ?? 250);
/** A run takes some hundredths of a second on a quiet machine. */
const PATIENCE_MS = Math.max(120_000, RUNS * 1_000);
/** Lengths that no sum of whole hours and of the minutes between two steps comes near. */
const LENGTHS = [10, 20, 34].map((hours) => hours * HOUR + 30 * MINUTE);

const BEHAVIORS = ['form_submitted', 'link_clicked', 'purchased'] as const;
const REPLIES = ['tell me more', 'STOP', 'START'] as const;

type Told =
  | { readonly kind: 'behave'; readonly name: (typeof BEHAVIORS)[number] }
  | { readonly kind: 'reply'; readonly text: (typeof REPLIES)[number] };

type Act =
  /** `kill`: so many turns after it began the process is killed, or -1: never. */
  | (Told & { readonly kill: number })
  /** The same comes once more. */
  | { readonly kind: 'repeat' }
  | { readonly kind: 'pass'; readonly hours: number; readonly kill: number }
  /** The machine's clock is set. */
  | { readonly kind: 'set clock'; readonly hours: number }
  | { readonly kind: 'deploy'; readonly lengths: Lengths; readonly onEdit: OnEdit; readonly gone: Stage | 0 }
  | { readonly kind: 'pause' | 'resume' | 'kill' };

const kill = fc.oneof({ weight: 2, arbitrary: fc.constant(-1) }, { weight: 1, arbitrary: fc.nat(25) });
const length = fc.constantFrom(...LENGTHS);
const lengths = fc.record({ 1: length, 2: length });
const told: fc.Arbitrary<Told> = fc.oneof(
  fc.record({
    kind: fc.constant('behave' as const),
    name: fc.constantFrom(...BEHAVIORS, 'form_submitted' as const),
  }),
  fc.record({
    kind: fc.constant('reply' as const),
    text: fc.constantFrom(...REPLIES, 'tell me more' as const),
  }),
);
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(told, kill).map(([what, at]): Act => ({ ...what, kill: at })) },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('pass' as const),
      hours: fc.integer({ min: 1, max: 30 }),
      kill,
    }),
  },
  { weight: 1, arbitrary: fc.constant<Act>({ kind: 'repeat' }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('set clock' as const), hours: fc.constantFrom(-1, 72) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('deploy' as const),
      lengths,
      onEdit: fc.constantFrom<OnEdit>('rebase', 'keep', 'release'),
      gone: fc.constantFrom<Stage | 0>(0, 0, 0, 1, 2),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constantFrom('pause' as const, 'resume' as const, 'kill' as const) }),
  },
);

describe('a journey under anything, against a plain model', () => {
  it('texts, waits, ends and turns away as the model says, whatever comes, whenever the process dies', async function () {
    this.timeout(PATIENCE_MS);
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom<Policy>('once', 'once_while_active', 'restart'),
        lengths,
        fc.array(act, { minLength: 5, maxLength: 25 }),
        async (policy, first, acts) => {
          const play = new Play(policy, first);
          await play.begin();
          for (const one of [{ kind: 'behave', name: 'form_submitted', kill: -1 } as const, ...acts]) {
            await play.do(one);
            await play.compare();
          }
        },
      ),
      { numRuns: RUNS },
    );
  });
});

/** The engine and the model, who live through the same. */
class Play {
  readonly #world: World;
  readonly #model: Model;
  #last: { readonly what: Told; readonly id: string } | undefined;

  constructor(policy: Policy, first: Lengths) {
    this.#world = new World(policy, first);
    this.#model = new Model(policy, START, first);
  }

  begin(): Promise<void> {
    return this.#world.start();
  }

  async do(act: Act): Promise<void> {
    const [world, model] = [this.#world, this.#model];
    switch (act.kind) {
      case 'behave':
      case 'reply':
        await this.#tell(act, world.newId(), act.kill);
        break;
      case 'repeat':
        if (this.#last) await this.#tell(this.#last.what, this.#last.id, -1);
        break;
      case 'pass':
        await this.#pass(act.hours * HOUR, act.kill);
        break;
      case 'set clock': {
        const time = world.clock.now() + act.hours * HOUR;
        world.clock.jumpTo(time);
        model.jumpTo(time);
        break;
      }
      case 'deploy': {
        const here = { 1: act.gone !== 1, 2: act.gone !== 2 };
        await world.deploy(act.lengths, act.onEdit, here);
        model.deploy(act.lengths, act.onEdit, here);
        break;
      }
      case 'pause':
      case 'resume':
        await world.update(act.kind);
        if (act.kind === 'pause') model.pause();
        else model.resume();
        break;
      case 'kill':
        await world.killAndStart();
    }
    await world.settle();
    model.passTo(world.clock.now());
  }

  /** What has to hold after every act. */
  async compare(): Promise<void> {
    const [world, model] = [this.#world, this.#model];
    assert.deepEqual(world.failures, []);
    assert.deepEqual(world.texts, model.texts, 'texts');
    assert.deepEqual(world.left, model.left, 'left');
    assert.deepEqual(world.turnedAway, model.turnedAway, 'turned away');
    const messages = world.accepted.map(({ message }) => message);
    assert.equal(new Set(messages).size, messages.length, 'a text went out twice');
    for (const [wait, ends] of world.ends) assert.equal(ends.size, 1, `${wait} ended twice`);
    const record = await world.lead();
    assert.deepEqual(
      (record?.waits ?? []).map(({ node }) => node),
      model.wait ? [`wait ${model.wait.stage}`] : [],
      'waits',
    );
    const active = (record?.enrollments ?? []).filter(({ state }) => state.status === 'active');
    assert.equal(active.length, model.wait ? 1 : 0, 'active');
  }

  /** Who is killed before the answer has, or has not, recorded it; who got the answer has. */
  async #tell(what: Told, id: string, killedAfter: number): Promise<void> {
    const repeated = await this.#isKnown(id);
    let answered = false;
    const answer = this.#call(what, id).then(() => {
      answered = true;
    });
    if (killedAfter < 0) await answer;
    else {
      await turns(killedAfter);
      await this.#world.killAndStart();
    }
    const known = await this.#isKnown(id);
    assert.ok(known || !answered, 'what was acknowledged is lost');
    if (known && !repeated) this.#happens(what);
    this.#last = { what, id };
  }

  #call(what: Told, id: string): Promise<void> {
    return what.kind === 'behave' ? this.#world.behave(what.name, id) : this.#world.reply(what.text, id);
  }

  async #isKnown(id: string): Promise<boolean> {
    const record = await this.#world.lead();
    return [...(record?.behaviors ?? []), ...(record?.replies ?? [])].some((one) => one.id === id);
  }

  #happens(what: Told): void {
    const model = this.#model;
    if (what.kind === 'behave') {
      if (what.name === 'form_submitted') model.form();
      else if (what.name === 'link_clicked') model.click();
      else model.purchase();
    } else if (what.text === 'STOP') model.stop();
    else if (what.text === 'START') model.start();
    else model.reply();
  }

  /** Who is killed on the way does at the end what was due. */
  async #pass(ms: number, killedAfter: number): Promise<void> {
    const [world, model] = [this.#world, this.#model];
    const end = world.clock.now() + ms;
    if (killedAfter < 0) {
      await world.passTo(end);
      model.passTo(end);
      return;
    }
    const on = world.clock.advanceTo(end, () => turns(3));
    await turns(killedAfter);
    await world.killAndStart();
    await on;
    await world.settle();
    await this.#follow();
  }

  /** The engine may have done what is due at any moment since; the model ends as many waits, one after the other. */
  async #follow(): Promise<void> {
    const [world, model] = [this.#world, this.#model];
    const now = world.clock.now();
    while (model.texts.length < world.texts.length) {
      const { wait } = model;
      assert.ok(wait && (wait.latched !== undefined || wait.due <= now), 'a wait ended early');
      model.now = Math.max(model.now, wait.due);
      assert.ok(model.endByTime());
    }
    model.now = now;
    const [parked] = (await world.lead())?.waits ?? [];
    if (model.wait && parked) Object.assign(model.wait, { since: parked.since, due: parked.due });
  }
}
