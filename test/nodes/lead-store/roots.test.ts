import assert from 'node:assert/strict';
import { startNodeRed, type FlowNode, type NodeRed } from '../../support/node-red';
import { STORE } from '../../support/workbench';
import { FORM_TYPE, JSON_TYPE, PHONE } from './requests';

/** An http in node that answers with what it was posted. */
function echo(url: string): FlowNode[] {
  const on = { z: 'tab', x: 100, y: 100 };
  const id = url.replaceAll('/', '-');
  return [
    { ...on, id, type: 'http in', url, method: 'post', upload: false, wires: [[`${id}.answer`]] },
    { ...on, id: `${id}.answer`, type: 'http response', statusCode: '', headers: {}, wires: [] },
  ];
}

/** Below /nurture, with the parts of our addresses and with others. */
const OTHERS = ['/nurture/a/b', '/nurture/leads/other', '/nurture/a', '/nurture/a/b/c'];

const roots: [string, object][] = [
  ['the editor and the nodes at /', {}],
  ['the editor at /nurture', { httpAdminRoot: '/nurture' }],
  ['the editor at /Nurture/', { httpAdminRoot: '/Nurture/' }],
  [
    'the editor at /nurture/editor, which looks like one of our addresses',
    { httpAdminRoot: '/nurture/editor' },
  ],
  ['the nodes at /api and the editor below them', { httpNodeRoot: '/api', httpAdminRoot: '/api/nurture' }],
  ['both at /nurture', { httpNodeRoot: '/nurture', httpAdminRoot: '/nurture' }],
];
for (const [where, settings] of roots) {
  describe(`with ${where}`, function () {
    this.timeout(60_000);
    let red: NodeRed;
    const { httpNodeRoot: nodes = '', httpAdminRoot: admin = '' } = settings as Record<string, string>;
    const under = admin.replace(/\/$/, '');
    const flows = [STORE, { id: 'tab', type: 'tab' }, ...OTHERS.flatMap(echo)];
    before(async () => {
      red = await startNodeRed({ flows, settings: { ...settings } });
    });
    after(() => red.stop());
    const post = (path: string, body: string, headers: Record<string, string>): Promise<Response> =>
      fetch(red.url + path, { method: 'POST', body, headers });
    const postLead = async (): Promise<number> => {
      const answer = await red.admin(`${under}/lead-nurture/stores/store/key`);
      assert.ok(typeof answer === 'object' && answer !== null && 'key' in answer);
      const headers = { 'content-type': JSON_TYPE, authorization: `Bearer ${String(answer.key)}` };
      const body = JSON.stringify({ phone: PHONE, id: red.output().length });
      return (await post(`${nodes}/nurture/leads/behavior`, body, headers)).status;
    };

    it('the webhook takes what is posted', async () => assert.equal(await postLead(), 202));

    it('routes of other nodes below /nurture get their bodies', async () => {
      for (const url of OTHERS) {
        const json = await post(nodes + url, '{"a":1}', { 'content-type': JSON_TYPE });
        assert.deepEqual([url, json.status, await json.text()], [url, 200, '{"a":1}']);
        const form = await post(nodes + url, 'a=1', { 'content-type': FORM_TYPE });
        assert.deepEqual([url, form.status, await form.text()], [url, 200, '{"a":"1"}']);
      }
    });

    it('the editor deploys, and the webhook and the other routes are there again', async () => {
      const since = red.output().length;
      await red.admin(`${under}/flows`, {
        method: 'POST',
        headers: { 'content-type': JSON_TYPE, 'Node-RED-Deployment-Type': 'full' },
        body: JSON.stringify(flows),
      });
      await red.printed('Started flows', since);
      assert.equal(await postLead(), 202);
      const json = await post(`${nodes}/nurture/a/b`, '{"a":2}', { 'content-type': JSON_TYPE });
      assert.equal(await json.text(), '{"a":2}');
    });
  });
}
