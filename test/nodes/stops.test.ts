import assert from 'node:assert/strict';
import type { StopView } from '../../nodes/shared/admin-types';
import { HOUR, MINUTE } from '../support/house';
import { FakeTwilio } from '../support/twilio/fake';
import { twilioAccount, TWILIO_SECRETS } from '../support/twilio/account';
import { Workbench, watched, withListeners } from '../support/workbench';

const ON_TAB = { z: 'tab', x: 0, y: 0 };
const TRIGGER = {
  ...ON_TAB,
  id: 'trigger',
  type: 'nurture-lead-trigger',
  store: 'store',
  name: 'Fresh leads',
  wires: [['n'], [], []],
};
const SEND = { id: 'n', type: 'nurture-sms-send', account: 'account', text: 'Hi!', introduce: false };
const FLOW = [TRIGGER, ...withListeners(SEND, 2), ...watched('n', 'trigger')];
const phoneOf = (n: number): string => `+1305555${1100 + n}`;

describe('what a person has to look at', () => {
  let bench: Workbench;
  let fake: FakeTwilio | undefined;
  afterEach(async () => {
    await bench.close();
    await fake?.close();
    fake = undefined;
  });

  const stops = async (): Promise<StopView[]> =>
    (await fetch(`${bench.red.url}/lead-nurture/stores/store/stops`)).json() as Promise<StopView[]>;
  const resume = async (what: object): Promise<number> => {
    const response = await fetch(`${bench.red.url}/lead-nurture/stores/store/resume`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(what),
    });
    await bench.engine.rest();
    return response.status;
  };
  const statuses = (id: string): unknown[] =>
    bench.received('statuses').flatMap(({ status }) => {
      const { source, text } = status as { source: { id: string }; text?: string };
      return source.id === id ? [text] : [];
    });
  const caught = (): unknown[] => bench.received('caught').map(({ payload }) => payload);

  it('is a journey whose texts are answered by STOP too often: it is held, told once, and goes on', async () => {
    bench = await Workbench.open(FLOW);
    for (let n = 0; n < 5; n++) {
      await bench.knows({ phone: phoneOf(n) });
      await bench.replies('STOP', phoneOf(n));
    }
    const says =
      'The texts of the journey "Fresh leads" are held: within an hour 5 of 5 were answered by an opt-out.';
    assert.deepEqual(
      (await stops()).map(({ kind, journey, says: told }) => [kind, journey, told]),
      [['journey', 'trigger', says]],
    );
    assert.deepEqual(caught(), [says]);
    assert.deepEqual(statuses('trigger').at(-1), 'texts held');

    await bench.knows({ phone: phoneOf(5) });
    await bench.replies('STOP', phoneOf(4));
    assert.deepEqual(await bench.texts(phoneOf(5)), ['Hi!']);
    assert.equal((await bench.lead(phoneOf(5))).messages[0]?.life.state, 'planned');
    assert.deepEqual(statuses('n').at(-1), 'journey stopped');
    await bench.pass(HOUR);
    assert.equal(caught().length, 1);

    assert.equal(await resume({ journey: 'trigger' }), 202);
    await bench.pass(MINUTE);
    assert.deepEqual(await stops(), []);
    assert.equal((await bench.lead(phoneOf(5))).messages[0]?.life.state, 'delivered');
    assert.equal(bench.out('n').length, 6);
  });

  it('is still there after a deploy', async () => {
    bench = await Workbench.open(FLOW);
    for (let n = 0; n < 5; n++) {
      await bench.knows({ phone: phoneOf(n) });
      await bench.replies('STOP', phoneOf(n));
    }
    assert.equal((await stops()).length, 1);
    const { path, ...rest } = { path: 'leads', brand: 'Acme Two', zone: 'America/New_York' };
    const flows = [
      { id: 'tab', type: 'tab', label: 'tab' },
      { id: 'store', type: 'nurture-lead-store', path, ...rest },
      { id: 'account', type: 'nurture-sms-account', store: 'store' },
      ...FLOW,
    ];
    await bench.red.deploy(flows);
    assert.equal((await stops()).length, 1);
    assert.deepEqual(statuses('trigger').at(-1), 'texts held');
  });

  it('is an account that Twilio does not accept: its texts wait, and leave when a person lets them', async () => {
    fake = await FakeTwilio.open();
    fake.fault = (_, nth) => (nth === 1 ? { kind: 'refuse', status: 401, code: 20003 } : undefined);
    bench = await Workbench.open(FLOW, {
      account: { ...twilioAccount(fake.url), name: 'Riverside' },
      credentials: { account: TWILIO_SECRETS },
    });
    await bench.knows({ phone: phoneOf(0) });
    await bench.red.receives('caught', 1);
    const [stop] = await stops();
    assert.match(stop?.says ?? '', /^The texts of "Riverside" are held\. Twilio does not accept/);
    assert.ok(bench.red.complaints().includes(stop?.says ?? ''));
    const [error] = bench.received('caught').map((msg) => msg['error']);
    assert.match(
      String((error as { message?: unknown }).message),
      /^The text waits until .* does not accept/,
    );
    await bench.knows({ phone: phoneOf(1) });
    assert.equal(caught().length, 1, 'once');
    assert.deepEqual(statuses('n').at(-1), 'account stopped');
    assert.equal(fake.messages.length, 0);

    assert.equal(await resume({ account: 'account' }), 202);
    for (let tick = 0; tick < 5; tick++) await bench.pass(MINUTE);
    await bench.red.receives('n.0', 2);
    assert.equal(fake.messages.length, 2);
    assert.deepEqual(await stops(), []);
  });

  it('is not resumed by a request that names neither', async () => {
    bench = await Workbench.open(FLOW);
    assert.equal(await resume({}), 400);
    assert.equal(await resume([]), 400);
  });
});
