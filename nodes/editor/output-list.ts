import { element } from './fields';
import { entryList, type EntryList, type ListOptions } from './list';

/**
 * What the hidden `outputs` field holds so that wires follow when outputs move: a JSON map from the old index to the
 * new one, -1 for an output that is gone, and a key that is no number for a new one (editor, `editor-tab-properties`).
 * The outputs of the list come first; `after` more follow it, such as "otherwise", which move along with its length.
 */
export function outputMap(origins: readonly (number | undefined)[], before: number, after: number): string {
  const map: Record<string, number> = {};
  for (let index = 0; index < before; index++) map[index] = origins.indexOf(index);
  origins.forEach((origin, index) => {
    if (origin === undefined) map[`new-${index}`] = index;
  });
  for (let index = 0; index < after; index++) map[before + index] = origins.length + index;
  return JSON.stringify(map);
}

/** A list whose every row is an output of the node; `outputs` is the hidden field of that name. */
export function outputList<T>(
  ol: JQuery,
  outputs: JQuery,
  after: number,
  options: ListOptions<T>,
): EntryList<T> {
  const before = options.entries.length;
  const update = (): void => void outputs.val(outputMap(list.origins(), before, after));
  const list = entryList(ol, {
    ...options,
    draw: (row, entry, changed) => {
      const read = options.draw(row, entry, changed);
      row.append(element('span', { class: 'nurture-port', 'aria-hidden': 'true' }));
      return read;
    },
    changed: () => {
      update();
      options.changed();
    },
  });
  update();
  return {
    ...list,
    // The dialog reads the entries when it is saved: rows that just went must be gone from the map too.
    entries: () => {
      update();
      return list.entries();
    },
  };
}
