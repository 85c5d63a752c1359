import assert from 'node:assert/strict';
import type { PhoneView } from '../../nodes/shared/admin-types';
import type { LeadExport } from '../../src/leads/evidence';
import { isUndecided } from '../../src/leads/message';
import { seededRandomness, type Randomness } from '../../src/randomness';
import { startNodeRed, type FlowNode, type NodeRed } from '../support/node-red';
import { FakeTwilio } from '../support/twilio/fake';
import { twilioAccount, TWILIO_SECRETS } from '../support/twilio/account';

/** `TRIALS=200 npx mocha test/crash/again.test.ts` at Twilio's usual pace of a text a second; some tell of the rest. */
const TRIALS = Number(process.env['TRIALS'] ?? 3);
const LONG = TRIALS > 3;
const LEADS = LONG ? 24 : 8;
const PACE = LONG ? 1 : 4;
const SEED = Number(process.env['CRASH_SEED'] ?? 20_261_128);
const QUEUE_MS = (LEADS / PACE) * 1_000;

const WHAT = ['a deploy', 'SIGTERM', 'SIGKILL'] as const;
type What = (typeof WHAT)[number];

const ON_TAB = { z: 'tab', x: 0, y: 0, version: 1 };
const text = (id: string, next: string): FlowNode => ({
  ...{ ...ON_TAB, id, type: 'nurture-sms-send', account: 'account', text: id, wires: [[next], []] },
  ...{ introduce: false, purpose: 'transactional' },
});
const update = (id: string, ...next: string[]): FlowNode => ({
  ...{ ...ON_TAB, id, type: 'nurture-lead-update', store: 'store', wires: [next] },
  updates: [{ what: 'behavior', name: id }],
});
const FLOWS: readonly FlowNode[] = [
  { id: 'tab', type: 'tab', label: 'crash' },
  {
    ...{ id: 'store', type: 'nurture-lead-store', version: 1, name: 'crash', path: 'crash' },
    ...{ consent: 'assumed', requestsPerMinute: 1_000_000 },
  },
  {
    ...{ ...ON_TAB, id: 'trigger', type: 'nurture-lead-trigger', store: 'store', exitOnReply: false },
    wires: [['one'], [], []],
  },
  text('one', 'counted'),
  update('counted', 'wait'),
  {
    ...{ ...ON_TAB, id: 'wait', type: 'nurture-wait-until', store: 'store', wires: [['two'], []] },
    awaits: [{ kind: 'behavior', name: 'go' }],
  },
  text('two', 'done'),
  update('done'),
];

interface Trial {
  readonly what: What;
  readonly texts: number;
  readonly unknown: number;
  /** What was done twice or not at all, in words. */
  readonly broken: readonly string[];
}

describe('a journey under deploys, stops and kills, while texts wait for their turn', function () {
  this.timeout(120_000 + TRIALS * 240_000);
  let nodeRed: NodeRed;
  let fake: FakeTwilio;
  let flows: readonly FlowNode[];
  let deploys = 0;

  before(async () => {
    fake = await FakeTwilio.open();
    const account = { ...twilioAccount(fake.url), id: 'account', type: 'nurture-sms-account' };
    flows = [...FLOWS, { ...account, version: 1, store: 'store', pace: PACE, credentials: TWILIO_SECRETS }];
    nodeRed = await startNodeRed({ flows: [], settings: { disableEditor: true } });
    await nodeRed.deploy(flows);
  });
  after(async () => {
    await nodeRed.stop();
    await fake.close();
  });

  it(`does each step once, ${TRIALS} times over`, async () => {
    const chance = seededRandomness(SEED);
    const trials: Trial[] = [];
    for (let nth = 0; nth < TRIALS; nth++)
      trials.push(await trial(nth, WHAT[nth % WHAT.length] ?? 'SIGKILL', chance));
    console.log(tableOf(trials));
    assert.deepEqual(
      trials.flatMap(({ broken }) => broken),
      [],
      `seed ${SEED}`,
    );
  });

  async function trial(nth: number, what: What, chance: Randomness): Promise<Trial> {
    const phones = Array.from({ length: LEADS }, (_, lead) => `+1305${2_000_000 + nth * LEADS + lead}`);
    await Promise.all(phones.map((phone) => post(phone, 'form_submitted')));
    await disturb(what, chance);
    const waiting = await until(phones, (lead) => hasWaited(lead) || isLost(lead, 'one'));
    await Promise.all(waiting.filter(hasWaited).map(({ lead }) => post(lead.phone, 'go')));
    await disturb(what, chance);
    const ended = await until(
      phones,
      (lead) => count(lead, 'done') > 0 || isLost(lead, 'one') || isLost(lead, 'two'),
    );
    return { what, ...judge(ended) };
  }

  function judge(leads: readonly LeadExport[]): Omit<Trial, 'what'> {
    const broken: string[] = [];
    let unknown = 0;
    for (const lead of leads)
      for (const words of ['one', 'two']) {
        const sent = fake.messages.filter(({ to, body }) => to === lead.lead.phone && body === words).length;
        const steps = { one: 'counted', two: 'done' }[words] ?? '';
        const expected = isLost(lead, words) || (words === 'two' && isLost(lead, 'one')) ? 0 : 1;
        if (isLost(lead, words)) unknown++;
        if (sent !== expected) broken.push(`text ${words} went out ${sent} times`);
        if (count(lead, steps) !== expected) broken.push(`${steps} was done ${count(lead, steps)} times`);
      }
    return { texts: leads.length * 2, unknown, broken };
  }

  /** What happens to the process, at a moment of chance while the queue is being worked off. */
  async function disturb(what: What, chance: Randomness): Promise<void> {
    await passed(chance.below(QUEUE_MS));
    if (what === 'a deploy')
      await nodeRed.deploy(flows.map((node) => ('x' in node ? { ...node, x: ++deploys } : node)));
    else {
      await nodeRed.kill(what);
      await nodeRed.restart();
    }
  }

  async function post(phone: string, behavior: string): Promise<void> {
    const { key } = (await nodeRed.admin('/lead-nurture/stores/store/key')) as { key: string };
    const response = await fetch(`${nodeRed.url}/nurture/crash/behavior`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ phone, behavior, id: `${behavior} ${phone}` }),
    });
    assert.equal(response.status, 202);
  }

  /** Asks the running process until it holds for every lead, and tells what is known of them then. */
  async function until(
    phones: readonly string[],
    holds: (lead: LeadExport) => boolean,
  ): Promise<LeadExport[]> {
    const open = new Set(phones);
    const known: LeadExport[] = [];
    for (let asked = 0; open.size > 0; asked++) {
      assert.ok(asked < 1_000, `${open.size} leads did not get on`);
      const listed = (await nodeRed.admin('/lead-nurture/stores/store/phones?limit=500')) as PhoneView[];
      for (const { lead: id, phone } of listed.filter((one) => open.has(one.phone))) {
        const lead = (await nodeRed.admin(`/lead-nurture/stores/store/phones/${id}/export`)) as LeadExport;
        if (!holds(lead)) continue;
        open.delete(phone);
        known.push(lead);
      }
      if (open.size > 0) await passed(200);
    }
    return known;
  }
});

function hasWaited({ waits, behaviors }: LeadExport): boolean {
  return waits.some(({ node }) => node === 'wait') || behaviors.some(({ name }) => name === 'go');
}

/** The text may not have left when the process was killed; nobody can know, so it is not sent again. */
function isLost({ messages }: LeadExport, words: string): boolean {
  const message = messages.find(({ text: said }) => said === words);
  return (
    message?.life.state === 'unknown' && (!isUndecided(message.life) || message.life.until !== undefined)
  );
}

function count({ behaviors }: LeadExport, name: string): number {
  return behaviors.filter((one) => one.name === name).length;
}

function tableOf(trials: readonly Trial[]): string {
  const rows = WHAT.map((what) => {
    const own = trials.filter((one) => one.what === what);
    const sum = (of: (one: Trial) => number): number => own.reduce((total, one) => total + of(one), 0);
    const broken = sum((one) => one.broken.length);
    return `| ${what} | ${own.length} | ${sum((one) => one.texts)} | ${sum((one) => one.unknown)} | ${broken} |`;
  });
  return [
    '| while texts wait | trials | texts | unknown | twice or lost |',
    '|---|---|---|---|---|',
    ...rows,
  ].join('\n');
}

/** The one wait for real time: what happens at any moment has to come between two events. No assertion hangs on it. */
function passed(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
