import { requireApt } from './kernel/apt.mjs';
import { requirePrograms } from './kernel/packages.mjs';
import { findProgram } from './kernel/shell.mjs';

/** Installs Chromium (the Debian package) if it is missing and may. */
export async function requireChromium() {
  if (findProgram('chromium')) return;
  requireApt();
  await requirePrograms({ chromium: 'chromium' });
}
