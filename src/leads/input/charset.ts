/**
 * The text of bytes: by the charset that was named, or else by their marks: a byte order mark, well-formed UTF-8, and what is neither
 * is Windows-1252, as browsers take it (WHATWG Encoding, "decode"; HTML, "determining the character encoding"). Undefined when the
 * charset has no such name, or the bytes are not in it.
 */
export function decodeText(bytes: Uint8Array, charset?: string): string | undefined {
  if (charset !== undefined) return decodeAs(bytes, charset);
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decodeAs(bytes, 'utf-16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decodeAs(bytes, 'utf-16be');
  return decodeAs(bytes, 'utf-8') ?? decodeAs(bytes, 'windows-1252');
}

/** True for the name of a charset that can be decoded. */
export function isCharset(name: string): boolean {
  try {
    return decoderOf(name) instanceof TextDecoder;
  } catch {
    return false;
  }
}

function decodeAs(bytes: Uint8Array, charset: string): string | undefined {
  try {
    const decoder = decoderOf(charset);
    const text = decoder.decode(bytes);
    return decoder.encoding === 'windows-1252' ? text.replace(/[\x80-\x9f]/g, asWindows1252) : text;
  } catch {
    return undefined;
  }
}

/** Node.js 20 decodes windows-1252 as ISO 8859-1, which has control characters here. */
function asWindows1252(character: string): string {
  return WINDOWS_1252[character.charCodeAt(0) - 0x80] ?? character;
}

/** Of 0x80 to 0x9f; a blank: no other character (WHATWG Encoding, index windows-1252). */
const WINDOWS_1252 = Array.from('€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ', (one) => (one === ' ' ? undefined : one));

/** Names come from strangers, so only some are kept. */
const decoders = new Map<string, TextDecoder>();
const MOST_DECODERS = 20;

/** @throws RangeError for a charset that nobody knows */
function decoderOf(charset: string): TextDecoder {
  const known = decoders.get(charset);
  if (known) return known;
  const decoder = new TextDecoder(charset, { fatal: true });
  if (decoders.size < MOST_DECODERS) decoders.set(charset, decoder);
  return decoder;
}

/** The fields of a form (application/x-www-form-urlencoded) in any charset; undefined as `decodeText`. */
export function decodeForm(bytes: Uint8Array, charset?: string): [string, string][] | undefined {
  const named = charset?.toLowerCase();
  if (named === undefined || named === 'utf-8' || named === 'utf8') {
    const text = decodeAs(bytes, 'utf-8');
    if (text === undefined) return undefined;
    const fields = [...new URLSearchParams(text)];
    // Escapes that were no UTF-8 come out as U+FFFD: a page in another charset sent them.
    if (fields.every((field) => !field.join('').includes('\ufffd'))) return fields;
  }
  // Its bytes are no ASCII, so they cannot be parted at & and =.
  if (named?.startsWith('utf-16')) return undefined;
  const fields: [string, string][] = [];
  for (const part of Buffer.from(bytes).toString('latin1').split('&')) {
    if (part === '') continue;
    const [name = '', ...value] = part.split('=');
    const decoded = [name, value.join('=')].map((one) => decodeText(unescaped(one), named));
    if (decoded[0] === undefined || decoded[1] === undefined) return undefined;
    fields.push([decoded[0], decoded[1]]);
  }
  return fields;
}

function unescaped(part: string): Uint8Array {
  const text = part
    .replaceAll('+', ' ')
    .replace(/%([\da-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(text, 'latin1');
}
