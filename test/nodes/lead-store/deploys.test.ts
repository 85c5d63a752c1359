import assert from 'node:assert/strict';
import { once } from 'node:events';
import { Agent, request, type ClientRequest, type IncomingMessage } from 'node:http';
import { text as textOf } from 'node:stream/consumers';
import { startNodeRed, type NodeRed } from '../../support/node-red';
import { STORE } from '../../support/workbench';
import { FORM_TYPE, JSON_TYPE } from './requests';

/** POSTS=5000 tries more. */
const POSTS = Number(process.env['POSTS'] ?? 500);
const AT_ONCE = 100;

/** A form whose body has begun to arrive. */
interface Begun {
  readonly rest: string;
  readonly asked: ClientRequest;
  readonly answer: Promise<{ readonly status: number | undefined; readonly text: string }>;
}

describe('forms whose bodies arrive during a deploy', function () {
  this.timeout(120_000);
  let red: NodeRed;
  let key: string;
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  before(async () => {
    red = await startNodeRed({ flows: [STORE] });
    key = keyIn(await red.admin('/lead-nurture/stores/store/key'));
  });
  after(async () => {
    agent.destroy();
    await red.stop();
  });

  /** Half with the key in the head, half with the key at the very end of the body. */
  async function begin(nth: number): Promise<Begun> {
    const phone = `+1305200${String(nth).padStart(4, '0')}`;
    const isJson = nth % 2 === 0;
    const body = isJson
      ? JSON.stringify({ phone, id: `form-${nth}` })
      : new URLSearchParams({ phone, id: `form-${nth}`, key }).toString();
    const asked = request(`${red.url}/nurture/leads/behavior`, {
      method: 'POST',
      agent,
      headers: {
        'content-type': isJson ? JSON_TYPE : FORM_TYPE,
        'content-length': String(body.length),
        ...(isJson ? { authorization: `Bearer ${key}` } : {}),
      },
    });
    const answer = once(asked, 'response').then(async ([response]: IncomingMessage[]) => ({
      status: response?.statusCode,
      text: response ? await textOf(response) : '',
    }));
    await new Promise<void>((resolve) => asked.write(body.slice(0, 10), () => resolve()));
    return { asked, answer, rest: body.slice(10) };
  }

  it(`are all taken: ${POSTS} of them, over deploys of each kind`, async () => {
    const statuses = new Map<number | undefined, number>();
    for (let first = 0, lot = 0; first < POSTS; first += AT_ONCE, lot++) {
      const nths = Array.from({ length: Math.min(AT_ONCE, POSTS - first) }, (_, one) => first + one);
      const begun = await Promise.all(nths.map(begin));
      const store = { ...STORE, brand: `Acme ${lot}` };
      const deployed = red.deploy([store], lot % 2 === 0 ? 'full' : 'nodes');
      // One after another, a turn between: some end before the deploy, some amid it, some after it.
      for (const [index, { asked, rest }] of begun.entries()) {
        if (index === AT_ONCE - 10) await deployed;
        asked.end(rest);
        await new Promise((resolve) => setImmediate(resolve));
      }
      await deployed;
      for (const { answer } of begun) {
        const { status, text } = await answer;
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
        if (status !== 202) assert.fail(`${status}: ${text}`);
      }
    }
    assert.deepEqual([...statuses], [[202, POSTS]]);
    const phones = await red.admin('/lead-nurture/stores/store/phones?limit=500');
    assert.ok(Array.isArray(phones));
    assert.equal(phones.length, Math.min(POSTS, 500));
  });

  it('are taken while Node-RED starts: it answers before its flows have started', async () => {
    await red.kill('SIGTERM');
    const since = red.output().length;
    const started = red.restart();
    await new Promise((resolve) => setImmediate(resolve));
    await red.printed('Server now running at ', since);
    const [, url] = /Server now running at (http:\/\/[^\s/]+)/.exec(red.output().slice(since)) ?? [];
    const posted = await Promise.all(
      Array.from({ length: 20 }, (_, nth) =>
        fetch(`${url}/nurture/leads/behavior`, {
          method: 'POST',
          headers: { 'content-type': JSON_TYPE, authorization: `Bearer ${key}` },
          body: JSON.stringify({ phone: '+13055550142', id: `start-${nth}` }),
        }),
      ),
    );
    assert.deepEqual(new Set(posted.map(({ status }) => status)), new Set([202]));
    await started;
  });

  it('are taken by the key that counts when they have arrived', async () => {
    const nth = POSTS + 1;
    const { asked, rest, answer } = await begin(nth % 2 === 0 ? nth + 1 : nth);
    await red.admin('/lead-nurture/stores/store/key', { method: 'POST' });
    asked.end(rest);
    assert.equal((await answer).status, 401);
  });
});

function keyIn(answer: unknown): string {
  assert.ok(typeof answer === 'object' && answer !== null && 'key' in answer);
  return String(answer.key);
}
