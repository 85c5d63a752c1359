import type { ConnectionView } from '../../shared/admin-types';
import { tell } from '../admin';
import { CONFIG_INPUT, field } from '../dialog';
import { secretsTyped } from './secrets';

/** The button that asks Twilio with what stands in the dialog, and says in words what is wrong. */
export function offerCheck(node: EditorNode, form: JQuery): void {
  const button = form.find('#nurture-check');
  const said = form.find('#nurture-checked');
  const text = (property: string): string => String(field(property, CONFIG_INPUT).val() ?? '');
  const show = ({ ok, says, field: wrong }: ConnectionView): void => {
    button.prop('disabled', false);
    said.text(says).toggleClass('nurture-problem', !ok);
    if (wrong === undefined) return;
    const input = wrong === 'senders' ? form.find('#nurture-senders') : field(wrong, CONFIG_INPUT);
    input.closest('details').prop('open', true);
    input.trigger('focus');
  };
  button.on('click', () => {
    button.prop('disabled', true);
    said.text(node._('check.asking')).removeClass('nurture-problem');
    tell<ConnectionView>('accounts/check', {
      account: node.id,
      senders: String(form.find('#nurture-senders').val() ?? ''),
      messagingService: text('messagingService'),
      apiUrl: text('apiUrl'),
      secrets: secretsTyped(),
    }).then(show, (error: unknown) =>
      show({ ok: false, says: error instanceof Error ? error.message : String(error) }),
    );
  });
}
