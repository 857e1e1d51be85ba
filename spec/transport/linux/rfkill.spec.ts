import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readRfkill, switchesOf, unblockSwitch } from '../../../src/transport/linux/rfkill.js';

describe('The switches of radios', () => {
  let root: string;
  const files = () => ({ folder: join(root, 'rfkill'), device: join(root, 'device') });

  const addSwitch = (entry: string, type: string, name: string, soft: number, hard: number) => {
    const folder = join(root, 'rfkill', entry);
    mkdirSync(folder, { recursive: true });
    for (const [file, value] of Object.entries({ type, name, soft, hard })) {
      writeFileSync(join(folder, file), `${value}\n`);
    }
  };

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'rfkill-'));
  });
  afterEach(() => rmSync(root, { recursive: true }));

  it('are those of controllers and of the platform, by id', () => {
    addSwitch('rfkill10', 'bluetooth', 'hci0', 0, 0);
    addSwitch('rfkill0', 'bluetooth', 'tpacpi_bluetooth_sw', 1, 0);
    addSwitch('rfkill1', 'wlan', 'phy0', 1, 1);
    addSwitch('rfkill2', 'bluetooth', 'hci12', 0, 1);
    const switches = readRfkill(files());
    expect(switches).toEqual([
      { id: 0, name: 'tpacpi_bluetooth_sw', index: null, soft: true, hard: false },
      { id: 2, name: 'hci12', index: 12, soft: false, hard: true },
      { id: 10, name: 'hci0', index: 0, soft: false, hard: false },
    ]);
    expect(switchesOf(switches!, 0).map(({ id }) => id)).toEqual([0, 10]);
    expect(switchesOf(switches!, 1).map(({ id }) => id)).toEqual([0]);
  });

  it('are not known where the kernel shows none, which is not the same as none', () => {
    expect(readRfkill(files())).toBeUndefined();
    mkdirSync(join(root, 'rfkill'));
    expect(readRfkill(files())).toEqual([]);
  });

  it('may go while they are looked at', () => {
    addSwitch('rfkill0', 'bluetooth', 'hci0', 0, 0);
    addSwitch('rfkill1', 'bluetooth', 'hci1', 0, 0);
    rmSync(join(root, 'rfkill', 'rfkill0', 'hard'));
    expect(readRfkill(files())?.map(({ id }) => id)).toEqual([1]);
  });

  it('are unblocked through the device, with eight bytes', () => {
    addSwitch('rfkill258', 'bluetooth', 'hci0', 1, 0);
    writeFileSync(join(root, 'device'), '');
    unblockSwitch(258, files());
    const little = [2, 1, 0, 0];
    // <linux/rfkill.h>: RFKILL_TYPE_BLUETOOTH is 2, RFKILL_OP_CHANGE 2.
    expect([...readFileSync(join(root, 'device'))]).toEqual([...little, 2, 2, 0, 0]);
  });

  it('are unblocked through their own file where there is no device', () => {
    addSwitch('rfkill3', 'bluetooth', 'hci0', 1, 0);
    unblockSwitch(3, files());
    expect(readRfkill(files())).toMatchObject([{ soft: false }]);
  });

  it('are not where there is neither: the error says which file', () => {
    expect(() => unblockSwitch(3, files())).toThrow(/ENOENT.*device/);
  });
});
