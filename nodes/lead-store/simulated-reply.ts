import { OwnNumber } from '../../src/sms/own-numbers';
import type { Node, NodeAPI } from 'node-red';
import type { E164, LeadId } from '../../src/leads/lead';
import { readPhone } from '../../src/leads/phone';
import type { DeployedStore } from './deployed-store';

/** What an SMS account node with simulated phones tells of itself. */
interface AccountNode extends Node {
  readonly store: string | undefined;
  readonly sender: string;
}

/** What came of a text that a person sent in the name of a lead; `problem` is a sentence for people. */
export type Played = { readonly lead: LeadId } | { readonly problem: string };

/**
 * A person plays the lead and texts back from the sidebar. Only simulated phones can: a real one texts by itself.
 */
export async function answerAsLead(
  RED: NodeAPI,
  store: DeployedStore,
  lead: LeadId,
  text: string,
): Promise<Played> {
  const record = await (await store.house.engine).store.read({ id: lead });
  if (!record) return { problem: 'There is no such lead.' };
  return receive(RED, store, { from: record.lead.phone, text, account: record.messages.at(-1)?.account });
}

/** A person texts from any number, most often one that nobody knows yet. Only with simulated phones. */
export async function textFrom(
  RED: NodeAPI,
  store: DeployedStore,
  phone: string,
  text: string,
): Promise<Played> {
  const read = readPhone(phone, store.config.country);
  if (!read.ok) return { problem: read.problem };
  const record = await (await store.house.engine).store.read({ phone: read.phone });
  return receive(RED, store, { from: read.phone, text, account: record?.messages.at(-1)?.account });
}

/** True when texts of this store can come from simulated phones. */
export function hasSimulatedPhones(RED: NodeAPI, { id }: DeployedStore): boolean {
  return accountFor(RED, id) !== undefined;
}

async function receive(
  RED: NodeAPI,
  { id, house }: DeployedStore,
  told: { readonly from: E164; readonly text: string; readonly account: string | undefined },
): Promise<Played> {
  if (isReal(RED, told.account)) {
    return {
      problem: 'This lead has a real phone, which is texted by Twilio. Only simulated phones can be played.',
    };
  }
  const account = accountFor(RED, id, told.account);
  if (!account) {
    return {
      problem: 'This lead store has no SMS account with simulated phones yet. Add an SMS send node first.',
    };
  }
  if (house.numbers.areOurs(told.from)) return { problem: new OwnNumber().message };
  const engine = await house.engine;
  const { lead } = await engine.receive({
    id: engine.newId('r'),
    from: told.from,
    to: account.sender,
    text: told.text,
    account: account.id,
  });
  return { lead: lead.id };
}

/** The account that texted the lead last, or else any of the store. */
function accountFor(RED: NodeAPI, store: string, last?: string): AccountNode | undefined {
  const accounts: AccountNode[] = [];
  RED.nodes.eachNode(({ id }) => {
    const node: Node | null = RED.nodes.getNode(id);
    if (node && isAccount(node) && node.store === store) accounts.push(node);
  });
  return accounts.find(({ id }) => id === last) ?? accounts[0];
}

/** True for an account that texts real phones: what is played there could opt a person out. */
function isReal(RED: NodeAPI, account: string | undefined): boolean {
  const node: Node | null | undefined = account === undefined ? undefined : RED.nodes.getNode(account);
  return node?.type === 'nurture-sms-account' && !isAccount(node);
}

function isAccount(node: Node): node is AccountNode {
  return (
    node.type === 'nurture-sms-account' &&
    'store' in node &&
    'sender' in node &&
    typeof node.sender === 'string'
  );
}
