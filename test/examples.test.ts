import assert from 'node:assert/strict';
import { readBehaviorSegmenter, segmentOutputs } from '../nodes/behavior-segmenter/config';
import { readLeadStore } from '../nodes/lead-store/config';
import { readLeadTrigger } from '../nodes/lead-trigger/config';
import { readLeadUpdate } from '../nodes/lead-update/config';
import { readOptOutGuard } from '../nodes/opt-out-guard/config';
import { readReplyRouter, routeOutputs } from '../nodes/reply-router/config';
import type { ConfigProblem, ReadConfig, SavedConfig } from '../nodes/shared/config';
import { readSmsAccount } from '../nodes/sms-account/config';
import { readSmsSend } from '../nodes/sms-send/config';
import { readWaitUntil } from '../nodes/wait-until/config';
import { waitOutputs } from '../nodes/wait-until/words';
import { mergeFlows } from '../scripts/merge-flows.mjs';
import type { Lead } from '../src/leads/lead';
import { frameFirstText } from '../src/texts/first-text';
import { countSegments } from '../src/texts/segments';
import { checkTemplate, renderText } from '../src/texts/template';
import { example, exampleNames } from './support/examples';
import { ANA, START, numberOf } from './support/house';
import { startInProcess, type FlowNode } from './support/in-process';
import { boxOf, crossings, wiresOf } from './support/layout';
import { CORE_OF_EXAMPLES } from './support/stage';

const BRAND = 'Harbor Cycles';
const JOURNEYS = ['1 - Fresh leads', '2 - Warm leads', '3 - Cold leads'];

const READERS: Readonly<Record<string, (saved: SavedConfig) => ReadConfig<unknown>>> = {
  'nurture-lead-store': readLeadStore,
  'nurture-sms-account': readSmsAccount,
  'nurture-lead-trigger': readLeadTrigger,
  'nurture-behavior-segmenter': readBehaviorSegmenter,
  'nurture-wait-until': readWaitUntil,
  'nurture-sms-send': readSmsSend,
  'nurture-reply-router': readReplyRouter,
  'nurture-opt-out-guard': readOptOutGuard,
  'nurture-lead-update': readLeadUpdate,
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
        const read = READERS[node.type]?.(node);
        const problems: readonly ConfigProblem[] = read && !read.ok ? read.problems : [];
        assert.deepEqual(problems, [], String(node['name']));
      }
      for (const node of flow) {
        const read = outputsOf(node);
        if (read !== undefined) assert.equal(node['outputs'], read, String(node['name']));
      }
    });

    it('deploys without a word of complaint', async () => {
      const red = await startInProcess({ flows: silent(flow), core: CORE_OF_EXAMPLES });
      try {
        assert.deepEqual(red.complaints(), []);
        for (const { id, type } of flow) if (type in READERS) assert.ok(red.node(id));
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

describe('the three example journeys', () => {
  const flows = JOURNEYS.map(example);

  it('are the first three in the menu', () => {
    assert.deepEqual(
      exampleNames().filter((name) => !name.includes('/')),
      JOURNEYS,
    );
  });

  it('share one lead store and one SMS account, the same in every file', () => {
    const shared = flows.map((flow) => flow.filter(({ type }) => CONFIG_TYPES.includes(type)));
    for (const config of shared) assert.deepEqual(config, shared[0]);
    assert.equal(shared[0]?.length, 2);
  });

  it('have no other id in common', () => {
    const ids = flows.flatMap((flow) => withoutConfig(flow).map(({ id }) => id));
    assert.equal(new Set(ids).size, ids.length);
  });

  it('use every node of the palette', () => {
    const used = new Set(flows.flat().map(({ type }) => type));
    assert.deepEqual(
      Object.keys(READERS).filter((type) => !used.has(type)),
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

function outputsOf(node: FlowNode): number | undefined {
  switch (node.type) {
    case 'nurture-behavior-segmenter': {
      const read = readBehaviorSegmenter(node);
      return read.ok ? segmentOutputs(read.config).length : 0;
    }
    case 'nurture-wait-until': {
      const read = readWaitUntil(node);
      return read.ok ? waitOutputs(read.config).length : 0;
    }
    case 'nurture-reply-router': {
      const read = readReplyRouter(node);
      return read.ok ? routeOutputs(read.config).length : 0;
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
