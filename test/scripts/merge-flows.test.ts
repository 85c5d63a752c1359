import assert from 'node:assert/strict';
import { mergeFlows } from '../../scripts/merge-flows.mjs';

const store = (id: string, path = 'leads') => ({
  id,
  type: 'nurture-lead-store',
  path,
  name: `made by ${id}`,
});
const account = (id: string, storeId: string) => ({
  id,
  type: 'nurture-sms-account',
  store: storeId,
  sender: '+12025550100',
});
const tab = (id: string, label: string) => ({ id, type: 'tab', label });
const send = (id: string, z: string, accountId: string, next: string) => ({
  id,
  type: 'nurture-sms-send',
  z,
  account: accountId,
  wires: [[next]],
});
const debug = (id: string, z: string) => ({ id, type: 'debug', z, wires: [] });

describe('npm start joins the examples', () => {
  it('with one lead store and one SMS account for all of them', () => {
    const merged = mergeFlows([
      { name: 'fresh', flow: [store('s1'), account('a1', 's1'), send('x1', 't1', 'a1', 'd1')] },
      { name: 'warm', flow: [store('s2'), account('a2', 's2'), send('x2', 't2', 'a2', 'd2')] },
    ]);
    assert.deepEqual(merged, [
      store('s1'),
      account('a1', 's1'),
      send('x1', 't1', 'a1', 'd1'),
      send('x2', 't2', 'a1', 'd2'),
    ]);
  });

  it('keeping stores of another path apart, also under the same id', () => {
    const merged = mergeFlows([
      { name: 'one', flow: [store('s'), account('a', 's')] },
      { name: 'two', flow: [store('s', 'other'), account('a', 's')] },
    ]);
    const [first, , second, itsAccount] = merged;
    assert.equal(merged.length, 4);
    assert.equal(first?.id, 's');
    assert.notEqual(second?.id, 's');
    assert.equal(itsAccount?.['store'], second?.id);
  });

  it('taking what is exactly the same in both once', () => {
    const flow = [tab('t', 'Same'), store('s'), debug('d', 't')];
    assert.deepEqual(
      mergeFlows([
        { name: 'one', flow },
        { name: 'two', flow },
      ]),
      flow,
    );
  });

  it('giving new ids where an id means two things, to all of that flow and wherever it names them', () => {
    const files = [
      { name: 'one', flow: [tab('t', 'One'), send('x', 't', 'a', 'd'), debug('d', 't')] },
      { name: 'two', flow: [tab('t', 'Two'), send('x', 't', 'a', 'd'), debug('d', 't')] },
    ];
    const merged = mergeFlows(files);
    assert.equal(new Set(merged.map(({ id }) => id)).size, 6);
    const [, , , secondTab, secondSend, secondDebug] = merged;
    assert.ok(secondTab && secondSend && secondDebug);
    assert.equal(secondTab['label'], 'Two');
    assert.deepEqual(secondSend, send(secondSend.id, secondTab.id, 'a', secondDebug.id));
    assert.deepEqual(mergeFlows(files), merged, 'the same in every run');
  });
});
