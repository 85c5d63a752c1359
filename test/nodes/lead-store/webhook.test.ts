import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startInProcess } from '../../support/in-process';
import { startNodeRed, type NodeRed, type NodeRedVersion } from '../../support/node-red';
import { removeFolder, temporaryFolder } from '../../support/temporary';
import { STORE, Workbench } from '../../support/workbench';
import {
  ADDRESSES,
  FORM_TYPE,
  JSON_TYPE,
  PHONE,
  REFUSED,
  TAKEN,
  assertRefused,
  assertRefusedOnPage,
  post,
  postTo,
  type Address,
} from './requests';

const BODY = JSON.stringify({ phone: PHONE, name: 'Ana Lopez', consent: true });

async function addressAt(url: string): Promise<Address> {
  const answer: unknown = await (await fetch(`${url}/lead-nurture/stores/store/key`)).json();
  assert.ok(typeof answer === 'object' && answer !== null && 'key' in answer);
  return { url: `${url}/nurture/leads/behavior`, key: String(answer.key) };
}

describe('the behavior webhook', () => {
  let bench: Workbench;
  let address: Address;
  const open = async (store: object = {}): Promise<void> => {
    bench = await Workbench.open([], { store: { ...store } });
    address = await addressAt(bench.red.url);
  };
  beforeEach(() => open());
  afterEach(() => bench.close());

  for (const [what, posted] of TAKEN) {
    it(`takes ${what}, and answers 202 with the lead`, async () => {
      const response = await post(address, posted(address.key));
      assert.equal(response.status, 202);
      assert.deepEqual(await response.json(), { lead: (await bench.lead()).lead.id });
      assert.equal((await bench.lead()).behaviors.length, 1);
    });
  }

  for (const [what, posted, status, sentence] of REFUSED) {
    it(`answers ${status} to ${what}, and nothing has changed`, async () => {
      await assertRefused(await post(address, posted), status, sentence);
      const inBrowser = await post(address, { ...posted, accept: 'text/html,*/*' });
      await assertRefusedOnPage(inBrowser, status, sentence);
      await bench.engine.rest();
      assert.equal(await bench.engine.store.size(), 0);
      assert.deepEqual(bench.red.complaints(), []);
    });
  }

  it('does nothing by halves: a known lead is as before when one field is wrong', async () => {
    await post(address, { body: BODY, type: JSON_TYPE });
    const before = await bench.lead();
    const wrong = { phone: PHONE, name: 'Bob', consent: true, lead: { city: 'Reno' }, at: 'soon' };
    await assertRefused(await post(address, { body: JSON.stringify(wrong), type: JSON_TYPE }), 400, /at/);
    assert.deepEqual(await bench.lead(), before);
  });

  it('leaves out what is optional and cannot be read, and names it', async () => {
    const told = {
      phone: PHONE,
      name: 'http://evil.example',
      lead: { zone: 'Moon/Base', city: 'Reno', plan: null },
    };
    const response = await post(address, { body: JSON.stringify(told), type: JSON_TYPE });
    assert.equal(response.status, 202);
    const { ignored }: { ignored: { field: string; because: string }[] } = await response.json();
    assert.deepEqual(
      ignored.map(({ field }) => field),
      ['name', 'lead.zone', 'lead.plan'],
    );
    for (const one of ignored) {
      assert.deepEqual(Object.keys(one), ['field', 'because']);
      assert.match(one.because, /\.$/);
    }
    const { lead, notes } = await bench.lead();
    assert.deepEqual([lead.firstName, lead.zone, lead.fields], [undefined, undefined, { city: 'Reno' }]);
    assert.deepEqual(
      notes.map((note) => note.kind === 'left_out' && note.fields),
      [['name', 'lead.zone']],
    );
  });

  it('takes a zone from a page beside that of the number, and from a program in its place', async () => {
    const zone = 'America/Los_Angeles';
    const body = new URLSearchParams({ phone: PHONE, 'lead.zone': zone, key: address.key }).toString();
    await post(address, { body, type: FORM_TYPE, key: null });
    const { lead } = await bench.lead();
    assert.deepEqual([lead.zone, lead.zoneHint], [undefined, zone]);
    await post(address, { body: JSON.stringify({ phone: PHONE, lead: { zone } }), type: JSON_TYPE });
    assert.equal((await bench.lead()).lead.zone, zone);
  });

  it('keeps ids of 64 bits apart', async () => {
    for (const id of ['120210000000000123', '120210000000000124']) {
      await post(address, { body: `{"phone":"${PHONE}","id":${id}}`, type: JSON_TYPE });
    }
    const { behaviors } = await bench.lead();
    assert.deepEqual(
      behaviors.map(({ id }) => id),
      ['120210000000000123', '120210000000000124'],
    );
  });

  it('says so when the same event comes again', async () => {
    const body = JSON.stringify({ phone: PHONE, id: 'evt-1' });
    await post(address, { body, type: JSON_TYPE });
    const again = await post(address, { body, type: JSON_TYPE });
    assert.equal(again.status, 202);
    assert.deepEqual(await again.json(), { lead: (await bench.lead()).lead.id, repeated: true });
  });

  it('takes a form that is sent again with the box ticked for another', async () => {
    const sent = async (more: object): Promise<unknown> => {
      const body = JSON.stringify({ phone: PHONE, name: 'Ana', ...more });
      return (await post(address, { body, type: JSON_TYPE })).json();
    };
    const first = await sent({});
    assert.deepEqual(await sent({ name: 'Ana Lopez', consent: true }), first);
    const { lead, ledger, behaviors } = await bench.lead();
    assert.equal(lead.lastName, 'Lopez');
    assert.deepEqual([ledger.map(({ kind }) => kind), behaviors.length], [['consent'], 2]);
    assert.deepEqual(await sent({ name: 'Ana Lopez', consent: true }), { lead: lead.id, repeated: true });
  });

  it('thanks a person whose browser posted a form, in a page without anything she wrote', async () => {
    const name = '<img src=x onerror=alert(1)>';
    const body = new URLSearchParams({ phone: PHONE, name, key: address.key }).toString();
    const response = await post(address, { body, type: FORM_TYPE, key: null, accept: 'text/html,*/*' });
    assert.equal(response.status, 202);
    assert.match(response.headers.get('content-type') ?? '', /^text\/html/);
    const page = await response.text();
    assert.match(page, /Thank you\./);
    assert.doesNotMatch(page, /onerror/);
  });

  it('takes no markup for a name, and shows what it knows as JSON only', async () => {
    const body = JSON.stringify({ phone: PHONE, name: '<img src=x onerror=alert(1)>' });
    assert.equal((await post(address, { body, type: JSON_TYPE })).status, 202);
    const phones = await fetch(`${bench.red.url}/lead-nurture/stores/store/phones`);
    assert.match(phones.headers.get('content-type') ?? '', /^application\/json/);
    const [view]: { name: string }[] = await phones.json();
    assert.equal(view?.name, '');
  });

  it('shows no markup that was posted, on no page', async () => {
    const evil = '<img src=x onerror=alert(1)>';
    const fields = [
      { [`lead.${evil}`]: 'x'.repeat(5_000), consent: evil },
      { 'lead.stage': evil, behavior: evil },
      { [evil]: evil, at: evil },
    ];
    for (const wrong of fields) {
      const body = new URLSearchParams({ phone: PHONE, ...wrong }).toString();
      const response = await post(address, { body, type: FORM_TYPE, accept: 'text/html' });
      assert.equal(response.status, 400);
      assert.deepEqual((await response.text()).match(/<\w+/g), ['<meta', '<meta', '<title', '<p']);
    }
  });

  it('lets pages of other sites ask first (CORS)', async () => {
    const response = await post(address, { method: 'OPTIONS', key: null });
    assert.equal(response.status, 204);
    assert.equal(response.headers.get('access-control-allow-origin'), '*');
    assert.equal(response.headers.get('access-control-allow-methods'), 'POST, OPTIONS');
    assert.equal(response.headers.get('access-control-allow-headers'), 'Authorization, Content-Type');
  });

  it('lets a new key take the place of the old one at once', async () => {
    await fetch(`${bench.red.url}/lead-nurture/stores/store/key`, { method: 'POST' });
    await assertRefused(await post(address, { body: BODY, type: JSON_TYPE }), 401, /key/);
    address = await addressAt(bench.red.url);
    assert.equal((await post(address, { body: BODY, type: JSON_TYPE })).status, 202);
  });

  it('leaves other paths below /nurture to the flows', async () => {
    const { status } = await post(
      { ...address, url: `${bench.red.url}/nurture/nobody/behavior` },
      { body: BODY },
    );
    assert.equal(status, 404);
  });

  it('answers no one in a hurry after 60 wrong keys a minute, and the right key all the same', async () => {
    for (let i = 0; i < 60; i++) {
      assert.equal((await post(address, { body: BODY, type: JSON_TYPE, key: `guess-${i}` })).status, 401);
    }
    const next = await post(address, { body: BODY, type: JSON_TYPE, key: 'guess' });
    assert.ok(Number(next.headers.get('retry-after')) >= 1);
    await assertRefused(next, 429, /Try again/);
    const large = { body: BODY.padEnd(5 * 1024 * 1024), type: JSON_TYPE, key: 'guess' };
    await assertRefused(await post(address, large), 429, /Try again/);
    assert.equal((await post(address, { body: BODY, type: JSON_TYPE })).status, 202);
  });

  it('answers 429 to more than the store takes in a minute', async () => {
    await bench.close();
    await open({ requestsPerMinute: 3 });
    for (const id of ['1', '2', '3']) {
      const body = JSON.stringify({ phone: PHONE, id });
      assert.equal((await post(address, { body, type: JSON_TYPE })).status, 202);
    }
    const next = await post(address, { body: JSON.stringify({ phone: PHONE, id: '4' }), type: JSON_TYPE });
    assert.ok(Number(next.headers.get('retry-after')) >= 1);
    await assertRefused(next, 429, /Too many requests/);
    assert.equal((await bench.lead()).behaviors.length, 3);
  });
});

describe('the behavior webhook, of one phone number', () => {
  let bench: Workbench;
  let address: Address;
  afterEach(() => bench.close());
  const open = async (store: object): Promise<void> => {
    bench = await Workbench.open([], { store: { ...store } });
    address = await addressAt(bench.red.url);
  };
  const tell = (told: object): Promise<Response> =>
    post(address, { body: JSON.stringify({ phone: PHONE, ...told }), type: JSON_TYPE });

  it('takes 60 a minute unless it is told otherwise, however the number is written, and others go on', async () => {
    await open({});
    const written = [PHONE, '(305) 555-0142', '305.555.0142'];
    for (let nth = 0; nth < 60; nth++) {
      assert.equal((await tell({ phone: written[nth % 3], id: nth })).status, 202);
    }
    const next = await tell({ id: 'one more' });
    assert.ok(Number(next.headers.get('retry-after')) >= 1);
    await assertRefused(next, 429, /Too many requests for this phone number\. Try again/);
    assert.equal((await tell({ phone: '+13055550143' })).status, 202);
    assert.equal((await bench.lead()).behaviors.length, 60);
  });

  for (const [what, limit, phone] of [
    ['of the number', { requestsPerNumber: 1 }, PHONE],
    ['of the store', { requestsPerMinute: 1 }, PHONE],
    ['of the store, of a number that nobody knows', { requestsPerMinute: 1 }, '+13055550144'],
  ] as const) {
    it(`turns no opt-out away by the limit ${what}, and only one that changes nothing`, async () => {
      await open(limit);
      assert.equal((await tell({})).status, 202);
      assert.equal((await tell({})).status, 429);
      assert.equal((await tell({ phone, optOut: true, id: 'a' })).status, 202);
      assert.equal((await bench.lead(phone)).ledger.at(-1)?.kind, 'opt_out');
      await assertRefused(await tell({ phone, optOut: true, id: 'b' }), 429, /Too many requests/);
    });
  }

  it('says under which id it recorded what came with a used one, and what it left out', async () => {
    await open({});
    await tell({ id: 'crm-7' });
    const answer: unknown = await (await tell({ id: 'crm-7', optOut: true })).json();
    const { lead } = await bench.lead();
    const { recordedAs, ...rest } = answer as { recordedAs?: string };
    assert.deepEqual(rest, { lead: lead.id });
    assert.match(recordedAs ?? '', /^crm-7~/);
    const left: unknown = await (await tell({ phone: '+13055550145', optOut: true, at: 'soon' })).json();
    assert.match(String((left as { leftOut?: string }).leftOut), /^`at`/);
  });
});

describe('the behavior webhook of a store that cannot be opened', () => {
  it('answers 503 and leaves everybody else alone', async () => {
    const userDir = temporaryFolder();
    mkdirSync(join(userDir, 'lead-nurture'));
    writeFileSync(join(userDir, 'lead-nurture', 'leads'), 'a file where the folder should be');
    const red = await startInProcess({ flows: [STORE], userDir });
    try {
      const address = { url: `${red.url}/nurture/leads/behavior`, key: 'any' };
      await assertRefused(await post(address, { body: BODY, type: JSON_TYPE }), 503, /store/);
      assert.equal(red.complaints().length, 1, 'the store says once why it is not open');
    } finally {
      await red.stop();
      removeFolder(userDir);
    }
  });
});

for (const nodeRed of ['4.1', '5'] satisfies NodeRedVersion[]) {
  // With the editor at `/`, its body parsers would come first.
  describe(`the behavior webhook in Node-RED ${nodeRed}, behind the editor`, function () {
    this.timeout(60_000);
    let red: NodeRed;
    let address: Address;
    before(async () => {
      red = await startNodeRed({ nodeRed, flows: [STORE] });
      address = await addressAt(red.url);
    });
    after(() => red.stop());

    it('refuses with the same words as without the editor', async () => {
      for (const [, posted, status, sentence] of REFUSED) {
        await assertRefused(await post(address, posted), status, sentence);
      }
      assert.deepEqual(await red.admin('/lead-nurture/stores/store/phones'), []);
    });

    for (const [what, target, status] of ADDRESSES) {
      it(`answers at an address ${what}, and prints nothing`, async () => {
        const before = red.output();
        const headers = { 'content-type': FORM_TYPE, 'content-length': '17' };
        const answer = await postTo(red.url, target, { body: 'phone=+1305555014', headers });
        assert.equal(answer.status, status);
        assert.match(answer.text, /^\{"error":"/);
        assert.equal(red.output(), before);
      });
    }

    it('refuses 5 MB so that a client of Node.js hears it', async () => {
      const body = Buffer.alloc(5 * 1024 * 1024, ' ');
      for (const [key, length, status] of [
        [address.key, { 'content-length': String(body.length) }, 413],
        [address.key, { 'transfer-encoding': 'chunked' }, 413],
        ['wrong', { 'content-length': String(body.length), connection: 'close' }, 401],
        ['wrong', { 'transfer-encoding': 'chunked', connection: 'close' }, 401],
      ] as const) {
        const headers = { 'content-type': JSON_TYPE, authorization: `Bearer ${key}`, ...length };
        assert.equal(
          (await postTo(address.url, '/nurture/leads/behavior', { body, headers })).status,
          status,
        );
      }
    });

    it('takes what it takes without the editor', async () => {
      for (const [, posted] of TAKEN) assert.equal((await post(address, posted(address.key))).status, 202);
      const phones = await red.admin('/lead-nurture/stores/store/phones');
      assert.ok(Array.isArray(phones) && phones.length === 1);
    });
  });
}
