import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { startNodeRed, type FlowNode, type NodeRed, type NodeRedVersion } from '../../../support/node-red';

const ANA = { phone: '(305) 555-0142', name: 'Ana Torres', consent: true };
const DAY = 86_400_000;

const store = (id: string, name: string): FlowNode => ({
  ...{
    id,
    type: 'nurture-lead-store',
    name,
    brand: name,
    path: `client-${id}`,
    clock: 'try_out',
    hours: 'any',
  },
  ...{ consent: 'assumed', capCount: 0, version: 1 },
});
const node = (id: string, type: string, wires: string[][], more: object = {}): FlowNode => ({
  ...{ id, type, z: 'tab', x: 0, y: 0, wires },
  ...more,
});
/** A's trigger, A's wait, and then by a function, links and a subflow to the texts of both. */
const FLOWS: readonly FlowNode[] = [
  { id: 'tab', type: 'tab', label: 'Journey' },
  store('a', 'Riverside Dental'),
  store('b', 'Bolt Cycles'),
  { id: 'account-a', type: 'nurture-sms-account', store: 'a', sender: '+12025550100', version: 1 },
  { id: 'account-b', type: 'nurture-sms-account', store: 'b', sender: '+12025550101', version: 1 },
  {
    ...{ id: 'sub', type: 'subflow', name: 'text them' },
    ...{ in: [{ x: 0, y: 0, wires: [{ id: 'send-b' }] }], out: [] },
  },
  node('send-b', 'nurture-sms-send', [[], []], { z: 'sub', account: 'account-b', text: 'From B' }),
  node('trigger', 'nurture-lead-trigger', [['wait'], [], []], { store: 'a' }),
  node('wait', 'nurture-wait-until', [['function']], { store: 'a', awaits: [], outputs: 1 }),
  node('function', 'function', [['out', 'send-a']], {
    func: 'return { ...msg, topic: "carried" };',
    outputs: 1,
  }),
  node('out', 'link out', [], { links: ['in'], mode: 'link' }),
  node('in', 'link in', [['instance']], { links: ['out'] }),
  node('instance', 'subflow:sub', []),
  node('send-a', 'nurture-sms-send', [[], []], { account: 'account-a', text: 'From A' }),
  node('catch', 'catch', [['print']], { scope: null }),
  node('print', 'debug', [], { tosidebar: false, console: true, complete: 'error.message' }),
];

for (const nodeRed of ['4.1', '5'] satisfies NodeRedVersion[]) {
  describe(`two clients in a process of its own, with Node-RED ${nodeRed}`, function () {
    this.timeout(120_000);
    let red: NodeRed;
    before(async () => (red = await startNodeRed({ nodeRed, flows: FLOWS })));
    after(() => red.stop());

    const send = (path: string, body: object, headers: object = {}): Promise<unknown> =>
      red.admin(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      });
    /** All that a store has written: of texts and leads. */
    const kept = (path: string): string =>
      readdirSync(join(red.userDir, 'lead-nurture', path), { recursive: true, withFileTypes: true })
        .filter((file) => file.isFile())
        .map((file) => readFileSync(join(file.parentPath, file.name), 'utf8'))
        .join('');

    it('refuses the lead of one at the text of the other, after a wait and a kill', async () => {
      const { key } = (await red.admin('/lead-nurture/stores/a/key')) as { key: string };
      await send('/nurture/client-a/behavior', ANA, { authorization: `Bearer ${key}` });
      await red.kill('SIGKILL');
      await red.restart();
      const since = red.output().length;
      await send('/lead-nurture/stores/a/clock', { do: 'jump', ms: DAY });
      await red.printed('of the lead store "Riverside Dental"', since);
      assert.match(red.output().slice(since), /lead store "Riverside Dental".*for "Bolt Cycles"/);
      assert.match(kept('client-a'), /From A/);
      assert.doesNotMatch(kept('client-b'), /From B|3055550142/);
    });
  });
}
