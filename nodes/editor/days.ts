import { element } from './fields';

/** Boxes for weekdays, in dialogs. ISO: 1 is Monday, 7 is Sunday. */

/** A saved list of weekdays. */
export function numbers(days: unknown): readonly number[] {
  return Array.isArray(days) ? days.map(Number) : [];
}

/** A box for each weekday, Monday first, named in the browser's language. */
export function dayBoxes(checked: readonly number[]): HTMLElement[] {
  const name = new Intl.DateTimeFormat(undefined, { weekday: 'short', timeZone: 'UTC' });
  return [1, 2, 3, 4, 5, 6, 7].map((day) => {
    const box = element('input', { type: 'checkbox', value: String(day) });
    box.checked = checked.includes(day);
    // 1 January 2024 was a Monday.
    return element('label', {}, [box, ' ', name.format(Date.UTC(2024, 0, day))]);
  });
}

/** The days whose boxes are checked. */
export function checkedDays(place: JQuery): number[] {
  return place
    .find('input:checked')
    .get()
    .map((box) => Number(box.getAttribute('value')));
}
