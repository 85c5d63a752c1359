/** What of Node-RED's settings keeps strangers from the editor. */
interface Access {
  readonly adminAuth?: unknown;
  readonly httpAdminAuth?: unknown;
  /** May ask for a login of its own. */
  readonly httpAdminMiddleware?: unknown;
  /** false: there is no editor and no admin API. */
  readonly httpAdminRoot?: string | false | undefined;
}

/** True when whoever reaches this Node-RED can read the leads, as nothing asks who it is. */
export function isOpenToAll(settings: Access): boolean {
  const { adminAuth, httpAdminAuth, httpAdminMiddleware, httpAdminRoot } = settings;
  return httpAdminRoot !== false && ![adminAuth, httpAdminAuth, httpAdminMiddleware].some(Boolean);
}

/** Said at an account that texts real people. */
export const OPEN_TO_ALL =
  'This Node-RED asks nobody for a login, so whoever reaches it can read, change and delete the leads. Set adminAuth in its settings before there are real ones.';
