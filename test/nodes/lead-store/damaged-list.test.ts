import assert from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RebuiltView, StoreView } from '../../../nodes/shared/admin-types';
import { SimulatedClock } from '../../../src/clock';
import type { Engine } from '../../../src/engine';
import { seededRandomness } from '../../../src/randomness';
import { openEmbeddedStore } from '../../../src/store/embedded/store';
import { START, numberOf } from '../../support/house';
import { startInProcess, type FlowNode, type InProcess } from '../../support/in-process';
import { removeFolder, temporaryFolder } from '../../support/temporary';
import { engineOf, withListeners } from '../../support/workbench';

const CLIENTS = ['harbor', 'summit', 'lone'] as const;
type Client = (typeof CLIENTS)[number];
const STOPPED = ['+13055550142', '+13055550143'];
const GOES_ON = '+13055550144';

const FLOWS: readonly FlowNode[] = [
  { id: 'tab', type: 'tab', label: 'tab' },
  ...CLIENTS.flatMap((client): FlowNode[] => [
    {
      ...{ id: `${client}-store`, type: 'nurture-lead-store', path: client, name: client, brand: client },
      consent: 'assumed',
      sharedList: client === 'lone' ? '' : 'group',
    },
    { id: `${client}-sms`, type: 'nurture-sms-account', path: client, store: `${client}-store` },
    ...withListeners(
      {
        ...{ id: `${client}-send`, type: 'nurture-sms-send', account: `${client}-sms`, text: 'Hi!' },
        ...{ store: `${client}-store`, purpose: 'transactional' },
      },
      2,
    ),
  ]),
];

describe('lead stores whose shared list is damaged', () => {
  let userDir: string;
  let red: InProcess;
  let starts = 0;
  const start = async (): Promise<void> => {
    red = await startInProcess({
      flows: FLOWS,
      clock: new SimulatedClock(START),
      randomness: seededRandomness(++starts),
      userDir,
    });
  };
  const engine = (client: Client): Promise<Engine> => engineOf(red.node(`${client}-store`));
  const reply = async (client: Client, from: string, text: string): Promise<void> => {
    const at = await engine(client);
    const incoming = { id: at.newId('r'), from: numberOf(from), to: '+12025550100', text };
    await at.receive({ ...incoming, account: `${client}-sms` });
    for (const one of CLIENTS) await (await engine(one)).rest();
  };
  /** What comes out of the SMS send of a client for a number: `sent`, the reason why not, or nothing. */
  const texting = async (client: Client, phone: string): Promise<unknown> => {
    const before = [0, 1].map((output) => red.received(`${client}-send.${output}`).length);
    red.node(`${client}-send`).receive({ phone });
    await engine(client).then(
      (one) => one.rest(),
      () => new Promise((resolve) => setTimeout(resolve)),
    );
    const [sent, not] = [0, 1].map(
      (output) => red.received(`${client}-send.${output}`).slice(before[output])[0],
    );
    return not ? Reflect.get(not, 'reason') : sent && 'sent';
  };
  const list = (): string => join(userDir, 'lead-nurture', '_shared-lists', 'group', 'list');

  beforeEach(async () => {
    userDir = temporaryFolder();
    await start();
    for (const client of CLIENTS) await reply(client, GOES_ON, 'Hello');
    await reply('harbor', STOPPED[0] ?? '', 'STOP');
    await reply('summit', STOPPED[1] ?? '', 'STOP');
    await red.stop();
  });
  afterEach(async () => {
    await red.stop();
    removeFolder(userDir);
  });

  const damages: readonly [string, () => void][] = [
    ['its file is missing', () => rmSync(list())],
    ['its file is empty', () => writeFileSync(list(), '')],
    [
      'its last opt-out is missing',
      () => writeFileSync(list(), readFileSync(list(), 'latin1').split('\n').slice(0, -3).join('\n') + '\n'),
    ],
  ];
  for (const [what, damage] of damages) {
    it(`text nobody until a person has decided, and go on with all opt-outs: ${what}`, async () => {
      damage();
      await start();
      for (const client of ['harbor', 'summit'] as const) {
        await assert.rejects(engine(client), /the shared suppression list is damaged/);
        for (const phone of [GOES_ON, ...STOPPED]) assert.notEqual(await texting(client, phone), 'sent');
      }
      assert.equal(await texting('lone', GOES_ON), 'sent', 'who does not share it goes on');
      const views = (await (await fetch(`${red.url}/lead-nurture/stores`)).json()) as StoreView[];
      assert.deepEqual(
        views.map(({ state, listIsDamaged }) => [state, listIsDamaged]),
        [
          ['failed', true],
          ['failed', true],
          ['open', false],
        ],
      );
      assert.match(red.complaints().join('\n'), /Press "Rebuild the shared list" in the sidebar/);

      const path = `${red.url}/lead-nurture/stores/summit-store/shared-list/rebuild`;
      const answer = await fetch(path, { method: 'POST' });
      assert.equal(answer.status, 200);
      const { out, stores } = (await answer.json()) as RebuiltView;
      assert.deepEqual([out, stores], [2, ['harbor', 'summit']]);
      await red.stop();
      await start();
      for (const client of ['harbor', 'summit'] as const) {
        assert.equal(await texting(client, GOES_ON), 'sent');
        for (const phone of STOPPED) assert.equal(await texting(client, phone), 'opted_out');
      }
    });
  }

  it('cannot be rebuilt while the ledgers of one of them cannot be read', async () => {
    rmSync(list());
    await start();
    await assert.rejects(engine('harbor'));
    const held = await openEmbeddedStore({ folder: join(userDir, 'lead-nurture', 'harbor') });
    const path = `${red.url}/lead-nurture/stores/summit-store/shared-list/rebuild`;
    const answer = await fetch(path, { method: 'POST' });
    assert.equal(answer.status, 409);
    assert.match(await answer.text(), /The ledgers of \\"harbor\\" belong to the list, and cannot be opened/);
    assert.equal(readFileSync(list(), 'utf8'), '', 'and nothing new has begun');
    await held.close();
    const lone = await fetch(path.replace('summit', 'lone'), { method: 'POST' });
    assert.deepEqual([lone.status, await lone.json()], [409, { error: 'This lead store shares no list.' }]);
  });
});
