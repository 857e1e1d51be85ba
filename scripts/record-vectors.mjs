// Records the frames of spec/vectors, and shows what a capture holds. The bytes come from BlueZ's programs and from the
// kernel, or were written by hand from the protocol document: nothing here is encoded by this library.
//
//   node scripts/kernel/run.mjs --kernel 6.12 --controllers -- node scripts/record-vectors.mjs record SCENE... >FILE
//   node scripts/record-vectors.mjs list FILE        every frame once: program, kind, name, status, bytes
//   node scripts/record-vectors.mjs capture FILE     the capture itself, for btmon -r
//
// SCENE: btmgmt, discovery, unconfigured, scripted, passkey, newest (on 7.3), all in scripts/record-vectors/scenes.mjs; or
// the name of one of BlueZ's testers, mgmt-tester and mesh-tester, whose frames were written by BlueZ's authors. The testers
// bring their own controllers: they are run without --controllers.
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { gunzipSync, gzipSync } from 'node:zlib';
import { commands, events } from 'rx-btmgmt';
import { play } from './record-vectors/scenes.mjs';

const CAPTURE = '/tmp/vectors.btsnoop';
const COMMAND_STATUS = 0x0002;

const [what, ...args] = process.argv.slice(2);
if (what === 'record') await record(args);
else if (what === 'list') await list(captureIn(args[0] ?? ''));
else if (what === 'capture') process.stdout.write(captureIn(args[0] ?? ''));
else throw new Error('record SCENE..., list FILE or capture FILE');

/** @param {string[]} scenes */
async function record(scenes) {
  // For the testers of suspend.
  spawnSync('mount', ['-t', 'debugfs', 'none', '/sys/kernel/debug']);
  const btmon = spawn('btmon', ['-w', CAPTURE], { stdio: ['ignore', 'ignore', 'inherit'] });
  await sleep(2000);
  for (const scene of scenes) {
    if (scene.endsWith('-tester')) {
      const { stdout } = spawnSync(scene, ['-q'], {
        encoding: 'utf8',
        timeout: 1_500_000,
        maxBuffer: 2 ** 28,
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      process.stderr.write(stdout.slice(-3000));
    } else {
      await play(scene);
    }
  }
  await sleep(500);
  btmon.kill();
  await sleep(500);
  // In text: a virtual console is no place for bytes.
  await new Promise((done) => process.stdout.write(gzipSync(readFileSync(CAPTURE)).toString('base64'), done));
  process.exit();
}

/** @param {string} file */
function captureIn(file) {
  return gunzipSync(Buffer.from(readFileSync(file, 'utf8'), 'base64'));
}

/** @param {Uint8Array} capture */
async function list(capture) {
  // Not part of an entry point yet.
  const { decodeControl, readRecords } = await import(
    new URL('../dist/esm/transport/btsnoop/index.js', import.meta.url).href
  );
  const commandNames = new Map(Object.entries(commands).map(([name, { opcode }]) => [opcode, name]));
  const eventNames = new Map(Object.entries(events).map(([name, { code }]) => [code, name]));
  const programs = new Map();
  /** Commands without an answer yet, by socket and opcode. @type {Map<string, { status: string }[]>} */
  const open = new Map();
  const lines = [];
  for (const record of readRecords(capture).records) {
    const control = decodeControl(record);
    if (control?.kind === 'open') {
      programs.set(control.cookie, control.name);
      // A cookie may be used again.
      for (const key of open.keys()) if (key.startsWith(`${control.cookie} `)) open.delete(key);
    }
    if (control?.kind !== 'command' && control?.kind !== 'event') continue;
    const frame = Buffer.from(control.frame);
    const code = frame.readUInt16LE(0);
    const isReply = control.kind === 'event' && code <= COMMAND_STATUS;
    const opcode = isReply ? frame.readUInt16LE(6) : code;
    const key = `${control.cookie} ${opcode}`;
    const line = {
      kind: isReply ? (code === COMMAND_STATUS ? 'status' : 'reply') : control.kind,
      name: (control.kind === 'event' && !isReply ? eventNames : commandNames).get(opcode),
      status: isReply ? String(frame[8]) : '-',
      program: programs.get(control.cookie),
      hex: frame.toString('hex'),
    };
    lines.push(line);
    if (line.kind === 'command') open.set(key, [...(open.get(key) ?? []), line]);
    const answered = isReply ? open.get(key)?.shift() : undefined;
    if (answered) answered.status = line.status;
  }
  const texts = lines.map(({ kind, name, status, program, hex }) => [kind, name, status, program, hex].join(' '));
  for (const text of new Set(texts)) console.log(text);
}
