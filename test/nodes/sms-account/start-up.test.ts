import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startNodeRed, type FlowNode, type NodeRed } from '../../support/node-red';
import { removeFolder, temporaryFolder } from '../../support/temporary';
import { TWILIO_SECRETS, twilioAccount } from '../../support/twilio/account';
import { FakeTwilio } from '../../support/twilio/fake';
import { ACCOUNT, STORE } from '../../support/workbench';

const TAB = { id: 'tab', type: 'tab', label: 'Texts' };
const flows = (account: FlowNode): FlowNode[] => [
  TAB,
  { ...STORE },
  account,
  {
    ...{ id: 'press', type: 'inject', z: 'tab', x: 100, y: 100, wires: [['send']] },
    props: [{ p: 'phone', v: '+13055550142', vt: 'str' }],
  },
  {
    ...{ id: 'send', type: 'nurture-sms-send', z: 'tab', x: 300, y: 100, account: 'account' },
    ...{ purpose: 'transactional', text: 'Hello!', wires: [['sent'], []] },
  },
  {
    ...{ id: 'sent', type: 'debug', z: 'tab', x: 500, y: 100, wires: [] },
    ...{ console: 'true', tosidebar: false, complete: 'sms.state' },
  },
];

/** Says at its end how many modules of the SDK the process has loaded. */
const COUNTER = `process.on('exit', () => {
  const files = Object.keys(require('node:module')._cache);
  console.log('modules of twilio: ' + files.filter((file) => /[\\\\/]node_modules[\\\\/]twilio[\\\\/].*\\.js$/.test(file)).length);
});`;

describe('the SDK of Twilio in Node-RED', function () {
  this.timeout(90_000);
  let folder: string;
  let red: NodeRed;
  let fake: FakeTwilio | undefined;
  beforeEach(() => {
    folder = temporaryFolder();
    writeFileSync(join(folder, 'counter.cjs'), COUNTER);
  });
  afterEach(async () => {
    await fake?.close();
    fake = undefined;
    removeFolder(folder);
  });

  /** A text goes out; returns how many modules were loaded when Node-RED ended. */
  const textWith = async (account: FlowNode, state: string): Promise<number> => {
    const env = { NODE_OPTIONS: `--require ${join(folder, 'counter.cjs')}` };
    red = await startNodeRed({ flows: flows(account), env });
    await red.admin('/inject/press', { method: 'POST' });
    await red.printed(state);
    await red.stop();
    return Number(/modules of twilio: (\d+)/.exec(red.output())?.[1]);
  };

  it('is not loaded while texts go to simulated phones', async () => {
    assert.equal(await textWith(ACCOUNT, '] delivered'), 0);
  });

  it('is loaded with the first real text', async () => {
    fake = await FakeTwilio.open();
    const account = { ...ACCOUNT, ...twilioAccount(fake.url) };
    red = await startNodeRed({ env: { NODE_OPTIONS: `--require ${join(folder, 'counter.cjs')}` } });
    await red.deploy(flows({ ...account, credentials: TWILIO_SECRETS }));
    await red.admin('/inject/press', { method: 'POST' });
    await red.printed('] accepted');
    await red.stop();
    assert.ok(Number(/modules of twilio: (\d+)/.exec(red.output())?.[1]) > 100);
  });
});
