import { mergeFlows } from '../../../scripts/merge-flows.mjs';
import { example } from '../../support/examples';
import { DAY, HOUR } from '../../support/house';
import { EASE, PUSH, STOPPED, WELCOME } from './ana';
import { playScenes, type Scene } from './scenes';

/** As `npm start` puts them together: what happens in one flow is seen by the triggers of the others. */
const FLOWS = mergeFlows(
  ['1 - Fresh leads', '2 - Warm leads', '3 - Cold leads'].map((name) => ({ name, flow: example(name) })),
);

const RECONNECT =
  "us: Hi Ana, it's been a while! Still curious about riding? See 5 easy weekend routes around town, no strings: harborcycles.example/5";
const LAST_CALL =
  "us: Hi Ana, we're holding a free test ride for you until April 14. Reply YES and it's yours. If not, no hard feelings, and this was our last text.";

const ASKED = 'us: Harbor Cycles: Should we stop texting you? Reply STOP to stop.';

const CLICK = ['click', 'Ana asks for advice'] as const;
const FIRST = `Tue 3 Mar 11:00 ${WELCOME}`;
const TAGGED = (tag: string): object => ({ name: 'in touch', why: [`Has the tag ${tag}.`] });

const scenes: Scene[] = [
  {
    title:
      'the lead who never answers gets all texts of the fresh leads, and a month later those of the cold ones',
    steps: [CLICK, ['pass', 60 * DAY]],
    phones: [
      FIRST,
      `Wed 4 Mar 11:00 ${EASE}`,
      `Fri 6 Mar 11:00 ${PUSH}`,
      `Thu 2 Apr 12:00 ${RECONNECT}`,
      `Tue 7 Apr 12:00 ${LAST_CALL}`,
    ],
    journeys: ['completed', 'completed'],
    heard: { 'calendar: hold a test ride': ['Ana Torres'] },
    stage: 'cold',
    tags: ['quiet'],
  },
  {
    title: 'the lead who asked gets no further text: her question is with a person, however long that takes',
    steps: [CLICK, ['pass', HOUR], ['reply', 'How much is it?'], ['pass', 60 * DAY]],
    phones: [FIRST, 'Tue 3 Mar 12:00 lead: How much is it?'],
    journeys: ['completed', 'completed'],
    heard: {
      'inbox: a person answers': ['+13055550142: How much is it?'],
      'left in peace: has answered': [TAGGED('with_a_person')],
    },
    tags: ['with_a_person'],
  },
  {
    title: 'the lead who wrote anything else gets no further text either',
    steps: [CLICK, ['pass', 5 * DAY], ['reply', 'My old bike was stolen.'], ['pass', 60 * DAY]],
    phones: [
      FIRST,
      `Wed 4 Mar 11:00 ${EASE}`,
      `Fri 6 Mar 11:00 ${PUSH}`,
      'Sun 8 Mar 12:00 lead: My old bike was stolen.',
    ],
    journeys: ['completed', 'completed'],
    heard: {
      'inbox: a person answers': ['+13055550142: My old bike was stolen.'],
      'left in peace: has answered': [TAGGED('with_a_person')],
    },
  },
  {
    title: 'the lead who said "no thanks" is left in peace, also a month later',
    steps: [CLICK, ['pass', HOUR], ['reply', 'No thanks'], ['pass', 60 * DAY]],
    phones: [FIRST, 'Tue 3 Mar 12:00 lead: No thanks'],
    journeys: ['exited: by_flow', 'completed'],
    heard: { 'left, and why': ['by_flow'], 'left in peace: has answered': [TAGGED('not_now')] },
    tags: ['not_now'],
  },
  {
    title: 'the lead who hates the texts is asked whether that is a STOP, and gets nothing more',
    steps: [CLICK, ['pass', HOUR], ['reply', 'I hate these texts'], ['pass', 60 * DAY]],
    phones: [FIRST, 'Tue 3 Mar 12:00 lead: I hate these texts', `Tue 3 Mar 12:00 ${ASKED}`],
    // Their silence is taken for a yes.
    journeys: ['exited: opted_out'],
    heard: { 'left, and why': ['opted_out'], 'turned away, and why': ['opted_out'] },
  },
  {
    title: 'a person from a number that nobody knows comes to one inbox with all her questions',
    steps: [
      ['reply', 'Do you rent bikes?'],
      ['pass', HOUR],
      ['reply', 'And what about trailers?'],
      ['pass', 60 * DAY],
    ],
    phones: ['Tue 3 Mar 11:00 lead: Do you rent bikes?', 'Tue 3 Mar 12:00 lead: And what about trailers?'],
    journeys: ['completed'],
    heard: {
      'inbox: a person answers': [
        '+13055550142: Do you rent bikes?',
        '+13055550142: And what about trailers?',
      ],
      'left in peace: has answered': [TAGGED('with_a_person')],
    },
    tags: ['with_a_person'],
  },
  {
    title: 'the lead who bought gets nothing more',
    steps: [CLICK, ['pass', HOUR], ['click', 'Ana buys'], ['pass', 60 * DAY]],
    phones: [FIRST],
    journeys: ['converted', 'completed'],
    heard: {
      'left, and why': ['converted'],
      'left in peace: a customer': [
        {
          name: 'otherwise',
          why: [
            'Not in touch: does not have the tag not_now; does not have the tag with_a_person.',
            'Not cold: did purchased once; the stage is customer.',
          ],
        },
      ],
    },
    stage: 'customer',
  },
  {
    title: 'the lead who said STOP gets nothing but its confirmation',
    steps: [CLICK, ['pass', HOUR], ['reply', 'STOP'], ['pass', 60 * DAY]],
    phones: [FIRST, 'Tue 3 Mar 12:00 lead: STOP', `Tue 3 Mar 12:00 ${STOPPED}`],
    journeys: ['exited: opted_out'],
    heard: { 'left, and why': ['opted_out'], 'turned away, and why': ['opted_out'] },
  },
];

describe('the three example journeys on one store', () => {
  playScenes({ flows: FLOWS, phone: '(305) 555-0142', zone: 'America/New_York' }, scenes);
});
