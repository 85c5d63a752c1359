import assert from 'node:assert/strict';
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { BackupView, PhoneDetail } from '../../../nodes/shared/admin-types';
import { startNodeRed, type FlowNode, type NodeRed } from '../../support/node-red';
import { TWILIO_SECRETS, twilioAccount } from '../../support/twilio/account';
import { FakeTwilio } from '../../support/twilio/fake';
import { ACCOUNT, STORE } from '../../support/workbench';

const ON_TAB = { z: 'tab', x: 100, y: 100 };
const LEADS = Number(process.env['TRIALS'] ?? 16);
const flows = (apiUrl: string): FlowNode[] => [
  { id: 'tab', type: 'tab', label: 'Two texts' },
  { ...STORE, hours: 'any', capCount: 0, coalesceSeconds: 0 },
  { ...ACCOUNT, ...twilioAccount(apiUrl), credentials: { ...TWILIO_SECRETS } },
  { ...ON_TAB, id: 'trigger', type: 'nurture-lead-trigger', store: 'store', wires: [['first'], [], []] },
  sending('first', 'Hi {{firstName}}, a flat at the harbor has just come up.', ['wait']),
  {
    ...{ ...ON_TAB, id: 'wait', type: 'nurture-wait-until', store: 'store', awaits: [], outputs: 1 },
    ...{ timeout: 'after', amount: 1, unit: 'seconds', wires: [['second']] },
  },
  sending('second', 'Hi {{firstName}}, shall we keep the flat for you?', []),
];

function sending(id: string, text: string, next: readonly string[]): FlowNode {
  const node = { ...ON_TAB, id, type: 'nurture-sms-send', account: 'account', purpose: 'transactional' };
  return { ...node, text, introduce: false, wires: [next, []] };
}

const formOf = (nth: number): object => ({
  phone: `+1305555${String(1000 + nth)}`,
  name: `Lead${nth} Lopez`,
  id: `form-${nth}`,
  consent: true,
});

describe('a backup of a store that is at work', function () {
  this.timeout(120_000);
  let fake: FakeTwilio;
  let red: NodeRed;
  let key: string;
  /** Told of each text that the provider takes. */
  let arrived = (): void => undefined;
  before(async () => {
    fake = await FakeTwilio.open();
    fake.created = () => arrived();
    red = await startNodeRed();
    await red.deploy(flows(fake.url));
    ({ key } = (await red.admin('/lead-nurture/stores/store/key')) as { key: string });
  });
  after(async () => {
    await red?.stop();
    await fake?.close();
  });

  const post = (path: string, body: object = {}): Promise<unknown> =>
    red.admin(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
      body: JSON.stringify(body),
    });
  const asks = (nth: number): Promise<unknown> => post('/nurture/leads/behavior', formOf(nth));
  const texts = (count: number): Promise<void> =>
    new Promise((resolve) => {
      arrived = () => fake.messages.length >= count && resolve();
      arrived();
    });
  const details = async (): Promise<PhoneDetail[]> => {
    const phones = (await red.admin('/lead-nurture/stores/store/phones?limit=500')) as { lead: string }[];
    return Promise.all(
      phones.map(
        ({ lead }) => red.admin(`/lead-nurture/stores/store/phones/${lead}`) as Promise<PhoneDetail>,
      ),
    );
  };
  const twice = (): string[] => {
    const all = fake.messages.map(({ to, body }) => `${to} ${body}`);
    return all.filter((one, at) => all.indexOf(one) !== at);
  };

  it('is put back after a kill, and nobody gets what the provider already has', async () => {
    const traffic = (async () => {
      for (let nth = 0; nth < LEADS; nth++) await asks(nth);
    })();
    await texts(LEADS / 2);
    const backup = (await post('/lead-nurture/stores/store/backup')) as BackupView;
    assert.ok(backup.files > 1 && backup.bytes > 0);
    await traffic;
    await texts(2 * LEADS);
    await red.kill('SIGKILL');

    const folder = join(red.userDir, 'lead-nurture', 'leads');
    rmSync(folder, { recursive: true });
    cpSync(backup.folder, folder, { recursive: true });
    await red.restart();
    await red.printed('This lead store was put back from a backup of 20');

    // What came in since the backup comes again, as a form service sends what it believes to be lost.
    for (let nth = 0; nth < LEADS; nth++) await asks(nth);
    let known: PhoneDetail[];
    do known = await details();
    while (
      known.length < LEADS ||
      known.some(
        ({ conversation, waiting }) =>
          conversation.length < 2 ||
          waiting.length > 0 ||
          conversation.some(({ state }) => state === 'sending' || state === 'planned'),
      )
    );
    assert.deepEqual(twice(), []);
    assert.equal(fake.messages.length, 2 * LEADS);
    const states = known.flatMap(({ conversation }) => conversation.map(({ state }) => state));
    assert.deepEqual(new Set(states), new Set(['accepted']));
    assert.equal(states.length, 2 * LEADS);

    await asks(LEADS);
    await texts(2 * LEADS + 2);
    assert.deepEqual(twice(), [], 'and what is new goes out');
  });

  it('is noticed, too, when yesterday’s folder was put back by hand', async () => {
    const folder = join(red.userDir, 'lead-nurture', 'leads');
    await red.kill('SIGTERM');
    cpSync(folder, `${folder}-yesterday`, { recursive: true });
    await red.restart();
    const before = fake.messages.length;
    await asks(LEADS + 1);
    await texts(before + 2);
    await red.kill('SIGTERM');
    rmSync(folder, { recursive: true });
    cpSync(`${folder}-yesterday`, folder, { recursive: true });
    const printed = red.output().length;
    await red.restart();
    await red.printed('This lead store was put back from a backup', printed);
    await asks(LEADS + 1);
    let known: PhoneDetail[];
    do known = await details();
    while (known.length < LEADS + 2 || known.some(({ conversation }) => conversation.length < 2));
    assert.deepEqual(twice(), []);
    assert.equal(fake.messages.length, before + 2);
  });
});
