import type { JsonObject } from '../json';
import type { StepPlace } from '../journeys/deliveries/step';

/** A step of a flow, with the message that is at it. */
export interface Step extends StepPlace {
  /** The whole message as it can be kept, in case it has to be held. Asked only then: a copy costs more than a text. */
  readonly keep: () => JsonObject;
}
