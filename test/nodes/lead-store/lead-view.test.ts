import assert from 'node:assert/strict';
import type { PhoneDetail, StoreView } from '../../../nodes/shared/admin-types';
import { ANA, DAY, HOUR, START, numberOf } from '../../support/house';
import type { FlowNode } from '../../support/in-process';
import { Workbench, type Given } from '../../support/workbench';

const ON_TAB = { z: 'tab', x: 0, y: 0 };
const OUTSIDE_HOURS = 'It is outside the contact hours where the lead may live.';
const TRIGGER = {
  ...ON_TAB,
  id: 'trigger',
  type: 'nurture-lead-trigger',
  store: 'store',
  name: 'Fresh leads',
  wires: [['guard'], [], []],
};
const GUARD = {
  ...ON_TAB,
  id: 'guard',
  type: 'nurture-opt-out-guard',
  store: 'store',
  name: 'May we text now?',
  wires: [['text'], []],
};
const TEXT = {
  ...ON_TAB,
  id: 'text',
  type: 'nurture-sms-send',
  account: 'account',
  name: 'Welcome',
  text: 'Hi!',
  wires: [[], []],
};
const JOURNEY = [TRIGGER, GUARD, TEXT];
/** Without a guard the SMS send holds the text itself. */
const UNGUARDED = [{ ...TRIGGER, wires: [['text'], [], []] }, TEXT];
const REACTIVATION = { ...TRIGGER, start: 'silence', silenceDays: 30, name: 'Cold leads' };

describe('what the sidebar shows of a lead', () => {
  let bench: Workbench;
  const open = async (nodes: readonly FlowNode[], at = START, store: Given = {}): Promise<void> => {
    bench = await Workbench.open(nodes, { at, store: { clock: 'try_out', ...store } });
  };
  afterEach(() => bench.close());
  const get = async (path: string): Promise<unknown> =>
    (await fetch(`${bench.red.url}/lead-nurture/stores${path}`)).json();
  const detail = async (phone: string = ANA): Promise<PhoneDetail> =>
    (await get(`/store/phones/${(await bench.lead(phone)).lead.id}`)) as PhoneDetail;
  const tell = async (act: string, body: object): Promise<void> => {
    const url = `${bench.red.url}/lead-nurture/stores/store/phones/${(await bench.lead()).lead.id}/${act}`;
    const headers = { 'content-type': 'application/json' };
    const { status } = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
    assert.equal(status, 202);
    await bench.engine.rest();
  };
  const history = async (): Promise<string[]> => (await detail()).history.map(({ text }) => text);
  const next = async (): Promise<string | undefined> => ((await get('')) as StoreView[])[0]?.clock.next?.what;

  const HOLDING: [string, readonly FlowNode[], string][] = [
    ['an opt-out guard', JOURNEY, 'May we text now?'],
    ['an SMS send', UNGUARDED, 'Welcome'],
  ];
  for (const [what, nodes, name] of HOLDING) {
    it(`tells why ${what} holds a text, and what is next`, async () => {
      await open(nodes, START + 12 * HOUR);
      await bench.knows();
      const { waiting } = await detail();
      assert.deepEqual(
        waiting.map(({ kind, nodeName, because }) => ({ kind, nodeName, because })),
        [{ kind: 'hold', nodeName: name, because: OUTSIDE_HOURS }],
      );
      assert.equal(await next(), `the text held at "${name}" may go out to Ana Lopez`);
    });
  }

  it('shows what waits as held while she is paused, and as it was when she is resumed', async () => {
    await open(JOURNEY, START + 12 * HOUR);
    await bench.knows();
    const before = (await detail()).waiting;
    await tell('pause', {});
    const [waiting] = (await detail()).waiting;
    assert.deepEqual(
      [waiting?.nodeName, waiting?.due, waiting?.because],
      ['May we text now?', null, 'The lead is paused.'],
    );
    assert.equal(await next(), undefined);
    await tell('resume', {});
    const after = (await detail()).waiting;
    assert.deepEqual(
      after.map(({ because, due }) => [because, due]),
      before.map(({ because, due }) => [because, due]),
    );
  });

  it('tells what is next of a lead who was asked whether we shall stop', async () => {
    await open(JOURNEY);
    await bench.knows();
    await bench.replies('I hate these texts');
    const { paused } = await detail();
    assert.deepEqual(
      [paused?.reason, paused?.says],
      ['unclear', 'it is not clear whether the lead opted out'],
    );
    assert.equal(await next(), 'Ana Lopez counts as opted out');
  });

  it('tells what is next while she may still be writing', async () => {
    await open(JOURNEY, START, { gatherSeconds: 10 });
    await bench.knows();
    await bench.replies('How much is it?');
    assert.equal(await next(), 'the reply of Ana Lopez is complete');
  });

  it('says how long a silence has to be', async () => {
    await open([REACTIVATION, TEXT]);
    await bench.knows();
    assert.equal(await next(), '30 days of silence are complete ("Cold leads")');
  });

  it('tells why a text failed', async () => {
    await open(JOURNEY, START, { hours: 'any' });
    await bench.knows({ phone: '+15005550009' });
    const { conversation } = await detail('+15005550009');
    assert.deepEqual(
      conversation.map(({ state, because }) => [state, because]),
      [['failed', 'This phone number cannot receive texts (code 21614).']],
    );
  });

  it('tells what happened in the order in which one led to the other, and nothing twice', async () => {
    await open(JOURNEY);
    await bench.knows();
    await bench.pass(HOUR);
    await bench.replies('How much is it?');
    await bench.pass(HOUR);
    await bench.replies('STOP');
    await bench.pass(HOUR);
    await bench.knows({ id: 'again' });
    await bench.pass(HOUR);
    await bench.replies('START');
    assert.deepEqual(await history(), [
      'form submitted',
      'consent given (webhook)',
      'entered "Fresh leads"',
      'texted: "Welcome" (delivered)',
      'completed "Fresh leads"',
      'replied',
      'opted out (sms)',
      'answered STOP (delivered)',
      'form submitted',
      'consent given (webhook)',
      'not let into "Fresh leads": the lead opted out',
      'opted in (sms)',
      'answered START (delivered)',
    ]);
  });

  it('tells that she replied, and how it was read', async () => {
    await open(JOURNEY, START, { hours: 'any' });
    await bench.knows();
    for (const text of ['How much is it?', 'HELP', 'Liked “Hi Ana”']) await bench.replies(text);
    const told = ['replied', 'asked for help', 'reacted to a text'];
    const lines = await history();
    assert.deepEqual(
      lines.filter((line) => told.includes(line)),
      told,
    );
  });

  it('tells which pictures went either way', async () => {
    await open([TRIGGER, GUARD, { ...TEXT, media: ['https://acme.test/bike.png'] }]);
    await bench.knows();
    await bench.pass(1_000);
    const media = [{ url: 'https://api.twilio.com/media/1', contentType: 'image/jpeg' }];
    const incoming = { id: 'MM1', from: numberOf(ANA), to: '+12025550100', text: '', account: 'account' };
    await bench.engine.receive({ ...incoming, media });
    await bench.engine.rest();
    const { conversation } = await detail();
    assert.deepEqual(
      conversation.map((text) => [text.from, text.media]),
      [
        ['us', ['https://acme.test/bike.png']],
        ['lead', ['https://api.twilio.com/media/1']],
      ],
    );
  });

  it('tells why nobody was texted', async () => {
    await open(JOURNEY);
    await bench.knows({ consent: false });
    assert.deepEqual((await history()).slice(0, 3), [
      'form submitted',
      'entered "Fresh leads"',
      'not texted at "May we text now?": The lead has not agreed to marketing texts.',
    ]);
  });

  it('tells in words why a journey was left', async () => {
    await open(JOURNEY, START + 12 * HOUR);
    await bench.knows();
    await bench.replies('STOP');
    await bench.pass(DAY);
    assert.ok((await history()).includes('left "Fresh leads": the lead opted out'));
  });
});
