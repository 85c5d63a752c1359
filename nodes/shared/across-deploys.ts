/** What a request from outside needs to know of deploys. */
export interface Deploying<S> {
  /** Resolves when no deploy is under way; false when one does not end. */
  deployed(): Promise<boolean>;
  /** The store, or its engine, as it is deployed now: after a deploy it is another. @throws when there is none */
  now(): S | Promise<S>;
}

/**
 * Takes what came from outside, and may not come again: with the store that is deployed once no deploy is under way, and when
 * a deploy closes that store meanwhile, with the next one. Whatever a closed store refused, it has not changed.
 */
export async function acrossDeploys<S, R>(
  deploying: Deploying<S>,
  take: (store: S) => Promise<R>,
): Promise<R> {
  await deploying.deployed();
  for (let store = await deploying.now(); ;) {
    try {
      return await take(store);
    } catch (error) {
      if (!isOfStore(error) || !(await deploying.deployed())) throw error;
      const next = await deploying.now();
      if (next === store) throw error;
      store = next;
    }
  }
}

/** By their names: the store is of another bundle, and its classes are others. */
export function isOfStore(error: unknown): boolean {
  return error instanceof Error && ['StoreError', 'NodeProblem'].includes(error.name);
}
