import assert from 'node:assert/strict';
import { ANA, DAY, HOUR, START } from '../../support/house';
import { Workbench, type Given } from '../../support/workbench';

describe('the admin API about permission', () => {
  let bench: Workbench;
  let lead: string;
  beforeEach(async () => {
    bench = await Workbench.open([], { store: { name: 'Our leads' } });
    lead = (await bench.knows()).lead.id;
  });
  afterEach(() => bench.close());
  const ask = async (path: string): Promise<[number, Given]> => {
    const response = await fetch(`${bench.red.url}/lead-nurture/stores/store/${path}`);
    return [response.status, (await response.json()) as Given];
  };

  it('tells whether a lead may be texted now, for each kind of text', async () => {
    const [status, { may, purpose, at, why }] = await ask(`phones/${lead}/permission`);
    assert.deepEqual([status, may, purpose, at], [200, 'allow', 'marketing', START]);
    assert.deepEqual(why, ['She agreed to marketing texts on 3 Mar 2026, 11:00 (webhook).']);
    await bench.pass(12 * HOUR);
    const may2 = async (kind: string): Promise<unknown> =>
      (await ask(`phones/${lead}/permission?purpose=${kind}`))[1]['may'];
    assert.deepEqual(
      [await may2('marketing'), await may2('conversational'), await may2('transactional')],
      ['hold', 'hold', 'allow'],
    );
  });

  it('tells whether she could have been texted on a day, before she opted out', async () => {
    await bench.pass(10 * DAY);
    await bench.replies('STOP');
    assert.equal((await ask(`phones/${lead}/permission`))[1]['may'], 'block');
    assert.equal((await ask(`phones/${lead}/permission?at=2026-03-10`))[1]['may'], 'allow');
  });

  it('shows her ledger, and everything about her', async () => {
    const [, ledger] = await ask(`phones/${lead}/ledger`);
    assert.deepEqual(
      [ledger['intact'], (ledger['lines'] as Given[])[0]?.['receivedAt']],
      [true, '2026-03-03T16:00:00.000Z'],
    );
    const [, exported] = await ask(`phones/${lead}/export`);
    assert.deepEqual(
      [exported['store'], exported['brand'], exported['format']],
      ['Our leads', 'Acme', 'lead-nurture.lead.1'],
    );
    assert.deepEqual(exported['ledger'], ledger);
  });

  it('looks at every ledger of the store', async () => {
    await bench.knows({ phone: '+13055550143' });
    assert.deepEqual(await ask('ledgers'), [200, { leads: 2, lines: 2, broken: [] }]);
  });

  const REFUSED: [string, string, number, RegExp][] = [
    ['a lead that is none', 'phones/nobody/permission', 404, /no such lead/],
    ['the export of a lead that is none', 'phones/nobody/export', 404, /no such lead/],
    ['a kind of text that is none', `phones/LEAD/permission?purpose=spam`, 400, /must be one of/],
    ['a day that is none', `phones/LEAD/permission?at=2026-02-30`, 400, /day that does not exist/],
    ['a time without zone', `phones/LEAD/permission?at=2026-03-03T11:00`, 400, /with a zone/],
    ['a moment before she was known', `phones/LEAD/permission?at=2026-01-01`, 409, /not known yet/],
  ];
  for (const [what, path, status, sentence] of REFUSED) {
    it(`answers ${status} to ${what}`, async () => {
      const [answered, { error }] = await ask(path.replace('LEAD', lead));
      assert.equal(answered, status);
      assert.match(String(error), sentence);
    });
  }

  it('names nobody by number in a refusal', async () => {
    const [, refused] = await ask(`phones/${encodeURIComponent(ANA)}/permission`);
    assert.doesNotMatch(JSON.stringify(refused), /305/);
  });
});
