import assert from 'node:assert/strict';
import { join } from 'node:path';
import { Faults } from '../../support/faults/faults';
import { startNodeRed, type NodeRed } from '../../support/node-red';
import { removeFolder, temporaryFolder } from '../../support/temporary';
import { STORE } from '../../support/workbench';
import { JSON_TYPE, PHONE } from './requests';

describe('a folder that Node-RED may not write at its start', function () {
  this.timeout(90_000);
  let faults: Faults;
  let userDir: string;
  let red: NodeRed | undefined;
  beforeEach(() => {
    faults = new Faults();
    userDir = temporaryFolder();
  });
  afterEach(async () => {
    await red?.stop();
    faults.remove();
    removeFolder(userDir);
  });
  const start = async (store: object = {}): Promise<NodeRed> =>
    (red = await startNodeRed({ flows: [{ ...STORE, ...store }], userDir, env: faults.env }));
  const refuse = (error: string): void =>
    faults.set({
      disk: [{ on: ['open', 'write', 'rename', 'remove'], path: join(userDir, 'lead-nurture'), error }],
    });
  const keyAt = async (at: NodeRed): Promise<string> => {
    const answer = await at.admin('/lead-nurture/stores/store/key');
    assert.ok(typeof answer === 'object' && answer !== null && 'key' in answer);
    return String(answer.key);
  };
  const post = (at: NodeRed, key: string): Promise<Response> =>
    fetch(`${at.url}/nurture/leads/behavior`, {
      method: 'POST',
      headers: { 'content-type': JSON_TYPE, authorization: `Bearer ${key}` },
      body: JSON.stringify({ phone: PHONE }),
    });

  const stores: [string, object][] = [
    ['of a store', {}],
    ['of a shared list', { sharedList: 'group' }],
  ];
  for (const [what, store] of stores) {
    for (const code of ['EROFS', 'EACCES']) {
      it(`${what} is one clear sentence (${code}), nothing is acknowledged, and a deploy later it works`, async () => {
        refuse(code);
        const at = await start(store);
        await at.printed('The lead store cannot be opened: Node-RED cannot write to the folder ');
        const said = at.output().match(/cannot be opened: [^\n]*/g) ?? [];
        assert.equal(said.length, 1);
        assert.match(
          said[0],
          new RegExp(`${userDir}/lead-nurture[^ ]* \\(${code}\\): let the user that runs it`),
        );
        assert.equal((await post(at, 'any')).status, 503);
        faults.set({});
        await at.deploy([{ ...STORE, ...store, brand: 'Acme 2' }]);
        assert.equal((await post(at, await keyAt(at))).status, 202);
      });
    }
  }

  it('of a store that has leads is left as it was', async () => {
    const first = await start();
    const key = await keyAt(first);
    assert.equal((await post(first, key)).status, 202);
    await first.kill('SIGTERM');
    refuse('EROFS');
    await first.restart();
    await first.printed('Node-RED cannot write to the folder ');
    assert.equal((await post(first, key)).status, 503);
    faults.set({});
    await first.deploy([{ ...STORE, brand: 'Acme 2' }]);
    const phones = await first.admin('/lead-nurture/stores/store/phones');
    assert.ok(Array.isArray(phones) && phones.length === 1);
  });
});
