import type { Node, NodeAPI } from 'node-red';
import type { DeployedStore } from './deployed-store';

/** What an SMS account node tells of itself. */
interface AccountNode extends Node {
  readonly store: string | undefined;
  readonly sender: string;
}

/**
 * A person plays the lead and texts back from the sidebar. Only simulated phones can: a real one texts by itself. Returns
 * why it could not be done, or undefined.
 */
export async function answerAsLead(
  RED: NodeAPI,
  { id, house }: DeployedStore,
  lead: string,
  text: string,
): Promise<string | undefined> {
  const engine = await house.engine;
  const record = await engine.store.read({ id: lead });
  if (!record) return 'There is no such lead.';
  const account = accountFor(RED, id, record.messages.at(-1)?.account);
  if (!account)
    return 'This lead store has no SMS account with simulated phones yet. Add an SMS send node first.';
  await engine.receive({
    id: engine.newId('r'),
    from: record.lead.phone,
    to: account.sender,
    text,
    account: account.id,
  });
  return undefined;
}

/** The account that texted the lead last, or else any of the store. */
function accountFor(RED: NodeAPI, store: string, last: string | undefined): AccountNode | undefined {
  const accounts: AccountNode[] = [];
  RED.nodes.eachNode(({ id }) => {
    const node: Node | null = RED.nodes.getNode(id);
    if (node && isAccount(node) && node.store === store) accounts.push(node);
  });
  return accounts.find(({ id }) => id === last) ?? accounts[0];
}

function isAccount(node: Node): node is AccountNode {
  return node.type === 'nurture-sms-account' && 'sender' in node && 'store' in node;
}
