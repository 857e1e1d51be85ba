import { once } from 'node:events';
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { OptionError } from 'rx-btmgmt';
import { lastValueFrom } from 'rxjs';
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

const digest = (text) => createHash('sha256').update(text).digest();

/** Answers what devices there are keys of, and of which kind; never a key. Who asks has to know the token. */
async function answerKeys({ headers }, response, controller, keys, token) {
  const given = /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1] ?? '';
  if (!timingSafeEqual(digest(given), digest(token))) return response.writeHead(401, HEADERS).end();
  if (keys === undefined) return response.writeHead(404, HEADERS).end();
  const stored = await lastValueFrom(keys.read$(controller));
  const labels = stored.map(({ kind, address, addressType, keyType }) => ({ kind, address, addressType, keyType }));
  return response.writeHead(200, { ...HEADERS, 'Content-Type': 'application/json' }).end(JSON.stringify(labels));
}

function serverOf(files, { keys, token }) {
  return createServer((request, response) => {
    // Not as a URL: that throws for what is none, such as //.
    const [pathname = '/'] = (request.url ?? '/').split('?');
    const [, controller] = /^\/keys\/((?:[\dA-F]{2}:){5}[\dA-F]{2})$/i.exec(pathname) ?? [];
    if (controller !== undefined && request.method === 'GET') {
      // A store that can't be read.
      return answerKeys(request, response, controller, keys, token).catch(() => response.writeHead(500, HEADERS).end());
    }
    const file = files.get(pathname);
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

const isPort = (port) => Number.isInteger(port) && port >= 0 && port <= 65_535;

/** Those that the bridge does not check; the rest is its own. */
function checked({ port = 8080, host = '127.0.0.1', simulated = false, keys, ...bridge }) {
  if (!isPort(port)) throw new OptionError('port', port, 'a whole number from 0 to 65535');
  if (typeof host !== 'string' || host === '') throw new OptionError('host', host, "an address, such as '127.0.0.1'");
  if (typeof simulated !== 'boolean') throw new OptionError('simulated', simulated, 'true or false');
  if (keys !== undefined && typeof keys?.read$ !== 'function') {
    throw new OptionError('keys', keys, 'a store of keys, such as jsonKeyStore() of rx-btmgmt/keys-node');
  }
  const { token = randomBytes(16).toString('hex'), ...others } = bridge;
  if (typeof token !== 'string') throw new OptionError('token', typeof token, 'a text, which the page has to know');
  const own = ['server', 'path', 'authorize'].find((name) => name in others);
  if (own !== undefined) throw new OptionError(own, others[own], 'left out: the dashboard has its own');
  return { port, host, simulated, keys, token, bridge: { allow: 'owning', secrets: 'redact', ...others, token } };
}

export async function serveDashboard(transport, options = {}) {
  const { port, host, simulated, keys, token, bridge: settings } = checked(options);
  const server = serverOf(filesOfPage(), { keys, token });
  // Before anything is opened: it checks the other options.
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
  return { url: urlOf(server, { token, ...(simulated && { simulated: '1' }) }), bridge, close };
}
