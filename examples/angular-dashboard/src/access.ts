/** What the link to this page says behind `#`, which browsers send to nobody. */
export interface Access {
  readonly token: string;
  readonly simulated: boolean;
}

const KEY = 'rx-btmgmt-dashboard';

/** Takes it out of the address bar, so that it is not copied with the link, and keeps it for this tab. */
export function takeAccess(): Access | undefined {
  const given = new URLSearchParams(location.hash.slice(1));
  if (given.has('token')) {
    sessionStorage.setItem(KEY, given.toString());
    history.replaceState(null, '', location.pathname + location.search);
  }
  const kept = new URLSearchParams(sessionStorage.getItem(KEY) ?? '');
  const token = kept.get('token');
  return token ? { token, simulated: kept.has('simulated') } : undefined;
}
