import type { Examination } from './examination.js';

/** Text as a shell takes it for one word. */
const quoted = (text: string): string =>
  /^[\w./+@:-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;

const DOCKER = 'Docker: docker run --network=host --cap-add=NET_ADMIN IMAGE';
const COMPOSE = 'Compose, in the service:\n    network_mode: host\n    cap_add: [NET_ADMIN]';

const setcap = (execPath: string): string => `setcap cap_net_admin+ep ${quoted(execPath)}`;

function systemd({ unit, mayBeAdmin }: Examination['process']): string {
  const edit =
    unit === undefined
      ? 'in the unit'
      : `sudo systemctl edit ${quoted(unit)}, then sudo systemctl restart ${quoted(unit)}`;
  const bounds = mayBeAdmin === false ? '\n    CapabilityBoundingSet=CAP_NET_ADMIN' : '';
  return `systemd, ${edit}:\n    [Service]\n    AmbientCapabilities=CAP_NET_ADMIN${bounds}`;
}

/** Why a file with capabilities would not give them to this process. */
function obstacles({ noNewPrivileges, mayBeAdmin }: Examination['process']): string[] {
  return [
    ...(noNewPrivileges
      ? [
          'setcap and sudo do not help as long as no_new_privs is set: remove NoNewPrivileges= (systemd) or no-new-privileges (Docker, Compose).',
        ]
      : []),
    ...(mayBeAdmin === false
      ? [
          'setcap does not help as long as CAP_NET_ADMIN is not in the bounding set of the process, which systemd and containers cut.',
        ]
      : []),
  ];
}

/** How this process gets CAP_NET_ADMIN; what fits it best comes first. */
export function capabilityAdvice({ execPath, process }: Examination): string[] {
  const file = `For every program that this Node runs: sudo ${setcap(execPath)}`;
  const image = `In a container that does not run as root the image needs it, too: RUN ${setcap(execPath)}`;
  const service = systemd(process);
  const hindered = obstacles(process);
  if (process.inContainer) return [DOCKER, COMPOSE, image, ...hindered, service];
  if (process.unit !== undefined) return [service, ...hindered, file, DOCKER, COMPOSE];
  return [file, ...hindered, service, DOCKER, COMPOSE];
}

export const HOST_NETWORK = [
  'Docker: docker run --network=host … (--cap-add=NET_ADMIN for more than reading)',
  'Compose, in the service:\n    network_mode: host',
];
