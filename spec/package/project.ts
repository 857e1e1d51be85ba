import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Packs the library, built if need be; gives the path of the tarball. */
export function pack(folder: string): string {
  return execFileSync(process.execPath, ['scripts/pack.mjs', folder], { encoding: 'utf8' }).trim();
}

/** An empty project of a user, in a folder of its own outside of this one. */
export class Project {
  readonly folder = mkdtempSync(join(tmpdir(), 'rx-btmgmt-user-'));

  constructor() {
    this.write('package.json', '{ "private": true }');
  }

  install(...args: string[]): void {
    execFileSync('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error', ...args], {
      cwd: this.folder,
      stdio: 'pipe',
    });
  }

  write(name: string, text: string): void {
    writeFileSync(join(this.folder, name), text);
  }

  read(path: string): string {
    return readFileSync(join(this.folder, path), 'utf8');
  }

  /** The files below a folder, as paths from the project's. */
  files(folder: string): string[] {
    return readdirSync(join(this.folder, folder), { recursive: true }).map((path) => join(folder, String(path)));
  }

  /** Runs a program, at most two minutes: one that keeps the process alive has no status. */
  run(command: string, ...args: string[]): Outcome {
    const options = { cwd: this.folder, encoding: 'utf8', timeout: 120_000 } as const;
    const { status, stdout, stderr } = spawnSync(command, args, options);
    return { status, stdout, stderr };
  }

  /**
   * Writes a program of JavaScript and runs it with the Node that runs this. Without certificates of the environment: Node 24 reads
   * their file in a thread once something loads `node:tls`, and what is open would be ours and Node's.
   */
  node(name: string, text: string): Outcome {
    this.write(name, text);
    return this.run('env', '--unset=NODE_EXTRA_CA_CERTS', process.execPath, name);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
