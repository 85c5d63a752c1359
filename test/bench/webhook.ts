import { Agent, request } from 'node:http';
import { startNodeRed, type NodeRed } from '../support/node-red';
import { coreFlow, ourFlow } from './flows';
import { inTurn, type Row } from './report';

/** Until then a good part of the time is V8 compiling, on both sides; a server runs for days. */
const WARM_UP = 5_000;
const ROUNDS = 3;

/** Leads a second from webhook to text, ours against core nodes, in turn, each in a Node-RED of its own. */
export async function benchWebhook(): Promise<Row[]> {
  return [...(await rowsFor(50, 10_000, '> 1')), ...(await rowsFor(1, 1_500))];
}

async function rowsFor(inFlight: number, leads: number, aim?: string): Promise<Row[]> {
  const { core, ours } = await inTurn(ROUNDS, {
    core: () => leadsPerSecond(coreFlow, '/lead', () => Promise.resolve({}), inFlight, leads),
    ours: () => leadsPerSecond(ourFlow, '/nurture/bench/behavior', keyOf, inFlight, leads),
  });
  const row = { unit: 'leads/s' };
  return [
    { what: `core nodes, in memory, ${inFlight} in flight`, value: core, ...row },
    {
      what: `lead nurture, every step on disk, ${inFlight} in flight`,
      value: ours,
      ...row,
      against: { what: 'core nodes', ratio: ours / core },
      ...(aim === undefined ? {} : { aim }),
    },
  ];
}

export async function keyOf(nodeRed: NodeRed): Promise<Record<string, string>> {
  const answer = await nodeRed.admin('/lead-nurture/stores/store/key');
  if (typeof answer !== 'object' || answer === null || !('key' in answer)) throw new Error('no key');
  return { Authorization: `Bearer ${String(answer.key)}` };
}

/** Posts leads to a flow in a Node-RED of its own, so many at a time, until all of them have come to its end. */
export async function leadsPerSecond(
  flows: typeof ourFlow,
  path: string,
  headersOf: (nodeRed: NodeRed) => Promise<Record<string, string>>,
  inFlight: number,
  leads: number,
  warmUp = WARM_UP,
): Promise<number> {
  const nodeRed = await startNodeRed({ settings: { disableEditor: true } });
  try {
    // Deployed, because only so a flow may bring its credentials along.
    await nodeRed.deploy(flows);
    const headers = await headersOf(nodeRed);
    await post(nodeRed, path, headers, inFlight, 0, warmUp);
    await counted(nodeRed, warmUp);
    const start = process.hrtime.bigint();
    await post(nodeRed, path, headers, inFlight, warmUp, leads);
    await counted(nodeRed, warmUp + leads);
    const seconds = Number(process.hrtime.bigint() - start) / 1e9;
    return leads / seconds;
  } finally {
    await nodeRed.stop();
  }
}

/** Posts `count` leads, so many at a time, each with a number of her own. */
export async function post(
  nodeRed: NodeRed,
  path: string,
  headers: Record<string, string>,
  inFlight: number,
  from: number,
  count: number,
): Promise<void> {
  // New connections: after some idle seconds the server closes old ones.
  const agent = new Agent({ keepAlive: true, maxSockets: inFlight });
  let next = from;
  const one = async (): Promise<void> => {
    while (next < from + count) {
      const i = next++;
      const status = await send(`${nodeRed.url}${path}`, headers, agent, {
        // Area codes 305 and exchanges from 200 are real; the numbers are only ever simulated.
        phone: `+1305${String(2_000_000 + i)}`,
        name: 'Ana Lopez',
        behavior: 'form_submitted',
        consent: true,
        properties: { product: 'the touring bike', page: '/bikes/touring' },
      });
      if (status !== 202) throw new Error(`answered ${status}`);
    }
  };
  await Promise.all(Array.from({ length: inFlight }, one));
  agent.destroy();
}

function send(url: string, headers: Record<string, string>, agent: Agent, body: object): Promise<number> {
  const text = JSON.stringify(body);
  return new Promise((resolve, reject) => {
    const call = request(
      url,
      {
        method: 'POST',
        agent,
        headers: {
          ...headers,
          'Content-Type': 'application/json',
          'Content-Length': Buffer.byteLength(text),
        },
      },
      (response) => {
        response.resume();
        response.once('end', () => resolve(response.statusCode ?? 0));
      },
    );
    call.once('error', reject);
    call.end(text);
  });
}

export async function counted(nodeRed: NodeRed, count: number): Promise<void> {
  for (;;) {
    const answer = await nodeRed.admin('/count');
    if (typeof answer === 'object' && answer !== null && 'count' in answer && Number(answer.count) >= count)
      return;
  }
}
