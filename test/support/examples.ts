import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './places';
import type { FlowNode } from './user-dir';

const FOLDER = join(ROOT, 'examples');

/** The examples of the import menu, by their path below `examples/`, without `.json`. */
export function exampleNames(): string[] {
  return readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.replace(/\.json$/, '').replaceAll('\\', '/'))
    .sort();
}

/** The nodes of one, as Node-RED imports them. */
export function example(name: string): FlowNode[] {
  const flow: unknown = JSON.parse(readFileSync(join(FOLDER, `${name}.json`), 'utf8'));
  if (!Array.isArray(flow)) throw new Error(`The example ${name} is no list of nodes.`);
  return flow.map(flowNode);
}

function flowNode(node: unknown): FlowNode {
  if (isFlowNode(node)) return node;
  throw new Error('An entry of an example is no node.');
}

function isFlowNode(node: unknown): node is FlowNode {
  if (typeof node !== 'object' || node === null || !('id' in node) || !('type' in node)) return false;
  return typeof node.id === 'string' && typeof node.type === 'string';
}
