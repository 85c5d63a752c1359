import assert from 'node:assert/strict';
import * as behaviorSegmenter from '../nodes/behavior-segmenter/config';
import * as leadStore from '../nodes/lead-store/config';
import * as leadTrigger from '../nodes/lead-trigger/config';
import * as leadUpdate from '../nodes/lead-update/config';
import * as optOutGuard from '../nodes/opt-out-guard/config';
import * as replyRouter from '../nodes/reply-router/config';
import type { ConfigProblem, ReadConfig, SavedConfig } from '../nodes/shared/config';
import * as smsAccount from '../nodes/sms-account/config';
import * as smsSend from '../nodes/sms-send/config';
import * as waitUntil from '../nodes/wait-until/config';
import { waitOutputs } from '../nodes/wait-until/words';
import { mergeFlows } from '../scripts/merge-flows.mjs';
import type { Lead } from '../src/leads/lead';
import { readReply } from '../src/replies/reading';
import { chooseRoute, type Route } from '../src/replies/routes';
import { frameFirstText } from '../src/texts/first-text';
import { countSegments } from '../src/texts/segments';
import { checkTemplate, renderText } from '../src/texts/template';
import { example, exampleNames } from './support/examples';
import { ANA, START, numberOf } from './support/house';
import { startInProcess, type FlowNode } from './support/in-process';
import { boxOf, crossings, wiresOf } from './support/layout';
import { CORE_OF_EXAMPLES } from './support/stage';

const BRAND = 'Harbor Cycles';
/** Between two nodes, px: the editor writes a status right below its node. */
const ROOM_FOR_STATUS = 30;
const JOURNEYS = ['1 - Fresh leads', '2 - Warm leads', '3 - Cold leads'];

interface Kind {
  readonly version: number;
  readonly read: (saved: SavedConfig) => ReadConfig<unknown>;
}

const KINDS: Readonly<Record<string, Kind>> = {
  'nurture-lead-store': { version: leadStore.VERSION, read: leadStore.readLeadStore },
  'nurture-sms-account': { version: smsAccount.VERSION, read: smsAccount.readSmsAccount },
  'nurture-lead-trigger': { version: leadTrigger.VERSION, read: leadTrigger.readLeadTrigger },
  'nurture-behavior-segmenter': {
    version: behaviorSegmenter.VERSION,
    read: behaviorSegmenter.readBehaviorSegmenter,
  },
  'nurture-wait-until': { version: waitUntil.VERSION, read: waitUntil.readWaitUntil },
  'nurture-sms-send': { version: smsSend.VERSION, read: smsSend.readSmsSend },
  'nurture-reply-router': {
    version: replyRouter.VERSION,
    read: (saved) => replyRouter.readReplyRouter(saved),
  },
  'nurture-opt-out-guard': { version: optOutGuard.VERSION, read: optOutGuard.readOptOutGuard },
  'nurture-lead-update': { version: leadUpdate.VERSION, read: leadUpdate.readLeadUpdate },
};
const CONFIG_TYPES = ['nurture-lead-store', 'nurture-sms-account'];

const ofType = (flow: readonly FlowNode[], type: string): FlowNode[] =>
  flow.filter((node) => node.type === type);
const withoutConfig = (flow: readonly FlowNode[]): FlowNode[] =>
  flow.filter(({ type }) => !CONFIG_TYPES.includes(type));

for (const name of exampleNames()) {
  describe(`the example "${name}"`, () => {
    const flow = example(name);
    const byId = new Map(flow.map((node) => [node.id, node]));

    it('has every id once, and wires only to nodes that are there', () => {
      assert.equal(byId.size, flow.length);
      for (const { from, to } of wiresOf(flow)) assert.equal(byId.get(to)?.['z'], byId.get(from)?.['z']);
      for (const { id, links } of flow) {
        const targets: readonly unknown[] = Array.isArray(links) ? links : [];
        for (const to of targets) {
          const back: unknown = byId.get(String(to))?.['links'];
          assert.ok(Array.isArray(back) && back.includes(id), 'a link knows both its ends');
        }
      }
    });

    it('has nothing to set up: every node is ready, with as many outputs as it names', () => {
      for (const node of flow) {
        const read = KINDS[node.type]?.read(node);
        const problems: readonly ConfigProblem[] = read && !read.ok ? read.problems : [];
        assert.deepEqual(problems, [], String(node['name']));
      }
      for (const node of flow) {
        const read = outputsOf(node);
        if (read !== undefined) assert.equal(node['outputs'], read, String(node['name']));
      }
    });

    it('has the newest form of every node, so that a newcomer sees what a new node does', () => {
      for (const { id, type, version } of flow) assert.equal(version, KINDS[type]?.version, id);
    });

    it('has no route with a word that never comes so far', () => {
      for (const node of ofType(flow, 'nurture-reply-router')) {
        const read = replyRouter.readReplyRouter(node);
        const routes = read.ok ? read.config.routes : [];
        for (const [output, { match }] of routes.entries()) {
          for (const text of match.kind === 'words' ? match.words : [])
            assert.equal(outputFor(text, routes), output, text);
        }
      }
    });

    it('deploys without a word of complaint', async () => {
      const red = await startInProcess({ flows: silent(flow), core: CORE_OF_EXAMPLES });
      try {
        assert.deepEqual(red.complaints(), []);
        for (const { id, type } of flow) if (type in KINDS) assert.ok(red.node(id));
      } finally {
        await red.stop();
      }
    });

    it('lies neatly: from left to right, no node over another, no wire over another', () => {
      for (const { from, to } of wiresOf(flow)) {
        assert.ok(boxOf(byId.get(from)!).right < boxOf(byId.get(to)!).left, `${from} stands left of ${to}`);
      }
      const boxes = flow.filter((node) => 'x' in node).map(boxOf);
      for (const [index, one] of boxes.entries()) {
        for (const other of boxes.slice(index + 1)) {
          const apart =
            one.right < other.left ||
            other.right < one.left ||
            one.bottom < other.top ||
            other.bottom < one.top;
          assert.ok(apart, `${one.name} and ${other.name} lie apart`);
        }
      }
      assert.deepEqual(crossings(flow), []);
    });

    it('leaves room for the status below a node', () => {
      const placed = flow.filter((node) => 'x' in node);
      for (const upper of placed.filter(hasStatus)) {
        const box = boxOf(upper);
        for (const lower of placed.map(boxOf)) {
          const below = lower.top >= box.bottom && lower.left < box.right && box.left < lower.right;
          assert.ok(!below || lower.top - box.bottom >= ROOM_FOR_STATUS, `${lower.name} hides ${box.name}`);
        }
      }
    });

    it('uses only phone numbers that belong to nobody', () => {
      // 555-0100 to 555-0199 are kept free for fiction (NANPA, 555 line number guidelines).
      const numbers = JSON.stringify(flow).match(/\+?1?\(?\d{3}\)?[ -]?555[ -]?\d{4}/g) ?? [];
      assert.ok(numbers.length > 0);
      for (const number of numbers) assert.match(number, /555[ -]?01\d\d$/);
    });

    it('has a guard before every text, and shows why somebody left, was turned away or got no text', () => {
      const into = (id: string): (FlowNode | undefined)[] =>
        wiresOf(flow)
          .filter(({ to }) => to === id)
          .map(({ from }) => byId.get(from));
      const shown = ({ id, wires }: FlowNode, output: number): void => {
        const outputs: unknown = wires;
        const list: unknown = Array.isArray(outputs) ? outputs[output] : undefined;
        assert.ok(Array.isArray(list) && list.length > 0, id);
        for (const to of list) assert.equal(byId.get(String(to))?.type, 'debug');
      };
      for (const text of ofType(flow, 'nurture-sms-send')) {
        assert.deepEqual([...new Set(into(text.id).map((node) => node?.type))], ['nurture-opt-out-guard']);
        shown(text, 1);
      }
      for (const guard of ofType(flow, 'nurture-opt-out-guard')) shown(guard, 1);
      for (const trigger of ofType(flow, 'nurture-lead-trigger')) {
        shown(trigger, 1);
        shown(trigger, 2);
      }
    });

    it('says at its top what happens and how to try it', () => {
      const comments = ofType(flow, 'comment').sort((a, b) => Number(a['y']) - Number(b['y']));
      const others = withoutConfig(flow).filter((node) => 'y' in node && node.type !== 'comment');
      const [what, how] = comments;
      assert.ok(comments.length >= 2 && String(what?.['info']).length > 0);
      assert.match(String(how?.['name']), /^Try it: click "(.+?)"/);
      for (const node of others) assert.ok(Number(how?.['y']) < Number(node['y']));
      const button = /click "(.+?)"/.exec(String(how?.['name']))?.[1];
      assert.ok(ofType(flow, 'inject').some((inject) => inject['name'] === button));
    });
  });
}

describe('the texts of the examples', () => {
  const texts = exampleNames().flatMap((name) =>
    ofType(example(name), 'nurture-sms-send').map((node) => ({
      name: String(node['name']),
      text: String(node['text']),
    })),
  );
  const long = 'Maximiliana-Alexandrina';
  const written = (template: string, firstName?: string): string => {
    const rendered = renderText(template, {
      lead: leadCalled(firstName),
      brand: BRAND,
      now: START,
      zone: 'America/New_York',
    });
    assert.ok(rendered.ok);
    return frameFirstText(rendered.text, { brand: BRAND });
  };

  for (const { name, text } of texts) {
    it(`"${name}" has nothing to complain about, and is a text for everybody`, () => {
      assert.deepEqual(
        checkTemplate(text).filter(({ level }) => level !== 'info'),
        [],
      );
      const plain = renderText(text, {
        lead: leadCalled('Ana'),
        brand: BRAND,
        now: START,
        zone: 'America/New_York',
      });
      assert.ok(plain.ok);
      assert.deepEqual(
        [plain.text, written(text), written(text, long)].map((one) => countSegments(one).encoding),
        ['GSM-7', 'GSM-7', 'GSM-7'],
      );
      assert.equal(countSegments(plain.text).segments, 1);
      assert.ok(countSegments(written(text)).segments <= 2);
      assert.ok(countSegments(written(text, long)).segments <= 2, 'also with a long name as the first text');
    });

    it(`"${name}" leaves room to answer, and asks for one thing`, () => {
      const plain = written(text, 'Ana');
      assert.match(plain.replace(/Reply STOP.*$/, ''), /\?|\b(?:reply|text us|text it|ask us|tell us)\b/i);
      assert.ok((plain.match(/\S+\.example\S*/g) ?? []).length <= 1);
    });
  }
});

describe('all examples', () => {
  it('share one lead store and one SMS account, the same in every file: an import keeps what is there', () => {
    const shared = exampleNames().map((name) =>
      example(name).filter(({ type }) => CONFIG_TYPES.includes(type)),
    );
    for (const config of shared) assert.deepEqual(config, shared[0]);
    assert.equal(shared[0]?.length, 2);
  });
});

describe('the three example journeys', () => {
  const flows = JOURNEYS.map(example);

  it('are the first three in the menu', () => {
    assert.deepEqual(
      exampleNames().filter((name) => !name.includes('/')),
      JOURNEYS,
    );
  });

  it('have no other id in common', () => {
    const ids = flows.flatMap((flow) => withoutConfig(flow).map(({ id }) => id));
    assert.equal(new Set(ids).size, ids.length);
  });

  it('use every node of the palette', () => {
    const used = new Set(flows.flat().map(({ type }) => type));
    assert.deepEqual(
      Object.keys(KINDS).filter((type) => !used.has(type)),
      [],
    );
  });

  it('run together, as npm start joins them', async () => {
    const merged = mergeFlows(JOURNEYS.map((name) => ({ name, flow: example(name) })));
    assert.equal(merged.length, flows.flat().length - 4);
    const red = await startInProcess({ flows: silent(merged), core: CORE_OF_EXAMPLES });
    try {
      assert.deepEqual(red.complaints(), []);
    } finally {
      await red.stop();
    }
  });
});

function silent(flow: readonly FlowNode[]): FlowNode[] {
  return flow.map((node) => (node.type === 'debug' ? { ...node, type: 'helper' } : node));
}

/** Nodes that may show something below them; only our own and debug nodes that are told to do so. */
function hasStatus({ type, tostatus }: FlowNode): boolean {
  return type.startsWith('nurture-') || (type === 'debug' && tostatus === true);
}

/** By which output a reply with this text leaves; undefined when something else is done about it before. */
function outputFor(text: string, routes: readonly Route[]): number | undefined {
  const reading = readReply(text);
  if (reading.kind !== 'text') return undefined;
  const about = { media: 0, unknownSender: false, late: false, at: START, zone: 'America/New_York' };
  const chosen = chooseRoute({ text, reading, ...about }, routes);
  return chosen.kind === 'route' ? chosen.output : undefined;
}

function outputsOf(node: FlowNode): number | undefined {
  switch (node.type) {
    case 'nurture-behavior-segmenter': {
      const read = behaviorSegmenter.readBehaviorSegmenter(node);
      return read.ok ? behaviorSegmenter.segmentOutputs(read.config).length : 0;
    }
    case 'nurture-wait-until': {
      const read = waitUntil.readWaitUntil(node);
      return read.ok ? waitOutputs(read.config).length : 0;
    }
    case 'nurture-reply-router': {
      const read = replyRouter.readReplyRouter(node);
      return read.ok ? replyRouter.routeOutputs(read.config).length : 0;
    }
    default:
      return undefined;
  }
}

function leadCalled(firstName: string | undefined): Lead {
  return {
    id: 'l1',
    phone: numberOf(ANA),
    ...(firstName === undefined ? {} : { firstName }),
    fields: {},
    tags: [],
    stage: 'fresh',
    createdAt: START,
  };
}
