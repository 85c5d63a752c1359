import assert from 'node:assert/strict';
import type { StopView } from '../../../nodes/shared/admin-types';
import { startNodeRed, type FlowNode, type NodeRed } from '../../support/node-red';
import { ACCOUNT, STORE } from '../../support/workbench';
import { PUBLIC_URL, TWILIO_SECRETS, twilioAccount } from '../../support/twilio/account';
import { ACCOUNT as SID, FakeTwilio, TOKEN } from '../../support/twilio/fake';
import { deliver, formWebhook, incomingText } from '../../support/twilio/webhooks';

const LIMIT = 30;
const ON_TAB = { z: 'tab', x: 100, y: 100 };

/** Each text wakes the next: what comes out becomes a new message about the same lead, and goes in again. */
const flows = (apiUrl: string): FlowNode[] => [
  { id: 'tab', type: 'tab', label: 'A ring' },
  { ...STORE, name: 'Leads' },
  {
    ...{ ...ACCOUNT, ...twilioAccount(apiUrl), name: 'Riverside', dailySegments: LIMIT },
    credentials: TWILIO_SECRETS,
  },
  {
    ...{ ...ON_TAB, id: 'press', type: 'inject', wires: [['send']] },
    props: [{ p: 'phone', v: '+13055550142', vt: 'str' }],
  },
  {
    ...{ ...ON_TAB, id: 'send', type: 'nurture-sms-send', account: 'account', text: 'And again!' },
    ...{ purpose: 'conversational', introduce: false, wires: [['again'], []] },
  },
  {
    ...{ ...ON_TAB, id: 'again', type: 'change', wires: [['send']] },
    rules: [{ t: 'delete', p: '_msgid', pt: 'msg' }],
  },
];

describe('a ring of wires that texts for ever, in a Node-RED of its own', function () {
  this.timeout(120_000);
  let fake: FakeTwilio;
  let red: NodeRed;
  const stops = async (): Promise<StopView[]> =>
    (await red.admin('/lead-nurture/stores/store/stops')) as StopView[];
  const post = (path: string, body: object = {}): Promise<unknown> =>
    red.admin(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  /** Resolves when the fake has so many texts. */
  const hasTexts = (count: number): Promise<void> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (fake.messages.length >= count) resolve();
      };
      fake.created = look;
      look();
    });

  before(async () => {
    fake = await FakeTwilio.open();
    red = await startNodeRed();
    await red.deploy(flows(fake.url));
    // The lead writes first, so that a flow may answer.
    const url = `${PUBLIC_URL}/nurture/sms/reply`;
    await deliver(formWebhook(TOKEN, url, incomingText(SID, { Body: 'Is the bike still there?' })), red.url);
  });
  after(async () => {
    await red?.stop();
    await fake?.close();
  });

  it('is held at the limit of the day, and a person is told', async () => {
    const told = red.printed(`and ${LIMIT} a day is its limit`);
    await post('/inject/press');
    await told;
    assert.equal(fake.messages.length, LIMIT);
    const [stop] = await stops();
    assert.deepEqual([stop?.kind, stop?.account], ['limit', 'account']);
    assert.match(stop?.says ?? '', /^The texts of "Riverside" are held: 30 segments went out today/);
  });

  it('is still held after a kill, with the figures as they were', async () => {
    await red.kill('SIGKILL');
    await red.restart();
    await post('/inject/press');
    const [stop] = await stops();
    assert.match(stop?.says ?? '', /^The texts of "Riverside" are held: 30 segments went out today/);
    assert.equal(fake.messages.length, LIMIT);
  });

  it('goes on by as much again when a person lets it, and no further', async () => {
    const since = red.output().length;
    const told = red.printed(`and ${LIMIT} a day is its limit`, since);
    await post('/lead-nurture/stores/store/resume', { limit: 'account' });
    await hasTexts(2 * LIMIT);
    await told;
    assert.equal(fake.messages.length, 2 * LIMIT);
    assert.match((await stops())[0]?.says ?? '', /held: 60 segments went out today/);
  });

  it('is told of in the dialog: what a day may have by the number of leads', async () => {
    assert.deepEqual(await red.admin('/lead-nurture/accounts/usual-limit/store'), {
      leads: 1,
      segments: 250,
    });
  });
});
