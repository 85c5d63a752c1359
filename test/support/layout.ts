import type { FlowNode } from './user-dir';

/** Where a node lies on the canvas, px. The editor measures the words; this comes close. */
export interface Box {
  readonly name: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export interface Wire {
  readonly from: string;
  readonly output: number;
  readonly to: string;
}

/** Long names have more narrow letters in them. */
const SHORT_NAME_LETTER = 7.4;
const LETTER = 6.8;
const BESIDE_WORDS = 57;
const GRID = 20;
const PORT_GAP = 13;

/** A node's box: wide as its words, and as high as its outputs need (editor-client, red.js, node sizes). */
export function boxOf(node: FlowNode): Box {
  const name = typeof node['name'] === 'string' ? node['name'] : node.type;
  const words = Math.min(name.length * SHORT_NAME_LETTER, name.length * LETTER + 10);
  const width = Math.max(100, GRID * Math.ceil((words + BESIDE_WORDS) / GRID));
  const height = Math.max(30, outputsOf(node).length * PORT_GAP + 4);
  const { x, y } = { x: Number(node['x']), y: Number(node['y']) };
  return { name, left: x - width / 2, right: x + width / 2, top: y - height / 2, bottom: y + height / 2 };
}

/** All wires of a flow. */
export function wiresOf(flow: readonly FlowNode[]): Wire[] {
  return flow.flatMap((node) =>
    outputsOf(node).flatMap((targets, output) => targets.map((to) => ({ from: node.id, output, to }))),
  );
}

/** Pairs of wires that cross, as straight lines from port to port. Those that share an end do not count. */
export function crossings(flow: readonly FlowNode[]): string[] {
  const byId = new Map(flow.map((node) => [node.id, node]));
  const lines = wiresOf(flow).flatMap((wire) => {
    const [from, to] = [byId.get(wire.from), byId.get(wire.to)];
    return from && to ? [{ wire, ...lineBetween(from, wire.output, to) }] : [];
  });
  return lines.flatMap((one, index) =>
    lines
      .slice(index + 1)
      .filter((other) => one.wire.to !== other.wire.to && cross(one, other))
      .map((other) => `${one.wire.from} → ${one.wire.to} crosses ${other.wire.from} → ${other.wire.to}`),
  );
}

interface Line {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

function lineBetween(from: FlowNode, output: number, to: FlowNode): Line {
  const ports = outputsOf(from).length;
  return {
    x1: boxOf(from).right,
    y1: Number(from['y']) + (output - (ports - 1) / 2) * PORT_GAP,
    x2: boxOf(to).left,
    y2: Number(to['y']),
  };
}

function cross(a: Line, b: Line): boolean {
  const side = (line: Line, x: number, y: number): number =>
    Math.sign((line.x2 - line.x1) * (y - line.y1) - (line.y2 - line.y1) * (x - line.x1));
  return side(a, b.x1, b.y1) * side(a, b.x2, b.y2) < 0 && side(b, a.x1, a.y1) * side(b, a.x2, a.y2) < 0;
}

function outputsOf({ wires }: FlowNode): string[][] {
  const outputs: unknown = wires;
  return Array.isArray(outputs)
    ? outputs.map((targets: unknown) => (Array.isArray(targets) ? targets.map(String) : []))
    : [];
}
