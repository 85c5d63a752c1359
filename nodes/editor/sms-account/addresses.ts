import { TRY_AGAIN, addressesOf } from '../../sms-account/addresses';
import { CONFIG_INPUT, field } from '../dialog';
import { copy, httpRoot } from '../lead-store/webhook';

/** Where Twilio posts to, ready to copy; it follows the public address and the path while they are typed. */
export function showAddresses(node: EditorNode, form: JQuery): void {
  const reply = form.find('#nurture-reply');
  const status = form.find('#nurture-status');
  const publicUrl = field('publicUrl', CONFIG_INPUT);
  const path = field('path', CONFIG_INPUT);
  const update = (): void => {
    const [base, part] = [publicUrl, path].map((one) => String(one.val() ?? '').trim());
    const root = httpRoot();
    const addresses = base && part && root !== false ? addressesOf(base, root, part) : undefined;
    reply.val(addresses ? addresses.reply + TRY_AGAIN : '');
    status.val(addresses?.status ?? '');
  };
  for (const input of [publicUrl, path]) input.on('input change', update);
  update();
  form.find('#nurture-reply-copy').on('click', () => copy(reply, node));
  form.find('#nurture-status-copy').on('click', () => copy(status, node));
}
