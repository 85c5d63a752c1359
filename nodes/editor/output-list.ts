import { element } from './fields';
import { entryList, type EntryList, type ListOptions } from './list';
import { outputMap } from './output-map';

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
