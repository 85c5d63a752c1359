import assert from 'node:assert/strict';
import { ANA, DAY, HOUR, START } from '../../support/house';
import { startInProcess } from '../../support/in-process';
import { ACCOUNT, STORE, Workbench, engineOf, watched, withListeners } from '../../support/workbench';

const JSON_HEADERS = { 'content-type': 'application/json' };

describe('the admin API of a lead store', () => {
  let bench: Workbench;
  const open = async (clock: 'real' | 'try_out'): Promise<void> => {
    const wait = { id: 'wait', type: 'nurture-wait-until', store: 'store', name: 'a day' };
    bench = await Workbench.open(withListeners(wait, 2), { store: { clock, name: 'Our leads' } });
  };
  afterEach(() => bench.close());
  const ask = async (path: string, body?: unknown): Promise<[number, unknown]> => {
    const init = { method: 'POST', headers: JSON_HEADERS, body: JSON.stringify(body) };
    const response = await fetch(
      `${bench.red.url}/lead-nurture/stores${path}`,
      body === undefined ? undefined : init,
    );
    await bench.engine.rest();
    return [response.status, await response.json()];
  };

  it('shows the store, its phones, and one phone with all that happened', async () => {
    await open('try_out');
    const { lead } = await bench.knows();
    await bench.give('wait', { phone: ANA });
    await bench.replies('STARTED?');
    await bench.give('wait', { phone: ANA });
    const [, stores] = await ask('');
    assert.deepEqual(stores, [
      {
        id: 'store',
        name: 'Our leads',
        path: 'leads',
        state: 'open',
        listIsDamaged: false,
        webhook: '/nurture/leads/behavior',
        simulated: true,
        clock: {
          mode: 'try_out',
          now: START,
          zone: 'America/New_York',
          running: false,
          playing: false,
          next: { at: START + DAY, what: '"a day" ends for Ana Lopez' },
        },
      },
    ]);
    const view = {
      lead: lead.id,
      name: 'Ana Lopez',
      phone: ANA,
      stage: 'fresh',
      optedOut: false,
    };
    assert.deepEqual(await ask('/store/phones'), [
      200,
      [{ ...view, lastText: 'STARTED?', lastAt: START, waiting: 1, paused: false }],
    ]);
    const [, detail] = await ask(`/store/phones/${lead.id}`);
    const { conversation, waiting, history, ...rest } = detail as Record<string, unknown[]>;
    assert.deepEqual(rest, { ...view, tags: [] });
    assert.deepEqual(
      conversation?.map((line) => ({ ...(line as object), id: '' })),
      [{ id: '', from: 'lead', at: START, text: 'STARTED?', state: 'text' }],
    );
    assert.deepEqual(waiting, [
      { node: 'wait', nodeName: 'a day', since: START, due: START + DAY, kind: 'wait' },
    ]);
    assert.deepEqual(
      history?.map((line) => (line as { text: string }).text),
      // The words of the reply stand in the conversation.
      ['form submitted', 'replied', 'consent given (webhook)'],
    );
  });

  it('takes a reply of a person who plays the lead', async () => {
    await open('real');
    const { lead } = await bench.knows();
    await bench.give('wait', { phone: ANA });
    assert.deepEqual(await ask(`/store/phones/${lead.id}/reply`, { text: 'hello' }), [
      202,
      { accepted: true },
    ]);
    assert.deepEqual(
      bench.out('wait').map(({ payload }) => payload),
      ['hello'],
    );
  });

  it('pauses, resumes and deletes a lead', async () => {
    await open('try_out');
    const { lead } = await bench.knows();
    await bench.give('wait', { phone: ANA });
    const path = `/store/phones/${lead.id}`;
    const accepted = [202, { accepted: true }];
    const paused = async (): Promise<unknown> => ((await ask(path))[1] as { paused?: unknown }).paused;
    assert.deepEqual(await ask(`${path}/pause`, { silenceHours: 24 }), accepted);
    const why = { reason: 'person', says: 'a person took over, until the lead is silent for 1 day' };
    assert.deepEqual(await paused(), { ...why, until: START + DAY });
    assert.deepEqual(await ask(`${path}/pause`, {}), accepted);
    assert.deepEqual(await paused(), { ...why, says: 'a person took over', until: null });
    await ask('/store/clock', { do: 'jump', ms: 2 * DAY });
    assert.equal(bench.out('wait', 1).length, 0);
    assert.deepEqual(await ask(`${path}/resume`, {}), accepted);
    await bench.pass(1);
    assert.equal(bench.out('wait', 1).length, 1);
    const [, detail] = await ask(path);
    const lines = (detail as { history: { text: string }[] }).history.map(({ text }) => text);
    assert.deepEqual(lines.slice(-2), ['paused: a person took over', 'resumed']);
    assert.deepEqual(await ask(`${path}/delete`, {}), accepted);
    assert.equal((await ask(path))[0], 404);
    assert.equal((await ask(`${path}/delete`, {}))[0], 404);
  });

  it('takes a text from a number that nobody knows, however it is written (scenario 64)', async () => {
    const router = { id: 'router', type: 'nurture-reply-router', store: 'store', listen: 'all', routes: [] };
    bench = await Workbench.open(withListeners(router, 1));
    const [status, taken] = await ask('/store/texts', { phone: '(305) 555-0187', text: 'I saw your poster' });
    const { lead, replies, messages } = await bench.lead('+13055550187');
    assert.deepEqual([status, taken], [202, { lead: lead.id }]);
    assert.deepEqual(
      replies.map(({ text, unknownSender }) => [text, unknownSender]),
      [['I saw your poster', true]],
    );
    assert.deepEqual(messages, [], 'a reply alone makes nobody a lead who may be texted');
    const [msg] = bench.out('router');
    assert.deepEqual((msg?.['reply'] as { unknownSender: unknown }).unknownSender, true);
    const [, again] = await ask('/store/texts', { phone: '+13055550187', text: 'Hello?' });
    assert.deepEqual(again, { lead: lead.id });
  });

  it('takes no text from anywhere when there are no simulated phones', async () => {
    bench = await Workbench.open([{ ...ACCOUNT, store: 'another' }]);
    const [status, answer] = await ask('/store/texts', { phone: '(305) 555-0187', text: 'Hello' });
    assert.equal(status, 400);
    assert.match((answer as { error: string }).error, /no SMS account with simulated phones/);
    assert.equal(await bench.engine.store.size(), 0);
  });

  it('lets time pass: to what is next, or so much', async () => {
    await open('try_out');
    await bench.knows();
    await bench.give('wait', { phone: ANA });
    const now = async (command: unknown): Promise<unknown> => {
      const [status, clock] = await ask('/store/clock', command);
      assert.equal(status, 200);
      return (clock as { now: unknown }).now;
    };
    assert.equal(await now({ do: 'jump', ms: HOUR }), START + HOUR);
    assert.equal(await now({ do: 'next' }), START + DAY);
    assert.equal(bench.out('wait', 1).length, 1);
    assert.equal(await now({ do: 'next' }), START + DAY, 'nothing is due any more');
    assert.equal(await now({ do: 'stop' }), START + DAY);
  });

  it('runs time until it is stopped', async () => {
    await open('try_out');
    const [, started] = await ask('/store/clock', { do: 'run', ms: DAY, seconds: 1 });
    assert.equal((started as { running: unknown }).running, true);
    const [status, stopped] = await ask('/store/clock', { do: 'stop' });
    assert.equal(status, 200);
    const { running, now } = stopped as { running: unknown; now: unknown };
    assert.deepEqual([running, now], [false, START + DAY / 10]);
  });

  const REFUSED: [string, 'real' | 'try_out', string, unknown, number, RegExp][] = [
    ['a store that is not there', 'real', '/nowhere/phones', undefined, 404, /no such lead store/],
    ['a lead that is not there', 'real', '/store/phones/nobody', undefined, 404, /no such lead/],
    ['a reply of nobody', 'real', '/store/phones/nobody/reply', { text: 'hi' }, 400, /no such lead/],
    ['a reply without a text', 'real', '/store/phones/nobody/reply', {}, 400, /"text" must be/],
    ['a reply that is no text', 'real', '/store/phones/nobody/reply', { text: 5 }, 400, /"text" must be/],
    ['pausing nobody', 'real', '/store/phones/nobody/pause', {}, 404, /no such lead/],
    ['resuming nobody', 'real', '/store/phones/nobody/resume', {}, 404, /no such lead/],
    ['deleting nobody', 'real', '/store/phones/nobody/delete', {}, 404, /no such lead/],
    [
      'a pause of no length',
      'real',
      '/store/phones/nobody/pause',
      { silenceHours: 0 },
      400,
      /"silenceHours"/,
    ],
    ['a reply of blanks', 'real', '/store/phones/nobody/reply', { text: ' ' }, 400, /"text" must be/],
    ['a long reply', 'real', '/store/phones/x/reply', { text: 'x'.repeat(1601) }, 400, /1,600/],
    ['a text from no number', 'real', '/store/texts', { text: 'hi' }, 400, /"phone" must be/],
    ['a text from a short number', 'real', '/store/texts', { phone: '55', text: 'hi' }, 400, /phone number/],
    ['a text from words', 'real', '/store/texts', { phone: 'me', text: 'hi' }, 400, /has no digits/],
    ['no text from a number', 'real', '/store/texts', { phone: ANA, text: '' }, 400, /"text" must be/],
    ['moving the real time', 'real', '/store/clock', { do: 'next' }, 409, /runs on the real time/],
    [
      'a command that is none',
      'try_out',
      '/store/clock',
      { do: 'fly' },
      400,
      /next, jump, run, wait or stop/,
    ],
    ['a list for a command', 'try_out', '/store/clock', [1], 400, /next, jump, run, wait or stop/],
    ['a jump back', 'try_out', '/store/clock', { do: 'jump', ms: -1 }, 400, /"ms"/],
    ['a jump of no length', 'try_out', '/store/clock', { do: 'jump' }, 400, /"ms"/],
    ['a jump of two years', 'try_out', '/store/clock', { do: 'jump', ms: 731 * DAY }, 400, /400 days/],
    ['a run in no time', 'try_out', '/store/clock', { do: 'run', ms: DAY, seconds: 0 }, 400, /"seconds"/],
  ];
  for (const [what, clock, path, body, status, sentence] of REFUSED) {
    it(`answers ${status} to ${what}`, async () => {
      await open(clock);
      const [answered, answer] = await ask(path, body);
      assert.equal(answered, status);
      assert.match((answer as { error: string }).error, sentence);
      assert.equal(bench.clock.now(), START);
      assert.deepEqual(bench.red.complaints(), []);
    });
  }
});

describe('two lead stores with one path', () => {
  it('are one error at the second, which its nodes say too, and the first works', async () => {
    const update = { id: 'update', type: 'nurture-lead-update', store: 'second' };
    const flows = [{ id: 'tab', type: 'tab' }, ...withListeners(update, 1), ...watched('update')];
    const red = await startInProcess({ flows: [STORE, { ...STORE, id: 'second' }, ...flows] });
    try {
      await Promise.allSettled(['store', 'second'].map((id) => engineOf(red.node(id))));
      const response = await fetch(`${red.url}/lead-nurture/stores`);
      const stores = (await response.json()) as { id: string; state: string; problem?: string }[];
      assert.deepEqual(
        stores.map(({ id, state }) => [id, state]),
        [
          ['store', 'open'],
          ['second', 'failed'],
        ],
      );
      const why = 'another lead store already has the path "leads"; give each its own';
      assert.equal(stores[1]?.problem, why);
      assert.deepEqual(red.complaints(), [`The lead store cannot be opened: ${why}.`]);
      red.node('update').receive({ payload: { phone: ANA } });
      const [caught] = await red.receives('caught', 1);
      assert.match(JSON.stringify(caught), /The lead store is not open: another lead store already has/);

      await red.deploy([{ ...STORE, id: 'second' }]);
      await engineOf(red.node('second'));
      assert.deepEqual(red.complaints().length, 1, 'the path is free when its store is gone');
    } finally {
      await red.stop();
    }
  });
});
