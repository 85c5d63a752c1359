import assert from 'node:assert/strict';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkLedgers, exportLead, ledgerEvidence } from '../../src/permission/evidence';
import { seal } from '../../src/store/embedded/checksum';
import { openEmbeddedStore, type EmbeddedStore } from '../../src/store/embedded/store';
import { ANA, DAY, START, TestHouse, numberOf } from '../support/house';
import { removeFolder, temporaryFolder } from '../support/temporary';

const BEN = '+13055550143';

describe('the ledgers of a store', () => {
  let folder: string;
  let store: EmbeddedStore;
  const open = async (): Promise<TestHouse> => {
    store = await openEmbeddedStore({ folder });
    return new TestHouse({ store });
  };
  beforeEach(async () => {
    folder = temporaryFolder();
    const house = await open();
    for (const phone of [ANA, BEN]) {
      await house.behave({ phone, consent: { given: true, words: 'Yes, text me.' } });
      await house.reply('STOP', phone, `${phone} stops`);
      await house.reply('START', phone, `${phone} starts`);
    }
  });
  afterEach(async () => {
    await store.close();
    removeFolder(folder);
  });

  it('are intact as long as nobody touches them', async () => {
    assert.deepEqual(await checkLedgers(store), { leads: 2, lines: 6, broken: [] });
  });

  const CHANGES: [string, string, string, number][] = [
    ['the words of a consent', '"words":"Yes, text me."', '"words":"Yes, call me."', 1],
    ['an opt-out', '"words":"STOP"', '"words":"NONE"', 2],
    ['the channel of a START', '"channel":"sms","words":"START"', '"channel":"web","words":"START"', 3],
  ];
  for (const snapshots of [false, true]) {
    for (const [what, from, to, line] of CHANGES) {
      it(`name the line in which ${what} was changed in the files, checksum and all${snapshots ? ', in a snapshot' : ''}`, async () => {
        const ana = (await store.read({ phone: numberOf(ANA) }))!;
        if (snapshots) await store.checkpoint();
        await store.close();
        assert.equal(tamper(folder, ana.lead.id, from, to), 1);
        await open();
        assert.deepEqual((await checkLedgers(store)).broken, [{ lead: ana.lead.id, line }]);
        const evidence = ledgerEvidence((await store.read({ id: ana.lead.id }))!.ledger);
        assert.deepEqual([evidence.intact, evidence.brokenLine], [false, line]);
      });
    }
  }

  it('show when a line was received and when it took effect', async () => {
    const { lead } = (await store.read({ id: (await store.recentLeads(1))[0]! }))!;
    const house = new TestHouse({ store });
    await house.behave({ phone: lead.phone, optOut: { channel: 'e-mail', at: START - DAY } });
    const evidence = ledgerEvidence((await store.read({ id: lead.id }))!.ledger);
    const { line, kind, receivedAt, tookEffectAt } = evidence.lines.at(-1)!;
    assert.deepEqual(
      { line, kind, receivedAt, tookEffectAt },
      {
        line: 4,
        kind: 'opt_out',
        receivedAt: '2026-03-02T16:00:00.000Z',
        tookEffectAt: '2026-03-03T16:00:00.000Z',
      },
    );
    assert.equal(evidence.intact, true);
  });
});

describe('the export of a lead', () => {
  it('is all that the store knows of her, as JSON, and of nobody else', async () => {
    const house = new TestHouse();
    house.account();
    const ana = await house.anaAsks({ lead: { city: 'Miami' } });
    await house.behave({ phone: BEN, name: 'Ben Okafor', consent: true });
    await house.engine.send(ana.lead.id, house.request());
    const record = await house.reply('How much?');
    const exported = exportLead(record, { store: 'Our leads', brand: 'Acme' }, START);
    assert.deepEqual(JSON.parse(JSON.stringify(exported)), exported);
    const { format, exportedAt, store, brand, lead, ledger, messages, replies, behaviors } = exported;
    assert.deepEqual(
      [format, exportedAt, store, brand],
      ['lead-nurture.lead.1', '2026-03-03T16:00:00.000Z', 'Our leads', 'Acme'],
    );
    assert.deepEqual(
      [lead.phone, lead.fields, ledger.lines.length, messages[0]?.verdict.answer, replies[0]?.text],
      [ANA, { city: 'Miami' }, 1, 'allow', 'How much?'],
    );
    assert.deepEqual(
      behaviors.map(({ name }) => name),
      ['form_submitted', 'sms_replied'],
    );
    assert.doesNotMatch(JSON.stringify(exported), /Okafor|0143/);
  });
});

/** Changes the lines of a lead in the files of a store, as somebody would who knows how checksums are made. */
function tamper(folder: string, lead: string, from: string, to: string): number {
  let changed = 0;
  for (const name of readdirSync(folder)) {
    const lines = readFileSync(join(folder, name), 'latin1').split('\n');
    const after = lines.map((line) => {
      if (!line.includes(`\t${lead}\t`) || !line.includes(from)) return line;
      changed++;
      const bytes = Buffer.from(line.replace(from, to), 'latin1');
      seal(bytes, 0, bytes.length);
      return bytes.toString('latin1');
    });
    if (after.some((line, at) => line !== lines[at]))
      writeFileSync(join(folder, name), after.join('\n'), 'latin1');
  }
  return changed;
}
