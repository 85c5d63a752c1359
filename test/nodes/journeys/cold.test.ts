import { DAY, HOUR, SECOND } from '../../support/house';
import { example } from '../../support/examples';
import { STOPPED } from './ana';
import { playScenes } from './scenes';

const RECONNECT =
  "us: Harbor Cycles: Hi Cleo, it's been a while! Still curious about riding? See 5 easy weekend routes around Seattle, no strings: harborcycles.example/sea Reply STOP to opt out.";
const LAST_CALL =
  "us: Hi Cleo, we're holding a free test ride for you until April 14. Reply YES and it's yours. If not, no hard feelings, and this was our last text.";

const CLICK = ['click', 'Cleo reads, then goes quiet'] as const;
/** 30 exact days after 08:00; summer time began on 8 March. */
const BOTH = [`Thu 2 Apr 09:00 ${RECONNECT}`, `Tue 7 Apr 09:00 ${LAST_CALL}`];
/** The last call keeps a ride for her, so somebody has to know. */
const HELD = { 'calendar: hold a test ride': ['Cleo Marsh'] };

describe('the cold journey', () => {
  playScenes({ flows: example('3 - Cold leads'), phone: '(206) 555-0163', zone: 'America/Los_Angeles' }, [
    {
      title: 'texts twice after 30 days of silence, and then leaves who never answers in peace',
      steps: [CLICK, ['pass', 365 * DAY]],
      phones: BOTH,
      journeys: ['completed'],
      heard: HELD,
      stage: 'cold',
      tags: ['quiet'],
    },
    {
      title: 'plays its days by itself after one click, while somebody watches',
      steps: [CLICK, ['watch', 90 * SECOND]],
      phones: BOTH,
      journeys: ['completed'],
      heard: HELD,
      stage: 'cold',
      tags: ['quiet'],
    },
    {
      title: 'says nothing before the 30 days are over',
      steps: [CLICK, ['pass', 30 * DAY - 1]],
      phones: [],
      journeys: [],
      stage: 'fresh',
    },
    {
      title: 'begins to count again when the lead does something',
      steps: [CLICK, ['pass', 29 * DAY], CLICK, ['pass', 30 * DAY - 1]],
      phones: [],
      journeys: [],
    },
    {
      title: 'goes on counting over a restart that falls on the day',
      steps: [CLICK, ['pass', 29 * DAY + 12 * HOUR], ['restart', 12 * HOUR], ['pass', 10 * DAY]],
      phones: BOTH,
      journeys: ['active'],
      heard: HELD,
    },
    {
      title: 'brings a question to a person, and makes no last call',
      steps: [CLICK, ['pass', 31 * DAY], ['reply', 'Which route is good with kids?'], ['pass', 29 * DAY]],
      phones: [BOTH[0]!, 'Fri 3 Apr 09:00 lead: Which route is good with kids?'],
      journeys: ['completed'],
      heard: { 'inbox: a person answers': ['+12065550163: Which route is good with kids?'] },
      tags: ['with_a_person'],
    },
    {
      title: 'takes YES as an answer and not as an opt-in (scenario 42)',
      steps: [CLICK, ['pass', 36 * DAY], ['reply', 'Yes please!'], ['pass', 20 * DAY]],
      phones: [...BOTH, 'Wed 8 Apr 09:00 lead: Yes please!'],
      journeys: ['completed'],
      heard: { ...HELD, 'calendar: book the test ride': ['Yes please!'] },
    },
    {
      title: 'ends as converted when the lead buys between its texts',
      steps: [CLICK, ['pass', 31 * DAY], ['click', 'Cleo buys'], ['pass', 20 * DAY]],
      phones: [BOTH[0]!],
      journeys: ['converted'],
      heard: { 'left, and why': ['converted'] },
      stage: 'customer',
    },
    {
      title: 'leaves a customer in peace, however quiet',
      steps: [CLICK, ['pass', DAY], ['click', 'Cleo buys'], ['pass', 60 * DAY]],
      phones: [],
      journeys: ['completed'],
      heard: {
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
      title: 'ends at STOP with one confirmation, and then silence',
      steps: [CLICK, ['pass', 31 * DAY], ['reply', 'STOP'], ['pass', 300 * DAY]],
      phones: [BOTH[0]!, 'Fri 3 Apr 09:00 lead: STOP', `Fri 3 Apr 09:00 ${STOPPED}`],
      journeys: ['exited: opted_out'],
      heard: { 'left, and why': ['opted_out'], 'turned away, and why': ['opted_out'] },
    },
  ]);
});
