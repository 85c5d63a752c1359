import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DEFAULTS } from '../../nodes/lead-store/config';
import { SimulatedClock } from '../../src/clock';
import { example } from '../support/examples';
import { START } from '../support/house';
import { startInProcess, type FlowNode, type InProcess } from '../support/in-process';
import { ROOT } from '../support/places';
import { CORE_OF_EXAMPLES } from '../support/stage';
import { codeBlocks, Document } from './documents';
import { engineOf, textsTo, tryCurl } from './trial';

const readme = new Document('README.md');
const PICTURES = 'docs/pictures';
const LARGEST_PICTURE = 300_000;

describe('README.md', () => {
  it('leads nowhere that does not exist', () => {
    assert.deepEqual(readme.brokenLinks(), []);
  });

  it('shows every picture there is, and none is larger than 300 KB', () => {
    for (const name of readdirSync(join(ROOT, PICTURES))) {
      assert.ok(readme.text.includes(`${PICTURES}/${name}`), `${name} is shown nowhere`);
      assert.ok(statSync(join(ROOT, PICTURES, name)).size < LARGEST_PICTURE, `${name} is too large`);
    }
  });

  it('names only npm commands that there are', () => {
    const { scripts } = manifest();
    const named = [...readme.text.matchAll(/npm (?:run )?(start|test|build|format|bench|pictures)\b/g)];
    assert.ok(named.length > 5);
    for (const [command, script = ''] of named) assert.ok(script in scripts, command);
  });

  it('names the tarball as npm pack does, and the least Node.js as the manifest does', () => {
    const { name, version, engines } = manifest();
    assert.ok(readme.text.includes(`${name.replace('@', '').replace('/', '-')}-${version}.tgz`));
    assert.equal(engines.node, '>=20');
    assert.ok(readme.text.includes('Node.js 20 or later'));
  });

  it('tells the contact rules that a new lead store has', () => {
    const { hours, hoursStart, hoursEnd, capCount, capHours } = DEFAULTS;
    assert.deepEqual(
      [hours, hoursStart, hoursEnd, capCount, capHours],
      ['by_state', '08:00', '21:00', 1, 24],
    );
    const words = readme.text.replace(/\s+/g, ' ');
    assert.ok(words.includes('8:00 to 21:00, narrowed by the rules of states, unless you change it'));
    assert.ok(words.includes('one text in 24 hours'));
  });

  it('has a row for every node of the palette', () => {
    const rows = readme.section('The nodes');
    const sets = readdirSync(join(ROOT, 'nodes')).filter((set) =>
      existsSync(join(ROOT, 'nodes', set, 'help.md')),
    );
    assert.equal(sets.length, 9);
    for (const set of sets) {
      const name = set === 'sms-send' || set === 'sms-account' ? set.replace('sms', 'SMS') : set;
      const words = name === 'opt-out-guard' ? 'opt-out guard' : name.replaceAll('-', ' ');
      assert.match(rows, new RegExp(`^\\| (?:!\\[)?${words}[\\] ]`, 'm'));
    }
  });

  it('names what the dialog of the SMS account calls so too, in the steps to go live', () => {
    const words = readFileSync(join(ROOT, 'nodes/sms-account/locales/en-US.json'), 'utf8');
    const named = [...readme.section('Steps').matchAll(/\*\*([^*]+)\*\*/g)].map(([, name = '']) => name);
    assert.ok(named.length > 8);
    for (const name of named.filter((one) => one !== 'real time')) {
      assert.ok(words.includes(`"${name.replace(/\s+/g, ' ')}"`), `nothing is called "${name}"`);
    }
  });

  describe('the first journey', () => {
    const flow = example('1 - Fresh leads');
    const store = flow.find(({ type }) => type === 'nurture-lead-store')?.id ?? '';
    const steps = readme.section('The first journey');
    let red: InProcess;

    before(async () => {
      red = await startInProcess({
        flows: flow.map((node): FlowNode => (node.type === 'debug' ? { ...node, type: 'helper' } : node)),
        clock: new SimulatedClock(START),
        core: CORE_OF_EXAMPLES,
      });
      await (await engineOf(red, store)).rest();
    });
    after(() => red.stop());

    it('names what the sidebar and the flow call so too', () => {
      const sidebar = readFileSync(join(ROOT, 'nodes/sidebar/locales/en-US.json'), 'utf8');
      const tabs = ['1 - Fresh leads', '2 - Warm leads', '3 - Cold leads'].map((name) => example(name)[0]);
      const known = [sidebar, JSON.stringify(flow), JSON.stringify(tabs)].join();
      const named = [...steps.matchAll(/\*\*([^*]+)\*\*/g)].map(([, name = '']) => name.replace(/\s+/g, ' '));
      assert.ok(named.length > 5);
      for (const name of named) assert.ok(known.includes(`"${name}"`), `nothing is called "${name}"`);
    });

    it('sends the text it quotes', async () => {
      const inject = flow.find(({ name }) => name === 'Ana asks for advice')?.id ?? '';
      await fetch(`${red.url}/inject/${inject}`, { method: 'POST' });
      const engine = await engineOf(red, store);
      await engine.rest();
      const [lead = ''] = await engine.store.recentLeads(1);
      const quoted = /"(Harbor Cycles: [^"…]+)…"/.exec(steps.replace(/\s+/g, ' '))?.[1];
      assert.ok(quoted);
      assert.ok((await textsTo(red, store, lead))[0]?.startsWith(quoted.trim()));
    });

    it('has a curl line that works as it stands, but for the key', async () => {
      const [line = ''] = codeBlocks(steps, 'sh');
      const lead = await tryCurl(red, store, line);
      assert.equal((await textsTo(red, store, lead)).length, 1);
      assert.deepEqual(red.complaints(), []);
    });
  });
});

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly scripts: Readonly<Record<string, string>>;
  readonly engines: { readonly node: string };
}

function manifest(): Manifest {
  return JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Manifest;
}
