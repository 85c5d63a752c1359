import { DAY, HOUR, MINUTE, SECOND, START } from '../../support/house';
import { example } from '../../support/examples';
import { EASE, PUSH, STOPPED, WELCOME } from './ana';
import { playScenes } from './scenes';

/** Wednesday 2026-03-04, 02:07 in Miami. */
const AT_NIGHT = Date.UTC(2026, 2, 4, 7, 7);
const FORM = {
  phone: '+13055550142',
  name: 'ANA TORRES',
  consent: true,
  lead: { goal: 'a car-free commute', product: 'a cargo bike' },
};

describe('the fresh journey', () => {
  playScenes({ flows: example('1 - Fresh leads'), phone: '(305) 555-0142', zone: 'America/New_York' }, [
    {
      title: 'sends its three texts to the lead who never answers',
      steps: [
        ['click', 'Ana asks for advice'],
        ['pass', 20 * DAY],
      ],
      phones: [`Tue 3 Mar 11:00 ${WELCOME}`, `Wed 4 Mar 11:00 ${EASE}`, `Fri 6 Mar 11:00 ${PUSH}`],
      journeys: ['completed'],
      stage: 'fresh',
    },
    {
      title: 'plays its days by itself after one click, while somebody watches',
      steps: [
        ['click', 'Ana asks for advice'],
        ['watch', 90 * SECOND],
      ],
      phones: [`Tue 3 Mar 11:00 ${WELCOME}`, `Wed 4 Mar 11:00 ${EASE}`, `Fri 6 Mar 11:00 ${PUSH}`],
      journeys: ['completed'],
      stage: 'fresh',
    },
    {
      title: 'brings a question to a person, and sends nothing more (scenario 16)',
      steps: [
        ['click', 'Ana asks for advice'],
        ['pass', 2 * HOUR],
        ['reply', 'how much for 5 seats?'],
        ['pass', 20 * DAY],
      ],
      phones: [`Tue 3 Mar 11:00 ${WELCOME}`, 'Tue 3 Mar 13:00 lead: how much for 5 seats?'],
      journeys: ['completed'],
      heard: { 'inbox: a person answers': ['+13055550142: how much for 5 seats?'] },
    },
    {
      title:
        'brings a question to a person after some seconds, in which she may write on, while somebody watches',
      steps: [
        ['click', 'Ana asks for advice'],
        ['watch', 2 * SECOND],
        ['reply', 'Hi!'],
        ['watch', 2 * SECOND],
        ['reply', 'how much for 5 seats?'],
        ['watch', 7 * SECOND],
      ],
      phones: [
        `Tue 3 Mar 11:00 ${WELCOME}`,
        'Tue 3 Mar 11:00 lead: Hi!',
        'Tue 3 Mar 11:00 lead: how much for 5 seats?',
      ],
      journeys: ['active'],
      heard: { 'inbox: a person answers': ['+13055550142: Hi!\nhow much for 5 seats?'] },
    },
    {
      title: 'brings a question to a person also after its last text',
      steps: [
        ['click', 'Ana asks for advice'],
        ['pass', 5 * DAY],
        ['reply', 'Do you rent too?'],
        ['pass', 20 * DAY],
      ],
      phones: [
        `Tue 3 Mar 11:00 ${WELCOME}`,
        `Wed 4 Mar 11:00 ${EASE}`,
        `Fri 6 Mar 11:00 ${PUSH}`,
        // Summer time began on 8 March; five exact days are an hour later on the clock.
        'Sun 8 Mar 12:00 lead: Do you rent too?',
      ],
      journeys: ['completed'],
      heard: { 'inbox: a person answers': ['+13055550142: Do you rent too?'] },
    },
    {
      title: 'ends as converted when the lead buys, and sends nothing more (scenario 28)',
      steps: [
        ['click', 'Ana asks for advice'],
        ['pass', 5 * HOUR],
        ['click', 'Ana buys'],
        ['pass', 20 * DAY],
      ],
      phones: [`Tue 3 Mar 11:00 ${WELCOME}`],
      journeys: ['converted'],
      heard: { 'left, and why': ['converted'] },
      stage: 'customer',
    },
    {
      title: 'ends at STOP with one confirmation, and then silence (scenario 33)',
      steps: [
        ['click', 'Ana asks for advice'],
        ['pass', HOUR],
        ['reply', 'Stop.'],
        ['pass', DAY],
        ['reply', 'stop'],
        ['pass', 20 * DAY],
      ],
      phones: [
        `Tue 3 Mar 11:00 ${WELCOME}`,
        'Tue 3 Mar 12:00 lead: Stop.',
        `Tue 3 Mar 12:00 ${STOPPED}`,
        'Wed 4 Mar 12:00 lead: stop',
      ],
      journeys: ['exited: opted_out'],
      heard: { 'left, and why': ['opted_out'] },
    },
    {
      title: 'does not push who has become warm meanwhile',
      steps: [
        ['click', 'Ana asks for advice'],
        ['pass', 2 * DAY],
        ['click', 'Ana looks at our prices'],
        ['pass', 20 * DAY],
      ],
      phones: [`Tue 3 Mar 11:00 ${WELCOME}`, `Wed 4 Mar 11:00 ${EASE}`],
      journeys: ['completed'],
      heard: {
        'no push: has moved on': [
          {
            name: 'warm',
            why: ['Did pricing_viewed or link_clicked or resource_downloaded once within 14 days.'],
          },
        ],
      },
      stage: 'warm',
    },
    {
      title: 'leaves who says "no thanks" in peace, without an opt-out',
      steps: [
        ['click', 'Ana asks for advice'],
        ['pass', DAY + HOUR],
        ['reply', 'No thanks!'],
        ['pass', 20 * DAY],
      ],
      phones: [`Tue 3 Mar 11:00 ${WELCOME}`, `Wed 4 Mar 11:00 ${EASE}`, 'Wed 4 Mar 12:00 lead: No thanks!'],
      journeys: ['exited: by_flow'],
      heard: { 'left, and why': ['by_flow'] },
      tags: ['not_now'],
    },
    {
      title: 'welcomes once: ninety days later the lead is turned away (scenario 7)',
      steps: [
        ['click', 'Ana asks for advice'],
        ['pass', HOUR],
        ['reply', 'STOP'],
        ['pass', HOUR],
        ['reply', 'START'],
        ['pass', 90 * DAY],
        ['click', 'Ana asks for advice'],
        ['pass', 20 * DAY],
      ],
      phones: [
        `Tue 3 Mar 11:00 ${WELCOME}`,
        'Tue 3 Mar 12:00 lead: STOP',
        `Tue 3 Mar 12:00 ${STOPPED}`,
        'Tue 3 Mar 13:00 lead: START',
        "Tue 3 Mar 13:00 us: Harbor Cycles: You're back on the list. Reply STOP any time to end these texts, HELP for help.",
      ],
      journeys: ['exited: opted_out'],
      heard: { 'left, and why': ['opted_out'], 'turned away, and why': ['already_entered'] },
    },
    {
      title: 'holds the welcome of a form from 02:07 until the morning, not 08:00:00 (scenario 6)',
      at: AT_NIGHT,
      steps: [
        ['post', FORM],
        ['pass', 6 * HOUR - 8 * MINUTE],
        ['pass', 20 * MINUTE],
      ],
      phones: [`Wed 4 Mar 08:04 ${WELCOME}`],
      journeys: ['active'],
    },
    {
      title: 'welcomes once who posts the same event three times (scenario 3)',
      steps: [
        ['post', { ...FORM, id: 'evt-1' }],
        ['post', { ...FORM, id: 'evt-1' }],
        ['post', { ...FORM, id: 'evt-1' }],
        ['pass', HOUR],
      ],
      phones: [`Tue 3 Mar 11:00 ${WELCOME}`],
      journeys: ['active'],
    },
    {
      title: 'texts nobody who did not tick the box, and says why (scenario 5)',
      steps: [
        ['post', { ...FORM, consent: false }],
        ['pass', 20 * DAY],
      ],
      phones: [],
      journeys: ['completed'],
      heard: { 'not texted, and why': ['The lead has not agreed to marketing texts.'] },
    },
    {
      title: 'ends while its first text is still held, when the lead buys in the night (scenario 30)',
      at: AT_NIGHT,
      steps: [
        ['post', FORM],
        ['pass', HOUR],
        ['click', 'Ana buys'],
        ['pass', 20 * DAY],
      ],
      phones: [],
      journeys: ['converted'],
      heard: { 'left, and why': ['converted'] },
    },
    {
      title: 'does not start for a form that was filled in a year ago',
      steps: [
        ['post', { ...FORM, at: START - 365 * DAY }],
        ['pass', DAY],
      ],
      phones: [],
      journeys: [],
      heard: { 'turned away, and why': ['too_old'] },
    },
  ]);
});
