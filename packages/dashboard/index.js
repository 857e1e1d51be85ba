import { once } from 'node:events';
import { randomBytes } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { serveMgmt } from 'rx-btmgmt/websocket-server';

const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css' };

/** Styles of components are put into the page by Angular; all else comes from here. */
const HEADERS = {
  'Content-Security-Policy':
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; base-uri 'self'; frame-ancestors 'none'",
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'Cache-Control': 'no-cache',
};

export const assets = join(import.meta.dirname, 'assets');

/** All files by the path of their URL: nothing else can be asked for. */
function filesOfPage() {
  const names = readdirSync(assets).filter((name) => extname(name) in TYPES);
  const files = new Map(
    names.map((name) => [`/${name}`, { type: TYPES[extname(name)], body: readFileSync(join(assets, name)) }]),
  );
  return files.set('/', files.get('/index.html'));
}

function serverOf(files) {
  return createServer((request, response) => {
    const file = files.get(new URL(request.url ?? '/', 'http://here').pathname);
    if (file === undefined) return response.writeHead(404, HEADERS).end();
    if (request.method !== 'GET' && request.method !== 'HEAD') return response.writeHead(405, HEADERS).end();
    return response
      .writeHead(200, { ...HEADERS, 'Content-Type': file.type })
      .end(request.method === 'GET' ? file.body : undefined);
  });
}

/** Where a server listens, with what the page has to know. */
function urlOf(server, said) {
  const { address, port, family } = server.address();
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}/#${new URLSearchParams(said)}`;
}

export async function serveDashboard(transport, options = {}) {
  const { port = 8080, host = '127.0.0.1', simulated = false, ...given } = options;
  const settings = { token: randomBytes(16).toString('hex'), allow: 'owning', secrets: 'redact', ...given };
  const server = serverOf(filesOfPage());
  // Before anything is opened: it checks the options.
  const bridge = await serveMgmt(transport, { ...settings, server });
  const close = async () => {
    await bridge.close();
    if (!server.listening) return;
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  try {
    server.listen(port, host);
    await once(server, 'listening');
  } catch (error) {
    await close();
    throw error;
  }
  return { url: urlOf(server, { token: settings.token, ...(simulated && { simulated: '1' }) }), bridge, close };
}
