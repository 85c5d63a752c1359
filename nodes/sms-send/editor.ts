import { takeUsual } from '../editor/clients/neighbors';
import { ACCOUNT_TYPE } from '../editor/config-types';
import {
  beginDialog,
  dialogForm,
  formNow,
  keepNumbers,
  openMarkedFolds,
  preselectUsual,
  showProblems,
} from '../editor/dialog';
import { fromLines, withLines } from '../editor/fields';
import { linkValidator, validator } from '../editor/problems';
import { showPreview } from '../editor/sms-send/preview';
import type { SavedConfig } from '../shared/config';
import { MIGRATIONS, readSmsSend } from './config';

export const smsSend = {
  validate: validator(readSmsSend),
  validateAccount: linkValidator(readSmsSend, 'SMS account'),
  added: (node: EditorNode): void => takeUsual(node, 'account', ACCOUNT_TYPE),
  prepare: (node: EditorNode): void => {
    beginDialog(node, MIGRATIONS);
    preselectUsual(node, 'account', ACCOUNT_TYPE);
    const form = dialogForm();
    form.find('#nurture-media').val(withLines(node['media']));
    const now = (): SavedConfig => formNow(node, { media: mediaTyped() });
    showPreview(node, form, now);
    showProblems(form, readSmsSend, now)();
    openMarkedFolds(form);
  },
  save: (node: EditorNode): void => {
    keepNumbers(node, ['staleAfter']);
    node['media'] = mediaTyped();
  },
};

function mediaTyped(): string[] {
  return fromLines(String(dialogForm().find('#nurture-media').val() ?? ''));
}
