/**
 * An error that is a sentence for people. Node-RED shows people what `toString` of an error gives, in its log and to Catch
 * nodes (@node-red/runtime, flows/Flow.js and util/log.js, 4.1 and 5.0), which for others begins with the name of a class.
 */
export class Problem extends Error {
  override toString(): string {
    return this.message;
  }
}
