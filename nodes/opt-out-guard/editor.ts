import { STORE_TYPE, beginDialog, preselectSole, takeSole } from '../editor/dialog';
import { linkValidator, validator } from '../editor/problems';
import { MIGRATIONS, readOptOutGuard } from './config';

export const optOutGuard = {
  validate: validator(readOptOutGuard),
  validateStore: linkValidator(readOptOutGuard, 'lead store'),
  added: (node: EditorNode): void => takeSole(node, 'store', STORE_TYPE),
  prepare: (node: EditorNode): void => {
    beginDialog(node, MIGRATIONS);
    preselectSole(node, 'store', STORE_TYPE);
  },
};
