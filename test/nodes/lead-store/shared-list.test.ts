import assert from 'node:assert/strict';
import { SimulatedClock } from '../../../src/clock';
import type { Engine } from '../../../src/engine';
import { readBehaviorInput } from '../../../src/leads/behavior-input';
import { seededRandomness } from '../../../src/randomness';
import { ANA, START, numberOf } from '../../support/house';
import { startInProcess, type FlowNode, type InProcess } from '../../support/in-process';
import { removeFolder, temporaryFolder } from '../../support/temporary';
import { engineOf, withListeners } from '../../support/workbench';

const CLIENTS = ['harbor', 'summit'] as const;

describe('two clients in one Node-RED (scenario 80)', () => {
  let userDir: string;
  let red: InProcess;
  let starts = 0;
  beforeEach(() => (userDir = temporaryFolder()));
  afterEach(async () => {
    await red.stop();
    removeFolder(userDir);
  });

  const start = async (sharedList: string): Promise<void> => {
    const flows: FlowNode[] = [
      { id: 'tab', type: 'tab', label: 'tab' },
      ...CLIENTS.flatMap((client): FlowNode[] => [
        {
          id: `${client}-store`,
          type: 'nurture-lead-store',
          path: client,
          name: client,
          brand: client,
          sharedList,
        },
        { id: `${client}-sms`, type: 'nurture-sms-account', path: client, store: `${client}-store` },
        ...withListeners(
          { id: `${client}-guard`, type: 'nurture-opt-out-guard', store: `${client}-store` },
          2,
        ),
      ]),
    ];
    const clock = new SimulatedClock(START);
    red = await startInProcess({ flows, clock, randomness: seededRandomness(++starts), userDir });
    for (const client of CLIENTS) await (await engine(client)).rest();
  };
  const engine = (client: string): Promise<Engine> => engineOf(red.node(`${client}-store`));
  const knows = async (client: string): Promise<void> => {
    const at = await engine(client);
    const told = { phone: ANA, name: `Ana of ${client}`, consent: true, lead: { told: client } };
    const reading = readBehaviorInput(told, { now: START, country: 'US', newId: () => at.newId('b') });
    assert.ok(reading.ok);
    await at.record({ input: reading.input, source: 'webhook' });
  };
  const stopsAt = async (client: string): Promise<void> => {
    const incoming = { id: 'r1', from: numberOf(ANA), to: '+12025550100', text: 'STOP' };
    await (await engine(client)).receive({ ...incoming, account: `${client}-sms` });
    for (const one of CLIENTS) await (await engine(one)).rest();
  };
  /** Whether the guard of a client lets a text to her pass: `allowed`, or why not. */
  const may = async (client: string): Promise<unknown> => {
    red.node(`${client}-guard`).receive({ phone: ANA });
    await (await engine(client)).rest();
    const [passed, stopped] = [0, 1].map((output) => red.received(`${client}-guard.${output}`).at(-1));
    return stopped ? Reflect.get(stopped, 'reason') : passed && 'allowed';
  };

  it('a STOP to one does not stop the other', async () => {
    await start('');
    for (const client of CLIENTS) await knows(client);
    await stopsAt('harbor');
    assert.deepEqual([await may('harbor'), await may('summit')], ['opted_out', 'allowed']);
  });

  it('a STOP to one stops both when they share their list, also after a restart and for who comes later', async () => {
    await start('group');
    await knows('harbor');
    await stopsAt('harbor');
    await red.stop();
    await start('group');
    await knows('summit');
    assert.deepEqual([await may('harbor'), await may('summit')], ['opted_out', 'opted_out']);
  });

  it('neither shows in the export of the other', async () => {
    await start('group');
    for (const client of CLIENTS) await knows(client);
    await stopsAt('harbor');
    for (const [client, other] of [CLIENTS, [...CLIENTS].reverse()]) {
      const lead = (await (await engine(client)).store.read({ phone: numberOf(ANA) }))?.lead.id ?? '';
      const path = `${red.url}/lead-nurture/stores/${client}-store/phones/${lead}/export`;
      const exported = await (await fetch(path)).text();
      assert.match(exported, new RegExp(`"store":"${client}"`));
      assert.doesNotMatch(exported, new RegExp(other));
    }
  });
});
