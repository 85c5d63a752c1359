import assert from 'node:assert/strict';
import * as segmenter from '../../nodes/behavior-segmenter/config';
import * as leadStore from '../../nodes/lead-store/config';
import * as leadTrigger from '../../nodes/lead-trigger/config';
import * as leadUpdate from '../../nodes/lead-update/config';
import * as guard from '../../nodes/opt-out-guard/config';
import * as router from '../../nodes/reply-router/config';
import { isSaved, type ReadConfig, type SavedConfig } from '../../nodes/shared/config';
import * as smsAccount from '../../nodes/sms-account/config';
import * as smsSend from '../../nodes/sms-send/config';
import * as waitUntil from '../../nodes/wait-until/config';
import { SimulatedClock } from '../../src/clock';
import type { ExitReason } from '../../src/leads/enrollment';
import { STAGES, STANDARD_BEHAVIORS } from '../../src/leads/lead';
import type { MessageState } from '../../src/leads/message';
import { PURPOSES } from '../../src/leads/message';
import type { ReplyReading } from '../../src/leads/reply';
import { GATES } from '../../src/leads/verdict';
import type { TurnedAway } from '../../src/leads/wait';
import type { Reason } from '../../src/permission/verdict';
import { FILTER_NAMES } from '../../src/texts/filters';
import { START } from '../support/house';
import { startInProcess, type InProcess } from '../support/in-process';
import { sourcesIn } from '../support/sources';
import { codeBlocks, Document, tableRows } from './documents';
import { flowIn, textsTo, tryCurl } from './trial';

const page = new Document('docs/nodes.md');

interface NodeSet {
  readonly heading: string;
  readonly version: number;
  readonly defaults: object;
  readonly read: (saved: SavedConfig) => ReadConfig<object>;
  /** What else of its own a saved node has. */
  readonly more: readonly string[];
  /** What else its section has to name. */
  readonly words: readonly string[];
}

const UPDATES: Readonly<Record<leadUpdate.UpdateConfig['what'], true>> = {
  field: true,
  remove_field: true,
  add_tag: true,
  remove_tag: true,
  stage: true,
  zone: true,
  consent: true,
  opt_out: true,
  behavior: true,
  exit: true,
};
const VALUE_TYPES: Readonly<Record<leadUpdate.TypedValue['type'], true>> = {
  str: true,
  num: true,
  bool: true,
  json: true,
  msg: true,
};
const LEFT: Readonly<Record<ExitReason | 'converted', true>> = {
  replied: true,
  opted_out: true,
  restarted: true,
  by_flow: true,
  deleted: true,
  converted: true,
};
const TURNED_AWAY: Readonly<Record<TurnedAway, true>> = {
  already_entered: true,
  still_inside: true,
  too_soon: true,
  too_old: true,
  opted_out: true,
};
const VERDICT_REASONS: Readonly<Record<Reason, true>> = {
  opted_out: true,
  no_consent: true,
  journey_over: true,
  unreachable: true,
  outside_hours: true,
  over_cap: true,
  stale: true,
  already_sent: true,
};
const MESSAGE_STATES: Readonly<Record<MessageState['state'], true>> = {
  planned: true,
  sending: true,
  accepted: true,
  sent: true,
  delivered: true,
  undelivered: true,
  failed: true,
  unknown: true,
  blocked: true,
};
const REPLY_KINDS: Readonly<Record<ReplyReading['kind'], true>> = {
  opt_out: true,
  unclear: true,
  opt_in: true,
  help: true,
  reaction: true,
  auto_text: true,
  text: true,
};

const NODE_SETS: readonly NodeSet[] = [
  {
    heading: 'lead trigger',
    version: leadTrigger.VERSION,
    defaults: leadTrigger.DEFAULTS,
    read: leadTrigger.readLeadTrigger,
    more: ['z', 'x', 'y', 'wires'],
    words: [...leadTrigger.POLICIES, ...STANDARD_BEHAVIORS, ...Object.keys({ ...LEFT, ...TURNED_AWAY })],
  },
  {
    heading: 'behavior segmenter',
    version: segmenter.VERSION,
    defaults: segmenter.DEFAULTS,
    read: segmenter.readBehaviorSegmenter,
    more: ['z', 'x', 'y', 'wires', 'outputs'],
    words: [...segmenter.RULE_KINDS, ...segmenter.FIELD_TESTS, ...STAGES],
  },
  {
    heading: 'wait until',
    version: waitUntil.VERSION,
    defaults: waitUntil.DEFAULTS,
    read: waitUntil.readWaitUntil,
    more: ['z', 'x', 'y', 'wires', 'outputs'],
    words: [...waitUntil.UNITS],
  },
  {
    heading: 'SMS send',
    version: smsSend.VERSION,
    defaults: smsSend.DEFAULTS,
    read: smsSend.readSmsSend,
    more: ['z', 'x', 'y', 'wires'],
    words: [...PURPOSES, ...Object.keys(MESSAGE_STATES), 'text_not_complete'],
  },
  {
    heading: 'reply router',
    version: router.VERSION,
    defaults: router.DEFAULTS,
    read: router.readReplyRouter,
    more: ['z', 'x', 'y', 'wires', 'outputs'],
    words: [...router.LISTEN, ...router.ROUTE_KINDS],
  },
  {
    heading: 'opt-out guard',
    version: guard.VERSION,
    defaults: guard.DEFAULTS,
    read: guard.readOptOutGuard,
    more: ['z', 'x', 'y', 'wires'],
    words: [...PURPOSES],
  },
  {
    heading: 'lead update',
    version: leadUpdate.VERSION,
    defaults: leadUpdate.DEFAULTS,
    read: leadUpdate.readLeadUpdate,
    more: ['z', 'x', 'y', 'wires'],
    words: [...Object.keys(UPDATES), ...Object.keys(VALUE_TYPES), ...STAGES],
  },
  {
    heading: 'lead store',
    version: leadStore.VERSION,
    defaults: leadStore.DEFAULTS,
    read: leadStore.readLeadStore,
    more: [],
    words: ['key'],
  },
  {
    heading: 'SMS account',
    version: smsAccount.VERSION,
    defaults: smsAccount.DEFAULTS,
    read: smsAccount.readSmsAccount,
    more: [],
    words: [],
  },
];

describe('docs/nodes.md', () => {
  it('leads nowhere that does not exist', () => {
    assert.deepEqual(page.brokenLinks(), []);
  });

  it('holds JSON that can be parsed in every block of it', () => {
    for (const block of codeBlocks(page.text, 'json'))
      assert.doesNotThrow(() => void JSON.parse(block), block);
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
        assert.equal(node['type'], `nurture-${heading.toLowerCase().replaceAll(' ', '-')}`);
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
    const sources = sourcesIn('nodes/lead-store').filter(({ path }) =>
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
      '413',
      '415',
      '429',
      '503',
    ]);
    for (const status of statuses) assert.ok(rows.has(status), `${status} has no row`);
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

function codeOf(value: unknown): string {
  return `\`${JSON.stringify(value)}\``;
}

function assertNames(text: string, word: string): void {
  assert.ok(text.includes(`\`${word}\``) || text.includes(`\`"${word}"\``), `the page does not name ${word}`);
}
