import assert from 'node:assert/strict';
import { DAY, MINUTE } from '../../support/house';
import { example, exampleNames } from '../../support/examples';
import { Stage, type Step } from '../../support/stage';

const HELLO =
  'Harbor Cycles: Hi there, thanks for getting in touch. Is there anything you would like to know? Just reply. Reply STOP to opt out.';
const NO_CONSENT = 'The lead has not agreed to marketing texts.';

/** The buttons that are clicked, and what the debug nodes show then. */
const PLAYED: Record<string, { steps: Step[]; heard: Record<string, (shown: unknown[]) => unknown> }> = {
  'lead trigger': {
    steps: [
      ['click', 'Ana fills in a form'],
      ['pass', MINUTE],
      ['click', 'Ana fills in a form'],
      ['click', 'Ana buys'],
    ],
    heard: {
      'turned away, and why': (shown) => assert.deepEqual(shown, ['still_inside']),
      'left, and why': (shown) => assert.deepEqual(shown, ['converted']),
    },
  },
  'behavior segmenter': {
    steps: [
      ['click', 'Who is Ana now?'],
      ['click', 'Ana looks at our prices'],
      ['click', 'Ana looks at our prices'],
    ],
    heard: Object.fromEntries(
      ['fresh', 'warm', 'hot'].map((name) => [name, (shown) => assert.equal(shown.length, 1)]),
    ),
  },
  'wait until': {
    steps: [
      ['click', 'Ana gets the guide'],
      ['click', 'Ana opens the link'],
      ['click', 'Ana gets the guide'],
      ['pass', DAY],
    ],
    heard: {
      'opened the link': (shown) => assert.equal(shown.length, 1),
      'a day later': (shown) => assert.equal(shown.length, 1),
    },
  },
  'SMS send': {
    steps: [['click', 'Ana agrees, and gets a text']],
    heard: { sent: (shown) => assert.deepEqual(shown, [HELLO]) },
  },
  'reply router': {
    steps: [
      ['click', 'Ana asks a question'],
      ['click', 'Ana says yes'],
      ['reply', 'Loved "Hi there"'],
      ['reply', 'hm'],
      ['pass', MINUTE],
    ],
    heard: {
      'a question': (shown) => assert.deepEqual(shown, ['How much is it?']),
      yes: (shown) => assert.deepEqual(shown, ['Yes please!']),
      'a reaction': (shown) => assert.deepEqual(shown, ['Loved "Hi there"']),
      'anything else': (shown) => assert.deepEqual(shown, ['hm']),
    },
  },
  'opt-out guard': {
    steps: [
      ['click', 'May we text Ana?'],
      ['click', 'Ana agrees'],
      ['click', 'May we text Ana?'],
      ['click', 'Ana opts out by e-mail'],
      ['click', 'May we text Ana?'],
    ],
    heard: {
      allowed: (shown) => assert.equal(shown.length, 1),
      'blocked, and why': (shown) =>
        assert.deepEqual(shown, [NO_CONSENT, 'The lead opted out, and only her own START lifts that.']),
    },
  },
  'lead update': {
    steps: [['click', 'Ana chose a bike']],
    heard: { 'the lead': (shown) => assert.match(JSON.stringify(shown), /"product":"cargo bike"/) },
  },
};

describe('the example of each node', () => {
  it('is there for every node', () => {
    const names = exampleNames().filter((name) => name.startsWith('nodes/'));
    assert.deepEqual(names.map((name) => name.slice('nodes/'.length)).sort(), Object.keys(PLAYED).sort());
  });

  for (const [name, { steps, heard }] of Object.entries(PLAYED)) {
    it(`shows at a click what the ${name} does`, async () => {
      const flows = example(`nodes/${name}`);
      const stage = await Stage.open({ flows, phone: '(305) 555-0142', zone: 'America/New_York' });
      try {
        await stage.play(steps);
        for (const { type, name: listener } of flows) {
          if (type !== 'debug') continue;
          const shown = stage.heard(String(listener));
          (heard[String(listener)] ?? ((none) => assert.deepEqual(none, [])))(shown);
        }
        assert.deepEqual(stage.red.complaints(), []);
      } finally {
        await stage.close();
      }
    });
  }
});
