import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { withFolder } from './profile.js';

/** How long the page's own time may run, in milliseconds: it passes as fast as the page can do what it waits for. */
const BUDGET = 30_000;
/** How long Chromium may take for that. */
const PATIENCE = 60_000;

/** Nothing that reaches for the network, a graphics card, or the profile of a user. */
export const CHROMIUM_OPTIONS: readonly string[] = [
  ...['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-extensions'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-default-apps'],
];

/** What stands in the page when its script has reported. */
const REPORTING = `
  const report = (value) => { document.getElementById('report').textContent = encodeURIComponent(JSON.stringify(value)); };
`;

/** @param reporting what gives the script, which has been bundled, its `report(value)`; that is called with what goes wrong, too */
export const page = (script: string, reporting: string): string => `<!doctype html>
<meta charset="utf-8">
<title>rx-btmgmt</title>
<pre id="report">nothing was reported</pre>
<script>
  ${reporting}
  addEventListener('error', ({ message }) => report({ error: message }));
</script>
<script>${script.replaceAll('</script', '<\\/script')}</script>
`;

/** A script that imports the library, bundled as applications do. */
export async function bundled(script: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: script, resolveDir: '.' },
    bundle: true,
    format: 'iife',
    platform: 'browser',
    write: false,
    logLevel: 'silent',
  });
  return outputFiles[0]?.text ?? '';
}

/** Runs such a script in a page without any server, and gives its report. */
export function inBrowser(script: string): Promise<unknown> {
  return withFolder(async (folder) => {
    const file = join(folder, 'page.html');
    writeFileSync(file, page(await bundled(script), REPORTING));
    const own = [`--user-data-dir=${join(folder, 'profile')}`, `--virtual-time-budget=${BUDGET}`, '--dump-dom'];
    const dom = await chromium([...CHROMIUM_OPTIONS, ...own, pathToFileURL(file).href]);
    const report = /<pre id="report">(.*?)<\/pre>/s.exec(dom)?.[1];
    if (!report?.startsWith('%')) throw new Error(report ?? `No page came back: ${dom}`);
    return JSON.parse(decodeURIComponent(report)) as unknown;
  });
}

function chromium(args: readonly string[]): Promise<string> {
  return new Promise((done, fail) => {
    execFile('chromium', args, { timeout: PATIENCE, killSignal: 'SIGKILL' }, (error, stdout, stderr) => {
      if (error === null) done(stdout);
      else fail(new Error(`chromium: ${error.message}\n${stderr}`));
    });
  });
}
