import { inBrowser } from './page.js';

/** An application: client and simulator, in real time. It reports when it has found so many devices. */
const discovering = (devices: string, count: number): string => `
  import { Mgmt, discover } from 'rx-btmgmt';
  import { createSimulator, neighbourhood } from 'rx-btmgmt/simulator';
  import { concat, distinct, ignoreElements, map, take, toArray } from 'rxjs';

  const mgmt = new Mgmt(createSimulator({ devices: ${devices} }).transport());
  concat(
    concat(mgmt.command$('SetLowEnergy', 0, true), mgmt.command$('SetPowered', 0, true)).pipe(ignoreElements()),
    discover(mgmt, 0),
  )
    .pipe(
      map(({ address }) => address),
      distinct(),
      take(${count}),
      toArray(),
    )
    .subscribe({
      next: (found) => report({ found, isNode: typeof process !== 'undefined' }),
      error: (error) => report({ error: String(error) }),
    });
`;

describe('In headless Chromium', () => {
  it('client and simulator discover the devices', async () => {
    const { found, isNode } = (await inBrowser(discovering('neighbourhood()', 7))) as {
      found: string[];
      isNode: boolean;
    };
    expect(isNode).toBe(false);
    expect(found).toHaveLength(7);
    expect(found).toEqual(expect.arrayContaining(['C4:7C:8D:00:00:01', 'E2:11:5A:00:00:02', 'D0:5F:B8:00:00:03']));
  }, 120_000);

  it('nothing is found where there is nothing', async () => {
    expect(await inBrowser(discovering('[]', 1))).toEqual({ found: [], isNode: false });
  }, 120_000);

  it('a page that fails is noticed', async () => {
    expect(await inBrowser('nothing.like(this)')).toEqual({ error: expect.stringContaining('nothing is not defined') });
    await expect(inBrowser('')).rejects.toThrow('nothing was reported');
  }, 120_000);
});
