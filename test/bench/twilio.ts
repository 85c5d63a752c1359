import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { build } from 'esbuild';
import { realClock } from '../../src/clock';
import { Engine } from '../../src/engine';
import type { LeadId } from '../../src/leads/lead';
import { isE164 } from '../../src/leads/phone';
import { systemRandomness } from '../../src/randomness';
import { openClient } from '../../src/sms/twilio/sdk';
import type { TwilioSettings } from '../../src/sms/twilio/settings';
import { openTwilio } from '../../src/sms/twilio/twilio';
import { openEmbeddedStore } from '../../src/store/embedded/store';
import { ROOT } from '../support/places';
import { removeFolder, temporaryFolder } from '../support/temporary';
import { ACCOUNT, SENDER, TOKEN } from '../support/twilio/fake';
import { coreFlowTo, twilioFlow } from './flows';
import { inTurn, type Row } from './report';
import { keyOf, leadsPerSecond } from './webhook';

const ROUNDS = 3;
const WARM_UP = 200;
const WARM_UP_LEADS = 1_000;
const WORDS = 'Hi Ana, thanks for asking about the touring bike. Questions? Just reply.';

/** Texts a second by Twilio's SDK, durable, against the bare SDK; and leads a second up to a text that is accepted. */
export async function benchTwilio(): Promise<Row[]> {
  const folder = temporaryFolder();
  const double = await startDouble(folder);
  try {
    return [
      ...(await textRows(double.url, 1, 1_000)),
      ...(await textRows(double.url, 50, 4_000)),
      ...(await leadRows(double.url, 1, 1_000, '>= 0.6')),
      ...(await leadRows(double.url, 50, 4_000, '>= 2')),
    ];
  } finally {
    double.stop();
    removeFolder(folder);
  }
}

async function textRows(api: string, inFlight: number, texts: number): Promise<Row[]> {
  const { bare, ours } = await inTurn(ROUNDS, {
    bare: () => bareSdk(api, inFlight, texts),
    ours: () => engine(api, inFlight, texts),
  });
  const row = { unit: 'texts/s' };
  return [
    { what: `the SDK alone, ${inFlight} in flight`, value: bare, ...row },
    {
      what: `lead nurture, plan and outcome on disk, ${inFlight} in flight`,
      value: ours,
      ...row,
      against: { what: 'the SDK alone', ratio: ours / bare },
      aim: '>= 0.8',
    },
  ];
}

async function leadRows(api: string, inFlight: number, leads: number, aim: string): Promise<Row[]> {
  const { core, ours } = await inTurn(ROUNDS, {
    core: () =>
      leadsPerSecond(coreFlowTo(api), '/lead', () => Promise.resolve({}), inFlight, leads, WARM_UP_LEADS),
    ours: () =>
      leadsPerSecond(twilioFlow(api), '/nurture/bench/behavior', keyOf, inFlight, leads, WARM_UP_LEADS),
  });
  const row = { unit: 'leads/s' };
  return [
    { what: `core nodes, webhook to accepted text, ${inFlight} in flight`, value: core, ...row },
    {
      what: `lead nurture, the same on disk, ${inFlight} in flight`,
      value: ours,
      ...row,
      against: { what: 'core nodes', ratio: ours / core },
      aim,
    },
  ];
}

function settingsFor(api: string): TwilioSettings {
  return {
    accountSid: ACCOUNT,
    authToken: TOKEN,
    senders: [SENDER].filter(isE164),
    baseUrl: api,
    // The bench is not to measure the pace that carriers ask for.
    segmentsPerSecond: 1_000_000,
    statusCallback: 'https://leads.example.com/nurture/sms/status',
  };
}

async function bareSdk(api: string, inFlight: number, texts: number): Promise<number> {
  const client = await openClient(settingsFor(api));
  const send = async (i: number): Promise<void> => {
    await client.messages.create({ to: phoneOf(i), from: SENDER, body: WORDS });
  };
  await inParallel(inFlight, WARM_UP, send);
  return perSecond(texts, () => inParallel(inFlight, texts, send));
}

async function engine(api: string, inFlight: number, texts: number): Promise<number> {
  const folder = temporaryFolder();
  const nurture = new Engine({
    store: await openEmbeddedStore({ folder }),
    clock: realClock,
    randomness: systemRandomness(),
    brand: 'Acme',
    rules: { consent: 'assumed', hours: 'any', cap: null, defaultZone: 'America/New_York', spreadMs: 0 },
    answers: { stop: '', start: '', help: '' },
    failed: (error) => console.error(error),
  });
  nurture.addAccount('account', openTwilio(settingsFor(api)));
  await nurture.start();
  const leads: LeadId[] = [];
  for (let i = 0; i < WARM_UP + texts; i++) {
    const phone = phoneOf(i);
    const record = isE164(phone) ? await nurture.known({ phone }) : undefined;
    if (record) leads.push(record.lead.id);
  }
  const send = async (i: number): Promise<void> => {
    const sent = await nurture.send(leads[i] ?? '', {
      ...{ node: 'sms', visit: '1', account: 'account', template: WORDS, msg: {}, keep: () => ({}) },
      ...{ purpose: 'marketing', introduce: false, plainer: true, onHold: 'hold' },
    });
    if (sent.kind !== 'sent' || sent.message.life.state !== 'accepted') throw new Error(sent.kind);
  };
  try {
    await inParallel(inFlight, WARM_UP, send);
    return await perSecond(texts, () => inParallel(inFlight, texts, (i) => send(WARM_UP + i)));
  } finally {
    await nurture.close();
    removeFolder(folder);
  }
}

function phoneOf(i: number): string {
  return `+1305${String(2_000_000 + i)}`;
}

async function inParallel(
  inFlight: number,
  count: number,
  work: (i: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  const one = async (): Promise<void> => {
    while (next < count) await work(next++);
  };
  await Promise.all(Array.from({ length: inFlight }, one));
}

async function perSecond(count: number, work: () => Promise<void>): Promise<number> {
  const start = process.hrtime.bigint();
  await work();
  return count / (Number(process.hrtime.bigint() - start) / 1e9);
}

async function startDouble(folder: string): Promise<{ url: string; stop: () => void }> {
  const outfile = join(folder, 'double.cjs');
  await build({
    entryPoints: [join(ROOT, 'test', 'bench', 'double.ts')],
    bundle: true,
    platform: 'node',
    outfile,
    logLevel: 'error',
  });
  const child = spawn(process.execPath, [outfile], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return { url: String(line).trim(), stop: () => void child.kill() };
}
