import type { ErrorAnswer } from '../shared/admin-types';

/** Asks the admin API. Through jQuery, because the editor adds its access token to jQuery's requests only. */
export async function ask<T>(path: string): Promise<T> {
  return settled($.ajax<T>({ url: `lead-nurture/${path}`, dataType: 'json', cache: false }));
}

/** Sends something to the admin API. Rejects with the sentence it answered. */
export async function tell<T>(path: string, body: object = {}): Promise<T> {
  return settled(
    $.ajax<T>({
      url: `lead-nurture/${path}`,
      method: 'POST',
      contentType: 'application/json',
      data: JSON.stringify(body),
      // An empty answer is no JSON, and no error.
      converters: { 'text json': (text: string): unknown => (text === '' ? null : JSON.parse(text)) },
    }),
  );
}

/** Starts all flows anew, as "Restart Flows" of the editor does. */
export async function restartFlows(): Promise<void> {
  await settled($.ajax({ url: 'flows', method: 'POST', headers: { 'Node-RED-Deployment-Type': 'reload' } }));
}

/** Why the server did not do it, in a sentence for people. */
export class Refusal extends Error {
  override readonly name = 'Refusal';

  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

function settled<T>(request: JQuery.jqXHR<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request
      .done(resolve)
      .fail((answer: JQuery.jqXHR) => reject(new Refusal(answer.status, sentence(answer))));
  });
}

function sentence(answer: JQuery.jqXHR): string {
  const body: unknown = answer.responseJSON;
  if (isErrorAnswer(body)) return body.error;
  if (answer.status === 0) return 'The server does not answer.';
  if (answer.status === 401 || answer.status === 403) return 'You are not allowed to see or do this.';
  return `The server answered with status ${answer.status}.`;
}

function isErrorAnswer(body: unknown): body is ErrorAnswer {
  return typeof body === 'object' && body !== null && 'error' in body && typeof body.error === 'string';
}
