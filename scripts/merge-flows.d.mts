interface FlowNode {
  readonly id: string;
  readonly type: string;
  readonly [property: string]: unknown;
}

export function mergeFlows(
  files: readonly { readonly name: string; readonly flow: readonly FlowNode[] }[],
): FlowNode[];
