import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import { killGroup } from '../support/kill-group.js';
import { CHROMIUM_OPTIONS, bundled, page } from './page.js';
import { withFolder } from './profile.js';

/** A server of a page, which others may serve at, too. */
export interface PageServer {
  readonly server: Server;
  /** Without a host: `localhost` and 127.0.0.1 are different places for a browser. */
  readonly port: number;
  close(): void;
}

/** Serves a script that imports the library in a page at `/`. What it says with `tell(word)` arrives at `told`, what it reports with `report(value)` at `reported`. */
export async function servePage(
  script: string,
  told: (word: string) => void,
  reported: (value: unknown) => void,
): Promise<PageServer> {
  const html = page(await bundled(script), REPORTING);
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = (await request.toArray()).join('');
    if (request.url === '/tell') told(body);
    if (request.url === '/report') reported(JSON.parse(body));
    response.setHeader('content-type', 'text/html').end(request.url === '/' ? html : '');
  };
  const server = createServer((request, response) => void answer(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { readonly port: number };
  const close = (): void => {
    server.close();
    server.closeAllConnections();
  };
  return { server, port, close };
}

const REPORTING = `
  const tell = (word) => fetch('/tell', { method: 'POST', body: word });
  const report = (value) => fetch('/report', { method: 'POST', body: JSON.stringify(value) });
`;

/** Shows a page to headless Chromium in real time, until `over` has happened. */
export function browse(url: string, over: Promise<unknown>): Promise<void> {
  return withFolder(async (profile) => {
    const options = [...CHROMIUM_OPTIONS, '--remote-debugging-port=0', `--user-data-dir=${profile}`, url];
    // A group of its own, so that Chromium's children can be ended with it.
    const chromium = spawn('chromium', options, { stdio: 'ignore', detached: true });
    const exited = once(chromium, 'exit');
    const early = exited.then(([code]) => Promise.reject(new Error(`chromium ended with ${String(code)}`)));
    try {
      await Promise.race([over, early]);
    } finally {
      early.catch(() => undefined);
      killGroup(chromium);
      await exited;
    }
  });
}
