import type { JsonObject } from '../json';
import type { EnrollmentId, NodeId } from '../leads/enrollment';

/** Where in a flow a step happens. Enrollment + node + pass is the step; nobody is texted twice for one. */
export interface Step {
  readonly node: NodeId;
  /** Which delivery of a message this is. */
  readonly pass: string;
  readonly enrollment?: EnrollmentId | undefined;
  /** The whole message as it can be kept, in case it has to be held. Asked only then: a copy costs more than a text. */
  readonly keep: () => JsonObject;
}
