import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { busSettings } from '../../kernel/support/bus-settings.js';
import type { Program } from './program.js';
import type { Stage } from './stage.js';

/** Where bluetoothd keeps what it knows of devices. On the simulator the preloaded library gives it a folder of the session's. */
const STATE = '/var/lib/bluetooth';

/** What bluetoothctl tells by itself, whenever it hears of it. */
const NEWS = /^\[(CHG|NEW|DEL)\]/;
/** How often that is told, and whether it still is, depends on when bluetoothd gets to it. */
const CHATTER = /UUIDs|RSSI|TxPower|Class:|Modalias|Connected: no/;

/** BlueZ's bluetoothctl, and behind it bluetoothd on a bus of its own. */
export class Bluetoothctl {
  readonly #news = new Set<string>();
  readonly #told = new Set<string>();

  private constructor(
    private readonly stage: Stage,
    private readonly program: Program,
  ) {}

  /** Starts all three, and waits until bluetoothd has switched both controllers on. It knows no devices. */
  static async start(stage: Stage, ...options: readonly string[]): Promise<Bluetoothctl> {
    const { folder, isReal } = stage.place;
    if (isReal) rmSync(STATE, { recursive: true, force: true });
    else mkdirSync(join(folder, 'state'));
    const [socket, bus, settings] = ['bus', 'bus.xml', 'main.conf'].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ];
    writeFileSync(bus, busSettings(socket));
    // Otherwise it is named as the machine is.
    writeFileSync(settings, '[General]\nName = Room\n');
    stage.env['DBUS_SYSTEM_BUS_ADDRESS'] = `unix:path=${socket}`;
    await stage.start('dbus-daemon', '--config-file', bus, '--nofork', '--print-address').until(/unix:path/);
    const own = ['--nodetach', '--debug=src/adapter.c', '--noplugin=hostname', '--configfile', settings];
    // The last that it asks of a controller.
    await stage
      .start('bluetoothd', ...own, ...options)
      .until(/set blocked keys for index 0/, /set blocked keys for index 1/);
    const shell = new Bluetoothctl(stage, stage.start('bluetoothctl'));
    const monitors = options.includes('--experimental') ? [/AdvertisementMonitor path registered/] : [];
    await shell.hear(/Agent registered/, /Controller .*:00:00 /, /Controller .*:00:01 /, ...monitors);
    return shell;
  }

  /** Types a line, and waits until all of these are printed. */
  async tell(line: string, ...expected: readonly RegExp[]): Promise<void> {
    this.stage.lines.push(`bluetoothctl> ${line}`);
    this.#told.add(line);
    this.program.say(line);
    await this.hear(...expected);
  }

  /** Makes a controller the one that it commands. */
  async select(address: string): Promise<void> {
    await this.tell(`select ${address}`, new RegExp(`Controller ${address} .*default`));
  }

  /** Waits until all of these are printed. */
  async hear(...expected: readonly RegExp[]): Promise<void> {
    const lines = await this.program.until(...expected);
    // Readline shows what it was told.
    for (const line of lines.filter((each) => !this.#told.has(each))) {
      if (!NEWS.test(line)) this.stage.lines.push(line);
      else if (!CHATTER.test(line)) this.#news.add(line);
    }
  }

  /** Ends it. What it has told by itself since it was started is put down, in no order. */
  async quit(): Promise<void> {
    this.program.say('quit');
    const { lines } = await this.program.end();
    for (const line of lines) if (NEWS.test(line) && !CHATTER.test(line)) this.#news.add(line);
    this.stage.lines.push('bluetoothctl> quit', ...[...this.#news].sort());
  }
}
