import { readFileSync } from 'node:fs';
import { OptionError } from 'rx-btmgmt';
import { share } from 'rxjs';
import { doctor } from 'rx-btmgmt/linux';
import { doctorOf } from '../../../../src/transport/linux/doctor/doctor.js';
import { findingKinds } from '../../../../src/transport/linux/doctor/finding-kinds.js';
import { counted } from '../../../support/counted-transport.js';
import { built, runModule, soundly } from '../../../support/child.js';
import { Said } from '../../../controllers/world.js';
import { diagnosisOf, Patient, type Condition } from './patient.js';

// Starting a process takes its time on a small machine.
jest.setTimeout(30_000);

const codesOf = (condition: Condition) => diagnosisOf(condition).findings.map(({ code }) => code);
const STATUS = (effective: string, bounding: string, more = '') =>
  `CapEff:\t${effective}\nCapBnd:\t${bounding}\nNoNewPrivs:\t0\n${more}`;
/** As Linux 6.12 shows a process without CAP_NET_ADMIN, and one that has all. */
const [NONE, ALL] = ['000001ffffffefff', '000001ffffffffff'];
const UNTRUSTED = { socket: { trusted: false } } as const;

/** The advice to a process without CAP_NET_ADMIN. */
const adviceTo = (files: Record<string, string>, more: Condition = {}): readonly string[] => {
  const condition = { ...UNTRUSTED, ...more, files: { '/proc/self/status': STATUS(NONE, ALL), ...files } };
  const found = diagnosisOf(condition).findings.find(({ code }) => code === 'MissingCapability');
  return found?.advice ?? [];
};

describe('doctor', () => {
  it('examines anew with each subscription, and opens nothing before', () => {
    const patient = new Patient();
    const diagnosis$ = doctorOf(patient.surroundings, {});
    expect(patient.openings).toBe(0);
    expect(patient.world.do(diagnosis$).controllers).toMatchObject([{ index: 0, powered: false }]);
    patient.world.do(patient.world.program().command$('SetPowered', 0, true));
    expect(patient.world.do(diagnosis$).controllers).toMatchObject([{ index: 0, powered: true }]);
    expect(patient.openings).toBe(2);
  });

  it('closes what it has opened, also when nobody waits for it any more', () => {
    const patient = new Patient({
      before: ({ simulator }) => void simulator.faults.dropReplies({ command: 'ReadControllerInformation' }),
    });
    const openings = { now: 0, most: 0, all: 0 };
    const surroundings = {
      ...patient.surroundings,
      transport: () => counted(patient.surroundings.transport(), openings)[0],
    };
    const said = new Said(doctorOf(surroundings, {}));
    patient.world.pass(100);
    expect(openings.now).toBeGreaterThan(0);
    said.subscription.unsubscribe();
    expect(openings.now).toBe(0);
    expect(patient.world.do(doctorOf(surroundings, {})).severity).toBe('error');
    expect(openings.now).toBe(0);
    const opened = patient.system.calls.filter((call) => call.startsWith('socket')).length;
    expect(patient.system.calls.filter((call) => call.startsWith('close')).length).toBe(opened);
  });

  it('asks all questions over one connection', () => {
    const patient = new Patient({ before: (world) => void world.do(world.program().command$('SetPowered', 0, true)) });
    const openings = { now: 0, most: 0, all: 0 };
    const transport = () => {
      const [each] = counted(patient.surroundings.transport(), openings);
      return { ...each, frames$: each.frames$.pipe(share()) };
    };
    patient.world.do(doctorOf({ ...patient.surroundings, transport }, {}));
    expect(openings.all).toBe(1);
  });

  it('gives the kernel as long as it is told to', () => {
    const before: Condition['before'] = ({ simulator }) =>
      void simulator.faults.delayReplies(3000, { command: 'ReadManagementVersionInformation' });
    expect(codesOf({ before })).toContain('NotAnswering');
    const patient = new Patient({ before });
    expect(patient.examine({ timeout: 4000 }).system.management).toMatch(/^1\./);
  });

  it('leaves a discovery of others alone, and does not take it for stuck', () => {
    const patient = new Patient();
    const { world } = patient;
    const program = world.program();
    const discovering = new Said(program.event$('Discovering'));
    world.do(program.command$('SetPowered', 0, true));
    world.do(program.command$('StartDiscovery', 0, ['BREDR']), 100);
    expect(patient.examine().findings.map(({ code }) => code)).not.toContain('DiscoveryStuck');
    const before = discovering.values.length;
    expect(before).toBeGreaterThan(0);
    // Nor did it start one.
    expect(discovering.values.filter(({ discovering }) => discovering === true)).toHaveLength(1);
  });

  it('sends only what reads, or what the kernel refuses', () => {
    const patient = new Patient({ before: (world) => void world.do(world.program().command$('SetPowered', 0, true)) });
    const { world } = patient;
    const events = new Said(world.program().events$);
    world.pass();
    patient.examine();
    expect(events.values).toEqual([]);
  });

  it('finds a command that is needed and missing to be an error', () => {
    const options = { commands: ['SetPowered', 'LoadConnectionSubrate'] } as const;
    const { findings } = diagnosisOf({ simulator: { kernel: '6.1' } }, options);
    expect(findings[0]).toMatchObject({ code: 'KernelTooOld', severity: 'error', commands: ['LoadConnectionSubrate'] });
    const { findings: others } = diagnosisOf({ simulator: { kernel: '6.1' } }, { commands: ['SetPowered'] });
    expect(others.map(({ code }) => code)).not.toContain('KernelTooOld');
  });

  it('tells the worst first, survives JSON, and counts', () => {
    const diagnosis = diagnosisOf({
      surroundings: { rfkill: () => [{ id: 0, name: 'thinkpad', index: null, soft: true, hard: true }] },
      receiveBuffer: 1000,
      simulator: { kernel: '6.12' },
    });
    expect(diagnosis.findings.map(({ severity }) => severity)).toEqual([
      'error',
      'warning',
      'warning',
      'warning',
      'note',
    ]);
    expect(diagnosis.severity).toBe('error');
    expect(diagnosis.text).toContain('doctor: 1 error, 3 warnings, 1 note\n');
    expect(JSON.parse(JSON.stringify(diagnosis))).toEqual(diagnosis);
  });

  it.each([
    [{ timeout: 0 }, 'timeout'],
    [{ timeout: '5' }, 'timeout'],
    [{ commands: 'SetPowered' }, 'commands'],
    [{ commands: ['SetPower'] }, 'commands[0]'],
    [{ timeouts: 5 }, 'timeouts'],
  ])('refuses %j at once', (options, option) => {
    const give = () => doctor(options as never);
    expect(give).toThrow(OptionError);
    expect(give).toThrow(expect.objectContaining({ option }));
  });
});

describe('What the doctor makes of what it sees', () => {
  it('in a container on a kernel without Bluetooth tells both', () => {
    const condition: Condition = {
      system: { socket: () => -97 },
      folders: { '/proc/sys/net/core': ['somaxconn'], '/sys/module/bluetooth': [], '/sys/class/bluetooth': [] },
    };
    expect(codesOf(condition)).toEqual(['NoHostNetwork', 'NoBluetooth']);
  });

  it('takes a socket that is refused in the network of the host for forbidden', () => {
    const { findings } = diagnosisOf({ system: { socket: () => -97 } });
    expect(findings.map(({ code }) => code)).toEqual(['SocketForbidden']);
    expect(findings[0]?.advice.join()).toContain('RestrictAddressFamilies=, add AF_BLUETOOTH');
  });

  it('says of WSL that its kernel has none', () => {
    const { text } = diagnosisOf({
      system: { socket: () => -97 },
      folders: { '/sys/module/bluetooth': [] },
      surroundings: { kernel: '5.15.90.1-microsoft-standard-WSL2' },
    });
    expect(text).toContain('The kernel of WSL has no Bluetooth');
  });

  it('does not tell that a controller is off that can not be on', () => {
    const rfkill = () => [{ id: 0, name: 'hci0', index: 0, soft: false, hard: true }];
    const { findings } = diagnosisOf({ surroundings: { rfkill } });
    expect(findings.map(({ code }) => code)).not.toContain('PoweredOff');
    expect(findings[0]?.advice.join()).not.toContain('rfkill unblock');
  });

  it('blames the switch of the machine instead of the missing controller', () => {
    const rfkill = () => [{ id: 7, name: 'tpacpi_bluetooth_sw', index: null, soft: true, hard: false }];
    const codes = codesOf({
      surroundings: { rfkill },
      simulator: { controllers: [] },
      folders: { '/sys/class/bluetooth': [] },
    });
    expect(codes).toContain('RfkillBlocked');
    expect(codes).not.toContain('NoController');
  });

  it('knows what root would see', () => {
    const { text } = diagnosisOf({
      folders: { '/sys/class/bluetooth': ['hci0', 'hci4'] },
      system: {
        ioctlInto: (_fd, _request, value) => {
          new Uint32Array(value.buffer)[4] = 1;
          return 0;
        },
      },
    });
    expect(text).toContain('Root sees which programs have HCI sockets');
  });

  it('knows the unit of systemd that it runs in', () => {
    const advice = adviceTo({ '/proc/self/cgroup': '0::/system.slice/gateway.service\n' });
    expect(advice[0]).toBe(
      'systemd, sudo systemctl edit gateway.service, then sudo systemctl restart gateway.service:\n    [Service]\n    AmbientCapabilities=CAP_NET_ADMIN',
    );
  });

  it.each([
    ['0::/user.slice/user-1000.slice/user@1000.service/app.slice/gateway.service\n', 'in the unit'],
    ['12:pids:/system.slice/x.service\n1:name=systemd:/system.slice/gateway.service\n', 'edit gateway.service'],
    ['0::/system.slice/system-rx.slice/rx@hci0.service/inner\n', 'edit rx@hci0.service'],
    ['0::/system.slice/docker-0123.scope\n', 'in the unit'],
  ])('reads the groups %j', (cgroup, shown) => {
    expect(adviceTo({ '/proc/self/cgroup': cgroup }).join()).toContain(shown);
  });

  it('knows a container by its mark', () => {
    const advice = adviceTo({ '/.dockerenv': '' });
    expect(advice.slice(0, 3)).toEqual([
      'Docker: docker run --network=host --cap-add=NET_ADMIN IMAGE',
      'Compose, in the service:\n    network_mode: host\n    cap_add: [NET_ADMIN]',
      'In a container that does not run as root the image needs it, too: RUN setcap cap_net_admin+ep /usr/bin/node',
    ]);
  });

  it('says what would make setcap useless', () => {
    const status = STATUS(NONE, NONE).replace('NoNewPrivs:\t0', 'NoNewPrivs:\t1');
    const advice = adviceTo({ '/proc/self/status': status }).join('\n');
    expect(advice).toMatch(/no_new_privs.*NoNewPrivileges=/);
    expect(advice).toContain('bounding set');
    expect(advice).toContain('CapabilityBoundingSet=CAP_NET_ADMIN');
  });

  it('quotes the path of the program', () => {
    const surroundings = { execPath: "/opt/it's here/node" };
    const advice = adviceTo({}, { surroundings }).join('\n');
    expect(advice).toContain(String.raw`sudo setcap cap_net_admin+ep '/opt/it'\''s here/node'`);
  });
});

describe('The doctor on this machine', () => {
  const use = (how: string) => `${how}
    doctor().subscribe(({ findings, system }) => console.log(system.platform, findings.map(({ code }) => code).join()));`;
  const imported = `import { doctor } from ${built('index.js')};`;

  it.each([
    ['ES module', imported],
    [
      'CommonJS',
      `import { createRequire } from 'node:module'; const { doctor } = createRequire(import.meta.url)(${built('index.js', 'cjs')});`,
    ],
  ])('examines as %s, and ends', async (_, how) => {
    const ended = await runModule(use(how));
    expect(ended).toMatchObject(soundly);
    expect(ended.lines).toEqual([expect.stringMatching(/^linux /)]);
  });

  it('works in a worker, which ends, too', async () => {
    const text = use(`const { doctor } = require(${built('index.js', 'cjs')});`);
    const ended = await runModule(
      `import { Worker } from 'node:worker_threads'; new Worker(${JSON.stringify(text)}, { eval: true, execArgv: [] });`,
    );
    expect(ended).toMatchObject(soundly);
    expect(ended.lines).toEqual([expect.stringMatching(/^linux WorkerThread/)]);
  });
});

describe('docs/doctor.md', () => {
  it('has the table of the code', () => {
    const rows = [...readFileSync('docs/doctor.md', 'utf8').matchAll(/^\| `(\w+)` +\| (\w+) +\| (.*?) +\|$/gm)];
    const table = Object.entries(findingKinds).map(([code, { severity, meaning }]) => [code, severity, meaning]);
    expect(rows.map(([, ...cells]) => cells)).toEqual(table);
  });
});
