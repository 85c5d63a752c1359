export const NODE_RED_5: string;
export const NODE_24: string;
export type NodeRedVersion = '4.1' | '5';
export function runtimeOf(version: NodeRedVersion): { readonly node: string; readonly nodeRed: string };
export function fetchSecondVersions(): void;
