import { CONFIG_INPUT, STORE_TYPE, beginDialog, preselectSole } from '../editor/dialog';
import { linkValidator, validator } from '../editor/problems';
import { MIGRATIONS, readSmsAccount } from './config';

export const smsAccount = {
  validate: validator(readSmsAccount),
  validateStore: linkValidator(readSmsAccount, 'lead store'),
  label: (node: EditorNode): string => `simulator ${String(node['sender'] ?? '')}`,
  prepare: (node: EditorNode): void => {
    beginDialog(node, MIGRATIONS, CONFIG_INPUT);
    preselectSole(node, 'store', STORE_TYPE, CONFIG_INPUT);
  },
};
