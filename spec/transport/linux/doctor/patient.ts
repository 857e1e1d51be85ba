import type { Diagnosis, DoctorOptions } from 'rx-btmgmt/linux';
import type { SimulatorOptions, SocketOptions } from 'rx-btmgmt/simulator';
import { doctorOf } from '../../../../src/transport/linux/doctor/doctor.js';
import type { Surroundings } from '../../../../src/transport/linux/doctor/surroundings.js';
import { World } from '../../../controllers/world.js';
import { fakeSystem, type FakeSystem } from '../../../support/fake-system.js';

/** As a process of root on a machine shows itself. */
const FILES: Readonly<Record<string, string>> = {
  '/proc/self/status': 'CapEff:\t000001ffffffffff\nCapBnd:\t000001ffffffffff\nNoNewPrivs:\t0\nSeccomp:\t0\n',
  '/proc/self/uid_map': '         0          0 4294967295\n',
  '/proc/self/cgroup': '0::/user.slice/user-1000.slice/session-1.scope\n',
};
const FOLDERS: Readonly<Record<string, readonly string[]>> = {
  '/proc/sys/net/core': ['netdev_max_backlog', 'rmem_max', 'somaxconn'],
  '/sys/module/bluetooth': ['parameters', 'refcnt'],
  '/sys/class/bluetooth': ['hci0', 'hci0:64'],
};

const ENOUGH = 8 * 1024 * 1024;
const SO_RCVBUF = 8;

/** How a machine, or a process on it, differs from one on which all works. */
export interface Condition {
  readonly surroundings?: Partial<Surroundings>;
  readonly files?: Readonly<Record<string, string>>;
  readonly folders?: Readonly<Record<string, readonly string[]>>;
  readonly links?: Readonly<Record<string, string>>;
  readonly system?: Parameters<typeof fakeSystem>[0];
  readonly receiveBuffer?: number;
  readonly simulator?: SimulatorOptions;
  readonly socket?: SocketOptions;
  /** What has happened before. */
  readonly before?: (world: World) => void;
}

export class Patient {
  readonly world: World;
  readonly system: FakeSystem;
  readonly surroundings: Surroundings;
  /** How often the management channel was asked for. */
  openings = 0;

  constructor(condition: Condition = {}) {
    const { surroundings, files, folders, links = {}, system, receiveBuffer = ENOUGH, simulator, socket } = condition;
    const [allFiles, allFolders] = [
      { ...FILES, ...files },
      { ...FOLDERS, ...folders },
    ];
    this.world = new World({ kernel: 'newest', ...simulator });
    this.system = fakeSystem({
      getsockopt: (_fd, _level, option, value) => {
        if (option === SO_RCVBUF) (value as Uint32Array)[0] = receiveBuffer;
        return value.byteLength;
      },
      ...system,
    });
    this.surroundings = {
      platform: 'linux',
      arch: 'x64',
      kernel: '6.12.0-test',
      node: '20.19.0',
      execPath: '/usr/bin/node',
      isMainThread: true,
      pid: 1000,
      scheduler: this.world.time,
      read: (path) => allFiles[path],
      list: (path) => allFolders[path] ?? [],
      link: (path) => links[path],
      rfkill: () => [],
      bluetoothd: () => ({ state: 'absent' }),
      system: () => this.system,
      transport: () => {
        this.openings += 1;
        return this.world.simulator.transport(socket);
      },
      ...surroundings,
    };
    condition.before?.(this.world);
  }

  /** What `doctor` says in the end. */
  examine(options: DoctorOptions = {}): Diagnosis {
    return this.world.do(doctorOf(this.surroundings, options), 60_000);
  }
}

/** The diagnosis of what is in such a condition. */
export const diagnosisOf = (condition: Condition, options?: DoctorOptions): Diagnosis =>
  new Patient(condition).examine(options);
