/** A refusal of the admin API: an HTTP status and a sentence for people. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

export const noSuchLead = (): Refused => new Refused(404, 'There is no such lead.');
