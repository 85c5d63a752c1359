import assert from 'node:assert/strict';
import type { Engine } from '../../src/engine';
import type { LeadStoreNode } from '../../nodes/shared/house';
import type { FlowNode, InProcess } from '../support/in-process';
import { readCurl } from './documents';

/** The nodes of a flow as it stands in a text. */
export function flowIn(json: string): FlowNode[] {
  const flow: unknown = JSON.parse(json);
  assert.ok(Array.isArray(flow) && flow.every(isFlowNode), 'this is no flow');
  return flow;
}

/** Does what a curl line of a text says, and answers with the lead who was posted, once all is at rest. */
export async function tryCurl(red: InProcess, store: string, line: string): Promise<string> {
  const engine = await engineOf(red, store);
  const { path, init } = readCurl(line.replace('<key>', await keyOf(red, store)));
  const answer = await fetch(red.url + path, init);
  const told = await answer.text();
  assert.equal(answer.status, 202, told);
  await engine.rest();
  const body: unknown = JSON.parse(told);
  assert.ok(typeof body === 'object' && body !== null && 'lead' in body);
  return String(body.lead);
}

/** What the lead was texted. */
export async function textsTo(red: InProcess, store: string, lead: string): Promise<string[]> {
  const record = await (await engineOf(red, store)).store.read({ id: lead });
  return (record?.messages ?? []).map(({ text }) => text);
}

export async function engineOf(red: InProcess, store: string): Promise<Engine> {
  const node = red.node(store);
  assert.ok(isStore(node), 'the lead store does not run');
  return node.house.engine;
}

async function keyOf(red: InProcess, store: string): Promise<string> {
  const answer: unknown = await (await fetch(`${red.url}/lead-nurture/stores/${store}/key`)).json();
  assert.ok(typeof answer === 'object' && answer !== null && 'key' in answer);
  return String(answer.key);
}

function isStore(node: object): node is LeadStoreNode {
  return 'house' in node;
}

function isFlowNode(node: unknown): node is FlowNode {
  return typeof node === 'object' && node !== null && 'id' in node && 'type' in node;
}
