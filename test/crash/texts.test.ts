import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { Message } from '../../src/leads/message';
import { seededRandomness, type Randomness } from '../../src/randomness';
import { openEmbeddedStore } from '../../src/store/embedded/store';
import { removeFolder, temporaryFolder } from '../support/temporary';
import { FakeTwilio, type Fault } from '../support/twilio/fake';
import type { FakeMessage } from '../support/twilio/messages';
import { buildTexter, Texter } from './texting';

/** `KILLS=200 npx mocha test/crash/texts.test.ts` for the whole proof; each takes a second or two. */
const KILLS = Number(process.env['KILLS'] ?? 25);
const SEED = Number(process.env['CRASH_SEED'] ?? 20_261_126);
/** Longer than an unknown outcome is looked up. */
const AFTER_ALL_MS = 20 * 60_000;

/** When the process is killed. */
type Moment =
  /** So long after it was started. */
  | { readonly kind: 'start'; readonly ms: number }
  /** So long after it began to text. */
  | { readonly kind: 'time'; readonly ms: number }
  /** The moment Twilio is asked for the nth time, before it accepts anything. */
  | { readonly kind: 'asked'; readonly nth: number }
  /** The moment Twilio has accepted the nth text, before it answers. */
  | { readonly kind: 'accepted'; readonly nth: number };

function momentOf(kill: number, chance: Randomness): Moment {
  switch (kill % 5) {
    case 0:
      return { kind: 'start', ms: chance.below(700) };
    case 1:
    case 2:
      return { kind: 'time', ms: chance.below(1_000) };
    case 3:
      return { kind: 'asked', nth: 1 + chance.below(30) };
    default:
      return { kind: 'accepted', nth: 1 + chance.below(30) };
  }
}

const FAULTS: readonly Fault[] = [
  { kind: 'refuse', status: 429, code: 20429 },
  { kind: 'refuse', status: 503 },
  { kind: 'refuse', status: 500, code: 20500 },
  { kind: 'fail_after', status: 500 },
  { kind: 'drop_before' },
  { kind: 'drop_after' },
  { kind: 'broken_json' },
  { kind: 'no_answer_after' },
];

describe('kill -9 while texts go out by Twilio', function () {
  this.timeout(60_000 + KILLS * 10_000);
  let folder: string;
  let fake: FakeTwilio;
  beforeEach(async () => {
    folder = temporaryFolder();
    fake = await FakeTwilio.open();
  });
  afterEach(async () => {
    await fake.close();
    removeFolder(folder);
  });

  it(`sends no text twice and loses none, ${KILLS} times over, whatever goes wrong at Twilio`, async () => {
    const chance = seededRandomness(SEED);
    const script = await buildTexter(folder);
    const store = join(folder, 'store');
    let faults = 0;
    fake.fault = () => {
      const fault = chance.below(6) === 0 ? FAULTS[faults++ % FAULTS.length] : undefined;
      return fault;
    };
    const orders = { folder: store, api: fake.url, aheadMs: 0, timeoutMs: 300 };
    for (let kill = 1; kill <= KILLS; kill++) {
      const again = Texter.unfinished;
      const texter = new Texter(script, { ...orders, round: kill, again, more: true });
      await killAt(momentOf(kill, chance), texter, fake, chance);
      assert.equal(texter.complaints, '', `round ${kill}, seed ${SEED}`);
    }

    fake.fault = () => undefined;
    fake.now = () => Date.now() + AFTER_ALL_MS;
    fake.created = () => undefined;
    const round = KILLS + 1;
    const again = Texter.unfinished;
    const atPeace = { ...orders, aheadMs: AFTER_ALL_MS, timeoutMs: 20_000 };
    const last = new Texter(script, { ...atPeace, round, again, more: false });
    await last.finished();
    last.kill();
    await last.exited;
    assert.equal(last.complaints, '');

    const planned = await textsIn(store);
    const accepted = groupedByWords(fake.messages);
    const wrong = [...planned].flatMap(([words, texts]) =>
      problemsOf(words, texts, accepted.get(words) ?? []),
    );
    assert.deepEqual(wrong, [], `seed ${SEED}`);
    assert.deepEqual(
      [...Texter.begun].filter((words) => !planned.has(words)),
      [],
      'lost',
    );
    assert.deepEqual(
      [...accepted.keys()].filter((words) => !planned.has(words)),
      [],
      'sent without a plan',
    );
    // Otherwise nothing was tried.
    assert.ok(planned.size > KILLS * 5 && faults >= FAULTS.length, `${planned.size} texts, ${faults} faults`);
    const unknown = [...planned.values()].flat().filter(({ life }) => life.state === 'unknown').length;
    console.log(
      `      ${planned.size} texts planned, ${fake.messages.length} accepted, ${unknown} unknown, ${faults} faults`,
    );
  });
});

/** What must not be of one step and its words. */
function problemsOf(words: string, texts: readonly Message[], accepted: readonly FakeMessage[]): string[] {
  const lives = texts.map(({ life }) => life.state).join();
  const told = `${words}: ${lives}, accepted ${accepted.length} times`;
  if (texts.length !== 1 || accepted.length > 1) return [told];
  switch (texts[0]?.life.state) {
    case 'accepted':
    case 'sent':
    case 'delivered': {
      const { sid } = texts[0].life;
      return accepted[0]?.sid === sid ? [] : [told];
    }
    case 'unknown':
      return texts[0].life.until === undefined && accepted.length === 0 ? [] : [told];
    default:
      return [told];
  }
}

async function killAt(moment: Moment, texter: Texter, fake: FakeTwilio, chance: Randomness): Promise<void> {
  let created = 0;
  let asked = 0;
  fake.created = (one) => {
    if (moment.kind === 'accepted' && ++created === moment.nth) texter.kill();
    report(one, fake, chance);
  };
  fake.delay = () => {
    if (moment.kind === 'asked' && ++asked === moment.nth) texter.kill();
    return Promise.resolve();
  };
  if (moment.kind === 'start') {
    await passed(moment.ms);
    texter.kill();
  } else {
    const port = await texter.opened;
    fake.reached = `http://127.0.0.1:${port ?? 1}`;
    if (moment.kind === 'time') {
      await passed(moment.ms);
      texter.kill();
    }
  }
  await texter.exited;
}

/** Twilio tells more of some texts: at once, so that it may come before the answer; in any order; twice; or never. */
function report(one: FakeMessage, fake: FakeTwilio, chance: Randomness): void {
  const words = [
    ['sent', 'delivered'],
    ['delivered', 'sent'],
    ['sent', 'sent'],
    ['queued', 'delivered'],
    [],
    [],
  ];
  for (const word of words[chance.below(words.length)] ?? []) {
    // Whom it tells may be dead.
    fake.callBack(one, word).catch(() => undefined);
  }
}

/** The one wait for real time: a kill at any moment has to come between two events. No assertion hangs on it. */
function passed(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

async function textsIn(folder: string): Promise<Map<string, Message[]>> {
  const store = await openEmbeddedStore({ folder });
  try {
    assert.equal(store.problem, undefined);
    const messages: Message[] = [];
    for (const id of await store.recentLeads(Infinity)) {
      messages.push(...((await store.read({ id }))?.messages ?? []));
    }
    return groupedBy(messages, ({ text }) => text);
  } finally {
    await store.close();
  }
}

function groupedByWords(messages: readonly FakeMessage[]): Map<string, FakeMessage[]> {
  return groupedBy(messages, ({ body }) => body);
}

function groupedBy<T>(list: readonly T[], key: (entry: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const entry of list) groups.set(key(entry), [...(groups.get(key(entry)) ?? []), entry]);
  return groups;
}
