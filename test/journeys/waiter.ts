import type { JsonObject } from '../../src/json';
import type { LeadRecord } from '../../src/leads/record';
import type { Awaited, EditAnswer, WaitEnd, WaitPlan } from '../../src/leads/wait';
import { TestHouse } from '../support/house';

export const ONE_DAY: WaitPlan['schedule'] = { kind: 'after', amount: 1, unit: 'days' };
export const TWO_DAYS: WaitPlan['schedule'] = { kind: 'after', amount: 2, unit: 'days' };
export const REPLY: Awaited = { kind: 'reply', output: 0 };

export function plan(changes: Partial<WaitPlan> = {}): WaitPlan {
  return { schedule: ONE_DAY, spreadMs: 0, awaits: [], ...changes };
}

/** trigger → wait, as the engine sees it; what the plan is can be edited. */
export class Waiter {
  readonly house: TestHouse;
  #leave: (() => void)[] = [];

  constructor(
    private current: WaitPlan,
    parts: ConstructorParameters<typeof TestHouse>[0] = {},
    private onEdit: EditAnswer = 'rebase',
  ) {
    this.house = new TestHouse(parts);
    this.house.node('trigger', async ({ handover, record }) => {
      if (handover.event.kind !== 'entered') return;
      await this.house.engine.waits.begin(record.lead.id, {
        node: 'wait',
        visit: String(handover.seq),
        delivery: handover.seq,
        enrollment: handover.event.enrollment,
        plan: this.current,
        msg: { topic: 'kept' },
      });
    });
    this.house.journey({ exitOnReply: false });
    this.#come();
  }

  /** Deploys; `plan` and `onEdit` are as the node is set now. */
  async deploy(changes: { plan?: WaitPlan; onEdit?: EditAnswer } = {}): Promise<void> {
    this.current = changes.plan ?? this.current;
    this.onEdit = changes.onEdit ?? this.onEdit;
    this.go();
    this.#come();
    await this.house.engine.start();
    await this.house.pass(0);
  }

  go(): void {
    for (const leave of this.#leave) leave();
    this.#leave = [];
  }

  #come(): void {
    const { plan: current, onEdit } = { plan: this.current, onEdit: this.onEdit };
    this.#leave = [this.house.node('wait'), this.house.engine.waits.add('wait', { plan: current, onEdit })];
  }

  async begin(told: JsonObject = {}): Promise<LeadRecord> {
    await this.house.engine.start();
    return this.house.anaAsks(told);
  }

  /** How the waits ended so far, with the output. */
  get ends(): string[] {
    return (this.house.deliveries.get('wait') ?? []).map(({ handover: { event } }) =>
      event.kind === 'wait_ended' ? nameOf(event.end) : event.kind,
    );
  }

  async due(): Promise<number | null | undefined> {
    return (await this.house.lead()).waits[0]?.due;
  }

  async sets(fields: JsonObject, tags: string[] = []): Promise<void> {
    const { lead } = await this.house.lead();
    await this.house.engine.update(lead.id, [
      ...Object.entries(fields).map(([key, value]) => ({ kind: 'field', key, value }) as const),
      ...tags.map((tag) => ({ kind: 'add_tag', tag }) as const),
    ]);
    await this.house.engine.rest();
  }
}

function nameOf(end: WaitEnd): string {
  return 'output' in end ? `${end.kind} ${end.output}` : end.kind;
}
