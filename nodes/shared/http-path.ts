/**
 * The path of a request as Express looks at it: without the host that a request to a proxy names first (RFC 9112, 3.2.2), with
 * the backslashes that `url.parse` turns, and without what is asked behind it.
 */
export function pathOf(target: string): string {
  return target
    .replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '')
    .replace(/[?#].*$/s, '')
    .replaceAll('\\', '/');
}
