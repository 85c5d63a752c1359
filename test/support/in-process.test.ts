import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { startInProcess } from './in-process';
import { SimulatedClock } from '../../src/clock';
import type { NodeModule } from 'node-red-node-test-helper';

/** Sends on what is posted to it, with the time of the clock in the settings. */
const poster: NodeModule = (RED) => {
  RED.nodes.registerType('poster', function (this, config) {
    RED.nodes.createNode(this, config);
    const settings: unknown = Reflect.get(RED.settings, 'leadNurture');
    RED.httpNode.post('/post', (_request, response) => {
      assert.ok(typeof settings === 'object' && settings !== null && 'clock' in settings);
      assert.ok(settings.clock instanceof SimulatedClock);
      this.warn('posted');
      this.send({ payload: settings.clock.now() });
      response.sendStatus(202);
    });
  });
};

describe('the harness in this process', () => {
  it('runs nodes with a simulated clock, behind an HTTP server, and cleans up', async () => {
    const red = await startInProcess({
      flows: [
        { id: 'p', type: 'poster', wires: [['h']] },
        { id: 'h', type: 'helper', wires: [] },
      ],
      nodes: [poster],
      clock: new SimulatedClock(1234),
    });
    try {
      const answer = await fetch(`${red.url}/post`, { method: 'POST' });
      assert.equal(answer.status, 202);
      const [message] = await red.receives('h', 1);
      assert.equal(message?.payload, 1234);
      assert.deepEqual(red.complaints(), ['posted']);
    } finally {
      await red.stop();
    }
    assert.equal(existsSync(red.userDir), false);
  });
});
