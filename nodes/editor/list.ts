/** Lists in dialogs: the editor's own editableList, with rows that know how to read themselves back. */

/** Draws an entry into its row and returns how to read it back. */
export type DrawRow<T> = (row: HTMLElement, entry: T, changed: () => void) => () => T;

export interface ListOptions<T> {
  readonly entries: readonly T[];
  /** What a new row starts as. */
  readonly fresh: () => T;
  readonly draw: DrawRow<T>;
  /** The words on the button that adds a row. */
  readonly addLabel: string;
  readonly changed: () => void;
}

export interface EntryList<T> {
  entries(): T[];
  /** For each row, the index it had when the dialog opened; undefined for new rows. */
  origins(): (number | undefined)[];
}

interface Row<T> {
  readonly entry?: T;
  readonly origin?: number;
}

/** Turns an empty `<ol>` into a list. Rows move by dragging, and by Alt with an arrow key. */
export function entryList<T>(ol: JQuery, options: ListOptions<T>): EntryList<T> {
  const readers = new WeakMap<HTMLElement, { readonly read: () => T; readonly origin: number | undefined }>();
  // A row that is being removed fades out first, and is gone for us already.
  const rows = (): HTMLElement[] =>
    ol.children(':not(.red-ui-editableList-item-deleting)').find('.nurture-row').get();
  let ready = false;
  const changed = (): void => {
    if (!ready) return;
    number();
    options.changed();
  };
  const number = (): void => {
    rows().forEach((row, index) => {
      const port = row.querySelector('.nurture-port');
      if (port) port.textContent = `→ ${index + 1}`;
    });
  };

  ol.addClass('nurture-list').editableList<Row<T>>({
    addItem: (row, _index, { entry, origin }) => {
      const [box] = row.get();
      if (!box) return;
      box.classList.add('nurture-row');
      readers.set(box, { read: options.draw(box, entry ?? options.fresh(), changed), origin });
      box.addEventListener('keydown', (event) => moveByKey(event, box, changed));
      if (!ready) return;
      changed();
      box.querySelector<HTMLElement>('input, select, textarea')?.focus();
    },
    removeItem: changed,
    sortItems: changed,
    sortable: true,
    removable: true,
    addButton: options.addLabel,
    height: 'auto',
  });
  options.entries.forEach((entry, origin) => ol.editableList('addItem', { entry, origin }));
  ready = true;
  number();

  const known = () => rows().flatMap((row) => readers.get(row) ?? []);
  return {
    entries: () => known().map(({ read }) => read()),
    origins: () => known().map(({ origin }) => origin),
  };
}

function moveByKey(event: KeyboardEvent, box: HTMLElement, changed: () => void): void {
  const item = box.closest('li');
  if (!event.altKey || !item) return;
  if (event.key === 'ArrowUp') item.previousElementSibling?.before(item);
  else if (event.key === 'ArrowDown') item.nextElementSibling?.after(item);
  else return;
  event.preventDefault();
  if (event.target instanceof HTMLElement) event.target.focus();
  changed();
}
