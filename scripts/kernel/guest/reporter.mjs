/**
 * A reporter of node:test that writes one line of JSON for each test, and a last one when the run came to its end. Suites
 * count only if something of their own failed, such as a hook.
 *
 * @param {AsyncIterable<{ type: string, data: any }>} events
 */
export default async function* report(events) {
  for await (const { type, data } of events) {
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    const { name, file, skip, todo, details } = data;
    const failed = type === 'test:fail';
    if (details?.type === 'suite' && !(failed && details.error?.failureType !== 'subtestsFailed')) continue;
    // Left out by --test-name-pattern.
    if (typeof skip === 'string' && /does not match pattern/.test(skip)) continue;
    const skipped = skip !== undefined || todo !== undefined;
    yield `${JSON.stringify({ name, file, outcome: skipped ? 'skipped' : failed ? 'failed' : 'passed' })}\n`;
  }
  yield `${JSON.stringify({ end: true })}\n`;
}
