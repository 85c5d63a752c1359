import fc from 'fast-check';

/** A node of a flow: it texts, waits an hour, or records a behavior that counts it. */
export interface FlowStep {
  readonly kind: 'text' | 'wait' | 'count';
  readonly next: readonly string[];
}

/** A flow, by the ids of its nodes. */
export interface Flow {
  readonly nodes: Readonly<Record<string, FlowStep>>;
  readonly first: readonly string[];
  /** The wire that closes the loop, if there is one; a message takes it twice. */
  readonly loop: { readonly from: string; readonly to: string } | undefined;
}

/** So often a message goes round. */
export const ROUNDS = 2;

const kind = fc.constantFrom<FlowStep['kind']>('text', 'text', 'wait', 'count');

/** A line of nodes; at one place two wires leave an output, and come together again behind one more node; it may be a loop. */
export const flows: fc.Arbitrary<Flow> = fc
  .record({
    kinds: fc.array(kind, { minLength: 2, maxLength: 5 }),
    fork: fc.option(fc.record({ at: fc.nat(3), kind }), { nil: undefined }),
    loopTo: fc.option(fc.nat(3), { nil: undefined }),
  })
  .map(({ kinds, fork, loopTo }) => {
    const nodes: Record<string, FlowStep> = {};
    kinds.forEach((one, at) => {
      nodes[`${one} ${at}`] = { kind: one, next: kinds[at + 1] ? [`${kinds[at + 1] ?? ''} ${at + 1}`] : [] };
    });
    const ids = Object.keys(nodes);
    let first: readonly string[] = ids.slice(0, 1);
    if (fork) {
      // Beside the node at this place, with the same node behind it.
      const at = fork.at % ids.length;
      const here = ids[at] ?? '';
      const added = `${fork.kind} beside ${at}`;
      nodes[added] = { kind: fork.kind, next: nodes[here]?.next ?? [] };
      if (at === 0) first = [...first, added];
      else {
        const before = ids[at - 1] ?? '';
        nodes[before] = {
          kind: nodes[before]?.kind ?? 'count',
          next: [...(nodes[before]?.next ?? []), added],
        };
      }
    }
    const last = ids.at(-1) ?? '';
    const to = loopTo === undefined ? undefined : ids[loopTo % ids.length];
    // A loop without a wait in it would be another kind of flow: all at once.
    const beside = fork && ids[fork.at % ids.length];
    const runsOn =
      to !== undefined &&
      ids.slice(ids.indexOf(to)).every((id) => id === beside || nodes[id]?.kind !== 'wait');
    return { nodes, first, loop: to === undefined || runsOn ? undefined : { from: last, to } };
  });

/** How often each node's step is done for one lead, in the plainest words: each step once, merged wires as one. */
export function expected({ nodes, first, loop }: Flow): ReadonlyMap<string, number> {
  const done = new Set<string>();
  const counts = new Map<string, number>();
  /** A wait that a message came through begins another stretch. */
  const visit = (id: string, stretch: string, rounds: number): void => {
    const node = nodes[id];
    const step = `${id} on ${stretch}`;
    if (!node || done.has(step)) return;
    done.add(step);
    counts.set(id, (counts.get(id) ?? 0) + 1);
    const behind = node.kind === 'wait' ? `(${step})` : stretch;
    for (const next of node.next) visit(next, behind, rounds);
    if (loop?.from === id && rounds < ROUNDS) visit(loop.to, behind, rounds + 1);
  };
  for (const id of first) visit(id, 'entry', 0);
  return counts;
}
