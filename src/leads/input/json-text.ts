/**
 * JSON of which no number loses a digit: a whole number beyond 2^53, such as the id of an ad or an order, becomes the text of its
 * digits. @throws SyntaxError
 */
export function parseJson(text: string): unknown {
  const value: unknown = JSON.parse(text);
  // JSON.parse has seen that it is JSON, so a plain search finds its strings and numbers.
  return LONG_NUMBER.test(text) ? JSON.parse(text.replace(TOKEN, asItStands)) : value;
}

const LONG_NUMBER = /\d{16}/;
const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:e[+-]?\d+)?/gi;

function asItStands(token: string): string {
  const isWhole = /^-?\d+$/.test(token);
  return isWhole && !Number.isSafeInteger(Number(token)) ? `"${token}"` : token;
}
