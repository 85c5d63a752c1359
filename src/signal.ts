/** Tells those who asked that something happened. */
export class Signal<Event = void> {
  readonly #watchers = new Set<(event: Event) => void>();

  /** From now on `watcher` is told. Returns what ends that. */
  watch(watcher: (event: Event) => void): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  tell(event: Event): void {
    for (const watcher of this.#watchers) watcher(event);
  }
}
