import { takeUsual } from '../editor/clients/neighbors';
import { STORE_TYPE } from '../editor/config-types';
import {
  beginDialog,
  dialogForm,
  field,
  formNow,
  keepNumbers,
  openMarkedFolds,
  preselectUsual,
  showProblems,
  showWhile,
} from '../editor/dialog';
import { checkedDays, dayBoxes, numbers } from '../editor/days';
import { linkValidator, validator } from '../editor/problems';
import { MIGRATIONS, readOptOutGuard } from './config';

export const optOutGuard = {
  validate: validator(readOptOutGuard),
  validateStore: linkValidator(readOptOutGuard, 'lead store'),
  added: (node: EditorNode): void => takeUsual(node, 'store', STORE_TYPE),
  prepare,
  save: (node: EditorNode): void => {
    node['days'] = checkedDays(dialogForm().find('#nurture-days'));
    keepNumbers(node, ['capCount', 'capHours']);
  },
};

function prepare(node: EditorNode): void {
  beginDialog(node, MIGRATIONS);
  const form = dialogForm();
  preselectUsual(node, 'store', STORE_TYPE);
  const days = form.find('#nurture-days');
  days.append(...dayBoxes(numbers(node['days'])));
  showProblems(form, readOptOutGuard, () => formNow(node, { days: checkedDays(days) }));
  const by = (): unknown => field('hours').val();
  const purpose = (): unknown => field('purpose').val();
  showWhile(form, '.nurture-when-hours', () => purpose() !== 'transactional');
  showWhile(form, '.nurture-when-marketing', () => purpose() === 'marketing');
  showWhile(form, '.nurture-when-own-hours', () => by() === 'window' || by() === 'by_state');
  const tell = (): void => {
    form.find('#nurture-own-hours').text(node._(by() === 'by_state' ? 'label.abroad' : 'label.ownHours'));
  };
  form.on('change', tell);
  tell();
  openMarkedFolds(form);
}
