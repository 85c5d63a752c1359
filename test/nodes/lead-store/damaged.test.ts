import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SimulatedClock } from '../../../src/clock';
import { ANA, DAY, MINUTE, START, numberOf } from '../../support/house';
import { startInProcess, type FlowNode, type InProcess } from '../../support/in-process';
import { removeFolder, temporaryFolder } from '../../support/temporary';
import { ACCOUNT, STORE, engineOf, withListeners } from '../../support/workbench';

const ON_TAB = { z: 'tab', x: 0, y: 0 };
const FLOWS: readonly FlowNode[] = [
  { id: 'tab', type: 'tab', label: 'tab' },
  STORE,
  ACCOUNT,
  ...withListeners(
    { id: 'trigger', type: 'nurture-lead-trigger', store: 'store', behaviors: ['form_submitted'] },
    3,
  ),
  ...withListeners({ id: 'guard', type: 'nurture-opt-out-guard', store: 'store' }, 2),
  ...withListeners({ id: 'sms', type: 'nurture-sms-send', account: 'account', text: 'Hi there!' }, 2),
  { ...ON_TAB, id: 'other', type: 'link in', wires: [['heard']] },
  { ...ON_TAB, id: 'heard', type: 'helper', wires: [] },
];

describe('a lead store whose file is damaged', () => {
  const userDir = temporaryFolder();
  const clock = new SimulatedClock(START);
  let red: InProcess;
  const start = async (): Promise<void> => {
    red = await startInProcess({ flows: FLOWS, clock, userDir, core: ['common/60-link'] });
  };
  after(() => {
    removeFolder(userDir);
  });

  it('texts nobody, says so at each node that asks, and leaves other flows alive (scenario 52)', async () => {
    await start();
    const engine = await engineOf(red.node('store'));
    red.node('trigger').receive({ payload: { phone: ANA, consent: true } });
    await engine.rest();
    red.node('sms').receive({ phone: ANA });
    await engine.rest();
    assert.equal((await engine.store.read({ phone: numberOf(ANA) }))?.messages.length, 1);
    // So that all that was handed over has arrived.
    await clock.advanceTo(START + MINUTE, () => engine.rest());
    await red.stop();

    const journal = join(userDir, 'lead-nurture', 'leads', 'journal-000001');
    const lines = readFileSync(journal, 'utf8').split('\n');
    const text = lines.findIndex((line) => line.includes('message_planned'));
    lines[text] = (lines[text] ?? '').replace(/[a-z]/, '#');
    writeFileSync(journal, lines.join('\n'));

    await start();
    const again = await engineOf(red.node('store'));
    await clock.advanceTo(START + 2 * DAY, () => again.rest());
    assert.match(red.complaints().join('\n'), /journal-000001.*damaged/s);
    red.node('guard').receive({ phone: ANA });
    red.node('sms').receive({ phone: ANA });
    red.node('trigger').receive({ payload: { phone: ANA, consent: true } });
    red.node('other').receive({ payload: 'still here' });
    await again.rest();
    const reasons = ['guard.1', 'sms.1'].map((id) =>
      red.received(id).map((msg) => 'reason' in msg && msg.reason),
    );
    assert.deepEqual(reasons, [['store_unreadable'], ['store_unreadable']]);
    assert.deepEqual(
      ['trigger.0', 'guard.0', 'sms.0'].map((id) => red.received(id).length),
      [0, 0, 0],
    );
    assert.equal(red.received('heard').length, 1);
    await red.stop();
  });
});
