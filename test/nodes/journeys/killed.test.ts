import assert from 'node:assert/strict';
import { DAY } from '../../support/house';
import { example } from '../../support/examples';
import { startNodeRed, type NodeRed, type NodeRedVersion } from '../../support/node-red';

const FLOWS = example('1 - Fresh leads');
const STORE = `/lead-nurture/stores/${FLOWS.find(({ type }) => type === 'nurture-lead-store')!.id}`;
const FORM = { phone: '(305) 555-0142', name: 'Ana Torres', consent: true };

for (const nodeRed of ['4.1', '5'] satisfies NodeRedVersion[]) {
  describe(`the fresh journey in a process of its own, with Node-RED ${nodeRed}`, function () {
    this.timeout(120_000);
    let red: NodeRed;
    beforeEach(async () => {
      red = await startNodeRed({ nodeRed, flows: FLOWS });
    });
    afterEach(() => red.stop());

    const send = (path: string, body: object, headers: object = {}): Promise<unknown> =>
      red.admin(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      });
    const asks = async (): Promise<void> => {
      const { key } = (await red.admin(`${STORE}/key`)) as { key: string };
      await send('/nurture/harbor/behavior', FORM, { authorization: `Bearer ${key}` });
    };
    const aDayPasses = (): Promise<unknown> => send(`${STORE}/clock`, { do: 'jump', ms: DAY });
    const texts = async (): Promise<string[]> => {
      const [phone] = (await red.admin(`${STORE}/phones`)) as { lead: string }[];
      const { conversation } = (await red.admin(`${STORE}/phones/${phone?.lead}`)) as {
        conversation: { text: string; state: string }[];
      };
      return conversation.map(({ text, state }) => `${state}: ${text.slice(0, 24)}`);
    };
    const ALL = [
      'delivered: Harbor Cycles: Hi Ana, g',
      'delivered: Still weighing up an e-b',
      'delivered: Ana, riders tell us that',
    ];

    it('goes on when the process is killed the moment the form was acknowledged', async () => {
      await asks();
      await red.kill('SIGKILL');
      await red.restart();
      for (let day = 0; day < 6; day++) await aDayPasses();
      assert.deepEqual(await texts(), ALL);
    });

    it('sends each text once when the process is killed every day', async () => {
      await asks();
      for (let day = 0; day < 6; day++) {
        await aDayPasses();
        await red.kill('SIGKILL');
        await red.restart();
      }
      await aDayPasses();
      assert.deepEqual(await texts(), ALL);
    });
  });
}
