import { provideZonelessChangeDetection } from '@angular/core';
import { bootstrapApplication } from '@angular/platform-browser';
import { provideBtmgmt, withWebSocket } from 'rx-btmgmt/angular';
import type { BtmgmtConnection } from 'rx-btmgmt/angular';
import { App } from './app/app';
import { BRIDGE } from './app/bridge';
import { takeAccess } from './access';

const access = takeAccess();

/** The bridge that has served this page; without its token, a simulated kernel in the page, loaded then only. */
async function connection(): Promise<BtmgmtConnection> {
  if (access === undefined) return (await import('./simulated')).simulated();
  const url = new URL('btmgmt', document.baseURI);
  url.protocol = url.protocol.replace('http', 'ws');
  return withWebSocket(url, { token: access.token, reconnect: { maxDelay: 3000 } });
}

void connection().then((way) =>
  bootstrapApplication(App, {
    providers: [
      provideZonelessChangeDetection(),
      provideBtmgmt(way, { retryDelay: 2000 }),
      { provide: BRIDGE, useValue: access },
    ],
  }),
);
