import { OPCODES } from '../../../../protocol/codes.generated.js';
import type { CommandName } from '../../../../protocol/tables.js';
import { commandNames } from '../../../../protocol/tables.js';
import { DEFAULT_RECEIVE_BUFFER } from '../../options.js';
import type { Finding } from '../diagnosis.js';
import type { Examination } from '../examination.js';
import { finding } from '../finding.js';

/** What the system around lacks or has. */

/** The kernel tells twice what was asked for. */
const WANTED = 2 * DEFAULT_RECEIVE_BUFFER;

function receiveBuffer({ receiveBuffer, process }: Examination): Finding[] {
  if (receiveBuffer === undefined || receiveBuffer >= WANTED) return [];
  return [
    finding(
      'ReceiveBufferCapped',
      `The kernel keeps ${receiveBuffer} bytes for this process instead of ${WANTED} (as it counts): when many devices advertise, and the process is busy for a moment, events get lost.`,
      [
        `sudo sysctl -w net.core.rmem_max=${DEFAULT_RECEIVE_BUFFER}, and the same line in /etc/sysctl.d/ for good`,
        ...(process.isAdmin === true ? [] : ['Or CAP_NET_ADMIN, with which there is no limit.']),
      ],
      { receiveBuffer, wanted: WANTED },
    ),
  ];
}

/** Which every kernel has that answers at all; it does not list them. */
const UNLISTED: readonly CommandName[] = ['ReadManagementVersionInformation', 'ReadManagementSupportedCommands'];

function commands({ management, kernel }: Examination, wanted: readonly CommandName[] | undefined): Finding[] {
  // Others are told only of the commands that they may send.
  if (management?.isTrusted !== true) return [];
  const known = new Set([...management.opcodes, ...UNLISTED.map((name) => OPCODES[name])]);
  const missing = (wanted ?? [...commandNames.values()]).filter((name) => !known.has(OPCODES[name]));
  if (missing.length === 0) return [];
  return [
    finding(
      'KernelTooOld',
      `Linux ${kernel} does not know ${missing.join(', ')}: it answers UnknownCommand.`,
      ['A newer kernel does; docs/protocol.md says since which version each command exists.'],
      { commands: missing },
      wanted === undefined ? 'note' : 'error',
    ),
  ];
}

function bluetoothd({ bluetoothd: seen, management }: Examination): Finding[] {
  if (seen.state === 'running') {
    const { pid = null } = seen;
    return [
      finding(
        'BluetoothdRunning',
        `bluetoothd runs (${pid === null ? 'in another container' : `pid ${pid}`}). Both can use a controller, but it owns keys, privacy and the list of devices, and undoes settings.`,
        ['If nothing needs it: sudo systemctl disable --now bluetooth'],
        { pid },
      ),
    ];
  }
  // Where there is no way to the kernel, it does not matter.
  if (seen.state === 'absent' || management === undefined) return [];
  return [
    finding(
      'BluetoothdHidden',
      `Whether bluetoothd runs can not be seen from here: ${seen.reason}.`,
      ['To see it: CAP_NET_RAW, too, such as docker run --cap-add=NET_RAW. Nothing else needs that.'],
      { capability: 'CAP_NET_RAW' },
    ),
  ];
}

export const systemRules = (examination: Examination, wanted: readonly CommandName[] | undefined): Finding[] => [
  ...receiveBuffer(examination),
  ...commands(examination, wanted),
  ...bluetoothd(examination),
];
