/** What we use of node-red-node-test-helper 0.3.6, which has no types of its own. */
declare module 'node-red-node-test-helper' {
  import type { Express } from 'express';
  import type { Node, NodeAPI } from 'node-red';

  export type NodeModule = (RED: NodeAPI) => unknown;

  interface TestHelper {
    settings(settings: Readonly<Record<string, unknown>>): unknown;
    load(nodes: readonly NodeModule[], flows: readonly object[], credentials: object): Promise<void>;
    setFlows(flows: readonly object[], type: 'full' | 'nodes' | 'flows', credentials: object): Promise<void>;
    getNode(id: string): Node | null;
    unload(): Promise<void>;
    log(): { readonly args: readonly (readonly [{ readonly level: number; readonly msg: unknown }])[] };
    /** Its express app for admin routes; not public, but the only way to reach them beside the webhooks. */
    readonly _httpAdmin: Express;
  }

  const helper: TestHelper;
  export default helper;
}
