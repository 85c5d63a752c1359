import { DAY, HOUR, MINUTE } from '../../support/house';
import { example } from '../../support/examples';
import type { FlowNode } from '../../support/in-process';
import { STOPPED } from './ana';
import { playScenes, type Scene } from './scenes';

const ACKNOWLEDGE =
  "us: Harbor Cycles: Hi Ben, thanks for looking at a cargo bike! Torn between two? Text us which, and we'll say honestly who each one suits. Reply STOP to opt out.";
const PROOF =
  'us: Priya swapped the second car for a cargo bike and saves $180 a month. See the sums line by line (questions? just reply): harborcycles.example/priya';
/** Sent on a Friday: three days later is Monday, although the clocks change on the way. */
const NUDGE =
  "us: To make it easy, here's 10% off a cargo bike: use code RIDE10 at checkout by Monday. Not the right moment? Tell us, and we'll leave it there.";
const BACK =
  "us: Harbor Cycles: You're back on the list. Reply STOP any time to end these texts, HELP for help.";
const HELPED =
  'us: Harbor Cycles: You get these texts because you asked us about a bike. Reply STOP to end them.';

/** Tuesday 2026-03-03, 23:00 in Chicago. */
const IN_THE_NIGHT = Date.UTC(2026, 2, 4, 5);
const FLOWS = example('2 - Warm leads');
const CLICK = ['click', 'Ben compares prices'] as const;
const ALL_THREE = [`Tue 3 Mar 10:00 ${ACKNOWLEDGE}`, `Wed 4 Mar 10:00 ${PROOF}`, `Fri 6 Mar 10:00 ${NUDGE}`];
const VIEW = { phone: '312-555-0117', name: 'Ben Okafor', behavior: 'pricing_viewed', consent: true };

const scenes: Scene[] = [
  {
    title: 'sends its three texts to the lead who never answers',
    steps: [CLICK, ['pass', 20 * DAY]],
    phones: ALL_THREE,
    journeys: ['completed'],
    stage: 'warm',
  },
  {
    title: 'brings a question to a person, and sends nothing more',
    steps: [CLICK, ['pass', DAY + HOUR], ['reply', 'does it work with a trailer?'], ['pass', 20 * DAY]],
    phones: [...ALL_THREE.slice(0, 2), 'Wed 4 Mar 11:00 lead: does it work with a trailer?'],
    journeys: ['completed'],
    heard: { 'inbox: a person answers': ['+13125550117: does it work with a trailer?'] },
  },
  {
    title: 'brings the late reply to a person: after the last wait has ended there is nothing left to end',
    steps: [CLICK, ['pass', 3 * DAY + 1], ['reply', 'Can I use the code twice?'], ['pass', 20 * DAY]],
    phones: [...ALL_THREE, 'Fri 6 Mar 10:00 lead: Can I use the code twice?'],
    journeys: ['completed'],
    heard: { 'inbox: a person answers': ['+13125550117: Can I use the code twice?'] },
  },
  {
    title: 'ends as converted when the lead buys during a wait (scenario 28)',
    steps: [CLICK, ['pass', 5 * HOUR], ['click', 'Ben buys'], ['pass', 20 * DAY]],
    phones: ALL_THREE.slice(0, 1),
    journeys: ['converted'],
    heard: { 'left, and why': ['converted'] },
    stage: 'customer',
  },
  {
    title: 'ends at STOP; a START later opts in and resumes nothing (scenarios 33 and 43)',
    steps: [
      CLICK,
      ['pass', 5 * HOUR],
      ['reply', 'STOP'],
      ['pass', HOUR],
      ['click', 'Ben compares prices'],
      ['pass', DAY],
      ['reply', 'YES'],
      ['pass', HOUR],
      ['reply', 'start'],
      ['pass', 20 * DAY],
    ],
    phones: [
      ...ALL_THREE.slice(0, 1),
      'Tue 3 Mar 15:00 lead: STOP',
      `Tue 3 Mar 15:00 ${STOPPED}`,
      // YES lifts no opt-out (scenario 42): no answer, and nothing is sent.
      'Wed 4 Mar 16:00 lead: YES',
      'Wed 4 Mar 17:00 lead: start',
      `Wed 4 Mar 17:00 ${BACK}`,
    ],
    journeys: ['exited: opted_out'],
    heard: {
      'left, and why': ['opted_out'],
      'turned away, and why': ['opted_out', 'opted_out'],
      'inbox: a person answers': ['+13125550117: YES'],
    },
  },
  {
    title: 'answers HELP in the night, and goes on (scenario 44)',
    steps: [CLICK, ['pass', 15 * HOUR], ['reply', 'help'], ['pass', 20 * DAY]],
    phones: [ALL_THREE[0]!, 'Wed 4 Mar 01:00 lead: help', `Wed 4 Mar 01:00 ${HELPED}`, ...ALL_THREE.slice(1)],
    journeys: ['completed'],
  },
  {
    title: 'starts at the second view within a day and not at the first, through the webhook (scenario 1)',
    steps: [
      ['post', { ...VIEW, page: '/prices' }],
      ['pass', 25 * HOUR],
      ['post', { ...VIEW, page: '/prices' }],
      ['pass', 3 * MINUTE],
      ['post', { ...VIEW, page: '/prices', lead: { product: 'a cargo bike' } }],
      ['pass', MINUTE],
    ],
    phones: [`Wed 4 Mar 11:03 ${ACKNOWLEDGE}`],
    journeys: ['active'],
  },
];

const changed = (change: (wait: FlowNode) => object) => (node: FlowNode) =>
  node['name'] === '1 day or a reply' ? { ...node, ...change(node) } : node;
const shifted = ({ x }: FlowNode): object => ({ x: Number(x) + 20 });

const interruptions: { title: string; steps: Scene['steps'] }[] = [
  {
    title: 'Node-RED is stopped at hour 10 and back at hour 12 (scenario 20)',
    steps: [['restart', 2 * HOUR]],
  },
  {
    title: 'Node-RED is restarted three times',
    steps: [
      ['restart', 0],
      ['restart', HOUR],
      ['restart', 0],
    ],
  },
  { title: 'all flows are deployed', steps: [['deploy', 'full', changed(() => ({}))]] },
  { title: 'the wait node is moved, and its flow deployed', steps: [['deploy', 'flows', changed(shifted)]] },
  { title: 'the wait node is moved, and all is deployed', steps: [['deploy', 'full', changed(shifted)]] },
  {
    title: 'the wait node is renamed, and deployed alone',
    steps: [['deploy', 'nodes', changed(() => ({ name: 'a day to answer' }))]],
  },
  {
    title: 'the wait node is rewired there and back, and deployed alone',
    steps: [
      ['deploy', 'nodes', changed(() => ({ wires: [[], []] }))],
      [
        'deploy',
        'nodes',
        changed(() => ({ wires: FLOWS.find(({ name }) => name === '1 day or a reply')!['wires'] })),
      ],
    ],
  },
  {
    title: 'the wait node is disabled for a while',
    steps: [
      ['deploy', 'nodes', changed(() => ({ d: true }))],
      ['pass', HOUR],
      ['deploy', 'nodes', changed(() => ({ d: false }))],
    ],
  },
];

const configured = (type: string, change: object) => (node: FlowNode) =>
  node.type === type ? { ...node, ...change } : node;
for (const how of ['full', 'flows', 'nodes'] as const) {
  interruptions.push(
    {
      title: `another number is said to be ours, and deployed as ${how}`,
      steps: [['deploy', how, configured('nurture-sms-account', { sender: '+12025550101' })]],
    },
    {
      title: `the lead store is renamed, and deployed as ${how}`,
      steps: [['deploy', how, configured('nurture-lead-store', { name: 'Our leads' })]],
    },
    {
      title: `the lead trigger is renamed, and deployed as ${how}`,
      steps: [['deploy', how, configured('nurture-lead-trigger', { name: 'Prices, twice' })]],
    },
  );
}

for (const { title, steps } of interruptions) {
  scenes.push({
    title: `changes nothing for the lead when, in the middle of a wait, ${title}`,
    steps: [CLICK, ['pass', 10 * HOUR], ...steps, ['pass', 20 * DAY]],
    phones: ALL_THREE,
    journeys: ['completed'],
  });
}

// A message that has just left a node is given again after a start or a deploy; what follows from it is done once.
const AT_ONCE: { title: string; steps: Scene['steps'] }[] = [
  { title: 'Node-RED is restarted', steps: [['restart', 0]] },
  { title: 'all flows are deployed', steps: [['deploy', 'full', changed(() => ({}))]] },
  { title: 'one node is deployed', steps: [['deploy', 'nodes', changed(shifted)]] },
];
for (const { title, steps } of AT_ONCE) {
  scenes.push({
    title: `sends no text twice when ${title} right after a text`,
    steps: [CLICK, ...steps, ['pass', DAY], ...steps, ['pass', 2 * DAY], ...steps, ['pass', 20 * DAY]],
    phones: ALL_THREE,
    journeys: ['completed'],
  });
  scenes.push({
    title: `sends no text twice when ${title} while the first one is held`,
    at: IN_THE_NIGHT,
    steps: [CLICK, ...steps, ['pass', 12 * HOUR], ...steps, ['pass', HOUR]],
    phones: [`Wed 4 Mar 08:00 ${ACKNOWLEDGE}`],
    journeys: ['active'],
  });
}
scenes.push({
  title: 'sends no text twice when Node-RED stops right after holding one, and is back in the morning',
  at: IN_THE_NIGHT,
  steps: [CLICK, ['restart', 12 * HOUR], ['pass', 30 * HOUR]],
  phones: [`Wed 4 Mar 11:00 ${ACKNOWLEDGE}`, `Thu 5 Mar 11:00 ${PROOF}`],
  journeys: ['active'],
});

scenes.push({
  title: 'still ends at a purchase after all was deployed and restarted',
  steps: [
    CLICK,
    ['pass', 2 * HOUR],
    ['deploy', 'full', changed(() => ({}))],
    ['deploy', 'nodes', configured('nurture-lead-store', { name: 'Our leads' })],
    ['restart', HOUR],
    ['click', 'Ben buys'],
    ['pass', 20 * DAY],
  ],
  phones: ALL_THREE.slice(0, 1),
  journeys: ['converted'],
  heard: { 'left, and why': ['converted'] },
});

scenes.push({
  title: 'sends the next text once, at once, when its wait fell due while nothing ran (scenario 20)',
  steps: [CLICK, ['pass', 10 * HOUR], ['restart', 20 * HOUR], ['restart', 0], ['pass', MINUTE]],
  phones: [ALL_THREE[0]!, `Wed 4 Mar 16:00 ${PROOF}`],
  journeys: ['active'],
});

describe('the warm journey', () => {
  playScenes({ flows: FLOWS, phone: '(312) 555-0117', zone: 'America/Chicago' }, scenes);
});
