import assert from 'node:assert/strict';
import type { Message } from '../../../src/leads/message';
import table from '../../../src/sms/twilio/data/errors.json';
import dictionary from './data/dictionary.json';
import { meaningOf, twilioError, type Does } from '../../../src/sms/twilio/errors';
import { outcomeOf } from '../../../src/sms/twilio/trouble';
import { DAY, HOUR, MINUTE } from '../../support/house';
import { Post } from '../../support/post';

/** What a code does to the text, its lead, its account and the person who looks after them. */
interface Effect {
  /** Of the text, a day and a half later. */
  readonly life: Message['life']['state'];
  /** How often the provider was given the words. */
  readonly calls: number;
  /** Whether the lead may still be texted. */
  readonly lead: 'as before' | 'unreachable' | 'opted out';
  /** What a person is told. */
  readonly told: 'nothing' | 'account' | 'sender' | 'question';
}

const FAILED: Effect = { life: 'failed', calls: 1, lead: 'as before', told: 'nothing' };

/** In the answer of the create call. The provider takes the text at the second time. */
const AT_ONCE: Readonly<Record<Does, Effect>> = {
  stop_account: { life: 'planned', calls: 1, lead: 'as before', told: 'account' },
  stop_sender: { life: 'planned', calls: 1, lead: 'as before', told: 'sender' },
  wait: { life: 'accepted', calls: 2, lead: 'as before', told: 'nothing' },
  find_out: { life: 'unknown', calls: 1, lead: 'as before', told: 'nothing' },
  unusable: { ...FAILED, lead: 'unreachable' },
  opted_out: { ...FAILED, lead: 'opted out' },
  refused: FAILED,
  repeat: FAILED,
  ask: { ...FAILED, told: 'question' },
  fail: FAILED,
};

const UNDELIVERED: Effect = { ...FAILED, life: 'undelivered' };

/** In a report, after the text was accepted. */
const LATER: Readonly<Record<Does, Effect>> = {
  stop_account: { ...UNDELIVERED, told: 'account' },
  stop_sender: { ...UNDELIVERED, told: 'sender' },
  wait: { ...UNDELIVERED, calls: 2 },
  find_out: UNDELIVERED,
  unusable: { ...UNDELIVERED, lead: 'unreachable' },
  opted_out: { ...UNDELIVERED, lead: 'opted out' },
  refused: UNDELIVERED,
  repeat: { ...UNDELIVERED, calls: 2 },
  ask: { ...UNDELIVERED, told: 'question' },
  fail: UNDELIVERED,
};

const OUTCOMES: Readonly<Record<Does, string>> = {
  stop_account: 'account',
  stop_sender: 'sender',
  wait: 'busy',
  find_out: 'unknown',
  unusable: 'failed',
  opted_out: 'failed',
  refused: 'failed',
  repeat: 'failed',
  ask: 'failed',
  fail: 'failed',
};

/** What a text as we send it cannot meet. */
const LEFT_OUT: readonly (readonly [from: number, to: number, what: string])[] = [
  [20002, 20002, 'names of resources'],
  [20007, 20007, 'lists'],
  [20009, 20009, 'deleting'],
  [20020, 20021, 'changes of resources'],
  [21710, 21710, 'putting numbers into a service'],
  [21713, 21714, 'setting up a service'],
  [21717, 21728, 'registration of brands and campaigns'],
  [30009, 30009, 'texts that come in'],
  [30025, 30026, 'warnings'],
  [30100, 30133, 'links that Twilio shortens'],
  [30409, 30409, 'canceling'],
  [30436, 30449, 'verification of numbers'],
  [30880, 30898, 'vetting of campaigns'],
  [35111, 35126, 'scheduling at Twilio'],
  [57001, 57020, 'events'],
  [63046, 63046, 'news of a template'],
  [90001, 90006, 'resources of another API'],
  [90009, 90009, 'resources of another API'],
  [92001, 92008, 'content templates'],
];

const WORDS = 'Hi Ana!';

async function effectOn(post: Post): Promise<Effect> {
  await post.house.pass(1.5 * DAY);
  const { lead, ledger, messages } = await post.house.lead();
  const [stop, ...more] = post.stops;
  assert.deepEqual(more, [], 'a person is told once');
  assert.deepEqual(post.house.failures, []);
  return {
    life: messages[0]?.life.state ?? 'planned',
    calls: post.provider.words.filter((words) => words === WORDS).length,
    lead:
      ledger.at(-1)?.kind === 'opt_out'
        ? 'opted out'
        : lead.fields['phone_unreachable'] === true
          ? 'unreachable'
          : 'as before',
    told: !stop
      ? 'nothing'
      : stop.kind === 'account' && stop.sender !== undefined
        ? 'sender'
        : stop.kind === 'journey' || stop.kind === 'limit'
          ? 'nothing'
          : stop.kind,
  };
}

function opened(): Post {
  const post = new Post().open({ segmentsPerSecond: 100 });
  post.provider.meaning = meaningOf;
  return post;
}

describe('every code of Twilio acts as the data says', () => {
  const codes = [...table.errors.map(({ code }) => String(code)), '99999'];

  it('and every code of the dictionary has a class, or does not concern a text as we send it', () => {
    const known = new Set(codes);
    const isLeftOut = (code: number): boolean => LEFT_OUT.some(([from, to]) => code >= from && code <= to);
    assert.deepEqual(
      dictionary.codes.filter((code) => !known.has(String(code)) && !isLeftOut(code)),
      [],
    );
    assert.deepEqual(
      table.errors.filter(({ code }) => isLeftOut(code)),
      [],
    );
  });

  it('and no code stands there twice, or with words that end in a full stop', () => {
    assert.equal(new Set(codes).size, codes.length);
    assert.deepEqual(
      table.errors.filter(({ says }) => !/^[A-Z].*[^.]$/.test(says)),
      [],
    );
  });

  it('and each class has a code', () => {
    const classes = new Set(codes.map((code) => twilioError(code).does));
    assert.deepEqual([...classes].sort(), Object.keys(AT_ONCE).sort());
  });

  it('each like the others of its class, at once and in a report', () => {
    for (const { code, does } of table.errors) {
      const outcome = outcomeOf({ kind: 'answer', status: 400, code: String(code) });
      const became = outcome.kind === 'not_taken' ? outcome.why : outcome.kind;
      assert.equal(became, OUTCOMES[twilioError(String(code)).does], `${code} ${does}`);
      assert.equal(meaningOf(String(code)).means === 'repeat', does === 'repeat' || does === 'wait');
    }
  });

  /** One of each kind, and one that nobody knows. */
  const kinds = new Map(
    table.errors.map(({ code, does, ...more }) => {
      const { minutes, times } = { minutes: 0, times: 0, ...more };
      return [`${does} ${minutes} ${times}`, String(code)] as const;
    }),
  );
  for (const code of [...kinds.values(), '99999']) {
    const { does } = twilioError(code);
    it(`${code} in the answer: ${does}`, async () => {
      const post = opened();
      const trouble = { kind: 'answer', status: does === 'wait' ? 429 : 400, code } as const;
      post.provider.answer = (_, nth) =>
        nth === 1 ? outcomeOf(trouble) : { kind: 'accepted', sid: `SM${nth}` };
      await post.text(await post.asks(), WORDS);
      assert.deepEqual(await effectOn(post), AT_ONCE[does]);
    });

    it(`${code} in a report: ${does}`, async () => {
      const post = opened();
      const ana = await post.asks();
      assert.equal(await post.text(ana, WORDS), 'sent');
      const { id } = await post.message(WORDS);
      const status = { state: 'undelivered', sid: 'SM1', code } as const;
      await post.house.engine.hear('account', { lead: ana.lead, message: id }, status);
      assert.deepEqual(await effectOn(post), LATER[does]);
    });
  }

  it('scenario 76: 30003 comes again, 30005 and 30006 flag the number, 30007 counts against the journey', () => {
    assert.deepEqual(
      ['30005', '30006', '30007', '21610', '30003'].map((code) => twilioError(code).does),
      ['unusable', 'unusable', 'refused', 'opted_out', 'repeat'],
    );
  });
});

describe('a text that did not reach the phone and may another time', () => {
  const undelivered = async (
    more: Parameters<Post['text']>[2] = {},
    codes: readonly (string | undefined)[] = ['30003'],
    goesOn = false,
  ): Promise<Post> => {
    const post = opened();
    post.provider.answer = (text, nth) => {
      const code = codes[nth - 1];
      if (code !== undefined) {
        // As Twilio does: the report comes after the answer.
        const about = { lead: text.lead, message: text.message };
        post.house.clock.wakeAt(post.house.clock.now() + MINUTE, () => {
          post.provider.events?.status(about, { state: 'undelivered', sid: `SM${nth}`, code });
        });
      }
      return { kind: 'accepted', sid: `SM${nth}` };
    };
    const ana = await post.asks();
    await post.text(ana, WORDS, more);
    if (goesOn) {
      const wait = { kind: 'wait', node: 'wait', visit: 'p', due: null, awaits: [], msg: {} } as const;
      await post.house.engine.park(ana.lead, { ...wait, enrollment: ana.enrollment });
    }
    await post.house.pass(MINUTE);
    return post;
  };
  const lives = async (post: Post): Promise<string[]> =>
    (await post.house.lead()).messages.map(({ life }) => life.state);

  it('is sent again two hours later, once, and is another text', async () => {
    const post = await undelivered();
    assert.deepEqual(await lives(post), ['undelivered', 'planned']);
    await post.house.pass(2 * HOUR - 1);
    assert.equal(post.provider.sent.length, 1);
    await post.house.pass(1);
    assert.deepEqual(post.provider.words, [WORDS, WORDS]);
    await post.house.pass(2 * DAY);
    assert.deepEqual(await lives(post), ['undelivered', 'accepted']);
    assert.notEqual(post.provider.sent[0]?.message, post.provider.sent[1]?.message);
    assert.equal(post.wentOn, 0, 'the step had gone on when the text was accepted');
  });

  it('is given up after two more tries', async () => {
    const post = await undelivered({}, ['30003', '30003', '30003', '30003']);
    await post.house.pass(2 * DAY);
    assert.deepEqual(await lives(post), ['undelivered', 'undelivered', 'undelivered']);
    const steps = (await post.house.lead()).messages.map(({ step, repeats }) => [
      step.split(':').slice(1).join(),
      repeats?.nth,
    ]);
    assert.deepEqual(steps, [
      [`sms-1,${WORDS}`, undefined],
      [`sms-1~2,${WORDS}`, 2],
      [`sms-1~3,${WORDS}`, 3],
    ]);
  });

  it('is not sent again when that is too late', async () => {
    const post = await undelivered({ staleAfterMs: 2 * HOUR });
    await post.house.pass(DAY);
    assert.deepEqual(await lives(post), ['undelivered']);
    const intime = await undelivered({ staleAfterMs: 2 * HOUR + 2 * MINUTE });
    await intime.house.pass(DAY);
    assert.deepEqual(await lives(intime), ['undelivered', 'accepted']);
  });

  it('waits for the contact hours, and its first try does not count for the cap', async () => {
    const post = opened();
    await post.house.pass(8 * HOUR);
    const ana = await post.asks();
    await post.text(ana, WORDS, { purpose: 'marketing' });
    const { id } = await post.message(WORDS);
    const status = { state: 'undelivered', sid: 'SM1', code: '30003' } as const;
    await post.house.pass(HOUR);
    await post.house.engine.hear('account', { lead: ana.lead, message: id }, status);
    await post.house.pass(9 * HOUR);
    assert.equal(post.provider.sent.length, 1, 'from nine in the evening to eight in the morning');
    await post.house.pass(3 * HOUR + 15 * MINUTE);
    assert.deepEqual(await lives(post), ['undelivered', 'accepted']);
  });

  it('is not sent again to somebody who has opted out, nor after a purchase', async () => {
    for (const end of [
      (post: Post) => post.house.reply('STOP'),
      (post: Post) => post.house.behave({ id: 'bought', behavior: 'purchased' }),
    ]) {
      const post = await undelivered({}, ['30003'], true);
      await end(post);
      await post.house.pass(DAY);
      assert.equal((await lives(post))[1], 'blocked');
      assert.equal(post.provider.words.filter((words) => words === WORDS).length, 1);
    }
  });

  it('is sent again after a restart', async () => {
    const post = await undelivered();
    const after = new Post(post.store, post.house.clock.now() + HOUR, 2).open({ segmentsPerSecond: 100 });
    await after.house.engine.start();
    await after.house.pass(HOUR - 1);
    assert.equal(after.provider.sent.length, 0);
    await after.house.pass(MINUTE);
    assert.deepEqual(after.provider.words, [WORDS]);
    assert.deepEqual(await lives(after), ['undelivered', 'accepted']);
  });

  it('that failed before it was accepted is up to the flow, which hears of it', async () => {
    const post = opened();
    post.provider.answer = () => ({ kind: 'failed', code: '30003', reason: 'Not reachable.' });
    await post.text(await post.asks(), WORDS);
    await post.house.pass(DAY);
    assert.deepEqual(await lives(post), ['failed']);
  });
});

describe('a failure that only a person can end', () => {
  it('is told once, counted, and told again when it comes after somebody has looked', async () => {
    const post = opened();
    post.provider.answer = () => outcomeOf({ kind: 'answer', status: 400, code: '21408' });
    const ana = await post.asks();
    for (const words of ['a1', 'a2', 'a3']) {
      await post.text(ana, words);
      await post.house.pass(MINUTE);
    }
    const { engine } = post.house;
    assert.equal(post.stops.length, 1);
    const [question] = engine.stops.all;
    assert.ok(question?.kind === 'question' && question.count === 3);
    assert.match(question.reason, /not allowed to text this country.*\(Twilio 21408\)\.$/);
    await engine.stops.resume({ account: 'account' });
    assert.deepEqual(engine.stops.all, []);
    await post.text(ana, 'a4');
    assert.equal(post.stops.length, 2);
  });
});
