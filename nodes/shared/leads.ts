import { isJsonObject } from '../../src/json';
import type { LeadRecord } from '../../src/leads/record';
import { readPhone } from '../../src/leads/phone';
import type { Engine } from '../../src/engine';
import { refuseIfKnownToAnother } from './crossings/refusal';
import { NodeProblem, type Message } from './handlers';
import type { StoreHouse } from './house';

/**
 * The lead a message is about: by `msg.lead.id`, or else by the first phone number of `msg.lead.phone`, `msg.phone` and
 * `msg.payload.phone`. The snapshot in the message is not trusted, so the lead comes from the store; a number that is not
 * known yet becomes a lead without consent.
 * @throws NodeProblem when there is no lead in the message, or one of another store
 */
export async function leadOf(house: StoreHouse, engine: Engine, msg: Message): Promise<LeadRecord> {
  const lead = isJsonObject(msg['lead']) ? msg['lead'] : {};
  if (typeof lead['id'] === 'string') {
    const record = await engine.store.read({ id: lead['id'] });
    if (record) return record;
    if (engine.wasErased(lead['id']))
      throw new NodeProblem('The lead was deleted meanwhile.', 'lead is gone');
    await refuseIfKnownToAnother(house, lead['id']);
  }
  const payload = isJsonObject(msg.payload) ? msg.payload : {};
  const written = [lead['phone'], msg['phone'], payload['phone']].find(
    (one) => one !== undefined && one !== null,
  );
  if (written === undefined) {
    throw new NodeProblem(
      'The message names no lead: set msg.phone, or msg.payload.phone, or pass msg.lead on from the lead trigger.',
      'no lead in message',
    );
  }
  if (typeof written !== 'string' && typeof written !== 'number') {
    throw new NodeProblem('The phone number of the message must be a text or a number.', 'bad phone number');
  }
  const phone = readPhone(String(written), house.country);
  if (!phone.ok)
    throw new NodeProblem(`The phone number cannot be used. ${phone.problem}`, 'bad phone number');
  house.numbers.refuse(phone.phone);
  const record = await engine.known({ phone: phone.phone });
  if (!record) throw new NodeProblem('The lead was deleted meanwhile.', 'lead is gone');
  return record;
}
