import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openKernel } from '../../contract/harness/kernel-world.js';
import type { InPlace } from './stage.js';

/** In a guest in virtual time waiting takes no time. */
const PATIENCE_MS = 600_000;

/** The running kernel, with BlueZ's btvirt. Nothing else may plug in controllers meanwhile. */
export function onKernel(): { readonly inPlace: InPlace; close(): void } {
  const { inWorld, close } = openKernel();
  const inPlace: InPlace = async (_session, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'clients-'));
    try {
      return await inWorld('pair', () => use({ env: {}, folder, isReal: true, patience: PATIENCE_MS }));
    } finally {
      rmSync(folder, { recursive: true });
    }
  };
  return { inPlace, close };
}
