import { hciSocket } from 'rx-btmgmt/linux';

/** @type {import('rx-btmgmt/linux').HciSocket | undefined} */
let sender;

/** Sends frames by hand, all from one socket. @param {Uint8Array} frame */
export function send(frame) {
  if (sender === undefined) {
    sender = hciSocket();
    sender.frames$.subscribe();
  }
  try {
    sender.send(frame);
  } catch (error) {
    process.stderr.write(`${error}\n`);
  }
}

/** A socket of its own, which gets what happens; `first` are frames that it sends. @param {string[]} [first] */
export function openListener(first = []) {
  const socket = hciSocket();
  const subscription = socket.frames$.subscribe();
  for (const frame of first) socket.send(Buffer.from(frame, 'hex'));
  return () => subscription.unsubscribe();
}
