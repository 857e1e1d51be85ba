// node take.js INDEX: takes a controller for itself, says so, and gives it back when its input ends.
import koffi from 'koffi';

const library = koffi.load(null);
const socket = library.func('int socket(int, int, int)') as (...values: number[]) => number;
const bind = library.func('int bind(int, const void *, uint32_t)') as (
  fd: number,
  address: Uint16Array,
  size: number,
) => number;

const [AF_BLUETOOTH, SOCK_RAW, BTPROTO_HCI, HCI_CHANNEL_USER] = [31, 3, 1, 1];
const fd = socket(AF_BLUETOOTH, SOCK_RAW, BTPROTO_HCI);
if (bind(fd, Uint16Array.of(AF_BLUETOOTH, Number(process.argv[2]), HCI_CHANNEL_USER), 6) !== 0) {
  throw new Error(`bind failed with ${String(koffi.errno())}`);
}
console.log('taken');
process.stdin.resume();
