import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import { SimulatedClock } from '../../../src/clock';
import { Deploys } from '../../../nodes/lead-store/deploys';

const START = Date.UTC(2026, 5, 1);
const REQUESTS = 20_000;
/** The most that may go on in one turn of the event loop. */
const MOST_AT_ONCE = 100;

describe(`${REQUESTS.toLocaleString('en-US')} requests that wait for a deploy`, () => {
  let clock: SimulatedClock;
  let events: EventEmitter;
  let deploys: Deploys;
  let answers: boolean[];
  /** How many answers there are in each turn of the event loop, until there are so many. */
  async function turns(count = REQUESTS): Promise<number[]> {
    const perTurn: number[] = [];
    while (answers.length < count) {
      const before = answers.length;
      await new Promise<void>((resolve) => setImmediate(resolve));
      perTurn.push(answers.length - before);
      assert.ok(perTurn.length < 10 * REQUESTS, 'they have an end');
    }
    return perTurn;
  }
  const ask = (count: number): void => {
    for (let one = 0; one < count; one++) void deploys.over().then((over) => answers.push(over));
  };
  const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

  beforeEach(() => {
    clock = new SimulatedClock(START);
    events = new EventEmitter();
    deploys = new Deploys(events, false, clock);
    answers = [];
    events.emit('flows:stopping');
  });

  it('all give up after their patience, and others have their turns meanwhile', async () => {
    ask(REQUESTS);
    clock.jumpTo(START + 19_999);
    await settle();
    assert.equal(answers.length, 0);
    await clock.advanceTo(START + 20_000, settle);
    const perTurn = await turns();
    assert.ok(Math.max(...perTurn) <= MOST_AT_ONCE, `${Math.max(...perTurn)} in one turn`);
    assert.deepEqual(new Set(answers), new Set([false]));
  });

  it('all go on when it ends, and others have their turns meanwhile', async () => {
    ask(REQUESTS);
    events.emit('flows:started');
    const perTurn = await turns();
    assert.ok(Math.max(...perTurn) <= MOST_AT_ONCE, `${Math.max(...perTurn)} in one turn`);
    assert.deepEqual(new Set(answers), new Set([true]));
  });

  it('wait again when the next deploy begins while they go on', async () => {
    ask(1_000);
    events.emit('flows:started');
    await settle();
    events.emit('flows:stopping');
    await settle();
    const gone = answers.length;
    assert.ok(gone > 0 && gone < 1_000);
    for (let turn = 0; turn < 10; turn++) await settle();
    assert.equal(answers.length, gone);
    events.emit('flows:started');
    await turns(1_000);
    assert.deepEqual(new Set(answers), new Set([true]));
  });

  it('each have their own patience', async () => {
    ask(1);
    await clock.advanceTo(START + 5_000, settle);
    ask(1);
    await clock.advanceTo(START + 24_999, settle);
    assert.deepEqual(answers, [false]);
    await clock.advanceTo(START + 25_000, settle);
    await turns(2);
    assert.deepEqual(answers, [false, false]);
    ask(1);
    events.emit('flows:started');
    await turns(3);
    assert.deepEqual(answers, [false, false, true]);
  });
});
