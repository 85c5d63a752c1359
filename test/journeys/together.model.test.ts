import assert from 'node:assert/strict';
import type { EntryPolicy, Journey } from '../../src/journeys/journey';
import type { LeadRecord } from '../../src/leads/record';
import { seededRandomness, type Randomness } from '../../src/randomness';
import { DAY, HOUR, MINUTE, type TestHouse } from '../support/house';
import { deploy, openHouse, told } from './texting';

const RUNS = 60;
const STEPS = 25;
const NAMES = ['x', 'y', 'z'];
const POLICIES: readonly EntryPolicy[] = [
  { kind: 'once' },
  { kind: 'once_while_active' },
  { kind: 'restart' },
  { kind: 'always' },
  { kind: 'after', ms: DAY, from: 'end' },
];
const SPANS = [0, 1_000, 30_000, MINUTE, 61_000, HOUR, DAY, 3 * DAY];

/** Four journeys with priorities, claims and policies by chance, and a lead who does things by chance. */
class Run {
  readonly journeys = new Map<string, Journey>();
  /** How often each trigger has fired. */
  readonly fired = new Map<string, number>();
  #count = 0;

  private constructor(
    readonly house: TestHouse,
    private readonly chance: Randomness,
  ) {}

  static async open(seed: number): Promise<Run> {
    const house = await openHouse({ coalesceMs: MINUTE, randomness: seededRandomness(seed) });
    const run = new Run(house, seededRandomness(seed));
    for (const id of ['a', 'b', 'c', 'd']) {
      const names = [run.#one(NAMES), run.#one(NAMES)];
      const journey = deploy(run.house, {
        id,
        start: { kind: 'behavior', names, count: 1, withinMs: DAY },
        policy: run.#one(POLICIES),
        priority: run.#one([10, 50, 90]),
        claims: run.#one([true, false, false]),
        whenDisplaced: run.#one(['end', 'hold']),
      });
      run.journeys.set(id, journey);
      run.fired.set(id, 0);
    }
    return run;
  }

  async step(): Promise<void> {
    if (this.chance.below(10) < 4) return this.house.pass(this.#one(SPANS));
    const name = this.#one([...NAMES, ...NAMES, 'purchased']);
    for (const [id, { start }] of this.journeys) {
      if (start.kind === 'behavior' && start.names.includes(name))
        this.fired.set(id, (this.fired.get(id) ?? 0) + 1);
    }
    await this.house.behave({ behavior: name, id: `b${this.#count++}`, consent: true });
  }

  journey(id: string): Journey {
    const journey = this.journeys.get(id);
    assert.ok(journey);
    return journey;
  }

  #one<T>(choices: readonly T[]): T {
    const chosen = choices[this.chance.below(choices.length)];
    if (chosen === undefined) throw new Error('there is nothing to choose from');
    return chosen;
  }
}

/** Whoever has the lead for itself runs alone, and what is held is held by one that runs. */
function claimsAreKept(run: Run, { enrollments }: LeadRecord): void {
  const active = enrollments.filter(({ state }) => state.status === 'active');
  const running = active.filter(({ state }) => state.status === 'active' && state.heldBy === undefined);
  const journeys = new Set(running.map(({ journey }) => journey));
  if (journeys.size > 1)
    for (const id of journeys) assert.equal(run.journey(id).claims, false, `beside ${id}`);
  for (const { state } of active) {
    if (state.status !== 'active' || state.heldBy === undefined) continue;
    assert.ok(active.some(({ id }) => id === state.heldBy));
  }
}

/** Within a minute of an entry only a higher journey lets her in, or any once that one has been left. */
function entriesAreApart(run: Run, { enrollments }: LeadRecord): void {
  for (const [index, later] of enrollments.entries()) {
    for (const earlier of enrollments.slice(0, index)) {
      if (earlier.journey === later.journey || later.enteredAt - earlier.enteredAt >= MINUTE) continue;
      const { state } = earlier;
      const isOver =
        (state.status === 'exited' || state.status === 'converted') && state.endedAt <= later.enteredAt;
      const isHigher = run.journey(later.journey).priority > run.journey(earlier.journey).priority;
      assert.ok(isOver || isHigher, `${earlier.journey} and then ${later.journey}`);
    }
  }
}

function nothingIsSentAfterTheEnd({ enrollments, messages }: LeadRecord): void {
  for (const { enrollment, plannedAt, life } of messages) {
    const state = enrollments.find(({ id }) => id === enrollment)?.state;
    if (state?.status !== 'exited' && state?.status !== 'converted') continue;
    assert.ok(life.state === 'blocked' || plannedAt <= state.endedAt);
  }
}

/** Each time a trigger fires it tells once what came of it; what is open is told later. */
function everyFiringIsTold(run: Run, { contest }: LeadRecord): void {
  for (const [id, fired] of run.fired) {
    const answers = told(run.house, id).filter((one) => !one.startsWith('left')).length;
    const open = (contest?.entrants ?? []).filter(({ journey }) => journey === id).length;
    assert.equal(answers + open, fired, id);
  }
}

describe('triggers and claims, whatever happens', () => {
  for (let seed = 1; seed <= RUNS; seed++) {
    it(`keep their promises (seed ${seed})`, async () => {
      const run = await Run.open(seed);
      await run.house.behave({ behavior: 'page_viewed', consent: true });
      for (let step = 0; step < STEPS; step++) {
        await run.step();
        const record = await run.house.lead();
        claimsAreKept(run, record);
        entriesAreApart(run, record);
        nothingIsSentAfterTheEnd(record);
        everyFiringIsTold(run, record);
      }
      assert.deepEqual(run.house.failures, []);
    });
  }
});
