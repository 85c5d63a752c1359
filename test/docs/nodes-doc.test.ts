import assert from 'node:assert/strict';
import { isSaved, type SavedConfig } from '../../nodes/shared/config';
import { SimulatedClock } from '../../src/clock';
import { newLead } from '../../src/leads/lead';
import { GATES } from '../../src/leads/verdict';
import { FILTER_NAMES } from '../../src/texts/filters';
import { renderText } from '../../src/texts/template';
import { ANA, numberOf, START } from '../support/house';
import { startInProcess, type InProcess } from '../support/in-process';
import { sourcesIn } from '../support/sources';
import { TestFolder } from '../store/embedded/folder';
import { create } from '../store/samples';
import { codeBlocks, Document, tableRows } from './documents';
import { NODE_SETS, REPLY_KINDS, VERDICT_REASONS } from './node-sets';
import { flowIn, textsTo, tryCurl } from './trial';

const page = new Document('docs/nodes.md');

describe('docs/nodes.md', () => {
  it('leads nowhere that does not exist', () => {
    assert.deepEqual(page.brokenLinks(), []);
  });

  it('holds JSON that can be parsed in every block of it', () => {
    for (const block of codeBlocks(page.text, 'json'))
      assert.doesNotThrow(() => void JSON.parse(block), block);
  });

  it('tells the newest version of every node', () => {
    const newer = NODE_SETS.filter(({ version }) => version > 1);
    assert.ok(newer.every(({ version }) => version === 2));
    const names = newer.map(({ heading }) => heading).join(' and ');
    assertNames(page.section('Properties of this package'), `1\`, of ${names} \`2`);
  });

  it('shows every node in its newest form', () => {
    const versions = new Map(NODE_SETS.map(({ heading, version }) => [typeOf(heading), version]));
    const shown = codeBlocks(page.text, 'json').flatMap((block) => [JSON.parse(block) as unknown].flat());
    const nodes = shown.filter(isSaved).filter(({ type }) => versions.has(String(type)));
    assert.ok(nodes.length > NODE_SETS.length);
    for (const { id, type, version } of nodes) assert.equal(version, versions.get(String(type)), String(id));
  });

  for (const { heading, version, defaults, read, more, words } of NODE_SETS) {
    describe(heading, () => {
      const section = page.section(heading);
      const rows = tableRows(section);

      it('has a row for every property, with its default', () => {
        for (const [property, standard] of Object.entries(defaults)) {
          const row = rows.get(`\`${property}\``);
          assert.ok(row, `${property} has no row`);
          const told = row.at(-1) ?? '';
          const shown = told === 'needed' || /\bbelow$/.test(told) || told.includes(codeOf(standard));
          assert.ok(shown, `the default of ${property} is ${codeOf(standard)}, the page says ${told}`);
        }
      });

      it('shows a whole node, as it is saved with its defaults', () => {
        const node = wholeNode(section);
        assert.equal(node['type'], typeOf(heading));
        assert.equal(node['version'], version);
        const known = ['id', 'type', 'version', ...Object.keys(defaults), ...more];
        assert.deepEqual(Object.keys(node).sort(), known.sort());
        const result = read(node);
        assert.ok(result.ok, JSON.stringify(result));
        const own = Object.fromEntries(
          ['store', 'account'].flatMap((name) => (name in defaults ? [[name, node[name]]] : [])),
        );
        assert.deepEqual(result.config, { ...defaults, ...own });
      });

      it('tells for every number from where to where it may go', () => {
        const node = wholeNode(section);
        for (const [property, standard] of Object.entries(defaults)) {
          if (typeof standard !== 'number') continue;
          const [, least = '', most = ''] =
            /([\d.,]+) to ([\d.,]+)$/.exec(rows.get(`\`${property}\``)?.at(-2) ?? '') ?? [];
          const [from, to] = [least, most].map((end) => Number(end.replaceAll(',', '')));
          const taken = [from, to, (from ?? 0) - 0.001, (to ?? 0) + 1].map(
            (value) => read({ ...node, [property]: value }).ok,
          );
          assert.deepEqual(taken, [true, true, false, false], property);
        }
      });

      it('names every word that a property or a reason can have', () => {
        for (const word of words) assertNames(section, word);
      });
    });
  }

  it('names every reason of the verdict, with its sentence, and every gate', () => {
    const section = page.section('The verdict');
    const told = tableRows(section);
    const [source] = sourcesIn('src/permission').filter(({ path }) => path.endsWith('/verdict.ts'));
    for (const reason of Object.keys(VERDICT_REASONS)) {
      const because = new RegExp(`reason: '${reason}',\\s*because: '([^']+)'`).exec(
        (source?.text ?? '').replace(/because:\s+/g, 'because: '),
      );
      assert.ok(because?.[1], `${reason} has no sentence`);
      assert.deepEqual(told.get(`\`${reason}\``), [because[1]]);
    }
    for (const gate of GATES) assert.ok(told.has(`\`${gate}\``), `${gate} has no row`);
  });

  it('names every rule that a gate can have', () => {
    const section = page.section('The verdict');
    const [source] = sourcesIn('src/permission').filter(({ path }) => path.endsWith('/verdict.ts'));
    const rules = [
      ...(source?.text ?? '').matchAll(/'((?:consent|enrollment|number|hours|cap|stale|step)\.\w+)'/g),
    ];
    assert.ok(rules.length > 10);
    for (const [, rule = ''] of rules) assertNames(section, rule);
  });

  it('names every filter', () => {
    const rows = tableRows(page.section('Texts'));
    for (const filter of FILTER_NAMES) assert.ok(rows.has(`\`${filter}\``), `${filter} has no row`);
  });

  it('shows of filters what they print', () => {
    const examples = [...tableRows(page.section('Texts')).values()].map((row) => row.at(-1) ?? '');
    const shown = examples.map((one) => /^`(.+)` → (.+)$/.exec(one)).filter((match) => match !== null);
    assert.equal(shown.length, 4);
    const now = Date.UTC(2026, 10, 24, 14, 30);
    const behavior = { id: 'b', name: 'form_submitted', at: now, properties: {}, source: 'flow' } as const;
    const lead = newLead('l', numberOf(ANA), now);
    for (const [, template = '', printed] of shown) {
      const text = renderText(template, { lead, behavior, brand: '', now, zone: 'America/New_York' });
      assert.deepEqual(text, { ok: true, text: printed });
    }
  });

  it('names every kind of a reply', () => {
    const rows = tableRows(page.section('What a reply is'));
    assert.deepEqual(
      [...rows.keys()].filter((key) => /^`\w+`$/.test(key)).sort(),
      Object.keys(REPLY_KINDS)
        .map((kind) => `\`${kind}\``)
        .sort(),
    );
  });

  it('names every status that the webhook answers', () => {
    const rows = tableRows(page.section('Answers'));
    const sources = sourcesIn('nodes/lead-store', 'nodes/shared').filter(({ path }) =>
      /behavior-webhook|http\.ts/.test(path),
    );
    const statuses = sources.flatMap(({ text }) =>
      [...text.matchAll(/(?:HttpRefusal\(\s*|answer(?:Json|Page)\(response, |writeHead\()(\d{3})/g)].map(
        ([, status = '']) => status,
      ),
    );
    assert.deepEqual([...new Set(statuses)].sort(), [
      '202',
      '204',
      '400',
      '401',
      '405',
      '408',
      '413',
      '415',
      '429',
      '503',
    ]);
    for (const status of statuses) assert.ok(rows.has(status), `${status} has no row`);
  });

  it('names every status that the webhooks for Twilio answer', () => {
    const rows = tableRows(page.section("Twilio's webhooks"));
    const [source] = sourcesIn('nodes/sms-account').filter(({ path }) => path.endsWith('/webhooks.ts'));
    const statuses = [...(source?.text ?? '').matchAll(/(?:HttpRefusal|Unwanted|writeHead)\((\d{3})/g)];
    assert.deepEqual([...new Set(statuses.map(([, status = '']) => status))].sort(), [
      '200',
      '204',
      '400',
      '403',
      '405',
      '503',
    ]);
    for (const [, status = ''] of statuses) assert.ok(rows.has(status), `${status} has no row`);
  });

  it('has the beginning of every error of a node, and its status', () => {
    const errors = page.section('Errors');
    const problems = sourcesIn('nodes').flatMap(({ text }) => [
      ...text.matchAll(/new NodeProblem\(\s*(['`])(.*?)\1,\s*(['`])(.*?)\3/gs),
    ]);
    assert.ok(problems.length > 10);
    for (const [, , sentence = '', , status = ''] of problems) {
      assertNames(errors, status.replace(/\$\{.*/, '…'));
      const beginning = sentence.replace(/\$\{[^}]*\}/g, '…').slice(0, 24);
      assert.ok(errors.includes(beginning), `the page lacks "${sentence}"`);
    }
  });

  it('has the beginning of everything that can be wrong with a store', () => {
    const section = page.section('When it is damaged');
    const errors = sourcesIn('src/store/embedded').flatMap(({ text }) => [
      ...text.matchAll(/new StoreError\(\s*'(\w+)',\s*(['`])(.*?)\2/gs),
    ]);
    const told = errors.filter(([, code]) => code !== 'closed').map(([, , , sentence = '']) => sentence);
    assert.ok(told.length >= 5);
    for (const sentence of told) {
      const words = sentence.split(/\$\{[^}]*\}/).find((part) => part.length > 8) ?? '';
      assert.ok(section.includes(words.slice(0, 24).trim()), `the page lacks "${sentence}"`);
    }
    const sources = sourcesIn('src/store', 'nodes/lead-store').map(({ text }) => text);
    for (const row of tableRows(section).keys()) {
      const words = row.slice(1, -1).split('…').at(-1)?.trim() ?? '';
      assert.ok(sources.join().includes(words), `nothing says "${row}"`);
    }
  });

  it('has a row for every file in the folder of a store', async () => {
    const folder = new TestFolder();
    await folder.make();
    const store = await folder.open();
    await create(store, 1);
    await store.checkpoint();
    const files = await folder.names();
    await folder.remove();
    const kinds = new Set(files.map((name) => name.replace(/^(journal|leads|lock|manifest)-.+/, '$1-')));
    assert.deepEqual([...kinds].sort(), ['journal-', 'leads-', 'lock-', 'manifest-']);
    const rows = [...tableRows(page.section('What is stored where')).keys()];
    for (const kind of kinds)
      assert.ok(
        rows.some((row) => row.startsWith(`\`${kind}`)),
        `${kind} has no row`,
      );
  });

  it('has every request of the admin API', () => {
    const section = page.section('The admin API');
    const sources = sourcesIn('nodes/lead-store', 'nodes/sms-account');
    const requests = sources.flatMap(({ text }) => [
      ...text.matchAll(/\b(?:admin|httpAdmin)\.(get|post)\(\s*'([^']+)'/g),
    ]);
    assert.ok(requests.length > 5);
    for (const [, method = '', path = ''] of requests) {
      assert.match(section, new RegExp(`\`${method.toUpperCase()} ${path}[\`?]`));
    }
  });

  describe('the small flow', () => {
    const flow = flowIn(codeBlocks(page.section('A small flow that works'), 'json')[0] ?? '');
    const store = flow.find(({ type }) => type === 'nurture-lead-store')?.id ?? '';
    let red: InProcess;

    before(async () => {
      red = await startInProcess({ flows: flow, clock: new SimulatedClock(START) });
    });
    after(() => red.stop());

    it('deploys without a complaint, and texts whom the curl lines of this page post', async () => {
      const texts: string[][] = [];
      for (const line of codeBlocks(page.section('The webhook'), 'sh')) {
        texts.push(await textsTo(red, store, await tryCurl(red, store, line)));
      }
      const end = 'What would you like to know? Reply STOP to opt out.';
      assert.deepEqual(texts, [
        [`Harbor Cycles: Hi Ana, thanks for asking about a cargo bike. ${end}`],
        [`Harbor Cycles: Hi Ben, thanks for asking about an e-bike. ${end}`],
      ]);
      assert.deepEqual(red.complaints(), []);
    });
  });
});

/** The only block of a section that is one node and no list. */
function wholeNode(section: string): SavedConfig {
  const nodes = codeBlocks(section, 'json')
    .map((block): unknown => JSON.parse(block))
    .filter(isSaved);
  assert.equal(nodes.length, 1);
  return nodes[0] ?? {};
}

function typeOf(heading: string): string {
  return `nurture-${heading.toLowerCase().replaceAll(' ', '-')}`;
}

function codeOf(value: unknown): string {
  return `\`${JSON.stringify(value)}\``;
}

function assertNames(text: string, word: string): void {
  assert.ok(text.includes(`\`${word}\``) || text.includes(`\`"${word}"\``), `the page does not name ${word}`);
}
