import type { IncomingMessage, Server } from 'node:http';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import type { NodeAPI } from 'node-red';
import { pathOf } from './http-path';

/** What a page of another site is told, and a person behind a proxy that changes the host. */
export const FOREIGN_PAGE =
  "Only the pages of this Node-RED may ask that. If this is one of them: the proxy before Node-RED must pass the browser's Host on, or tell it as X-Forwarded-Host.";

/** Who may use an admin address of ours: somebody with the permission, and no page of another site in their browser. */
export function mayUse({ auth, server }: NodeAPI, permission: string): RequestHandler[] {
  refusePreflights(server);
  return [refuseForeignPages, auth.needsPermission(permission)];
}

/**
 * Node-RED lets pages of every origin ask its admin API (@node-red/editor-api, index.js: CORS with `*`), and without a login
 * nothing else stands between them and the leads. Programs send neither header; a browser cannot be kept from sending them
 * (Fetch Standard, "forbidden request-header").
 */
function refuseForeignPages(request: Request, response: Response, next: NextFunction): void {
  // Whatever is answered, no other page may read it.
  response.removeHeader('Access-Control-Allow-Origin');
  if (isOwnPage(request)) next();
  else response.status(403).json({ error: FOREIGN_PAGE });
}

/**
 * True for a page of this Node-RED, an address that a person typed, and a program. Browsers send `Sec-Fetch-Site` over https and
 * from this machine alone (Fetch Metadata, 2.3); elsewhere `Origin` has to name the host that was asked, or the one that
 * a proxy was asked for.
 */
export function isOwnPage({ headers }: Pick<IncomingMessage, 'headers'>): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const { origin } = headers;
  if (origin === undefined) return true;
  if (!URL.canParse(origin)) return false;
  const { host, protocol } = new URL(origin);
  const asked = [headers.host, ...listed(headers['x-forwarded-host'])];
  return host !== '' && asked.some((one) => one !== undefined && hostAt(protocol, one) === host);
}

/** Each proxy on the way adds its own. */
function listed(header: string | string[] | undefined): string[] {
  return [header ?? []].flat().flatMap((one) => one.split(','));
}

/** As the URL Standard writes a host: in small letters, without the port that its scheme has anyway. */
function hostAt(protocol: string, host: string): string | undefined {
  const url = `${protocol}//${host.trim()}`;
  return URL.canParse(url) ? new URL(url).host : undefined;
}

/** Servers that let no page of another site send headers of its own to our admin addresses. */
const guarded = new WeakSet<Server>();

/**
 * Node-RED answers a browser that asks before it sends (a preflight) with yes to every header, before any route of ours:
 * then a page could say `X-Forwarded-Host` itself. Without what it asks for there is nothing to say yes to.
 */
function refusePreflights(server: Server | undefined): void {
  if (!server || guarded.has(server)) return;
  guarded.add(server);
  server.prependListener('request', (request: IncomingMessage) => {
    if (request.method === 'OPTIONS' && pathOf(request.url ?? '').includes('/lead-nurture/'))
      delete request.headers['access-control-request-headers'];
  });
}
