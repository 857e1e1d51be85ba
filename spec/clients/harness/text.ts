/** Colours and what else ECMA-48 has, and what readline puts around it. */
const INVISIBLE = new RegExp(`${String.fromCharCode(0x1b)}\\[[0-9;]*[A-Za-z]|[${String.fromCharCode(1, 2)}]`, 'g');

/** `[bluetooth]# `, `[mgmt]# `: a program waits for a command. */
const PROMPT = /^(\[[^\]]*\]# ?)+/;

/** What is seen on a terminal when a program has printed that, without its prompts. */
export function shown(printed: string): string {
  return printed.replaceAll(INVISIBLE, '').split('\n').map(line).join('\n');
}

/** What a carriage return has written over is gone. */
function line(text: string): string {
  const whole = text.replace(/\r+$/, '');
  return whole
    .slice(whole.lastIndexOf('\r') + 1)
    .replace(PROMPT, '')
    .trimEnd();
}
