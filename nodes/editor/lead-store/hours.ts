import { isSaved, type SavedConfig } from '../../shared/config';
import { CONFIG_INPUT, field, showWhile } from '../dialog';
import { checkedDays, dayBoxes, numbers } from '../days';
import { element, fromCommas, withCommas } from '../fields';
import { entryList } from '../list';

/** What of the contact hours has no plain field of its own. */
export interface HoursFields {
  /** As it is saved. */
  entries(): SavedConfig;
  /** Told of every change in the lists. */
  changed: () => void;
}

/** Shows the hours of a lead store: the preset first, and of the rest what the preset leaves to say. */
export function showHours(node: EditorNode, form: JQuery): HoursFields {
  const by = (): string => String(field('hours', CONFIG_INPUT).val());
  const days = form.find('#nurture-days');
  days.append(...dayBoxes(numbers(node['days'])));
  const dates = form.find('#nurture-closed-dates').val(withCommas(node['closedDates']));
  const more = entryList<SavedConfig>(form.find('#nurture-more-hours'), {
    entries: Array.isArray(node['moreHours']) ? node['moreHours'].filter(isSaved) : [],
    fresh: () => ({ days: [6], start: '10:00', end: '16:00' }),
    addLabel: node._('hoursRow.add'),
    draw: (row, entry) => drawWindow(node, row, entry),
    changed: () => fields.changed(),
  });
  const fields: HoursFields = {
    entries: () => ({
      days: checkedDays(days),
      closedDates: fromCommas(String(dates.val() ?? '')),
      moreHours: more.entries(),
    }),
    changed: () => undefined,
  };
  showWhile(form, '.nurture-when-own-hours', () => by() === 'window' || by() === 'by_state');
  showWhile(form, '.nurture-when-hours', () => by() !== 'any');
  const tell = (): void => {
    form.find('#nurture-hours-tip').text(node._(`hoursTip.${by()}`));
    form.find('#nurture-own-hours').text(node._(by() === 'by_state' ? 'label.abroad' : 'label.ownHours'));
  };
  form.on('change', tell);
  tell();
  return fields;
}

function drawWindow(node: EditorNode, row: HTMLElement, entry: SavedConfig): () => SavedConfig {
  const time = (property: 'start' | 'end'): HTMLInputElement => {
    const input = element('input', { type: 'time', 'aria-label': node._(`hoursRow.${property}`) });
    input.value = String(entry[property] ?? '');
    return input;
  };
  const days = element('span', {
    class: 'nurture-days',
    role: 'group',
    'aria-label': node._('hoursRow.days'),
  });
  days.append(...dayBoxes(numbers(entry['days'])));
  const [start, end] = [time('start'), time('end')];
  row.append(days, start, element('span', { 'aria-hidden': 'true' }, ['–']), end);
  return () => ({ days: checkedDays($(days)), start: start.value, end: end.value });
}
