import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse, type Transcripts } from './transcripts.js';

/** All transcripts in a folder, by domain. */
export function readTranscripts(folder: string): Map<string, Transcripts> {
  const files = existsSync(folder) ? readdirSync(folder).sort() : [];
  return new Map(files.map((file) => [basename(file, '.txt'), parse(readFileSync(join(folder, file), 'utf8'))]));
}
