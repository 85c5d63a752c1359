import assert from 'node:assert/strict';
import { TestFolder } from '../store/embedded/folder';
import { TestHouse, numberOf, ANA } from '../support/house';
import { verifyLedger } from '../../src/permission/ledger';

/** FORMS=1000000 tries more. */
const FORMS = Number(process.env['FORMS'] ?? 20_000);
const AT_ONCE = 1_000;

describe('one number that is posted without end', () => {
  const folder = new TestFolder();
  let house: TestHouse;
  beforeEach(async () => {
    await folder.make();
    house = new TestHouse({ store: await folder.open({ journalBytes: 16 * 1024 * 1024 }) });
  });
  afterEach(async () => {
    await house.engine.close();
    await folder.remove();
  });

  const post = async (nth: number, question: string): Promise<void> => {
    const at = house.clock.now();
    const input = {
      phone: numberOf(ANA),
      mobile: 'possible',
      idGiven: nth % 2 === 0,
      contentKey: `form-${nth}`,
      behavior: { id: `form-${nth}.1`, name: 'form_submitted', at, properties: { question } },
      lead: { firstName: `Ana ${nth}`, fields: { [`field${nth % 50}`]: nth } },
      consent: { at, words: `Yes, text me about ${nth}.`, page: 'https://example.com/form' },
    } as const;
    await house.engine.record({ input, source: 'webhook' });
  };
  const postAll = async (forms: number, question = (nth: number) => `Number ${nth}?`): Promise<void> => {
    for (let nth = 0; nth < forms; nth += AT_ONCE) {
      const lot = Array.from({ length: Math.min(AT_ONCE, forms - nth) }, (_, one) => nth + one);
      await Promise.all(lot.map((one) => post(one, question(one))));
    }
  };

  it(`stays one small lead after ${FORMS} forms, and checkpoints come to their end`, async function () {
    this.timeout(FORMS * 3);
    house.journey();
    house.journey({ id: 'again', policy: { kind: 'restart' } });
    for (const node of ['trigger', 'again']) house.engine.attach(node, () => undefined);
    await postAll(FORMS);

    const record = await house.lead();
    const size = JSON.stringify(record).length;
    assert.ok(size < 1024 * 1024, `${size} characters`);
    assert.deepEqual(verifyLedger(record.ledger), { intact: true });
    assert.equal(record.ledger[0]?.words, 'Yes, text me about 0.');
    assert.equal(record.ledger.at(-1)?.words, `Yes, text me about ${FORMS - 1}.`);
    await folder.store.checkpoint();
    await house.engine.close();
    const again = await folder.open();
    assert.deepEqual(await again.read({ phone: numberOf(ANA) }), record);
  });

  it('stays small when every form is as large as it may be, and every one enters a journey', async () => {
    house.journey({ policy: { kind: 'always' } });
    house.journey({ id: 'again', policy: { kind: 'restart' } });
    for (const node of ['trigger', 'again']) house.engine.attach(node, () => undefined);
    await postAll(500, (nth) => `${nth} `.padEnd(30_000, '?'));
    const size = JSON.stringify(await house.lead()).length;
    assert.ok(size < 4 * 1024 * 1024, `${size} characters`);
  });
});
