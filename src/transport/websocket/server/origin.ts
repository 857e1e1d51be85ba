/** The names of this machine for itself: a page from there can't be one that a stranger's name server sent here. */
const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])(:\d+)?$/;

/**
 * Whether a page may be a client. The same host and port is enough on this machine only: elsewhere any domain can be made to point here
 * (DNS rebinding), and would be of the same origin, too.
 */
export function isOriginAllowed(
  origin: string | undefined,
  host: string | undefined,
  origins: readonly string[],
): boolean {
  if (origin === undefined || origins.includes(origin)) return true;
  if (host === undefined || !LOOPBACK.test(host)) return false;
  return origin === `http://${host}` || origin === `https://${host}`;
}
