import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { startNodeRed, type NodeRedVersion } from './node-red';

const GREETER = [
  { id: 't', type: 'tab', label: 'greeter' },
  { id: 'i', type: 'http in', z: 't', url: '/hi', method: 'get', wires: [['o']] },
  { id: 'o', type: 'http response', z: 't', wires: [] },
];

describe('the harness', () => {
  it('says at once when a flow has nodes that are not there', async () => {
    const flows = [{ id: 'n', type: 'no such node' }];
    await assert.rejects(startNodeRed({ flows, linked: false }), /misses nodes/);
  });
});

for (const nodeRed of ['4.1', '5'] satisfies NodeRedVersion[]) {
  describe(`the harness with Node-RED ${nodeRed}`, function () {
    this.timeout(60_000);

    it('starts, deploys, restarts, survives kill -9 and leaves nothing behind', async () => {
      const red = await startNodeRed({ nodeRed, flows: GREETER, linked: false });
      try {
        assert.deepEqual(await red.admin('/hi'), {});
        await red.deploy(
          [{ ...GREETER[0]!, label: 'renamed' }, { ...GREETER[1]!, url: '/hello' }, GREETER[2]!],
          'nodes',
        );
        assert.deepEqual(await red.admin('/hello'), {});
        await red.kill('SIGKILL');
        await red.restart();
        assert.deepEqual(
          await red.admin('/hello'),
          {},
          'a given flow file does not overwrite what was deployed',
        );
      } finally {
        await red.stop();
      }
      assert.equal(existsSync(red.userDir), false);
      await assert.rejects(red.admin('/hello'));
    });
  });
}
