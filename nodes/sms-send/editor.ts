import {
  ACCOUNT_TYPE,
  beginDialog,
  dialogForm,
  formNow,
  keepNumbers,
  openMarkedFolds,
  preselectSole,
  takeSole,
} from '../editor/dialog';
import { linkValidator, validator } from '../editor/problems';
import { showPreview } from '../editor/sms-send/preview';
import { MIGRATIONS, readSmsSend } from './config';

export const smsSend = {
  validate: validator(readSmsSend),
  validateAccount: linkValidator(readSmsSend, 'SMS account'),
  added: (node: EditorNode): void => takeSole(node, 'account', ACCOUNT_TYPE),
  prepare: (node: EditorNode): void => {
    beginDialog(node, MIGRATIONS);
    preselectSole(node, 'account', ACCOUNT_TYPE);
    const form = dialogForm();
    showPreview(node, form, () => formNow(node, {}));
    openMarkedFolds(form);
  },
  save: (node: EditorNode): void => keepNumbers(node, ['staleAfter']),
};
