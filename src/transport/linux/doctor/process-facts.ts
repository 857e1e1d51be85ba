import type { Surroundings } from './surroundings.js';

/** What the kernel says of this process. */
export interface ProcessFacts {
  /** Whether it has CAP_NET_ADMIN in its user namespace, and whether it could get it; undefined if the kernel does not say. */
  readonly isAdmin: boolean | undefined;
  readonly mayBeAdmin: boolean | undefined;
  /** Nothing that it starts can get more: `setcap` is of no use. */
  readonly noNewPrivileges: boolean;
  readonly inUserNamespace: boolean;
  /** Whether its network is that of the machine; undefined if it can't be seen. */
  readonly inHostNetwork: boolean | undefined;
  readonly inContainer: boolean;
  /** The unit of systemd that it runs in, if it is a service of the system. */
  readonly unit: string | undefined;
}

/** include/uapi/linux/capability.h */
const CAP_NET_ADMIN = 12n;

export function processFacts(surroundings: Surroundings): ProcessFacts {
  const { read, list } = surroundings;
  const status = read('/proc/self/status') ?? '';
  const field = (name: string) => new RegExp(`^${name}:\\s*(\\S+)`, 'm').exec(status)?.[1];
  const hasAdmin = (set: string) => {
    const mask = field(set);
    return mask === undefined ? undefined : ((BigInt(`0x${mask}`) >> CAP_NET_ADMIN) & 1n) === 1n;
  };
  return {
    isAdmin: hasAdmin('CapEff'),
    mayBeAdmin: hasAdmin('CapBnd'),
    noNewPrivileges: field('NoNewPrivs') === '1',
    inUserNamespace: !/^\s*(0\s+0\s+4294967295\s*)?$/.test(read('/proc/self/uid_map') ?? ''),
    inHostNetwork: inHostNetwork(list('/proc/sys/net/core')),
    inContainer: ['/.dockerenv', '/run/.containerenv'].some((path) => read(path) !== undefined),
    unit: unitOf(read('/proc/self/cgroup') ?? ''),
  };
}

/** The folder shows the network of who looks; others than the first one have only what they can set (`net_core_table` and `netns_core_table` in net/core/sysctl_net_core.c). */
function inHostNetwork(settings: readonly string[]): boolean | undefined {
  return settings.length === 0 ? undefined : settings.includes('netdev_max_backlog');
}

/** `0::/system.slice/gateway.service`. Services of users can't be given privileges. */
function unitOf(cgroups: string): string | undefined {
  return /^(?:0:|\d+:name=systemd):\/system\.slice\/(?:[^/\n]+\/)*([^/\n]+\.service)(?:\/|$)/m.exec(cgroups)?.[1];
}
