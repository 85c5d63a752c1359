import assert from 'node:assert/strict';
import fc from 'fast-check';
import { HOUR, SECOND } from '../../support/house';
import { expected, flows } from './flow';
import { FlowWorld, type Call } from './flow-world';
import { turns } from './world';

/** So many flows, with three leads each; MODEL_RUNS tries more. */
const RUNS = Number(process.env['MODEL_RUNS'] ?? 250);
const PATIENCE_MS = Math.max(120_000, RUNS * 2_000);
const PHONES = ['+13055550142', '+13055550143', '+13055550144'];
/** Longer than any flow takes, with all that is held up. */
const AFTER_ALL_HOURS = 40;

/** Turns in which a message surely comes through a step and a wire, so that the clock does not ring five seconds later before. */
const WIRE_TURNS = 80;

type Act =
  | { readonly kind: 'enter'; readonly lead: number; readonly turns: number }
  | { readonly kind: 'pass'; readonly ms: number }
  /** So many turns into a time that passes. */
  | { readonly kind: 'kill' | 'deploy'; readonly turns: number; readonly ms: number };

const ms = fc.oneof(
  fc.integer({ min: 1, max: 8 }).map((seconds) => seconds * SECOND),
  fc.integer({ min: 1, max: 2 }).map((hours) => hours * HOUR),
);
const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('enter' as const), lead: fc.nat(2), turns: fc.nat(20) }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('pass' as const), ms }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constantFrom('kill' as const, 'deploy' as const),
      turns: fc.nat(300),
      ms,
    }),
  },
);
const calls = fc.array(fc.constantFrom<Call>('accepted', 'accepted', 'accepted', 'busy', 'lost', 'late'), {
  minLength: 1,
  maxLength: 6,
});

describe('any flow under deploys and kills, while texts wait, get lost and are found late', () => {
  it('does each step behind every text once, and loses none', async function () {
    this.timeout(PATIENCE_MS);
    await fc.assert(
      fc.asyncProperty(
        flows,
        calls,
        fc.array(act, { minLength: 3, maxLength: 15 }),
        async (flow, told, acts) => {
          const world = new FlowWorld(flow, told);
          await world.engine.start();
          const entered = new Set<string>();
          const lead = (nth: number): string => PHONES[nth] ?? '';
          for (const one of [
            { kind: 'enter', lead: 0, turns: 0 },
            { kind: 'enter', lead: 1, turns: 3 },
            ...acts,
          ] as Act[])
            await play(world, one, lead, entered);
          await world.passTo(world.clock.now() + AFTER_ALL_HOURS * HOUR);
          assert.deepEqual(world.failures, []);
          for (const phone of entered)
            assert.deepEqual(await done(world, phone), Object.fromEntries([...expected(flow)].sort()));
        },
      ),
      { numRuns: RUNS },
    );
  });
});

async function play(
  world: FlowWorld,
  act: Act,
  lead: (nth: number) => string,
  entered: Set<string>,
): Promise<void> {
  switch (act.kind) {
    case 'enter':
      await world.enter(lead(act.lead));
      entered.add(lead(act.lead));
      await turns(act.turns);
      return;
    case 'pass':
      return world.passTo(world.clock.now() + act.ms);
    case 'kill':
    case 'deploy': {
      const on = world.clock.advanceTo(world.clock.now() + act.ms, () => turns(WIRE_TURNS));
      await turns(act.turns);
      await (act.kind === 'kill' ? world.killAndStart() : world.deploy());
      await on;
      await world.engine.rest();
    }
  }
}

/** How often each node's step was done for the lead: what was texted, parked and recorded. */
async function done(world: FlowWorld, phone: string): Promise<Record<string, number>> {
  const record = await world.lead(phone);
  const nodes = [
    ...world.accepted.filter(({ to }) => to === phone).map(({ text }) => text),
    ...(record?.behaviors ?? []).map(({ name }) => name),
    ...[...(record?.waits ?? []).map(({ id }) => id), ...(record?.endedWaits ?? [])].flatMap((id) =>
      id.startsWith('wait:') ? [id.split(':')[2] ?? ''] : [],
    ),
  ].filter((name) => name !== 'form_submitted');
  const counts = new Map<string, number>();
  for (const node of nodes) counts.set(node, (counts.get(node) ?? 0) + 1);
  return Object.fromEntries([...counts].sort());
}
