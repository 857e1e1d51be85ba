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

export async function serveDashboard(transport, options = {}) {
  const { port = 8080, host = '127.0.0.1', token = randomBytes(16).toString('hex'), simulated = false } = options;
  const { allow = 'owning', secrets = 'redact' } = options;
  const files = filesOfPage();
  const server = createServer((request, response) => {
    const file = files.get(new URL(request.url ?? '/', 'http://here').pathname);
    if (file === undefined) return response.writeHead(404, HEADERS).end();
    if (request.method !== 'GET' && request.method !== 'HEAD') return response.writeHead(405, HEADERS).end();
    return response
      .writeHead(200, { ...HEADERS, 'Content-Type': file.type })
      .end(request.method === 'GET' ? file.body : undefined);
  });
  server.listen(port, host);
  await once(server, 'listening');
  const bridge = await serveMgmt(transport, { server, token, allow, secrets });
  const { address, port: taken, family } = server.address();
  const where = family === 'IPv6' ? `[${address}]` : address;
  return {
    url: `http://${where}:${taken}/#${new URLSearchParams({ token, ...(simulated && { simulated: '1' }) })}`,
    bridge,
    close: async () => {
      await bridge.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
