import { CONFIG_INPUT, STORE_TYPE, bringUpToDate, preselectSole } from '../editor/dialog';
import { linkValidator, validator } from '../editor/problems';
import { MIGRATIONS, readSmsAccount } from './config';

export const smsAccount = {
  validate: validator(readSmsAccount),
  validateStore: linkValidator(readSmsAccount, 'lead store'),
  label: (node: EditorNode): string => `simulator ${String(node['sender'] ?? '')}`,
  prepare: (node: EditorNode): void => {
    bringUpToDate(node, MIGRATIONS);
    preselectSole(node, 'store', STORE_TYPE, CONFIG_INPUT);
  },
};
