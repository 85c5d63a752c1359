import type { Delivery } from '../../src/journeys/deliveries/relay';
import type { Journey } from '../../src/journeys/journey';
import type { Awaited } from '../../src/leads/wait';
import { DAY, RULES, TestHouse } from '../support/house';

/** A house without a cap, so that every text that is not held back for another reason leaves at once. */
export async function openHouse(parts: ConstructorParameters<typeof TestHouse>[0] = {}): Promise<TestHouse> {
  const house = new TestHouse({ rules: { ...RULES, cap: null }, ...parts });
  house.account();
  await house.engine.start();
  return house;
}

/** The flow of a journey: a text, a wait (of three days when nothing is told), and a text that says it is the second. */
export function deploy(
  house: TestHouse,
  journey: Partial<Journey> = {},
  { waitMs = 3 * DAY, awaits = [] }: { readonly waitMs?: number; readonly awaits?: readonly Awaited[] } = {},
): Journey {
  const deployed = house.journey(journey);
  const { id } = deployed;
  const text = async (
    nth: 1 | 2,
    { handover: { seq }, record }: Delivery,
    enrollment: string,
  ): Promise<void> => {
    const step = {
      node: `${id}-${nth}`,
      visit: String(seq),
      delivery: seq,
      enrollment,
      keep: () => ({ enrollment }),
    };
    await house.engine.send(record.lead.id, house.request({ ...step, template: `${id} ${nth}` }));
  };
  house.node(id, async (delivery) => {
    const { seq, event } = delivery.handover;
    if (event.kind !== 'entered') return;
    const { enrollment } = event;
    await text(1, delivery, enrollment);
    const parking = {
      kind: 'wait',
      node: `${id}-wait`,
      visit: String(seq),
      delivery: seq,
      enrollment,
      awaits,
    } as const;
    const due = house.clock.now() + waitMs;
    await house.engine.park(delivery.record.lead.id, { ...parking, due, msg: { enrollment } });
  });
  house.node(`${id}-wait`, async (delivery) => {
    const { event } = delivery.handover;
    if (event.kind === 'wait_ended' && event.end.kind === 'due')
      await text(2, delivery, String(event.wait.enrollment));
  });
  for (const nth of [1, 2] as const) {
    // A text that was held comes back to its node, which tries again.
    house.node(`${id}-${nth}`, async (delivery) => {
      const { event } = delivery.handover;
      if (event.kind === 'wait_ended') await text(nth, delivery, String(event.wait.enrollment));
    });
  }
  return deployed;
}

/** What the trigger told: `entered`, `left: <reason>`, `turned away: <reason>`. */
export function told(house: TestHouse, trigger = 'trigger'): string[] {
  return (house.deliveries.get(trigger) ?? []).map(({ handover: { event } }) => {
    if (event.kind === 'turned_away') return `turned away: ${event.reason}`;
    if (event.kind !== 'left') return event.kind;
    const { state } = event.enrollment;
    return `left: ${state.status === 'exited' ? state.reason : state.status}`;
  });
}

/** The texts that reached the provider, as the journeys have written them. */
export function sent(house: TestHouse): string[] {
  return house.texts.map(({ text }) => text);
}
