import { isJsonObject } from '../../../src/json';
import { NodeProblem, type Message } from '../handlers';
import type { StoreHouse } from '../house';

/**
 * A lead belongs to one lead store: to one client. What another store knows of them, their consent and opt-outs, does not
 * count there, so no node does anything for a lead of another store.
 * @throws NodeProblem when the message says that its lead, or the journey it is in, is of another store than the node's
 */
export function refuseLeadOfAnother(house: StoreHouse, msg: Message): void {
  for (const told of [msg['lead'], msg['enrollment']]) {
    const path = isJsonObject(told) ? told['leadStore'] : undefined;
    if (typeof path === 'string' && path !== house.path) throw refusal(house, path);
  }
}

/**
 * The same for a message that says nothing of its store, such as one that a function node has put together anew, by the
 * lead's id.
 * @throws NodeProblem when another store knows the id
 */
export async function refuseIfKnownToAnother(house: StoreHouse, lead: string): Promise<void> {
  for (const other of house.others) {
    const engine = await other.engine.catch(() => undefined);
    if (!engine) continue;
    if (engine.wasErased(lead) || (await engine.store.read({ id: lead }))) throw refusal(house, other.path);
  }
}

function refusal(house: StoreHouse, path: string): NodeProblem {
  const theirs = house.others.find((other) => other.path === path)?.name ?? path;
  // Two stores may have one name; their paths differ.
  const [here, there] =
    theirs === house.name ? [`${house.name} (${house.path})`, `${theirs} (${path})`] : [house.name, theirs];
  return new NodeProblem(
    `The lead is of the lead store "${there}", and this node works for "${here}", so nothing was done. Let both be of one store, or take the wire away. To make somebody a lead of "${here}" on purpose, send only a phone number here: delete msg.lead and msg.enrollment first.`,
    'lead of another store',
  );
}
