import { SECRETS, readSecrets, type Secrets } from '../../sms-account/secrets';
import { CONFIG_INPUT, field } from '../dialog';

/** As they stand in the dialog: those that were not touched as the editor shows stored ones. */
export function secretsTyped(): Secrets {
  return readSecrets(Object.fromEntries(SECRETS.map((name) => [name, field(name, CONFIG_INPUT).val()])));
}
